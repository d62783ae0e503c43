import type { CivilDate } from '../../domain/calendar/civil-date.js';
import type { Calendar } from '../../domain/calendar/working-time.js';
import type { PlanSettings } from './stores.js';

/** The bank holidays of a region, for all years that a cycle can touch; none of one that is not known. */
export type BankHolidays = (region: string) => ReadonlySet<CivilDate>;

/** The calendar of a plan, from its settings. */
export function calendarOf(settings: PlanSettings, bankHolidays: BankHolidays): Calendar {
  return {
    zone: settings.zone,
    bankHolidays: daysOff(settings, bankHolidays),
    workingHours: settings.workingHours,
  };
}

function daysOff({ region, holidays }: PlanSettings, bankHolidays: BankHolidays): ReadonlySet<CivilDate> {
  const known = bankHolidays(holidays?.region ?? region);
  if (holidays === undefined || holidays.extra.length + holidays.removed.length === 0) return known;
  const days = new Set([...known, ...holidays.extra]);
  for (const day of holidays.removed) days.delete(day);
  return days;
}
