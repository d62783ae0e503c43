import type { CivilDate } from '../../domain/calendar/civil-date.js';
import type { Calendar } from '../../domain/calendar/working-time.js';
import type { Region } from '../../domain/plan/plan.js';
import type { PlanSettings } from './stores.js';

/** The bank holidays of a region, for all years that a cycle can touch. */
export type BankHolidays = (region: Region) => ReadonlySet<CivilDate>;

/** The calendar of a plan, from its settings. */
export function calendarOf(settings: PlanSettings, bankHolidays: BankHolidays): Calendar {
  return {
    zone: settings.zone,
    bankHolidays: bankHolidays(settings.region),
    workingHours: settings.workingHours,
  };
}
