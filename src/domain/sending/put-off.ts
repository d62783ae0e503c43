import { type CivilDate, longDay } from '../calendar/civil-date.js';
import { type Calendar, workingDayFrom } from '../calendar/working-time.js';
import type { CycleDates } from '../plan/cycle.js';

export type PutOff =
  | {
      readonly kind: 'until';
      /** The working day on which it is asked about again. */
      readonly back: CivilDate;
      /** That day lies behind the due date: these are more days for the answer, and it counts as late all the same. */
      readonly isMoreDays: boolean;
    }
  | { readonly kind: 'invalid'; readonly problem: string };

/** Until when an answer may be put off: any day after today on which the quarter is still open. */
export function putOffUntil(
  until: CivilDate | null,
  today: CivilDate,
  { due, closes }: Pick<CycleDates, 'due' | 'closes'>,
  calendar: Calendar,
): PutOff {
  const back = until === null ? null : workingDayFrom(until, calendar);
  if (until === null || back === null || until <= today || back > closes) {
    return {
      kind: 'invalid',
      problem: `Please choose a day after today and no later than ${longDay(closes)}, when the quarter closes.`,
    };
  }
  return { kind: 'until', back, isMoreDays: back > due };
}
