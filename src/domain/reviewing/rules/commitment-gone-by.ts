import { longDate } from '../../calendar/civil-date.js';
import { type Commitment, type FoundCommitment, findCommitments } from '../../commitments/commitment.js';
import { datesIn, type PossibleDate } from '../../text/dates/dates-in-text.js';
import { shared, subjectWords, wordWeights } from '../../text/norm-words.js';
import { markerAt, markersOf, sentencesOf } from '../../text/sentences.js';
import { type Cell, type Raised, type Review, type ReviewRow, raise } from '../matching/finding.js';
import { saysNoChange } from '../matching/no-change.js';

/** A later sentence answers a promise when it holds this share of the promise's subject, rare words weighing more. */
const ANSWERING_SHARE = 0.3;
/** … or this share of the words before “will”, which name the thing promised. */
const ANSWERING_HEAD = 0.5;

/** A promised day that has passed, with nothing said of it since; or one that had passed when it was published. */
export function commitmentGoneBy(review: Review): Raised[] {
  const weight = wordWeights(
    review.rows.map((row) => [...row.earlier, row.now].map((cell) => cell?.text ?? '').join('\n')),
  );
  return review.rows.flatMap((row) => [
    ...goneBy(row, review, weight),
    ...(row.now === null ? [] : alreadyPast(row.now)),
  ]);
}

function goneBy(row: ReviewRow, review: Review, weight: (word: string) => number): Raised[] {
  const cells = [...row.earlier, ...(row.now === null ? [] : [row.now])];
  return row.earlier.flatMap((cell, index) => {
    const { column } = cell;
    if (column === null) return [];
    const later = cells.slice(index + 1).filter((each) => !saysNoChange(each));
    return findCommitments(cell.text, column).flatMap((found) => {
      const known = review.commitments.find((each) => isSame(each, found, cell));
      const due = known?.due ?? found.due;
      if (due > review.column || known?.state === 'done' || known?.state === 'withdrawn') return [];
      // where a new date was given, the words of that day are no answer to it: only what came after them can be
      const since = known?.state === 'late' ? later.filter((each) => isAfterAnswer(each, known, cells)) : later;
      if (since.some((each) => speaksOf(each, found, weight))) return [];
      const moved = due === found.due ? '' : `, then moved to ${longDate(due)}`;
      return raise(cell, {
        ...found,
        rule: 'commitment-gone-by',
        what: `Promised for ${longDate(found.due)} in the update of ${longDate(column)}${moved}; nothing has been said about it since.`,
        suggestion: 'Say whether it was done, give a new date, or withdraw it with a reason.',
        severity: 'mustDecide',
      });
    });
  });
}

function isSame(known: Commitment, found: FoundCommitment, cell: Cell): boolean {
  return known.requirement === cell.requirement && known.words === found.words && known.promised === found.due;
}

/** Whether a cell is newer than the column in whose cycle the commitment was answered. */
function isAfterAnswer({ column }: Cell, { answeredOn }: Commitment, cells: readonly Cell[]): boolean {
  const said = cells.find((each) => answeredOn !== null && each.column !== null && each.column >= answeredOn)?.column;
  return said != null && column !== null && column > said;
}

/**
 * Whether a later text says anything of what was promised: it calls the row complete, names the promised day or month
 * with a word of the promise, or has a sentence about the promise's subject. What it says is for people to judge.
 */
export function speaksOf(
  later: Pick<Cell, 'column' | 'text'>,
  found: FoundCommitment,
  weight: (word: string) => number,
): boolean {
  const { column } = later;
  if (column === null) return false;
  if (/\b(?:action|recommendation|requirement) (?:is |now |has been )*completed?\b/i.test(later.text)) return true;
  const subject = subjectWords(found.words);
  const head = subjectWords(headOf(found.words));
  return sentencesOf(later.text).some(({ text }) => {
    const words = subjectWords(text);
    if (head.size >= 2 && covers(head, words, weight, ANSWERING_HEAD)) return true;
    if (covers(subject, words, weight, ANSWERING_SHARE)) return true;
    if (found.precision !== 'day' && shared(subject, words).length === 0) return false;
    if (datesIn(text, column).some((each) => each.kind === 'date' && sameTime(each, found))) return true;
    const named = pairs(text);
    return pairs(found.words).some((pair) => named.includes(pair));
  });
}

/** The words before the promise is made: "The victim survey" of "The victim survey is due in May". */
function headOf(words: string): string {
  const ahead = markersOf(words).find((marker) => marker.direction === 'ahead');
  return ahead === undefined ? '' : words.slice(0, ahead.start);
}

function covers(of: Set<string>, words: Set<string>, weight: (word: string) => number, share: number): boolean {
  const common = shared(of, words);
  return common.length >= Math.min(2, of.size) && sum(common, weight) >= sum(of, weight) * share;
}

function sameTime(mention: PossibleDate, { due, precision }: FoundCommitment): boolean {
  if (precision === 'day') return mention.earliest === due;
  return mention.precision !== 'year' && mention.earliest <= due && mention.last.slice(0, 7) >= due.slice(0, 7);
}

/** Neighbouring subject words, as "problem profile": a thing with a name of its own. */
function pairs(text: string): string[] {
  const words = text.match(/\p{L}[\p{L}'’-]*/gu) ?? [];
  return words.flatMap((word, index) => {
    const both = [word, words[index + 1] ?? ''].map((each) => [...subjectWords(each)][0]);
    return both[0] === undefined || both[1] === undefined ? [] : [`${both[0]} ${both[1]}`];
  });
}

function sum(words: Iterable<string>, weight: (word: string) => number): number {
  return [...words].reduce((total, word) => total + weight(word), 0);
}

/** "Will be delivered on 3 June", published on 20 June. */
function alreadyPast(cell: Cell): Raised[] {
  const { column } = cell;
  if (column === null) return [];
  return sentencesOf(cell.text).flatMap((sentence) => {
    const markers = markersOf(sentence.text);
    const past = datesIn(sentence.text, column).filter((each) => {
      if (each.kind === 'impossible' || each.last >= column || each.yearFrom === 'relative') return false;
      const marker = markerAt(markers, each.start);
      if (marker === null || marker.start > each.start) return false;
      return /^(?:will|to be|is due|due|shall|starts|commences|begins|opens|launches|takes place|goes live)\b/i.test(
        sentence.text.slice(marker.start, marker.start + marker.length),
      );
    });
    if (past.length === 0) return [];
    return [
      raise(cell, {
        rule: 'commitment-gone-by',
        start: sentence.start,
        length: sentence.text.length,
        what: `The sentence says that something will happen, but its date had passed by ${longDate(column)}.`,
        suggestion: 'Say whether it happened, or correct the date.',
        severity: 'mustDecide',
      }),
    ];
  });
}
