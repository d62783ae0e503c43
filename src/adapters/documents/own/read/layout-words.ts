import { type CivilDate, civilDateOf, longDate } from '../../../../domain/calendar/civil-date.js';
import { type DeadlineMove, type Discharge, STATUS_WORDS, STATUSES } from '../../../../domain/plan/plan.js';
import type { PrintedStatus } from '../../../../domain/plan/printed.js';

/*
 * The inverse of write/words.ts: what our layouts print of a deadline, a status, a discharge. Each returns null for what
 * was printed otherwise, so that a changed word is never taken for an unchanged one.
 */

const DATE = '\\d{1,2} \\p{L}+ \\d{4}';
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** "30 January 2026" and nothing else. */
export function dateIn(text: string): CivilDate | null {
  const [, day, month, year] = /^(\d{1,2}) (\p{L}+) (\d{4})$/u.exec(spaced(text)) ?? [];
  const at = MONTHS.indexOf(month ?? '');
  const date = at < 0 ? undefined : civilDateOf(Number(year), at + 1, Number(day));
  return date !== undefined && longDate(date) === spaced(text) ? date : null;
}

/** What is printed of a deadline: its date, the first one, and how often it moved. */
export interface PrintedDeadline {
  readonly date: CivilDate;
  readonly original: CivilDate;
  readonly moved: number;
}

const DEADLINE = new RegExp(
  `^Deadline: (${DATE})(?: \\(originally (${DATE})(?:, moved (once|twice|\\d+ times))?\\))?$`,
  'u',
);

/** "Deadline: 30 June 2026 (originally 31 January 2026, moved twice)". */
export function deadlineIn(text: string): PrintedDeadline | null {
  const [, words, first, times] = DEADLINE.exec(spaced(text)) ?? [];
  const date = dateIn(words ?? '');
  const original = first === undefined ? date : dateIn(first);
  if (date === null || original === null) return null;
  const counts: Readonly<Record<string, number>> = { once: 1, twice: 2 };
  return { date, original, moved: times === undefined ? 0 : (counts[times] ?? Number.parseInt(times, 10)) };
}

const MOVE = new RegExp(`^Moved from (${DATE}) to (${DATE}), agreed by(?: (.*))? on (${DATE}):(.*)$`, 'su');

/** "Moved from … to …, agreed by … on …: why", one of `moveWords`. */
export function moveIn(text: string): DeadlineMove | null {
  const found = MOVE.exec(text.trim());
  const [from, to, on] = [1, 2, 4].map((at) => dateIn(found?.[at] ?? ''));
  if (found === null || !from || !to || !on) return null;
  return { from, to, agreedBy: (found[3] ?? '').trim(), reason: (found[5] ?? '').trim(), on };
}

const DISCHARGE = new RegExp(`^Discharged by(?: (.*))? on (${DATE})(?: \\((.*)\\))?$`, 'su');

/** "Discharged by the Inspectorate on 4 May 2026 (INS-204)". */
export function dischargeIn(text: string): Discharge | null {
  const found = DISCHARGE.exec(text.trim());
  const on = dateIn(found?.[2] ?? '');
  return found === null || on === null ? null : { by: (found[1] ?? '').trim(), on, reference: (found[3] ?? '').trim() };
}

/** What is printed of a status, with its discharge. */
export interface PrintedStanding extends PrintedStatus {
  readonly discharge: Discharge | null;
}

const STANDING = new RegExp(
  `^(.*?)(?:, as of (${DATE}))?(?:(?:^|\\.?\\s+)(Discharged by(?: .*)? on ${DATE}(?: \\(.*\\))?))?$`,
  'su',
);

/**
 * "Complete, as of 27 June 2025. Discharged by …": a status, its day and its discharge, each of which may be missing.
 * Words that are none of ours are the plan's own; null for a text that is longer than a status.
 */
export function statusIn(text: string): PrintedStanding | null {
  const [, words = '', day, closed] = STANDING.exec(spaced(text)) ?? [];
  const discharge = closed === undefined ? null : dischargeIn(closed);
  const statusDate = dateIn(day ?? '');
  if (words.length > LONGEST_STATUS || (closed !== undefined && discharge === null)) return null;
  if (words === '') return { status: 'notStated', discharge };
  const status = STATUSES.find((each) => STATUS_WORDS[each] === words);
  return {
    status: status ?? 'notStated',
    ...(status === undefined ? { statusWords: words } : {}),
    ...(statusDate === null ? {} : { statusDate }),
    discharge,
  };
}

/** Characters of the plan's own words for a status. */
const LONGEST_STATUS = 200;

/** White space as one space: pages and editors break lines where they like. */
export function spaced(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
