import { type Instant, instantOf, millisecondsOf } from '../calendar/civil-date.js';

/** The clock at two sweeps. */
export interface Passage {
  /** When the sweep before this one ran, by the same clock; null for the first. */
  readonly before: Instant | null;
  readonly now: Instant;
  /** Milliseconds that have really passed since that sweep, by a clock that nobody sets; null after a restart. */
  readonly livedMs: number | null;
}

/** What a clock that jumped would bring about, from now through `WORKING_DAYS_AHEAD`. */
export interface Ahead {
  /** People who would be messaged. */
  readonly people: number;
  /** People who are asked in the open cycles. */
  readonly asked: number;
  /** Cycles that would be closed. */
  readonly closes: number;
}

/** So far is looked ahead: a clock that is wrong at night, or between two reminders, is wrong on the days after too. */
export const WORKING_DAYS_AHEAD = 5;

/** A clock that runs ahead by more than this has been set: by a day, not by a night. */
const JUMP_MS = 20 * 3_600_000;
/** A clock that was set back is believed after this. */
const BELIEVED_AFTER_MS = 24 * 3_600_000;
/** After a restart nobody knows how long it was: a week's outage is made up for without asking, more is not. */
const LONG_ABSENCE_MS = 8 * 24 * 3_600_000;
/** Fewer people than this are not worth a question. */
const FEW_PEOPLE = 5;

/** The share of the people asked that a jump may message without a question. */
export const SHARE_WITHOUT_QUESTION = 0.5;

/** Whether the clock made a forward jump that nobody can explain. */
export function hasJumped({ before, now, livedMs }: Passage): boolean {
  if (before === null) return false;
  const gap = millisecondsOf(now) - millisecondsOf(before);
  return livedMs === null ? gap > LONG_ABSENCE_MS : gap - livedMs > JUMP_MS;
}

/**
 * Whether the lead is asked before a clock that jumped is believed: what would come of it would go to more than a set
 * share of the people, or close a cycle. A wrong clock must not use up everybody's reminders, nor end a quarter.
 */
export function mustAskFirst({ people, asked, closes }: Ahead, share: number = SHARE_WITHOUT_QUESTION): boolean {
  return closes > 0 || (people >= FEW_PEOPLE && people > asked * share);
}

/** What the clock showed at a sweep, and when that was by a clock that nobody sets (milliseconds). */
export interface Reading {
  readonly shown: Instant;
  readonly steadyMs: number;
  /** When the clock last showed no less than it should have, by the steady clock. */
  readonly rightAtMs: number;
}

/**
 * The reading to compare the next sweep with. A clock that was set back is not believed at once: what it should show now
 * is carried on, so that nothing is taken for a jump or an outage when it is put right again. After a day it is believed.
 */
export function nextReading(last: Reading | null, now: Instant, steadyMs: number): Reading {
  const believed: Reading = { shown: now, steadyMs, rightAtMs: steadyMs };
  if (last === null) return believed;
  const expected = instantOf(millisecondsOf(last.shown) + steadyMs - last.steadyMs);
  return now >= expected || steadyMs - last.rightAtMs > BELIEVED_AFTER_MS
    ? believed
    : { shown: expected, steadyMs, rightAtMs: last.rightAtMs };
}
