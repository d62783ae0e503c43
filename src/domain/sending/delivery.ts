import { type CivilDate, type Instant, millisecondsOf } from '../calendar/civil-date.js';

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
 * `intended` → `sent` | `uncertain` | `failed` (refused; may be tried again on another day) | `notSent` (may be tried again
 * now). Neither of the last two was delivered.
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
  readonly send: {
    readonly wishes: readonly Wish[];
    /** What the intent is to cover: the wishes, and all that an earlier attempt may have brought. */
    readonly covers: readonly Cover[];
    readonly over: Intent | null;
    readonly attempt: number;
  } | null;
  /** Wishes that must wait: another message of the slot is on its way or has gone. */
  readonly waiting: readonly Wish[];
  /** Whether waiting may end today. */
  readonly again: 'soon' | 'nextDay';
}

/** What became of one attempt to send. `notNow`, `unreachable` and `refused` certainly did not arrive. */
export type Attempted =
  | { readonly kind: 'sent'; readonly activityId: string }
  | { readonly kind: 'uncertain' | 'notNow' | 'unreachable' | 'refused'; readonly reason: string };

/**
 * Decides what one person is sent in a slot, from the intents already there.
 * Any number of replicas and repeated sweeps come to the same decision, and only one can create the intent.
 * `seenSince` is the person's last sign of life: it wakes what has failed today. What failed on another day is tried
 * again: a refusal is often the matter of an hour, and a person must not go without the first ask because of it.
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
    const by = intents.find(
      (intent) => covers(intent, wish) && settles(intent, wish, { slot, age: age(intent), seenSince }),
    );
    if (by === undefined) open.push(wish);
    else settled.push({ wish, intent: by });
  }
  const wait = (again: DeliveryPlan['again']): DeliveryPlan => ({ settled, lost, send: null, waiting: open, again });
  const over = intents.find((intent) => intent.slot === slot) ?? null;
  if (open.length === 0 || inFlight) return wait('soon');
  const send = (wishes: readonly Wish[], covered: readonly Cover[]): DeliveryPlan => {
    const before = intents.filter((intent) => wishes.some((wish) => covers(intent, wish))).map(mayHaveArrived);
    const attempt = Math.max(0, ...before) + 1;
    const waiting = open.filter((wish) => !wishes.includes(wish));
    return { settled, lost, send: { wishes, covers: covered, over, attempt }, waiting, again: 'nextDay' };
  };
  if (over !== null && (over.state === 'uncertain' || over.state === 'intended')) {
    // it may have arrived: only what it covers is repeated in its place, so that the slot holds one message's covers
    const repeat = open.filter((wish) => covers(over, wish));
    if (repeat.length === 0) return wait('nextDay');
    return age(over) < REPEAT_AFTER_MS ? wait('soon') : send(repeat, over.covers);
  }
  const isTaken = over?.state === 'sent' || (over?.state === 'failed' && !wokenBy(seenSince, over));
  return isTaken ? wait('nextDay') : send(open, open.map(coverOf));
}

/**
 * An intent after its attempt. Where it took the place of one that may have arrived (`over`), what certainly did not
 * arrive now leaves that doubt as it was.
 */
export function intentAfter(intent: Intent, over: Intent | null, attempted: Attempted): Intent {
  if (attempted.kind === 'sent') return { ...intent, state: 'sent', activityId: attempted.activityId };
  const { kind, reason } = attempted;
  if (kind === 'uncertain') return { ...intent, state: 'uncertain', reason };
  if (over?.state === 'uncertain' || over?.state === 'intended') {
    return { ...intent, state: 'uncertain', attempts: over.attempts, reason };
  }
  return { ...intent, state: kind === 'notNow' ? 'notSent' : 'failed', reason };
}

/** The civil day of a slot. */
export function dayOfSlot(slot: string): CivilDate {
  return slot.slice(0, 10) as CivilDate;
}

/** The rung of a plan that a wish asks for. */
export function coverOf({ plan, cycle, rung, on }: Cover): Cover {
  return { plan, cycle, rung, on };
}

/** Whether an intent has dealt with a wish: it went, it may have gone and must not be repeated, or was refused today. */
function settles(
  intent: Intent,
  wish: Wish,
  { slot, age, seenSince }: { readonly slot: string; readonly age: number; readonly seenSince: Instant | null },
): boolean {
  switch (intent.state) {
    case 'sent':
      return true;
    case 'intended':
      // in flight: neither settled nor to be sent; lost: as uncertain
      return age >= IN_FLIGHT_MS && !mayRepeat(intent, wish.first);
    case 'uncertain':
      return !mayRepeat(intent, wish.first);
    case 'failed':
      return dayOfSlot(intent.slot) === dayOfSlot(slot) && !wokenBy(seenSince, intent);
    case 'notSent':
      return false;
  }
}

/** How many attempts may have reached the person: what certainly did not is no reason to hold back another. */
function mayHaveArrived(intent: Intent): number {
  return intent.state === 'notSent' || intent.state === 'failed' ? 0 : intent.attempts;
}

function mayRepeat(intent: Intent, first: boolean): boolean {
  return first && intent.attempts < MOST_ATTEMPTS;
}

function wokenBy(seenSince: Instant | null, intent: Intent): boolean {
  return seenSince !== null && seenSince > intent.at;
}

function covers(intent: Intent, wish: Cover): boolean {
  return intent.covers.some(
    (cover) =>
      cover.plan === wish.plan && cover.cycle === wish.cycle && cover.rung === wish.rung && cover.on === wish.on,
  );
}
