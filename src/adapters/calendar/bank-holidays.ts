import Holidays from 'date-holidays';
import { type CivilDate, parseCivilDate } from '../../domain/calendar/civil-date.js';
import type { Region } from '../../domain/plan/plan.js';

/** The library's names of the nations whose bank holidays gov.uk lists. */
const STATES: Readonly<Record<Region, string>> = {
  'england-and-wales': 'ENG',
  scotland: 'SCT',
  'northern-ireland': 'NIR',
};

const known = new Map<string, ReadonlySet<CivilDate>>();

/**
 * The bank holidays of a region, substitute days included, from `firstYear` to `lastYear`.
 * From date-holidays, a maintained list; the tests hold it against days that gov.uk has published.
 */
export function bankHolidays(region: Region, firstYear: number, lastYear: number): ReadonlySet<CivilDate> {
  const key = `${region} ${firstYear} ${lastYear}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const calendar = new Holidays('GB', STATES[region]);
  const days = new Set<CivilDate>();
  for (let year = firstYear; year <= lastYear; year += 1) {
    for (const holiday of calendar.getHolidays(year)) {
      const day = parseCivilDate(holiday.date.slice(0, 10));
      if (day !== undefined && (holiday.type === 'public' || holiday.type === 'bank')) days.add(day);
    }
  }
  known.set(key, days);
  return days;
}
