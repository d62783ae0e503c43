import { knowsRegion } from '../../adapters/calendar/bank-holidays.js';
import type { SettingsGiven } from '../../app/plan/change-settings.js';
import { type CivilDate, parseCivilDate, timeOfDay } from '../../domain/calendar/civil-date.js';
import { typedLadder } from '../../domain/sending/typed-ladder.js';
import { WrongUsage } from './command.js';

/** What is given about working days, hours and messages. */
interface WorkingTimeOptions {
  readonly region?: string;
  readonly daysOff?: string;
  readonly daysWorked?: string;
  readonly zone?: string;
  readonly hours?: string;
  readonly ladder?: string;
}

/** Reads what was given; throws WrongUsage with what an option must be. */
export function workingTimeOf(options: WorkingTimeOptions): SettingsGiven {
  const { zone, hours, ladder } = options;
  const holidays = {
    ...(options.region === undefined ? {} : { region: regionOf(options.region) }),
    ...(options.daysOff === undefined ? {} : { extra: daysOf('--days-off', options.daysOff) }),
    ...(options.daysWorked === undefined ? {} : { removed: daysOf('--days-worked', options.daysWorked) }),
  };
  return {
    ...(Object.keys(holidays).length === 0 ? {} : { holidays }),
    ...(zone === undefined ? {} : { zone: zoneOf(zone) }),
    ...(hours === undefined ? {} : { workingHours: hoursOf(hours) }),
    ...(ladder === undefined ? {} : { ladder: ladderOf(ladder) }),
  };
}

function regionOf(given: string): string {
  const code = given.trim().toUpperCase();
  if (knowsRegion(code)) return code;
  throw new WrongUsage(
    `--region must be an ISO 3166 code whose bank holidays are known: GB-ENG, GB-WLS, GB-SCT, GB-NIR, IE, DE-BY … You gave "${given}".`,
  );
}

function daysOf(option: string, given: string): readonly CivilDate[] {
  if (given.trim().toLowerCase() === 'none') return [];
  return given.split(',').map((each) => {
    const day = parseCivilDate(each.trim());
    if (day !== undefined) return day;
    throw new WrongUsage(`${option} takes none, or days as YYYY-MM-DD by commas. You gave "${each.trim()}".`);
  });
}

function zoneOf(given: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: given.trim() }).resolvedOptions().timeZone;
  } catch {
    throw new WrongUsage(`--zone must be the name of a time zone, such as Europe/London. You gave "${given}".`);
  }
}

const HOURS = /^\s*((?:[01]\d|2[0-3]):[0-5]\d)\s*(?:-|to)\s*((?:[01]\d|2[0-3]):[0-5]\d)\s*$/;

function hoursOf(given: string) {
  const [, from = '', to = ''] = HOURS.exec(given) ?? [];
  if (from < to) return { start: timeOfDay(from), end: timeOfDay(to) };
  throw new WrongUsage(
    `--hours must be two times of one day, the earlier first, such as 09:00-17:00. You gave "${given}".`,
  );
}

function ladderOf(given: string) {
  const read = typedLadder(given);
  if (read.kind === 'refused') throw new WrongUsage(`--ladder: ${read.reason}`);
  return read.ladder;
}
