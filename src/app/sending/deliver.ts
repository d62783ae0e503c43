import type { CivilDate, Instant } from '../../domain/calendar/civil-date.js';
import { dayOfSlot, type Intent, intentAfter, planDelivery, type Wish } from '../../domain/sending/delivery.js';
import { makeOpenChat, type Opened } from '../people/open-chats.js';
import { UNREACHABLE_WORDS } from '../people/reach.js';
import type { Held } from '../store/held.js';
import type { PersonRecord } from '../store/person-store.js';
import type { ConversationReference, NewId, SendOutcome } from '../store/ports.js';
import type { Stores } from '../store/stores.js';
import type { Courier } from './courier.js';
import type { Leave } from './leave.js';
import type { News } from './news.js';

/** One person, one slot, and what should reach them in it. */
export interface Delivery {
  readonly tenant: string;
  readonly person: string;
  /** Civil day, with a suffix for what a lead explicitly asked for or is told. */
  readonly slot: string;
  readonly wishes: readonly Wish[];
  /** What is said of exactly these wishes. */
  readonly news: (wishes: readonly Wish[]) => News;
}

/** What became of each wish. */
export type DeliveryResult =
  | {
      readonly kind: 'sent';
      readonly wishes: readonly Wish[];
      readonly activityId: string;
      readonly to: ConversationReference;
    }
  /** May have arrived. A first ask is repeated once after a while; a reminder never. */
  | { readonly kind: 'uncertain'; readonly wishes: readonly Wish[]; readonly reason: string }
  /** An earlier message had dealt with it; only its record was missing. */
  | { readonly kind: 'settled'; readonly wishes: readonly Wish[]; readonly intent: Intent }
  /** Nothing for now: another message has the slot or is on its way. `again` tells whether it may be today. */
  | { readonly kind: 'waiting'; readonly wishes: readonly Wish[]; readonly again: 'soon' | 'nextDay' }
  | ({ readonly kind: 'unreachable'; readonly wishes: readonly Wish[] } & NotReached)
  /** Teams refused it without saying that it is about the person. `reason` follows their name. */
  | { readonly kind: 'failed'; readonly wishes: readonly Wish[]; readonly reason: string; readonly again: 'nextDay' };

/** Why a person cannot be reached: `reason` follows their name. */
interface NotReached {
  readonly reason: string;
  /** Whether a message to them was refused today; otherwise there was no chat to try. */
  readonly refused: boolean;
  /** Whether it is tried again the next day; absent where only a sign of life can change it. */
  readonly again?: 'nextDay';
}

/**
 * Drawn → intent → send → record, so that what cannot be drawn leaves nothing in doubt. Whoever creates the intent sends; everybody else finds it there. Two reads or writes before
 * the POST and one after it; recording in the plan's rows is the caller's, from the result. With somebody who never
 * wrote, a chat is opened first. Nobody comes this far without the watch's leave.
 */
export function makeDeliver(deps: { readonly stores: Stores; readonly courier: Courier; readonly newId: NewId }) {
  const openChat = makeOpenChat({ ...deps, chats: deps.courier });
  const answers = makeAnswers(deps.courier);
  return async (delivery: Delivery, now: Instant, _leave: Leave): Promise<readonly DeliveryResult[]> => {
    const store = deps.stores.person(delivery.tenant, delivery.person);
    const { record, intents } = await store.since(earliest(delivery));
    const seen = record?.value.lastSeen ?? null;
    const day = dayOfSlot(delivery.slot);
    const plan = planDelivery(
      delivery.slot,
      delivery.wishes,
      intents.map((each) => each.value),
      now,
      seen,
    );
    for (const lost of plan.lost) {
      const held = intents.find((each) => each.value.slot === lost.slot);
      if (held === undefined || lost.slot === plan.send?.over?.slot) continue;
      const uncertain: Intent = { ...lost, state: 'uncertain', reason: 'the service stopped while sending' };
      await store.writeIntent(uncertain, held.etag, deps.newId());
    }
    const stop = whyNotReachable(record, day);
    const results: DeliveryResult[] = plan.settled.map(({ wish, intent }) => settledResult(wish, intent, stop));
    if (plan.waiting.length > 0) {
      results.push({ kind: 'waiting', wishes: plan.waiting, again: plan.again });
    }
    if (plan.send === null) return results;
    const { wishes, covers, over, attempt } = plan.send;
    if (stop !== null) return [...results, { kind: 'unreachable', wishes, ...stop }];
    const chat = await chatWith(record, () => openChat({ ...delivery, day }, record, now));
    if (chat.kind === 'later') return [...results, { kind: 'waiting', wishes, again: 'soon' }];
    if (chat.kind === 'closed') {
      return [...results, { kind: 'unreachable', wishes, reason: chat.reason, refused: false, again: 'nextDay' }];
    }
    // a message of which nobody knows is repeated once: not into the trouble in which the first may have been lost
    if (attempt > 1 && !(await answers(chat.reference, now))) {
      return [...results, { kind: 'waiting', wishes, again: 'soon' }];
    }
    const heldOver = over === null ? null : (intents.find((each) => each.value.slot === over.slot) ?? null);
    const letter = await deps.courier.draw(delivery.news(wishes));
    const intent: Intent = {
      id: deps.newId(),
      slot: delivery.slot,
      covers,
      state: 'intended',
      attempts: attempt,
      at: now,
      activityId: null,
      reason: null,
    };
    if ((await store.writeIntent(intent, heldOver?.etag ?? null, deps.newId())) === 'conflict') {
      return [...results, { kind: 'waiting', wishes, again: 'soon' }];
    }
    const to = chat.reference;
    // a conflict means that the person has just been heard of: what they say of themselves stands
    const note = (unreachable: PersonRecord['unreachable']) =>
      store.writeRecord({ ...chat.record.value, unreachable }, chat.record.etag, deps.newId());
    const outcome = await letter.sendTo(to);
    await store.settleIntent(intentAfter(intent, over, outcome));
    if (outcome.kind === 'unreachable')
      await note({ why: outcome.why, since: goneSince(chat.record) ?? now, tried: day });
    if (outcome.kind === 'sent' && chat.record.value.unreachable !== null) await note(null);
    return [...results, resultOf(outcome, wishes, to)];
  };
}

