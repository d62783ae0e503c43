import Holidays from 'date-holidays';
import { type CivilDate, parseCivilDate } from '../../domain/calendar/civil-date.js';
import type { Region } from '../../domain/plan/plan.js';

/** The names under which rows know the nations whose bank holidays gov.uk lists. */
const NATIONS: Readonly<Record<Region, string>> = {
  'england-and-wales': 'GB-ENG',
  scotland: 'GB-SCT',
  'northern-ireland': 'GB-NIR',
};

/**
 * The parts of a code such as "GB-WLS" or "DE-BY-A"; null where the library does not know them all. It takes an unknown part
 * for none, and would give the days of the whole country.
 */
function partsOf(region: string): readonly [string, string?, string?] | null {
  const [country = '', state, part, ...more] = (
    Object.hasOwn(NATIONS, region) ? NATIONS[region as Region] : region
  ).split('-');
  const all = new Holidays();
  if (more.length > 0 || !Object.hasOwn(all.getCountries(), country)) return null;
  if (state === undefined) return [country];
  if (!Object.hasOwn(all.getStates(country) ?? {}, state)) return null;
  if (part === undefined) return [country, state];
  return Object.hasOwn(all.getRegions(country, state) ?? {}, part) ? [country, state, part] : null;
}

/** Whether the days of a region are known: an ISO 3166 code of a country, with a state and a part of that where it has them. */
export function knowsRegion(region: string): boolean {
  return partsOf(region) !== null;
}

const known = new Map<string, ReadonlySet<CivilDate>>();

/**
 * The bank holidays of a region, substitute days included, from `firstYear` to `lastYear`.
 * From date-holidays, a maintained list; the tests hold it against days that gov.uk has published. None of an unknown region.
 */
export function bankHolidays(region: string, firstYear: number, lastYear: number): ReadonlySet<CivilDate> {
  const key = `${region} ${firstYear} ${lastYear}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const days = new Set<CivilDate>();
  const parts = partsOf(region);
  if (parts === null) return days;
  const [country, state = '', part = ''] = parts;
  const calendar = new Holidays(country, state, part);
  // elsewhere these are days on which only banks are closed
  const kinds = country === 'GB' ? ['public', 'bank'] : ['public'];
  for (let year = firstYear; year <= lastYear; year += 1) {
    for (const holiday of calendar.getHolidays(year)) {
      const day = parseCivilDate(holiday.date.slice(0, 10));
      if (day !== undefined && kinds.includes(holiday.type)) days.add(day);
    }
  }
  known.set(key, days);
  return days;
}
