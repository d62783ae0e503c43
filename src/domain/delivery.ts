import { type CivilDate, type Instant, millisecondsOf } from './civil-date.js';

/** One rung of one plan's cycle that one message may cover. */
export interface Cover {
  readonly plan: string;
  readonly cycle: string;
  /** Key of the rung, `nudge`, or `leadNote`. */
  readonly rung: string;
  /** The rung's own day. */
  readonly on: CivilDate;
}

/** A message that is due to a person for one plan. */
export interface Wish extends Cover {
  /** Whether the person was never sent anything of this ask: only such a message is ever repeated. */
  readonly first: boolean;
}

/**
 * The permission to send one message: only creating it permits a POST.
 * `intended` → `sent` | `uncertain` | `failed` | `notSent` (certainly not delivered; may be tried again).
 */
export interface Intent {
  readonly id: string;
  /** Civil day, with a suffix for what a lead explicitly asked for: one intent a slot. */
  readonly slot: string;
  readonly covers: readonly Cover[];
  readonly state: 'intended' | 'sent' | 'uncertain' | 'failed' | 'notSent';
  readonly attempts: number;
  /** When the newest attempt began. */
  readonly at: Instant;
  readonly activityId: string | null;
  readonly reason: string | null;
}

/** Older than this, an attempt without an outcome is one whose process died: calls time out long before. */
export const IN_FLIGHT_MS = 2 * 60_000;
/** How long an uncertain first ask rests before its one repeat. */
export const REPEAT_AFTER_MS = 60 * 60_000;
/** An uncertain first ask is sent this many times at the most. */
export const MOST_ATTEMPTS = 2;

/** What to do about a person's wishes now. */
export interface DeliveryPlan {
  /** Wishes that an earlier message has dealt with: to be recorded in their plans, not sent. */
  readonly settled: readonly { readonly wish: Wish; readonly intent: Intent }[];
  /** Intents whose process died: to be marked uncertain. */
  readonly lost: readonly Intent[];
  /** What to send in one message, and over which intent (null: a new one). */
  readonly send: { readonly wishes: readonly Wish[]; readonly over: Intent | null; readonly attempt: number } | null;
  /** Wishes that must wait: another message of the slot is on its way or has gone. */
  readonly waiting: readonly Wish[];
}

/**
 * Decides what one person is sent in a slot, from the intents already there (DESIGN: "Sending").
 * Any number of replicas and repeated sweeps come to the same decision, and only one can create the intent.
 * `seenSince` is the person's last sign of life: it wakes what had failed because they could not be reached.
 */
export function planDelivery(
  slot: string,
  wishes: readonly Wish[],
  intents: readonly Intent[],
  now: Instant,
  seenSince: Instant | null,
): DeliveryPlan {
  const age = (intent: Intent) => millisecondsOf(now) - millisecondsOf(intent.at);
  const lost = intents.filter((intent) => intent.state === 'intended' && age(intent) >= IN_FLIGHT_MS);
  const inFlight = intents.some((intent) => intent.state === 'intended' && age(intent) < IN_FLIGHT_MS);
  const settled: { wish: Wish; intent: Intent }[] = [];
  const open: Wish[] = [];
  for (const wish of wishes) {
    const covering = intents.filter((intent) => intent.covers.some((cover) => sameCover(cover, wish)));
    const by = covering.find((intent) => settles(intent, wish, age(intent), seenSince));
    if (by === undefined) open.push(wish);
    else settled.push({ wish, intent: by });
  }
  if (open.length === 0) return { settled, lost, send: null, waiting: [] };
  const over = intents.find((intent) => intent.slot === slot) ?? null;
  if (inFlight || (over !== null && !canBeTriedAgain(over, age(over), seenSince))) {
    return { settled, lost, send: null, waiting: open };
  }
  const before = intents
    .filter((intent) => intent.state === 'uncertain' || intent.state === 'intended')
    .filter((intent) => open.some((wish) => intent.covers.some((cover) => sameCover(cover, wish))))
    .map((intent) => intent.attempts);
  return { settled, lost, send: { wishes: open, over, attempt: Math.max(0, ...before) + 1 }, waiting: [] };
}

/** Whether an intent has dealt with a wish for good: it went, or it may have gone and must not be repeated. */
function settles(intent: Intent, wish: Wish, age: number, seenSince: Instant | null): boolean {
  switch (intent.state) {
    case 'sent':
      return true;
    case 'intended':
      // in flight: neither settled nor to be sent; lost: as uncertain
      return age >= IN_FLIGHT_MS && !mayRepeat(intent, wish.first);
    case 'uncertain':
      return !mayRepeat(intent, wish.first);
    case 'failed':
      return !wokenBy(seenSince, intent);
    case 'notSent':
      return false;
  }
}

function canBeTriedAgain(intent: Intent, age: number, seenSince: Instant | null): boolean {
  switch (intent.state) {
    case 'sent':
      return false;
    case 'intended':
    case 'uncertain':
      return age >= REPEAT_AFTER_MS && mayRepeat(intent, true);
    case 'failed':
      return wokenBy(seenSince, intent);
    case 'notSent':
      return true;
  }
}

function mayRepeat(intent: Intent, first: boolean): boolean {
  return first && intent.attempts < MOST_ATTEMPTS;
}

function wokenBy(seenSince: Instant | null, intent: Intent): boolean {
  return seenSince !== null && seenSince > intent.at;
}

function sameCover(a: Cover, b: Cover): boolean {
  return a.plan === b.plan && a.cycle === b.cycle && a.rung === b.rung && a.on === b.on;
}
