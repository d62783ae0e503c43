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
  const sentenceOf = sentencesRead();
  const index = indexOf(
    cells.flatMap((cell) => targetsIn(cell, sentenceOf)),
    weight,
  );
  return cellsNow(review).flatMap((now) =>
    figuresIn(now.text)
      .filter((figure) => isReported(figure, sentenceOf))
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
    add(ofRow, target.cell.requirement, target);
    for (const word of target.subject) if (weight(word) > TELLING) add(ofWord, word, target);
  }
  return { ofRow, ofWord };
}

function add<K>(map: Map<K, Target[]>, key: K, target: Target): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [target]);
  else known.push(target);
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

/** What is asked of a sentence for each of its figures. */
interface SentenceRead {
  readonly targets: ReadonlySet<number>;
  readonly looksBackOnly: boolean;
  readonly subject: ReadonlySet<string>;
}
type ReadSentence = (sentence: string) => SentenceRead;

/** Reads each sentence once, however many figures it holds. */
function sentencesRead(): ReadSentence {
  const known = new Map<string, SentenceRead>();
  return (sentence) => {
    const before = known.get(sentence);
    if (before !== undefined) return before;
    const read: SentenceRead = {
      targets: targetValuesIn(sentence),
      looksBackOnly: markersOf(sentence).every((marker) => marker.direction === 'back'),
      subject: subjectWords(sentence.replace(TARGET, ' ')),
    };
    known.set(sentence, read);
    return read;
  };
}

/** A figure that tells how things stand, neither a target itself nor a forecast. */
function isReported({ sentence, value }: Figure, read: ReadSentence): boolean {
  const { targets, looksBackOnly } = read(sentence);
  return !targets.has(value) && looksBackOnly;
}

function isShort(figure: Figure, target: Target): boolean {
  const atMost = AT_MOST.test(target.figure.sentence);
  return atMost ? figure.value > target.figure.value : figure.value < target.figure.value;
}

/** A text that names more targets than this names none that a reader could hold a figure against. */
const MOST_TARGETS = 30;

function targetsIn(cell: Cell, read: ReadSentence): Target[] {
  return figuresIn(cell.text)
    .filter(({ sentence, value }) => read(sentence).targets.has(value))
    .slice(0, MOST_TARGETS)
    .map((figure) => ({ figure, cell, subject: read(figure.sentence).subject }));
}

const BEFORE_ITS_FIGURE = /\btargets?\b(?=(?<words>[^.;,]{0,60}(?:\.\d+)?[^.;,]{0,5}))/gi;
const A_FIGURE = /\b(\d{1,3}(?:\.\d+)?)\s?(?:%|per)/gi;
const AFTER_ITS_FIGURE = /\b(\d{1,3}(?:\.\d+)?)\s?%\s+target/gi;

/** "A target of 60%", "60% target": within a few words of each other, before another clause begins. */
function targetValuesIn(sentence: string): Set<number> {
  const after = [...sentence.matchAll(BEFORE_ITS_FIGURE)].flatMap((match) => [
    ...(match.groups?.words ?? '').matchAll(A_FIGURE),
  ]);
  return new Set([...after, ...sentence.matchAll(AFTER_ITS_FIGURE)].map((match) => Number(match[1])));
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
