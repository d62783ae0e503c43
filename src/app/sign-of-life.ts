import { type Instant, millisecondsOf } from '../domain/civil-date.js';
import type { ConversationReference, NewId } from './ports.js';
import type { Stores } from './stores.js';
import type { Who } from './turn.js';

/** What a sign of life changed. `wasKnown` is false for somebody who was never heard of. */
export interface SignOfLifeOutcome {
  readonly wasKnown: boolean;
  /** The same sign moments ago: one install raises two events. */
  readonly repeated: boolean;
  /** Plans in which the person has or had a part. */
  readonly plans: readonly string[];
}

/** Two events closer together than this are one install. */
const ONE_INSTALL_MS = 10_000;
/** How long a process trusts that it has noted where a person is; another process may have found them unreachable since. */
const TRUST_MS = 10 * 60_000;

/**
 * Notes where a person can be reached, and clears what stood in the way. Plans with something due to them are put on
 * the directory's list again, so that the next sweep asks them.
 */
export function makeNoteSignOfLife(deps: {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly wallClock: () => number;
}) {
  const noted = new Map<string, { readonly reference: string; readonly at: number }>();

  const note = async (who: Who, now: Instant): Promise<SignOfLifeOutcome> => {
    const store = deps.stores.person(who.tenant, who.person);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const held = await store.record();
      const before = held?.value ?? null;
      const record = {
        name: who.name === '' ? (before?.name ?? '') : who.name,
        whoKey: before?.whoKey ?? deps.newId(),
        reference: who.reference,
        unreachable: null,
        lastSeen: now,
      };
      if ((await store.writeRecord(record, held?.etag ?? null, deps.newId())) === 'conflict') continue;
      noted.set(keyOf(who), { reference: JSON.stringify(who.reference), at: deps.wallClock() });
      const plans = await store.memberships();
      const isBack = before?.reference == null || before.unreachable !== null;
      if (isBack) for (const plan of plans) await deps.stores.directory.addDue({ tenant: who.tenant, plan, at: now });
      const last = before?.reference == null ? null : before.lastSeen;
      const repeated = last !== null && Math.abs(millisecondsOf(now) - millisecondsOf(last)) < ONE_INSTALL_MS;
      return { wasKnown: before?.reference != null, repeated, plans };
    }
    return { wasKnown: true, repeated: true, plans: [] };
  };

  return {
    /** Always writes: the app was installed, or somebody came back. */
    note,
    /** Writes only when this process has not noted this chat lately; for every other turn. */
    async noteIfNew(who: Who, now: Instant): Promise<void> {
      const last = noted.get(keyOf(who));
      const fresh = last !== undefined && deps.wallClock() - last.at < TRUST_MS;
      if (fresh && last.reference === JSON.stringify(who.reference)) return;
      await note(who, now);
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

function keyOf(who: {
  readonly tenant: string;
  readonly person: string;
  readonly reference: ConversationReference;
}): string {
  return `${who.tenant} ${who.person}`;
}
