import { type Instant, instantOf, millisecondsOf } from '../../domain/calendar/civil-date.js';
import { isWorkingTime, nextWorkingTime } from '../../domain/calendar/working-time.js';
import { holdersOf } from '../../domain/people/assignment.js';
import { type Removal, soughtBy } from '../../domain/redacting/removal.js';
import { removedMark } from '../../domain/redacting/without-words.js';
import type { Wish } from '../../domain/sending/delivery.js';
import type { Courier } from '../sending/courier.js';
import { makeDeliver } from '../sending/deliver.js';
import type { Leave } from '../sending/leave.js';
import type { PlanPicture } from '../standing/see-plan.js';
import type { NewId } from '../store/ports.js';
import type { Stores } from '../store/stores.js';
import { applyRemovals, recordRemoval } from './apply-removals.js';

/** How long what was begun before a removal may still write what it had read: a request, a command, an import. */
const IN_FLIGHT_MS = 5 * 60_000;
/** How long an executive lead who cannot be reached is tried. */
const TOLD_WITHIN_MS = 14 * 24 * 3_600_000;

/**
 * Ends what a removal of words began: looks through everything again, since something in hand at that moment may have
 * written what it had read before, draws the open cards anew and tells the executive leads. Safe to repeat.
 */
export function makeSettleRemovals(deps: {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly courier: Courier;
}) {
  const deliver = makeDeliver(deps);
  return async (picture: PlanPicture | null, now: Instant, leave: Leave | null): Promise<void> => {
    if (picture === null || leave === null) return;
    const { store } = picture.plan;
    const open = (await store.removals()).filter(({ settled }) => !settled);
    for (const removal of open) {
      await applyRemovals(store, [soughtBy(removal)], deps.newId);
      await recordRemoval(store, removal, deps.newId);
      await drawAnew(deps.courier, picture, removal, deps.stores);
      const told = await tell(picture, removal, now, leave);
      const age = millisecondsOf(now) - millisecondsOf(removal.at);
      const isTold = told.length >= executivesOf(picture).length || age > TOLD_WITHIN_MS;
      const settled = isTold && age >= IN_FLIGHT_MS;
      await store.writeRemoval({ ...removal, told, settled });
      if (settled) continue;
      const again = instantOf(millisecondsOf(now) + IN_FLIGHT_MS);
      const at = isTold ? again : nextWorkingTime(again, picture.calendar);
      await deps.stores.directory.addDue({ tenant: picture.tenant, plan: picture.head.plan.id, at });
    }
  };

  async function tell(picture: PlanPicture, removal: Removal, now: Instant, leave: Leave): Promise<readonly string[]> {
    const { head, day, tenant, calendar } = picture;
    if (!isWorkingTime(now, calendar)) return removal.told;
    const told = new Set(removal.told);
    const wish: Wish = { plan: head.plan.id, cycle: head.cycle?.id ?? '', rung: removal.id, on: day, first: false };
    const news = { kind: 'redacted', plan: head.plan, on: removal.on, ref: removal.ref } as const;
    for (const { person } of executivesOf(picture)) {
      if (told.has(person)) continue;
      const slot = `${day}.removed.${removal.id}`;
      const result = (await deliver({ tenant, person, slot, wishes: [wish], news: () => news }, now, leave)).at(-1);
      if (['sent', 'uncertain', 'settled'].includes(result?.kind ?? '')) told.add(person);
    }
    return [...told];
  }
}

function executivesOf({ assignments, day }: PlanPicture) {
  return holdersOf('executive', assignments, day);
}

/** The newest card of everybody in whose rows the words stood, as it is without them. */
async function drawAnew(courier: Courier, picture: PlanPicture, { on }: Removal, stores: Stores): Promise<void> {
  const { head, tenant, day, plan } = picture;
  if (head.cycle === null) return;
  for (const deck of await plan.store.decks(head.cycle.id)) {
    const { card, person } = deck.head.value;
    if (card === null || !JSON.stringify(deck.items).includes(removedMark(on))) continue;
    const reference = (await stores.person(tenant, person).record())?.value.reference ?? null;
    if (reference === null) continue;
    const ask = { tenant, plan: head.plan.id, deck, today: day };
    await (head.cycle.state === 'open' ? courier.redraw(reference, card, ask) : courier.close(reference, card, ask));
  }
}
