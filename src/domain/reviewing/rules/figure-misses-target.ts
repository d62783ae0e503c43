import { shared, subjectWords, wordWeights } from '../../text/norm-words.js';
import { markersOf } from '../../text/sentences.js';
import { type Figure, figuresIn } from '../matching/figures.js';
import { type Cell, cellsNow, type Raised, type Review, raise } from '../matching/finding.js';

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
  const cells = review.rows.flatMap((row) => [...row.earlier, ...(row.now === null ? [] : [row.now])]);
  const weight = wordWeights(
    review.rows.map((row) => [...row.earlier, row.now].map((cell) => cell?.text ?? '').join('\n')),
  );
  const index = indexOf(cells.flatMap(targetsIn), weight);
  return cellsNow(review).flatMap((now) =>
    figuresIn(now.text)
      .filter((figure) => isReported(figure))
      .flatMap((figure) => {
        const missed = targetsFor(figure, now, index, weight).find((target) => isShort(figure, target));
        return missed === undefined ? [] : [missing(now, figure, missed)];
      }),
  );
}

interface TargetIndex {
  readonly ofRow: ReadonlyMap<string | null, readonly Target[]>;
  readonly ofWord: ReadonlyMap<string, readonly Target[]>;
}

/** Targets by row, and those of all rows by their telling words: a plan of a thousand rows may name thousands. */
function indexOf(targets: readonly Target[], weight: (word: string) => number): TargetIndex {
  const ofRow = new Map<string | null, Target[]>();
  const ofWord = new Map<string, Target[]>();
  for (const target of targets) {
    ofRow.set(target.cell.requirement, [...(ofRow.get(target.cell.requirement) ?? []), target]);
    for (const word of target.subject) {
      if (weight(word) <= TELLING) continue;
      const known = ofWord.get(word);
      if (known === undefined) ofWord.set(word, [target]);
      else known.push(target);
    }
  }
  return { ofRow, ofWord };
}

/** Of the same row, those that share a word; of others, those that share two telling words. */
function targetsFor(figure: Figure, now: Cell, index: TargetIndex, weight: (word: string) => number): Target[] {
  const own = (index.ofRow.get(now.requirement) ?? []).filter(
    (each) => shared(figure.subject, each.subject).length > 0,
  );
  const telling = [...figure.subject].filter((word) => word !== 'target' && weight(word) > TELLING);
  const seen = new Map<Target, number>();
  for (const word of telling) {
    const targets = index.ofWord.get(word) ?? [];
    for (const target of targets) seen.set(target, (seen.get(target) ?? 0) + 1);
  }
  const others = [...seen].filter(([target, count]) => count >= 2 && target.cell.requirement !== now.requirement);
  return [...own, ...others.map(([target]) => target)];
}

/** A figure that tells how things stand, neither a target itself nor a forecast. */
function isReported(figure: Figure): boolean {
  return !isTarget(figure) && markersOf(figure.sentence).every((marker) => marker.direction === 'back');
}

function isShort(figure: Figure, target: Target): boolean {
  const atMost = AT_MOST.test(target.figure.sentence);
  return atMost ? figure.value > target.figure.value : figure.value < target.figure.value;
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
