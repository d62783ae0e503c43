import type { Who } from '../../app/people/who.js';
import type { NewId } from '../../app/store/ports.js';
import { retryOnConflict } from '../../app/store/retry-on-conflict.js';
import type { Deck, PlanStore, Stores } from '../../app/store/stores.js';
import type { Message } from '../messages.js';
import type { Messenger } from '../messenger.js';

/** What stands where a card was that a newer one replaced. */
export const FOLDED: Message = {
  kind: 'folded',
  text: 'This card has moved to the end of the chat. Nothing that you saved was lost.',
};

interface Deps {
  readonly stores: Stores;
  readonly messenger: Messenger;
  readonly newId: NewId;
}

/** Shows a card in place of the one that was pressed; where that is gone, at the end of the chat. */
export function makeTurnCard(deps: Deps) {
  const send = makeSendCard(deps);
  return async (who: Who, plan: string, deck: Deck, pressed: string | null, message: Message): Promise<void> => {
    const card = pressed ?? deck.head.value.card;
    if (card !== null) {
      const outcome = await deps.messenger.update(who.reference, card, message);
      if (outcome.kind === 'sent' || outcome.kind === 'uncertain') return;
    }
    await send(who, plan, deck, message);
  };
}

/** Shows a card at the end of the chat, notes it as the newest and folds the one before. */
export function makeSendCard(deps: Deps) {
  return async (who: Who, plan: string, deck: Deck, message: Message): Promise<void> => {
    const outcome = await deps.messenger.send(who.reference, message);
    if (outcome.kind !== 'sent') return;
    const store = deps.stores.plan(who.tenant, plan);
    const { cycle } = deck.head.value;
    const old = await noteCard(store, deps.newId, cycle.id, who.person, outcome.activityId);
    if (old !== null) await deps.messenger.update(who.reference, old, FOLDED);
  };
}

/** The card is there all the same; only a later fold will miss it. */
const notNoted = () => null;

/** Notes the newest card of an ask; answers with the one before. */
async function noteCard(
  store: PlanStore,
  newId: NewId,
  cycle: string,
  person: string,
  card: string,
): Promise<string | null> {
  return retryOnConflict(notNoted, async () => {
    const deck = await store.deck(cycle, person);
    if (deck === null) return null;
    const { value, etag } = deck.head;
    const changed = await store.changeAsks(cycle, [{ kind: 'head', head: { ...value, card }, etag }], newId());
    if (changed === 'conflict') return 'conflict';
    return value.card === card ? null : value.card;
  });
}
