import { leftWords, type WordsOfBox } from '../../domain/asking/left-words.js';
import { keeping, type Typing } from '../../domain/asking/typed-words.js';
import type { Instant } from '../../domain/calendar/civil-date.js';
import { type NotTheirs, notTheirs } from '../people/refused-press.js';
import type { Refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { Deck, HeldItem, PlanStore, Stores } from '../store/stores.js';
import { type ReplyGiven, withItem } from './record-update.js';

export type KeepOutcome =
  /** They stand in the deck now, for this person alone; those `left` have no box. `item` as it is afterwards. */
  | {
      readonly kind: 'kept';
      readonly deck: Deck;
      readonly item: HeldItem['value'];
      readonly left: readonly WordsOfBox[];
    }
  /** More than a card can show again: nothing was kept, and they must be given back in another way. */
  | { readonly kind: 'tooLong'; readonly deck: Deck; readonly item: HeldItem['value'] }
  | NotTheirs
  | Refused;

/**
 * Keeps what somebody entered about a requirement of theirs and did not submit: in the quarter of the card or, once another
 * has followed, in the newest one, whose cards they get. Without any change nothing is written.
 */
export function makeKeepWords(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async (
    given: Pick<ReplyGiven, 'tenant' | 'plan' | 'cycle' | 'person' | 'ref'>,
    typing: Typing,
    now: Instant,
  ): Promise<KeepOutcome> => {
    const store = deps.stores.plan(given.tenant, given.plan);
    const operation = deps.newId();
    return retryOnConflict(sayBusy, async () => {
      const pressed = await store.deck(given.cycle, given.person);
      const asked = pressed?.items.find((each) => each.value.ref === given.ref);
      if (pressed === null || asked === undefined) return await notTheirs(deps, given, now);
      const newest = await newestCycleOf(store, pressed);
      const deck = newest === null ? pressed : await store.deck(newest, given.person);
      const held = deck?.items.find(({ value }) => value.requirement === asked.value.requirement);
      // nobody would find them in a quarter that is over
      if (deck === null || held === undefined) return await notTheirs(deps, given, now);
      const sight = newest === null ? typing : { ...typing, shown: null };
      const next = keeping(held.value, given.person, sight, operation);
      if (next.kind === 'tooLong') return { kind: 'tooLong', deck, item: held.value };
      const left = leftWords(held.value, next.item, given.person, sight, null);
      if (next.item === held.value) return { kind: 'kept', deck, item: next.item, left };
      const changed: HeldItem = { ...held, value: next.item };
      const change = { kind: 'item', person: given.person, item: changed.value, etag: held.etag } as const;
      if ((await store.changeAsks(deck.head.value.cycle.id, [change], operation)) === 'conflict') return 'conflict';
      return { kind: 'kept', deck: withItem(deck, changed), item: changed.value, left };
    });
  };
}

/** The newest cycle, open or closed, where the deck is of one before it: what waits there comes back in the next. */
async function newestCycleOf(store: PlanStore, { head }: Deck): Promise<string | null> {
  if (head.value.cycle.state === 'open') return null;
  const cycle = (await store.head())?.value.cycle ?? null;
  return cycle === null || cycle.id === head.value.cycle.id ? null : cycle.id;
}
