import type { NewId } from '../../store/ports.js';
import type { Stores } from '../../store/stores.js';
import type { Courier } from '../courier.js';
import type { Leave } from '../leave.js';
import type { PlanDue } from './load-due.js';

/**
 * Once a quarter is closed, the newest card of everybody says so: nobody types into one that is over. Each is turned once;
 * where Teams does not let that happen, the card still answers a press kindly.
 */
export function makeFoldClosed(deps: { readonly stores: Stores; readonly courier: Courier; readonly newId: NewId }) {
  return async (due: PlanDue, leave: Leave | null): Promise<void> => {
    if (leave === null || due.picture === null) return;
    const isOver = due.kind === 'over' ? due.isClosed : due.picture.head.cycle?.state === 'closed';
    const cycle = due.picture.head.cycle?.id;
    if (!isOver || cycle === undefined) return;
    const { tenant, head, day, plan } = due.picture;
    // as it was closed: what was read before that still says that it is open
    for (const deck of await plan.store.decks(cycle)) {
      const { value, etag } = deck.head;
      if (value.card === null) continue;
      const reference = (await deps.stores.person(tenant, value.person).record())?.value.reference ?? null;
      if (reference !== null) {
        await deps.courier.close(reference, value.card, { tenant, plan: head.plan.id, deck, today: day });
      }
      await plan.store.changeAsks(cycle, [{ kind: 'head', head: { ...value, card: null }, etag }], deps.newId());
    }
  };
}
