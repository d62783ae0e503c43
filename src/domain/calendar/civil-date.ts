import { TZDate } from '@date-fns/tz';
import { addDays as addDaysToDate, addMonths as addMonthsToDate, format, parseISO } from 'date-fns';

/** A day in the plan's zone, without a time: `YYYY-MM-DD`. Sorts as text. */
export type CivilDate = string & { readonly civilDate: unique symbol };

/** A time of day, 24-hour clock: `HH:MM`. */
export type TimeOfDay = string & { readonly timeOfDay: unique symbol };

/** A point in time, ISO 8601 in UTC with milliseconds. Sorts as text. */
export type Instant = string & { readonly instant: unique symbol };

const DAY_MS = 86_400_000;
const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Reads `YYYY-MM-DD`; undefined when it is not that form or no such day exists. */
export function parseCivilDate(text: string): CivilDate | undefined {
  if (!CIVIL_DATE.test(text)) return undefined;
  // Date turns 30 February into 2 March, and there is no month 13
  return midnight(text).getUTCDate() === Number(text.slice(8)) ? (text as CivilDate) : undefined;
}

/** As `parseCivilDate`, for dates that the caller knows to be good. Throws a RangeError otherwise. */
export function civilDate(text: string): CivilDate {
  const date = parseCivilDate(text);
  if (date === undefined) throw new RangeError(`Not a date of the form YYYY-MM-DD: ${text}`);
  return date;
}

/** The civil date of a year, a month (1–12) and a day, or undefined when there is no such day. */
export function civilDateOf(year: number, month: number, day: number): CivilDate | undefined {
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  return parseCivilDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);
}

/** The last day of a month (1–12): what "by the end of July" and "July 2025" mean as a due date. */
export function lastDayOfMonth(year: number, month: number): CivilDate | undefined {
  const first = civilDateOf(year, month, 1);
  if (first === undefined) return undefined;
  const last = midnight(first);
  last.setUTCMonth(month, 0);
  return last.toISOString().slice(0, 10) as CivilDate;
}

/** The day that lies `days` calendar days later (earlier when negative). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return toCivil(addDaysToDate(parseISO(date), days));
}

/** The same day some months later, or the last of that month where it has no such day. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  return toCivil(addMonthsToDate(parseISO(date), months));
}

/** The later of two days: they are texts, which Math.max cannot compare. */
export function laterOf(a: CivilDate, b: CivilDate): CivilDate {
  return [a, b].sort()[1] ?? a;
}

/** Calendar days from one day to another; negative when `to` is the earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return (midnight(to).getTime() - midnight(from).getTime()) / DAY_MS;
}

/** Every day is as long as every other in UTC, and a civil date is a day without a zone. */
function midnight(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** Saturday or Sunday. */
export function isWeekend(date: CivilDate): boolean {
  const weekday = midnight(date).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** Reads an ISO 8601 instant with a zone designator; undefined when it is not one. */
export function parseInstant(text: string): Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) return undefined;
  // Date turns 30 February into 2 March
  if (parseCivilDate(text.slice(0, 10)) === undefined) return undefined;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : instantOf(date.getTime());
}

/** The instant of a number of milliseconds since 1970 (UTC). */
export function instantOf(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString() as Instant;
}

/** Milliseconds since 1970 (UTC). */
export function millisecondsOf(instant: Instant): number {
  return Date.parse(instant);
}

/** The instant at which the zone's clocks first show this time on this day; a skipped hour moves forward. */
export function instantAt(date: CivilDate, time: TimeOfDay, zone: string): Instant {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  return instantOf(new TZDate(year, month - 1, day, hour, minute, 0, 0, zone).getTime());
}

/** The civil date and the time of day that the zone's clocks show at an instant. */
export function localTime(instant: Instant, zone: string): { date: CivilDate; time: TimeOfDay } {
  const local = new TZDate(millisecondsOf(instant), zone);
  return { date: format(local, 'yyyy-MM-dd') as CivilDate, time: format(local, 'HH:mm') as TimeOfDay };
}

/** Reads `HH:MM`; throws a RangeError otherwise. */
export function timeOfDay(text: string): TimeOfDay {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) throw new RangeError(`Not a time of the form HH:MM: ${text}`);
  return text as TimeOfDay;
}

/** For sentences in a message: "Friday 18 December". */
export function longDay(date: CivilDate): string {
  return format(parseISO(date), 'EEEE d MMMM');
}

/** For documents and lists: "18 December 2026". */
export function longDate(date: CivilDate): string {
  return format(parseISO(date), 'd MMMM yyyy');
}

function toCivil(date: Date): CivilDate {
  return format(date, 'yyyy-MM-dd') as CivilDate;
}
