import { addMonths, addWeeks, addYears, format, getDay, parseISO, subDays } from 'date-fns';
import { type CivilDate, civilDateOf, daysBetween, lastDayOfMonth } from '../../calendar/civil-date.js';

/** How exactly a text names a time. "Early 2026" and "spring 2026" count as quarters. */
export type DatePrecision = 'day' | 'month' | 'quarter' | 'year';

/** The first and the last day that the words can mean, both included. */
export interface Period {
  readonly earliest: CivilDate;
  readonly last: CivilDate;
}

/** Which part of a month, quarter or year the words name; null is all of it. */
export type Part = 'early' | 'mid' | 'late' | 'end' | null;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** 1–12 for a month's name or abbreviation in any case; 0 for anything else. */
export function monthNumber(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** The year meant by two or four digits: two digits are of this century. */
export function yearOf(digits: string): number {
  const value = Number(digits.replace(/\D/g, ''));
  return value < 100 ? 2000 + value : value;
}

export function dayPeriod(year: number, month: number, day: number): Period | null {
  const date = civilDateOf(year, month, day);
  return date === undefined ? null : { earliest: date, last: date };
}

/** Early is up to the 10th, middle up to the 20th; the end of a month is its last third. */
export function monthPeriod(year: number, month: number, part: Part = null): Period | null {
  const last = lastDayOfMonth(year, month);
  if (last === undefined) return null;
  const [from, to] = part === 'early' ? [1, 10] : part === 'mid' ? [11, 20] : part === null ? [1, 0] : [21, 0];
  const earliest = civilDateOf(year, month, from);
  const end = to === 0 ? last : civilDateOf(year, month, to);
  return earliest === undefined || end === undefined ? null : { earliest, last: end };
}

/** Whole months, first to last, which may run into the next year. */
export function monthsPeriod(year: number, firstMonth: number, count: number): Period | null {
  const start = monthPeriod(year + Math.floor((firstMonth - 1) / 12), ((firstMonth - 1) % 12) + 1);
  const lastMonth = firstMonth + count - 1;
  const end = monthPeriod(year + Math.floor((lastMonth - 1) / 12), ((lastMonth - 1) % 12) + 1);
  return start === null || end === null ? null : { earliest: start.earliest, last: end.last };
}

/** A year cut in thirds by early, mid and late; its end is the last quarter. */
export function yearPeriod(year: number, part: Part, firstMonth = 1): Period | null {
  if (part === 'early') return monthsPeriod(year, firstMonth, 4);
  if (part === 'mid') return monthsPeriod(year, firstMonth + 4, 4);
  if (part === 'late') return monthsPeriod(year, firstMonth + 8, 4);
  if (part === 'end') return monthsPeriod(year, firstMonth + 9, 3);
  return monthsPeriod(year, firstMonth, 12);
}

/** From `date` to so many days, weeks, months or years later. */
export function periodAfter(date: CivilDate, count: number, unit: string): Period {
  const start = parseISO(date);
  const end = unit.startsWith('d')
    ? subDays(start, -count)
    : unit.startsWith('w')
      ? addWeeks(start, count)
      : unit.startsWith('m')
        ? addMonths(start, count)
        : addYears(start, count);
  return { earliest: date, last: format(end, 'yyyy-MM-dd') as CivilDate };
}

/** Days between a date and the nearest day of a period: 0 inside it. */
function distance(near: CivilDate, period: Period): number {
  if (near < period.earliest) return daysBetween(near, period.earliest);
  return near > period.last ? daysBetween(period.last, near) : 0;
}

/** Of last year's, this year's and next year's, the period that lies nearest; null when none exists. */
export function nearestPeriod(near: CivilDate, inYear: (year: number) => Period | null): Period | null {
  const year = yearOfDate(near);
  const candidates = [year, year - 1, year + 1].flatMap((each) => {
    const period = inYear(each);
    return period === null ? [] : [{ period, apart: distance(near, period) }];
  });
  return candidates.sort((a, b) => a.apart - b.apart)[0]?.period ?? null;
}

/** Whether the day falls on the weekday that the words name; true when they name none. */
export function fitsWeekday(date: CivilDate, weekday: string | undefined): boolean {
  return weekday === undefined || WEEKDAYS[getDay(parseISO(date))] === weekday.slice(0, 3).toLowerCase();
}

export function yearOfDate(date: CivilDate): number {
  return Number(date.slice(0, 4));
}

export function monthOfDate(date: CivilDate): number {
  return Number(date.slice(5, 7));
}
