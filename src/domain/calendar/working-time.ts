import {
  addDays,
  type CivilDate,
  type Instant,
  instantAt,
  isWeekend,
  localTime,
  millisecondsOf,
  type TimeOfDay,
} from './civil-date.js';

/** When a plan's people work: zone, bank holidays of its region, hours of the day. */
export interface Calendar {
  /** IANA name, "Europe/London". */
  readonly zone: string;
  readonly bankHolidays: ReadonlySet<CivilDate>;
  /** Messages go out from `start` on and before `end`, in the zone's own clock. */
  readonly workingHours: { readonly start: TimeOfDay; readonly end: TimeOfDay };
}

/** Monday to Friday, bank holidays of the plan's region apart. */
export function isWorkingDay(date: CivilDate, calendar: Calendar): boolean {
  return !isWeekend(date) && !calendar.bankHolidays.has(date);
}

/**
 * The working day that lies `days` working days after `date` (before it when negative).
 * Zero gives the date itself, be it a working day or not.
 */
export function addWorkingDays(date: CivilDate, days: number, calendar: Calendar): CivilDate {
  const step = days < 0 ? -1 : 1;
  let left = Math.abs(days);
  let day = date;
  while (left > 0) {
    day = addDays(day, step);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
}

/** The date itself when it is a working day, else the next one that is. */
export function workingDayFrom(date: CivilDate, calendar: Calendar): CivilDate {
  return isWorkingDay(date, calendar) ? date : addWorkingDays(date, 1, calendar);
}

/** Today in the plan's zone. */
export function today(now: Instant, calendar: Calendar): CivilDate {
  return localTime(now, calendar.zone).date;
}

/** Whether a message that nobody is waiting for may go out: a working day, within working hours. */
export function isWorkingTime(now: Instant, calendar: Calendar): boolean {
  const local = localTime(now, calendar.zone);
  const { start, end } = calendar.workingHours;
  return isWorkingDay(local.date, calendar) && local.time >= start && local.time < end;
}

/** The start of working hours on a day. */
export function startOfWork(date: CivilDate, calendar: Calendar): Instant {
  return instantAt(date, calendar.workingHours.start, calendar.zone);
}

/** `now` when it is working time, else the next moment that is. */
export function nextWorkingTime(now: Instant, calendar: Calendar): Instant {
  if (isWorkingTime(now, calendar)) return now;
  const local = localTime(now, calendar.zone);
  const stillToday = isWorkingDay(local.date, calendar) && local.time < calendar.workingHours.start;
  const day = stillToday ? local.date : addWorkingDays(local.date, 1, calendar);
  const start = startOfWork(day, calendar);
  return millisecondsOf(start) < millisecondsOf(now) ? now : start;
}
