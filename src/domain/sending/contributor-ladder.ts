import type { CivilDate } from '../calendar/civil-date.js';
import { addWorkingDays, type Calendar, workingDayFrom } from '../calendar/working-time.js';
import type { CycleDates } from '../plan/cycle.js';
import { type DatedRung, type Rung, rungDates } from './ladder.js';

/** Contributors are due so many working days before whoever answers, so that their words are there to be used. */
export const CONTRIBUTORS_BEFORE_DUE = 3;

/** The ask, and one reminder the day before they are due; nothing more. */
const CONTRIBUTOR_LADDER: readonly Rung[] = [
  { key: 'ask', from: 'opens', days: 0, tellLead: false },
  { key: 'words-1', from: 'due', days: -CONTRIBUTORS_BEFORE_DUE - 1, tellLead: false },
];

/** The day by which contributors are asked for their words: never before they are asked, never after the owners' own. */
export function contributorsDue(cycle: CycleDates, calendar: Calendar): CivilDate {
  const opening = workingDayFrom(cycle.opens, calendar);
  const day = addWorkingDays(cycle.due, -CONTRIBUTORS_BEFORE_DUE, calendar);
  if (day >= opening) return day;
  return opening > cycle.due ? cycle.due : opening;
}

/** The days on which contributors hear of a cycle, as `rungDates`. */
export function contributorRungs(cycle: CycleDates, calendar: Calendar): readonly DatedRung[] {
  return rungDates(CONTRIBUTOR_LADDER, cycle, calendar);
}
