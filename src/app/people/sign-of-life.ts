import { type Instant, millisecondsOf } from '../../domain/calendar/civil-date.js';
import type { PersonRecord } from '../store/person-store.js';
import type { ConversationReference, NewId } from '../store/ports.js';
import { retryOnConflict } from '../store/retry-on-conflict.js';
import type { Stores } from '../store/stores.js';
import { TableUnavailableError } from '../store/table-unavailable.js';
import type { Who } from './who.js';

/** What a sign of life changed. `wasKnown` is false for somebody who was never heard of. */
export interface SignOfLifeOutcome {
  readonly wasKnown: boolean;
  /** The same sign moments ago: one install raises two events. */
  readonly repeated: boolean;
  /** Plans in which the person has or had a part. */
  readonly plans: readonly string[];
}

/** Somebody else notes the same person over and over: their sign of life counts as well. */
const notNoted = (): SignOfLifeOutcome => ({ wasKnown: true, repeated: true, plans: [] });

/** Two events closer together than this are one install. */
const ONE_INSTALL_MS = 10_000;
/** A chat that we opened may be told to us as an install. */
const ECHO_OF_OPENING_MS = 60_000;
/** How long a process trusts that it has noted where a person is; another process may have found them unreachable since. */
const TRUST_MS = 10 * 60_000;

/**
 * Notes where a person can be reached, and clears what stood in the way. Plans with something due to them are put on
 * the directory's list again, so that the next sweep asks them.
 */
export function makeNoteSignOfLife(deps: {
  readonly stores: Stores;
  readonly newId: NewId;
  /** Milliseconds by a clock that nobody sets. */
  readonly steadyMs: () => number;
}) {
  const addresses = new Map<string, string>();
  const noted = new Map<string, { readonly reference: string; readonly at: number }>();

  const note = async (who: Who, now: Instant): Promise<SignOfLifeOutcome> => {
    const store = deps.stores.person(who.tenant, who.person);
    return retryOnConflict(notNoted, async () => {
      const held = await store.record();
      const before = held?.value ?? null;
      const record = {
        ...before,
        name: who.name === '' ? (before?.name ?? '') : who.name,
        whoKey: before?.whoKey ?? deps.newId(),
        reference: who.reference,
        unreachable: null,
        lastSeen: now,
      };
      if ((await store.writeRecord(record, held?.etag ?? null, deps.newId())) === 'conflict') return 'conflict';
      noted.set(keyOf(who), { reference: JSON.stringify(who.reference), at: deps.steadyMs() });
      const plans = await store.memberships();
      const isBack = before?.reference == null || before.unreachable !== null;
      if (isBack) for (const plan of plans) await deps.stores.directory.addDue({ tenant: who.tenant, plan, at: now });
      const last = before?.reference == null ? null : before.lastSeen;
      const isEcho = within(now, last, ONE_INSTALL_MS) || within(now, openedAt(before), ECHO_OF_OPENING_MS);
      await noteServiceAddress(who);
      return { wasKnown: before?.reference != null, repeated: isEcho, plans };
    });
  };

  /** Where chats can be opened through, for people who never wrote: written when it is another than this process knew. */
  const noteServiceAddress = async ({ tenant, reference }: Who) => {
    const { serviceUrl, botId, channelId } = reference;
    const address = JSON.stringify([serviceUrl, botId, channelId]);
    if (addresses.get(tenant) === address) return;
    await deps.stores.directory.saveServiceAddress(tenant, { serviceUrl, botId, channelId });
    addresses.set(tenant, address);
  };

  return {
    /** Always writes: the app was installed, or somebody came back. */
    note,
    /**
     * Writes only when this process has not noted this chat lately; for every other turn. What cannot be noted now is
     * noted at the next: nobody's turn fails over it.
     */
    async noteIfNew(who: Who, now: Instant): Promise<void> {
      const last = noted.get(keyOf(who));
      const fresh = last !== undefined && deps.steadyMs() - last.at < TRUST_MS;
      if (fresh && last.reference === JSON.stringify(who.reference)) return;
      await note(who, now).catch((error: unknown) => {
        if (!(error instanceof TableUnavailableError)) throw error;
      });
    },
    /** The app was taken away: nobody is there until the next sign of life. */
    async noteGone(who: Who, now: Instant): Promise<void> {
      noted.delete(keyOf(who));
      const store = deps.stores.person(who.tenant, who.person);
      const held = await store.record();
      if (held === null) return;
      const unreachable = { why: 'notInstalled', since: now } as const;
      // a conflict means that they have just been heard of again
      await store.writeRecord({ ...held.value, lastSeen: null, unreachable }, held.etag, deps.newId());
    },
  };
}

/** When we opened a chat with somebody who has not been heard of since. */
function openedAt(record: PersonRecord | null): Instant | null {
  return record?.lastSeen == null && record?.opening?.outcome === 'opened' ? record.opening.at : null;
}

function within(now: Instant, then: Instant | null, milliseconds: number): boolean {
  return then !== null && Math.abs(millisecondsOf(now) - millisecondsOf(then)) < milliseconds;
}

function keyOf(who: {
  readonly tenant: string;
  readonly person: string;
  readonly reference: ConversationReference;
}): string {
  return `${who.tenant} ${who.person}`;
}
