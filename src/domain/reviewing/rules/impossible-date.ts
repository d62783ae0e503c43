import { type CivilDate, daysBetween, longDate } from '../../calendar/civil-date.js';
import { type DateMention, datesIn } from '../../text/dates/dates-in-text.js';
import { cellsNow, type Raised, type Review, raise } from '../matching/finding.js';
import { matches } from '../matching/pattern-rule.js';

const DAYS_OF_A_YEAR = 365.25;
/** A day or a month named further away than this is more likely a slip than a plan or a memory. */
const YEARS_AHEAD = 10;
const YEARS_BACK = 30;
const FAR_YEAR =
  /\b(?:\d{1,2}(?:st|nd|rd|th)? )?(?:January|February|March|April|May|June|July|August|September|October|November|December) (?!20)\d{4}\b/g;

/** A day that does not exist, a weekday that is another, or a date too far away to be meant. */
export function impossibleDate(review: Review): Raised[] {
  return cellsNow(review).flatMap((cell) => [
    ...datesIn(cell.text, review.column).flatMap((mention) => {
      const what = problemWith(mention, review.column);
      return what === null ? [] : [raise(cell, { ...mention, what, ...REST })];
    }),
    ...matches(cell.text, FAR_YEAR).flatMap(({ start, length }) => {
      const words = cell.text.slice(start, start + length);
      if (!unlikelyYear(words, review.column)) return [];
      const what = `“${words}” is an unlikely date for an update of ${longDate(review.column)}.`;
      return [raise(cell, { start, length, what, ...REST })];
    }),
  ]);
}

const REST = {
  rule: 'impossible-date',
  suggestion: 'Check the date with the owner and correct it.',
  severity: 'mustDecide',
} as const;

function problemWith(mention: DateMention, column: CivilDate): string | null {
  if (mention.kind === 'impossible') {
    return mention.why === 'noSuchDay'
      ? `There is no such day as “${mention.words}” (dates are read day first).`
      : `“${mention.words}” falls on another day of the week.`;
  }
  if (mention.precision !== 'day' && mention.precision !== 'month') return null;
  const years = daysBetween(column, mention.last) / DAYS_OF_A_YEAR;
  if (years <= YEARS_AHEAD && years >= -YEARS_BACK) return null;
  return `“${mention.words}” is an unlikely date for an update of ${longDate(column)}.`;
}

function unlikelyYear(words: string, column: CivilDate): boolean {
  const years = Number(words.slice(-4)) - Number(column.slice(0, 4));
  return years > YEARS_AHEAD || years < -YEARS_BACK;
}
