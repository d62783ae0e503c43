import { markersOf } from '../sentences.js';
import { type Figure, figuresIn } from './figures.js';
import { type Cell, type Raised, type Review, raise } from './finding.js';
import { shared, subjectWords, wordWeights } from './words.js';

const TARGET = /\btargets?\b/i;
const AT_MOST = /\b(?:no more than|below|under|at most|less than|maximum|reduce)\b/i;
/** Words of another row must tell this much before its target is held against a figure. */
const TELLING = 1.5;

interface Target {
  readonly figure: Figure;
  readonly cell: Cell;
  readonly subject: ReadonlySet<string>;
}

/** A figure that falls short of a target named in the same row, or plainly for the same thing in another. */
export function figureMissesTarget(review: Review): Raised[] {
  const targets = review.rows
    .flatMap((row) => [...row.earlier, ...(row.now === null ? [] : [row.now])])
    .flatMap(targetsIn);
  const weight = wordWeights(
    review.rows.map((row) => [...row.earlier, row.now].map((cell) => cell?.text ?? '').join('\n')),
  );
  return review.rows.flatMap(({ now }) => {
    if (now === null) return [];
    return figuresIn(now.text).flatMap((figure) => {
      const missed = targets.find((target) => misses(figure, now, target, weight));
      return missed === undefined ? [] : [missing(now, figure, missed)];
    });
  });
}

function targetsIn(cell: Cell): Target[] {
  return figuresIn(cell.text)
    .filter((figure) => isTarget(figure))
    .map((figure) => {
      const subject = subjectWords(figure.sentence.replace(TARGET, ' '));
      return { figure, cell, subject };
    });
}

/** "A target of 60%", "60% target": within a few words of each other, before another clause begins. */
function isTarget({ sentence, value }: Figure): boolean {
  const number = String(value).replace('.', '\\.');
  return new RegExp(`\\btargets?\\b[^.;,]{0,60}\\b${number}\\s?(?:%|per)|\\b${number}\\s?%\\s+target`, 'i').test(
    sentence,
  );
}

function misses(figure: Figure, now: Cell, target: Target, weight: (word: string) => number): boolean {
  const sameCell = target.cell === now;
  if (sameCell && (target.figure.start === figure.start || isTarget(figure))) return false;
  if (isTarget(figure) || markersOf(figure.sentence).some((marker) => marker.direction !== 'back')) return false;
  const atMost = AT_MOST.test(target.figure.sentence);
  if (atMost ? figure.value <= target.figure.value : figure.value >= target.figure.value) return false;
  const telling = shared(figure.subject, target.subject).filter((word) => word !== 'target');
  if (target.cell.requirement === now.requirement) return telling.length > 0;
  return telling.filter((word) => weight(word) > TELLING).length >= 2;
}

function missing(now: Cell, figure: Figure, { figure: target, cell }: Target): Raised {
  const words = now.text.slice(figure.start, figure.start + figure.length);
  return raise(now, {
    rule: 'figure-misses-target',
    start: figure.start,
    length: figure.length,
    what: `${words} falls short of the target named in row ${cell.ref}: “${target.sentence}”`,
    suggestion: 'Say that the target is not met and what is being done, or name the target that counts now.',
    severity: 'mustDecide',
  });
}
