import { type CivilDate, civilDate } from '../../calendar/civil-date.js';
import { datesIn } from '../../text/dates/dates-in-text.js';
import { dayIn, headingOf } from './headings.js';
import { withShortDays } from './short-days.js';

/** A line that begins with the day on which the rest of it was said. */
export interface DatedLine {
  readonly column: CivilDate;
  /** What only names the day: "• 14/06/25: ", "November 2024 update – ". */
  readonly label: string;
  readonly rest: string;
}

const ANY_DAY = civilDate('2025-01-01');
/** The mark of a list before the date. */
const MARK = /^\s*(?:[-*•·▪‣◦–—]\s*)?[[(]?/;
/** What may stand between a date and what was said then. */
const AFTER = /^(?:[\])]\s+|[\])]?(?:\s*(?:[:–—\t]|\s-\s|\.\s|-\s)\s*|\s*\n\s*|\s*$))/;
/** Words of headings around the date: "Position at 31 May 2025:", "March 2025 update –". */
const LABELLED = /^[^\n]{0,60}?\d{2,4}(?:\s+[a-z]+){0,2}\s*(?:[:–—]|\s-\s)\s*/i;
/** What may stand before such a day, and be all that there is: "Progress at ", "Published update for ". */
const BEFORE =
  /^(?:(?:(?:published|latest|current|our|the|quarterly|further) )*(?:updates?|progress|positions?|responses?|comments?|commentary|status|report)(?: (?:update|report|position))?(?: (?:at|as at|as of|of|for|on|to|in))?(?: the| end of)*[:–—-]? )?$/i;
/** The same behind it. */
const NAME = /^ (?:updates?|progress|position|response|comments?|commentary)\b/i;
/** What parts it from what was said. */
const BEHIND = /^(?:[ \t]*\n\s*|[ \t]+(?=[^\p{Ll}\s]))/u;
const SHORT = /^(\d{1,2})\.(\d{1,2})\.(\d{2})(?![\d.])/;
const LONGEST_LABEL = 80;

/**
 * Reads a line that begins with a date of its own, as entries of a log do: "14/06/25: Sent", "9.1.25 Begun.", "9/1/25 22."
 * (`bare`: also without a mark after a date in words), or a date alone. Null for a sentence that only begins with one ("3 May
 * 2031 was wet").
 */
export function datedLine(text: string, bare = false): DatedLine | null {
  const opening = text.slice(0, LONGEST_LABEL);
  if (!/\d/.test(opening)) return null;
  const mark = MARK.exec(opening)?.[0] ?? '';
  const of = (column: CivilDate, label: string): DatedLine => ({ column, label, rest: text.slice(label.length) });
  // In front of an entry "9.1.25" is a day, though elsewhere it may be a paragraph.
  const short = SHORT.exec(opening.slice(mark.length));
  const padded =
    short === null
      ? null
      : short
          .slice(1)
          .map((each) => each.padStart(2, '0'))
          .join('/');
  const [found] = datesIn(padded ?? opening.slice(mark.length), ANY_DAY);
  const first = found !== undefined && short !== null ? { ...found, length: short[0].length } : found;
  if (first?.kind === 'date' && first.start === 0 && first.yearFrom === 'stated' && first.precision !== 'year') {
    const behind = text.slice(mark.length + first.length);
    const after =
      AFTER.exec(behind)?.[0] ??
      ((bare || /^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}$/.test(text.slice(mark.length, mark.length + first.length))) &&
      /^\s+[^\p{Ll}\s]/u.test(behind)
        ? /^\s+/.exec(behind)?.[0]
        : undefined);
    if (after !== undefined) return of(first.last, mark + text.slice(mark.length, mark.length + first.length) + after);
  }
  const label = LABELLED.exec(opening.slice(mark.length))?.[0];
  const heading = label === undefined ? null : headingOf(label.replace(/[\s:–—-]+$/, ''));
  const day = heading?.role === 'update' && heading.share >= 0.5 ? dayIn(heading) : null;
  if (label !== undefined && day !== null) return of(day, mark + label);
  const named = namedDay(opening.slice(mark.length));
  return named === null ? null : of(named.column, mark + named.label);
}

/**
 * A day in words of headings with something new behind it, which begins on the next line or with a capital: "Update 28
 * April 2031 The board met.", "28 April 2031 update\nDone." A whole heading is all label.
 */
function namedDay(opening: string): { readonly column: CivilDate; readonly label: string } | null {
  const [line = ''] = opening.split('\n', 1);
  const written = withShortDays(line);
  const [given] = datesIn(written, ANY_DAY);
  // a short day is longer where it is written out
  const found = given === undefined ? undefined : { ...given, length: given.length - (written.length - line.length) };
  if (found?.kind !== 'date' || found.yearFrom !== 'stated' || found.precision === 'year') return null;
  if (!BEFORE.test(opening.slice(0, found.start))) return null;
  const end = found.start + found.length;
  const name = NAME.exec(opening.slice(end))?.[0] ?? '';
  const behind = BEHIND.exec(opening.slice(end + name.length))?.[0];
  if (behind === undefined || isWhole(opening)) return null;
  return { column: found.last, label: opening.slice(0, end + name.length + behind.length) };
}

function isWhole(opening: string): boolean {
  const heading = headingOf(opening);
  return heading?.role === 'update' && heading.share === 1 && !/[.!?\n]/.test(opening);
}
