import { longDate } from '../civil-date.js';
import { type Commitment, type FoundCommitment, findCommitments } from '../commitment.js';
import { datesIn } from '../dates-in-text.js';
import { markerAt, markersOf, sentencesOf } from '../sentences.js';
import { type Cell, type Raised, type Review, type ReviewRow, raise } from './finding.js';
import { saysNoChange } from './no-change.js';
import { shared, subjectWords, wordWeights } from './words.js';

/** A later sentence answers a promise when it holds this share of the promise's subject, rare words weighing more. */
const ANSWERING_SHARE = 0.3;

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
    const open = findCommitments(cell.text, column).filter(
      (found) =>
        found.due <= review.column &&
        !isSettled(found, cell, review.commitments, review) &&
        !later.some((each) => answers(each, found, weight)),
    );
    return open.map((found) =>
      raise(cell, {
        ...found,
        rule: 'commitment-gone-by',
        what: `Promised for ${longDate(found.due)} in the update of ${longDate(column)}; nothing has been said about it since.`,
        suggestion: 'Say whether it was done, give a new date, or withdraw it with a reason.',
        severity: 'mustDecide',
      }),
    );
  });
}

function isSettled(found: FoundCommitment, cell: Cell, known: readonly Commitment[], { column }: Review): boolean {
  return known.some(
    (each) =>
      each.requirement === cell.requirement &&
      each.column === cell.column &&
      each.words === found.words &&
      (each.state === 'done' || each.state === 'withdrawn' || each.due > column),
  );
}

function answers(later: Cell, found: FoundCommitment, weight: (word: string) => number): boolean {
  if (later.column === null) return false;
  const named = datesIn(later.text, later.column);
  if (found.precision === 'day' && named.some((each) => each.kind === 'date' && each.earliest === found.due))
    return true;
  const subject = subjectWords(found.words);
  const total = sum(subject, weight);
  return sentencesOf(later.text).some((sentence) => {
    const common = shared(subject, subjectWords(sentence.text));
    return common.length >= Math.min(2, subject.size) && sum(common, weight) >= total * ANSWERING_SHARE;
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
      return /^(?:will|to be|is due|due|shall)\b/i.test(
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
