import type { CivilDate, Instant } from '../../domain/calendar/civil-date.js';
import type { Held } from '../store/held.js';
import type { Opening, PersonRecord } from '../store/person-store.js';
import type { Chats, ConversationReference, NewId } from '../store/ports.js';
import type { Stores } from '../store/stores.js';
import { NEVER_SEEN, reachOf, reachWords } from './reach.js';

/** Whether there is a chat now with somebody who had none. */
export type Opened =
  | { readonly kind: 'open'; readonly record: Held<PersonRecord>; readonly reference: ConversationReference }
  /** Not today. `reason` follows a name. */
  | { readonly kind: 'closed'; readonly reason: string }
  /** The service is busy or out of reach: nothing was decided. */
  | { readonly kind: 'later' };

/**
 * Opens a chat with somebody who never wrote, through what is known of the tenant's Connector: once a day a person, and
 * once more when a roster says that they have joined. Two replicas may do it at once: the same chat comes back.
 *
 * Guests are left alone: a card in another organisation's Teams would lie where they never look. Leavers too.
 */
export function makeOpenChat(deps: { readonly stores: Stores; readonly chats: Chats; readonly newId: NewId }) {
  return async (
    at: { readonly tenant: string; readonly person: string; readonly day: CivilDate },
    held: Held<PersonRecord> | null,
    now: Instant,
  ): Promise<Opened> => {
    const { tenant, person, day } = at;
    const onRoster = await deps.stores.roster(tenant).of(person);
    const closed = (record: PersonRecord | null): Opened => {
      const reach = reachOf(record, onRoster);
      return { kind: 'closed', reason: reach.kind === 'reachable' ? NEVER_SEEN : reachWords(reach) };
    };
    if (held === null) return closed(null);
    const last = held.value.opening;
    const hasNews = last !== undefined && onRoster !== null && onRoster.seenAt > last.at;
    if (last !== undefined && last.on >= day && !hasNews) return closed(held.value);
    if (onRoster !== null && (onRoster.guest || onRoster.teams.length === 0)) return closed(held.value);
    const via = await deps.stores.directory.serviceAddress(tenant);
    if (via === null) return closed(held.value);
    const outcome = await deps.chats.open({ tenant, person, account: onRoster?.account ?? null }, via);
    if (outcome.kind === 'notNow') return { kind: 'later' };
    const store = deps.stores.person(tenant, person);
    const opening = { on: day, at: now, outcome: outcomeOf(outcome) };
    const reference = outcome.kind === 'opened' ? outcome.reference : held.value.reference;
    // a conflict means that they have just been heard of, or another process opened the same chat: theirs stands
    await store.writeRecord({ ...held.value, reference, opening }, held.etag, deps.newId());
    const record = await store.record();
    const chat = record?.value.reference ?? null;
    if (record === null || chat === null) return closed(record?.value ?? null);
    return { kind: 'open', record, reference: chat };
  };
}

function outcomeOf(outcome: Exclude<Awaited<ReturnType<Chats['open']>>, { kind: 'notNow' }>): Opening['outcome'] {
  switch (outcome.kind) {
    case 'opened':
      return 'opened';
    case 'unreachable':
      return outcome.why;
    case 'uncertain':
    case 'refused':
      return 'failed';
  }
}
