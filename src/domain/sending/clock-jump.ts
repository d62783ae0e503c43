import { type Instant, millisecondsOf } from '../calendar/civil-date.js';

/** What is known when a sweep is about to send. */
export interface BeforeSending {
  /** When the sweep before this one ran, by the same clock; null for the first. */
  readonly before: Instant | null;
  readonly now: Instant;
  /** Milliseconds that this process has really lived since that sweep, by a clock that nobody sets; null after a restart. */
  readonly livedMs: number | null;
  /** People who would be messaged now. */
  readonly people: number;
  /** People who are asked in the open cycles. */
  readonly asked: number;
}

/** A clock that runs ahead of the process by this much has been set, or the machine slept. */
const JUMP_MS = 24 * 3_600_000;
/** After a restart nobody knows how long it was: a week's outage is made up for without asking, more is not. */
const LONG_ABSENCE_MS = 8 * 24 * 3_600_000;
/** Fewer people than this are not worth a question. */
const FEW_PEOPLE = 5;

/** The share of the people asked that a jump may message without a question. */
export const SHARE_WITHOUT_QUESTION = 0.5;

/**
 * Whether a sweep must stop and ask the lead: the clock made a forward jump that nobody can explain, and what seems due
 * would go to more than a set share of the people. A wrong clock must not use up everybody's reminders.
 */
export function mustAskFirst(known: BeforeSending, share: number = SHARE_WITHOUT_QUESTION): boolean {
  if (known.before === null) return false;
  const gap = millisecondsOf(known.now) - millisecondsOf(known.before);
  const jumped = known.livedMs === null ? gap > LONG_ABSENCE_MS : gap - known.livedMs > JUMP_MS;
  return jumped && known.people >= FEW_PEOPLE && known.people > known.asked * share;
}
