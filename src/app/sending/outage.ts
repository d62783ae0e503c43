import { type Instant, millisecondsOf } from '../../domain/calendar/civil-date.js';

/** A sweep is missed when the one before it was longer ago than this, working time in between. */
export const MISSED_MS = 30 * 60_000;

/** Whether so much lies between two times that a sweep was missed. */
export function isMissed(before: Instant, now: Instant): boolean {
  return millisecondsOf(now) - millisecondsOf(before) > MISSED_MS;
}

/** From the last sweep before an outage to the first after it. */
export interface Outage {
  readonly before: Instant;
  readonly after: Instant;
}
