import { longDate } from '../../calendar/civil-date.js';
import { type Commitment, type FoundCommitment, findCommitments } from '../../commitments/commitment.js';
import { MOST_FROM_ONE_TEXT } from '../../commitments/commitment-standing.js';
import { saysNoChange } from '../../commitments/says-no-change.js';
import { type LaterText, laterText, speaksOf } from '../../commitments/speaks-of.js';
import { datesIn } from '../../text/dates/dates-in-text.js';
import { wordWeights } from '../../text/norm-words.js';
import { markerAt, markersOf, sentencesOf } from '../../text/sentences.js';
import { type Cell, type Raised, type Review, type ReviewRow, raise } from '../matching/finding.js';

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

interface Later {
  readonly cell: Cell;
  /** Its place among the row's cells. */
  readonly at: number;
  readonly text: LaterText;
}

function goneBy(row: ReviewRow, review: Review, weight: (word: string) => number): Raised[] {
  const cells = [...row.earlier, ...(row.now === null ? [] : [row.now])];
  const read = cells.flatMap((cell, at): Later[] =>
    saysNoChange(cell) || cell.column === null ? [] : [{ cell, at, text: laterText(cell.text, cell.column) }],
  );
  return row.earlier.flatMap((cell, index) => {
    const { column } = cell;
    if (column === null) return [];
    const later = read.filter(({ at }) => at > index);
    const promises = findCommitments(cell.text, column).slice(0, MOST_FROM_ONE_TEXT);
    return promises.flatMap((found) => {
      const known = review.commitments.find((each) => isSame(each, found, cell));
      const due = known?.due ?? found.due;
      if (due > review.column || known?.state === 'done' || known?.state === 'withdrawn') return [];
      // where a new date was given, the words of that day are no answer to it: only what came after them can be
      const since = known?.state === 'late' ? later.filter((each) => isAfterAnswer(each.cell, known, cells)) : later;
      if (since.some((each) => speaksOf(each.text, found, weight))) return [];
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
      return /^(?:will|to be|is due|due|shall|starts?|commences?|begins?|opens?|launch(?:es)?|takes? place|goe?s? live)\b/i.test(
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
