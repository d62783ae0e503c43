import type { CivilDate } from '../../calendar/civil-date.js';
import { countOf } from './number-words.js';
import {
  type DatePrecision,
  dayPeriod,
  fitsWeekday,
  monthNumber,
  monthOfDate,
  monthPeriod,
  monthsPeriod,
  nearestPeriod,
  type Part,
  type Period,
  periodAfter,
  yearOf,
  yearOfDate,
  yearPeriod,
} from './periods.js';

/** Where the year comes from: the words, the nearness of the column, or a length of time counted from it. */
export type YearFrom = 'stated' | 'nearest' | 'relative';

export type DateReading =
  | { readonly kind: 'date'; readonly period: Period; readonly precision: DatePrecision; readonly yearFrom: YearFrom }
  | { readonly kind: 'impossible'; readonly precision: DatePrecision; readonly why: 'noSuchDay' | 'wrongWeekday' };

/** One match with its surroundings, for readers that must look left or right. */
export interface PatternMatch {
  readonly groups: Readonly<Record<string, string | undefined>>;
  readonly words: string;
  readonly before: string;
  readonly near: CivilDate;
}

/** British financial years and their quarters run from April to March. */
export const FINANCIAL_START = 4;

export const dateReading = (period: Period | null, precision: DatePrecision, yearFrom: YearFrom): DateReading =>
  period === null ? { kind: 'impossible', precision, why: 'noSuchDay' } : { kind: 'date', period, precision, yearFrom };

export function readDay({ groups, words, near }: PatternMatch): DateReading | null {
  const { day = '', day2, ordinal, month = '', year, weekday } = groups;
  const number = monthNumber(month);
  if (year === undefined && ordinal === undefined && weekday === undefined) {
    // "the 12 may attend", "10 march on": without a capital these are verbs.
    if (month === 'may' || month === 'march' || month.length < 3) return null;
    if (Number(day) > 31 || Number(day) === 0) return null;
  }
  const inYear = (each: number) => {
    const first = dayPeriod(each, number, Number(day));
    const last = day2 === undefined ? first : dayPeriod(each, number, Number(day2));
    return first === null || last === null ? null : { earliest: first.earliest, last: last.last };
  };
  const period = year === undefined ? nearestPeriod(near, inYear) : inYear(yearOf(year));
  if (period !== null && year !== undefined && day2 === undefined && !fitsWeekday(period.earliest, weekday)) {
    return { kind: 'impossible', precision: 'day', why: 'wrongWeekday' };
  }
  return words === '' ? null : dateReading(period, 'day', year === undefined ? 'nearest' : 'stated');
}

/** "March 26" is the month of a year close to the column's, or else a day: the British write days first. */
export function readMonthFirst(match: PatternMatch): DateReading | null {
  const { month = '', day = '', ordinal, year } = match.groups;
  const asYear = yearOf(day);
  if (ordinal === undefined && year === undefined && day.replace("'", '').length === 2) {
    const close = Math.abs(asYear - yearOfDate(match.near)) <= 4;
    if (close || day.startsWith("'")) return dateReading(monthPeriod(asYear, monthNumber(month)), 'month', 'stated');
  }
  if (month === 'may' && ordinal === undefined) return null;
  return readDay(match);
}

export function partOf(words: string | undefined): Part {
  if (words === undefined) return null;
  if (/end/i.test(words)) return 'end';
  if (/late/i.test(words)) return 'late';
  return /mid/i.test(words) ? 'mid' : 'early';
}

const LEADS_TO_A_MONTH =
  /\b(?:in|by|of|from|until|till|since|during|for|to|before|after|end|early|mid|late|this|next|last|and|between|through|throughout|around|due|commences?|starts?)[\s(-]*$/i;

const PLAINLY_IN = /\b(?:in|by|of|from|until|since|during)\s+$/i;

export function readBareMonth({ groups, before, near }: PatternMatch): DateReading | null {
  const { month = '', part, follower } = groups;
  const led = part !== undefined || LEADS_TO_A_MONTH.test(before);
  if (!/^[A-Z]/.test(month) || (month.length < 4 && month !== 'May')) return null;
  if (!led && (month === 'May' || month === 'March')) return null;
  // "June Baker" and "April Jones" are people.
  const capitalised = follower !== undefined && /[A-Z]/.test(follower);
  if (capitalised && part === undefined && /^(?:April|May|June|August)$/.test(month) && !PLAINLY_IN.test(before))
    return null;
  const period = nearestPeriod(near, (year) => monthPeriod(year, monthNumber(month), partOf(part)));
  return dateReading(period, 'month', 'nearest');
}

export function readQuarter({ groups, before, near }: PatternMatch): DateReading | null {
  const { quarter, ordinalQuarter, from, to, year, from0, to0, year0 } = groups;
  const words = ['first', 'second', 'third', 'fourth', 'last', 'final'];
  const spelt = Math.min(words.indexOf((ordinalQuarter ?? 'x').toLowerCase()) + 1, 4);
  const number = quarter === undefined ? spelt : Number(quarter);
  const calendar = (each: number) => monthsPeriod(each, number * 3 - 2, 3);
  const financial = (each: number) => monthsPeriod(each, FINANCIAL_START + number * 3 - 3, 3);
  const start = from ?? from0;
  if (start !== undefined) {
    if (!followsOn(start, to ?? to0 ?? '')) return null;
    return dateReading(financial(yearOf(start)), 'quarter', 'stated');
  }
  const plain = year ?? year0;
  if (plain !== undefined) return dateReading(calendar(yearOf(plain)), 'quarter', 'stated');
  if (!/\b(?:in|by|of|during|until|end of|from|for)\s+$/i.test(before)) return null;
  return dateReading(nearestPeriod(near, financial), 'quarter', 'nearest');
}

export function followsOn(from: string, to: string): boolean {
  return yearOf(to) - yearOf(from) === 1;
}

export function readLength({ groups, near }: PatternMatch): DateReading | null {
  const { count = '', unit = '' } = groups;
  const number = count === '' ? 1 : countOf(count);
  if (number === 0 || number > 365) return null;
  const lower = unit.toLowerCase();
  const precision = lower.startsWith('y') ? 'year' : lower.startsWith('m') ? 'month' : 'day';
  return dateReading(periodAfter(near, number, lower), precision, 'relative');
}

export function readEndOf({ groups, near }: PatternMatch): DateReading | null {
  const { which = '', unit = '' } = groups;
  const next = /next/i.test(which) ? 1 : 0;
  const year = yearOfDate(near);
  const month = monthOfDate(near);
  if (/month/i.test(unit)) return dateReading(monthsPeriod(year, month + next, 1), 'month', 'relative');
  if (/quarter/i.test(unit)) {
    return dateReading(monthsPeriod(year, (Math.ceil(month / 3) - 1 + next) * 3 + 1, 3), 'quarter', 'relative');
  }
  if (/financial/i.test(which + unit)) {
    const start = month < FINANCIAL_START ? year - 1 : year;
    return dateReading(yearPeriod(start + next, null, FINANCIAL_START), 'year', 'relative');
  }
  return dateReading(yearPeriod(year + next, null), 'year', 'relative');
}