/** Whether the service answers at all: asked once a sweep and tenant, by finding a chat, in which nothing is said. */
function makeAnswers(courier: Courier) {
  let asked: { readonly about: string; readonly answer: Promise<boolean> } | null = null;
  return (to: ConversationReference, now: Instant): Promise<boolean> => {
    const about = `${to.tenant} ${now}`;
    if (asked?.about !== about) {
      const answer = courier
        .open({ ...to, account: null }, to)
        .then(({ kind }) => kind !== 'uncertain' && kind !== 'notNow');
      asked = { about, answer };
    }
    return asked.answer;
  };
}

/** The chat that is there, else one that can be opened. */
async function chatWith(record: Held<PersonRecord> | null, open: () => Promise<Opened>): Promise<Opened> {
  const reference = record?.value.reference ?? null;
  return record === null || reference === null ? open() : { kind: 'open', record, reference };
}

function resultOf(outcome: SendOutcome, wishes: readonly Wish[], to: ConversationReference): DeliveryResult {
  switch (outcome.kind) {
    case 'sent':
      return { kind: 'sent', wishes, activityId: outcome.activityId, to };
    case 'uncertain':
      return { kind: 'uncertain', wishes, reason: outcome.reason };
    case 'notNow':
      return { kind: 'waiting', wishes, again: 'soon' };
    case 'unreachable':
      return { kind: 'unreachable', wishes, reason: UNREACHABLE_WORDS[outcome.why], refused: true, again: 'nextDay' };
    case 'refused':
      return failed(wishes, outcome.reason);
  }
}

function failed(wishes: readonly Wish[], reason: string | null): DeliveryResult {
  const words = reason === null ? '' : ` (${reason})`;
  return { kind: 'failed', wishes, reason: `could not be reached${words}`, again: 'nextDay' };
}

function settledResult(wish: Wish, intent: Intent, stop: NotReached | null): DeliveryResult {
  if (intent.state !== 'failed') return { kind: 'settled', wishes: [wish], intent };
  return stop === null ? failed([wish], intent.reason) : { kind: 'unreachable', wishes: [wish], ...stop };
}

/** What is known to stand in the way today; null: try. */
function whyNotReachable(record: Held<PersonRecord> | null, day: CivilDate): NotReached | null {
  const gone = record?.value.unreachable ?? null;
  if (gone === null || goneSince(record) === null) return null;
  const reason = UNREACHABLE_WORDS[gone.why];
  if (gone.tried === undefined) return { reason, refused: false };
  return gone.tried === day ? { reason, refused: true, again: 'nextDay' } : null;
}

/** Intents older than the oldest wish cannot cover it. */
function earliest(delivery: Delivery): CivilDate {
  const days = [...delivery.wishes.map((wish) => wish.on), dayOfSlot(delivery.slot)];
  return days.sort()[0] as CivilDate;
}

/** Since when a person cannot be reached; null if they were heard of after that. */
function goneSince(record: Held<PersonRecord> | null): Instant | null {
  const { unreachable = null, lastSeen = null } = record?.value ?? {};
  return unreachable === null || (lastSeen !== null && lastSeen > unreachable.since) ? null : unreachable.since;
}
