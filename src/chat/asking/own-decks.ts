import type { Who } from '../../app/people/who.js';
import type { Deck, Stores } from '../../app/store/stores.js';
import { isOpenItem } from '../../domain/asking/ask.js';
import { type Instant, localTime, longDay } from '../../domain/calendar/civil-date.js';
import type { DeckDrawing } from '../deck/deck-drawing.js';
import { nextMessage } from './deck-messages.js';
import type { makeSendCard } from './show-deck.js';

interface Deps {
  readonly stores: Stores;
  readonly cardKey: () => Promise<string>;
  readonly sendCard: ReturnType<typeof makeSendCard>;
}

/** A deck in which something is asked of a person, in the open cycle of one plan. */
export interface OwnDeck {
  readonly plan: string;
  readonly deck: Deck;
}

/** What is asked of a person in open cycles, those included that have not begun yet; or what was in those that are closed, with their revision or without. */
export async function ownDecks(
  deps: Pick<Deps, 'stores'>,
  who: Who,
  state: 'open' | 'closed' = 'open',
): Promise<readonly OwnDeck[]> {
  const plans = await deps.stores.person(who.tenant, who.person).memberships();
  const decks = await Promise.all(
    plans.map(async (plan): Promise<OwnDeck | null> => {
      const store = deps.stores.plan(who.tenant, plan);
      const cycle = (await store.head())?.value.cycle ?? null;
      // what has its revision is closed as well: what is said of it then waits for the next quarter
      const isMeant = state === 'open' ? cycle?.state === 'open' : cycle?.state !== 'open';
      if (cycle === null || !isMeant) return null;
      const deck = await store.deck(cycle.id, who.person);
      return deck === null || deck.items.length === 0 ? null : { plan, deck };
    }),
  );
  return decks.filter((each) => each !== null);
}

/** Whether people are asked by now. */
export function hasBegun({ deck }: OwnDeck, now: Instant): boolean {
  const { zone, cycle } = deck.head.value;
  return localTime(now, zone).date >= cycle.opens;
}

export async function drawingOfOwn(
  deps: Pick<Deps, 'cardKey'>,
  who: Who,
  { plan, deck }: OwnDeck,
  now: Instant,
): Promise<DeckDrawing> {
  const today = localTime(now, deck.head.value.zone).date;
  return { cardKey: await deps.cardKey(), tenant: who.tenant, plan, deck, today };
}

/** Shows a person's cards at the end of the chat, those of cycles that have begun. */
export async function showDecks(deps: Deps, who: Who, own: readonly OwnDeck[], now: Instant): Promise<void> {
  for (const each of own.filter((each) => hasBegun(each, now))) {
    const { plan, deck } = each;
    const drawing = await drawingOfOwn(deps, who, each, now);
    const { cycle } = deck.head.value;
    const open = deck.items.filter((item) => isOpenItem(item.value)).length;
    const leadIn =
      open === 0
        ? ''
        : `${deck.items.length === 1 ? 'Your update' : `${open} of your ${deck.items.length} updates`} ${open === 1 ? 'is' : 'are'} still open. ${open === 1 ? 'It' : 'They'} ${drawing.today > cycle.due ? (open === 1 ? 'was' : 'were') : open === 1 ? 'is' : 'are'} due on ${longDay(cycle.due)}.`;
    await deps.sendCard(who, plan, deck, nextMessage(drawing, leadIn));
  }
}
