import { type Instant, localTime } from '../../domain/calendar/civil-date.js';
import type { SheetFor } from '../asking/make-return-sheet.js';
import { loaderOf, type PlanNamed } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import { NOBODY, type SheetNote, type Stores } from '../store/stores.js';

export type NoteSheetOutcome = { readonly kind: 'noted'; readonly note: SheetNote } | Refused;

/** Notes that a return sheet was made for somebody, or that the lead has sent it. */
export function makeNoteSheet(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return (
    input: PlanNamed & {
      readonly wanted: SheetFor;
      readonly what: 'made' | 'sent';
      readonly by: string;
    },
    now: Instant,
  ): Promise<NoteSheetOutcome> => {
    const { wanted, what, by } = input;
    const load = loaderOf(deps.stores, input);
    return retryOnConflict(sayBusy, async (): Promise<NoteSheetOutcome | 'conflict'> => {
      const loaded = await load();
      if (loaded.kind === 'refused') return loaded;
      const { store, head } = loaded;
      const person = wanted.kind === 'post' ? NOBODY : wanted.person;
      const deck = (await loaded.decks()).find((each) => each.head.value.person === person);
      if (deck === undefined || head.cycle === null) return refused('Nothing is asked of them in this quarter.');
      const { value, etag } = deck.head;
      const forWhom = wanted.kind === 'post' ? wanted.post : value.name;
      const day = localTime(now, head.settings.zone).date;
      const known = value.sheets?.find((each) => each.forWhom === forWhom) ?? { forWhom, made: day };
      const note: SheetNote = what === 'sent' ? { ...known, sent: day } : known;
      const others = (value.sheets ?? []).filter((each) => each.forWhom !== forWhom);
      const next = { ...value, sheets: [...others, note] };
      const written = await store.changeAsks(head.cycle.id, [{ kind: 'head', head: next, etag }], deps.newId());
      if (written === 'conflict') return 'conflict';
      const said = { what: `${what === 'sent' ? 'sent' : 'made'} the return sheet for`, about: forWhom };
      if (note !== known || !(value.sheets ?? []).includes(known)) {
        await store.appendHistory('plan', { who: by, at: now, ...said, old: null, new: null }, deps.newId());
      }
      return { kind: 'noted', note };
    });
  };
}
