import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import type { Doer } from './publication.js';

/** Something about the plan that is to be done by a day, beside its rows. */
export interface Duty {
  readonly what: string;
  readonly by: CivilDate;
  /** Who did it and when; absent: it is still to be done. */
  readonly done?: Doer | undefined;
}

/** So many days ahead the lead is reminded of a duty, and once more on its day. */
const DAYS_AHEAD = 14;

/** Duties to be reminded of on `day`, earliest first: those of the next days, and those whose day has passed. */
export function dutiesDue(duties: readonly Duty[], day: CivilDate): readonly Duty[] {
  return openDuties(duties).filter(({ by }) => addDays(by, -DAYS_AHEAD) <= day);
}

/** Duties that are still to be done, earliest first. */
export function openDuties(duties: readonly Duty[]): readonly Duty[] {
  return duties.filter(({ done }) => done === undefined).toSorted((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0));
}

/** The newest day up to `day` on which the lead is reminded of a duty; null before the first. */
export function reminderOf(duty: Duty, day: CivilDate): CivilDate | null {
  return remindersOf(duty).findLast((on) => on <= day) ?? null;
}

/** The next day after `day` on which the lead is reminded of any of the duties; null when there is none. */
export function nextReminder(duties: readonly Duty[], day: CivilDate): CivilDate | null {
  return (
    openDuties(duties)
      .flatMap(remindersOf)
      .filter((on) => on > day)
      .sort()[0] ?? null
  );
}

/** Oldest first. */
function remindersOf({ by }: Duty): readonly CivilDate[] {
  return [addDays(by, -DAYS_AHEAD), by];
}

export type DutyNamed =
  | { readonly kind: 'duty'; readonly duty: Duty }
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly duties: readonly Duty[] };

/** The open duty that somebody names: by all its words, or else by any words of it. Case does not count. */
export function dutyNamed(duties: readonly Duty[], typed: string): DutyNamed {
  const wanted = plain(typed);
  const open = openDuties(duties);
  const whole = open.filter(({ what }) => plain(what) === wanted);
  const found = whole.length > 0 ? whole : open.filter(({ what }) => plain(what).includes(wanted));
  const [duty, ...others] = found;
  if (duty === undefined || wanted === '') return { kind: 'none' };
  // the same words by several days: the earliest is done first
  return others.length === 0 || whole.length > 0 ? { kind: 'duty', duty } : { kind: 'several', duties: found };
}

/** The duties with one that is done; those that are done already stay as they are. */
export function withDone(duties: readonly Duty[], { what, by }: Duty, done: Doer): readonly Duty[] {
  return duties.map((each) =>
    each.what === what && each.by === by && each.done === undefined ? { ...each, done } : each,
  );
}

/** Duties as they are set anew: one that is there already keeps who did it. */
export function dutiesSet(before: readonly Duty[], given: readonly Duty[]): readonly Duty[] {
  return given.map((each) => before.find(({ what, by }) => what === each.what && by === each.by) ?? each);
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}
