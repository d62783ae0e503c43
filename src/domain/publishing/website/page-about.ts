import { type CivilDate, longDate } from '../../calendar/civil-date.js';
import type { Status } from '../../plan/plan.js';

/** How a requirement stood in one publication. */
export interface StandingThen {
  readonly column: CivilDate;
  readonly status: Status;
  /** The status in words; the plan's own where it has some. */
  readonly words: string;
}

/** A requirement with its statuses, oldest first. */
export interface StandingOverTime {
  readonly recommendation: string;
  readonly ref: string;
  readonly times: readonly StandingThen[];
}

/** A revision that was public before. */
export interface EarlierRevision {
  readonly number: number;
  readonly date: CivilDate;
  /** Where it was recorded as published; null: that was not recorded. */
  readonly address: string | null;
}

/** What the page says of the plan beside it: no part of what is signed. Everything in it is public. */
export interface PageAbout {
  /** Whom readers can ask; null: nobody is set. */
  readonly contact: string | null;
  /** When the next revision comes: "is due on 11 January 2027". */
  readonly next: string;
  /** Newest first. */
  readonly earlier: readonly EarlierRevision[];
  /** Empty where the plan prints no statuses. */
  readonly standings: readonly StandingOverTime[];
}

/** "On track from 27 June 2025, then Complete since 6 April 2026": a stretch of the same words is said once. */
export function standingSentence({ times }: StandingOverTime): string {
  const stretches = times.filter(({ words }, at) => times[at - 1]?.words !== words);
  return stretches
    .map(({ column, words }, at) => {
      const isLast = at === stretches.length - 1;
      return `${at === 0 ? '' : 'then '}${words} ${isLast ? 'since' : 'from'} ${longDate(column)}`;
    })
    .join(', ');
}
