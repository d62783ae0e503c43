import { likeness } from '../../text/norm-words.js';
import { type Sentence, sentencesOf } from '../../text/sentences.js';
import { type Cell, cellsNow, type Raised, type Review, raise } from '../matching/finding.js';

/** Words of a sentence from which two rows do not both hold it by chance. */
const LONG_ENOUGH = 14;
/** A word or two were touched. */
const NEARLY_THE_SAME = 0.8;
/** Sentences are compared where they share a run of so many words. */
const RUN = 6;
/** What more rows than this share is a set phrase of the body. */
const MOST_SHARING = 30;

interface Placed {
  readonly cell: Cell;
  readonly sentence: Sentence;
}

/** The same sentences in two rows of one column: pasted into the wrong one, or one answer for both. Raised once, at the first. */
export function repeatedText(review: Review): Raised[] {
  const byRun = new Map<string, Placed[]>();
  const texts = cellsNow(review).filter((cell) => cell.kind === 'text' && cell.requirement !== null);
  const placed = texts.flatMap((cell) =>
    sentencesOf(cell.text)
      .filter(({ text }) => wordsOf(text).length >= LONG_ENOUGH)
      .map((sentence) => ({ cell, sentence })),
  );
  for (const each of placed) {
    for (const run of runsOf(each.sentence.text)) {
      const known = byRun.get(run);
      if (known === undefined) byRun.set(run, [each]);
      else if (known.at(-1) !== each) known.push(each);
    }
  }
  const order = new Map(placed.map((each, index) => [each, index]));
  return merged(
    placed.flatMap((each) => {
      const alike = new Set(runsOf(each.sentence.text).flatMap((run) => sharing(byRun.get(run) ?? [])));
      const later = [...alike].filter(
        (other) => (order.get(other) ?? 0) > (order.get(each) ?? 0) && sameWords(each, other),
      );
      return later.length === 0 ? [] : [{ ...each, rows: [...new Set(later.map(({ cell }) => cell.ref))] }];
    }),
  ).map(({ cell, start, length, rows }) =>
    raise(cell, {
      rule: 'repeated-text',
      start,
      length,
      what: `${rows.length === 1 ? `Row ${rows[0]} says` : `Rows ${rows.join(', ')} say`} the same in this column.`,
      suggestion: 'Say in each row what was done about it, or point from one row to the other.',
      severity: 'look',
    }),
  );
}

const sharing = (placed: readonly Placed[]) => (placed.length > MOST_SHARING ? [] : placed);

function sameWords(a: Placed, b: Placed): boolean {
  if (a.cell.requirement === b.cell.requirement) return false;
  return likeness(a.sentence.text, b.sentence.text) >= NEARLY_THE_SAME;
}

interface Repeated extends Placed {
  readonly rows: readonly string[];
}

/** Sentences that follow each other and stand in the same other rows are one paragraph. */
function merged(repeated: readonly Repeated[]) {
  const paragraphs: { cell: Cell; start: number; length: number; rows: readonly string[] }[] = [];
  for (const { cell, sentence, rows } of repeated) {
    const last = paragraphs.at(-1);
    const gap = last?.cell === cell ? cell.text.slice(last.start + last.length, sentence.start) : null;
    if (last !== undefined && gap !== null && gap.trim() === '' && last.rows.join() === rows.join())
      last.length = sentence.start + sentence.text.length - last.start;
    else paragraphs.push({ cell, start: sentence.start, length: sentence.text.length, rows });
  }
  return paragraphs;
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function runsOf(text: string): string[] {
  const words = wordsOf(text);
  return words.slice(0, Math.max(0, words.length - RUN + 1)).map((_, at) => words.slice(at, at + RUN).join(' '));
}
