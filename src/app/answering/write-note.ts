import type { AskedItem } from '../../domain/asking/ask.js';
import type { Instant } from '../../domain/calendar/civil-date.js';
import { noteProblem } from '../../domain/sending/note-to-lead.js';
import type { ReplyGiven } from '../asking/record-update.js';
import { type NotTheirs, notTheirs } from '../people/refused-press.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { Stores } from '../store/stores.js';

export type NoteOutcome = { readonly kind: 'noted'; readonly item: AskedItem } | NotTheirs | Refused;

/** What the history says of a note; its words are the new value. */
export const WROTE_A_NOTE = 'wrote a note to the lead';

/** Keeps a note to the lead with a row of the sender's own deck and in the row's history; the leads hear of it. */
export function makeWriteNote(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async (
    given: Pick<ReplyGiven, 'tenant' | 'plan' | 'cycle' | 'person' | 'ref'> & { readonly text: string },
    now: Instant,
  ): Promise<NoteOutcome> => {
    const store = deps.stores.plan(given.tenant, given.plan);
    const operation = deps.newId();
    return retryOnConflict(sayBusy, async () => {
      const deck = await store.deck(given.cycle, given.person);
      const held = deck?.items.find((each) => each.value.ref === given.ref);
      if (deck === null || held === undefined) return await notTheirs(deps, given, now);
      const { notes = [], requirement, ref } = held.value;
      const problem = noteProblem(given.text, notes);
      if (problem !== null) return refused(problem);
      const { name, whoKey } = deck.head.value;
      const text = given.text.trim();
      const item: AskedItem = { ...held.value, notes: [...notes, { id: operation, name, at: now, text }] };
      // before the note, so that a crash in between leaves one look too many
      await deps.stores.directory.addDue({ tenant: given.tenant, plan: given.plan, at: now });
      const change = { kind: 'item', person: given.person, item, etag: held.etag } as const;
      if ((await store.changeAsks(given.cycle, [change], operation)) === 'conflict') return 'conflict';
      const said = { what: WROTE_A_NOTE, about: ref, old: null, new: text };
      await store.appendHistory(requirement, { who: whoKey, at: now, ...said }, deps.newId());
      return { kind: 'noted', item };
    });
  };
}
