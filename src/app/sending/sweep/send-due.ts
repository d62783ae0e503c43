import type { Instant } from '../../../domain/calendar/civil-date.js';
import type { Log, NewId } from '../../store/ports.js';
import type { Stores } from '../../store/stores.js';
import type { Courier } from '../courier.js';
import { type Delivery, type DeliveryResult, makeDeliver } from '../deliver.js';
import type { Leave } from '../leave.js';
import { asksOf, plansOf } from '../news.js';
import { LEAD_NOTE, type PersonInSweep, type PlanInSweep, peopleIn } from '../people-due.js';
import { makeRecordDeliveries } from '../record-deliveries.js';
import { makeTellRefusals } from '../tell-refusals.js';

/** What became of everybody to whom something was due. */
export interface Sent {
  /** What each message came to; those that tell a lead who was refused come last. */
  readonly results: readonly (readonly [PersonInSweep, readonly DeliveryResult[]])[];
  /** Whom an unexpected error kept from being served: see the log. */
  readonly failed: readonly PersonInSweep[];
  /** In a dry run: who would be sent something. */
  readonly wouldSend: readonly PersonInSweep[];
}

/** People served at the same time; the messenger paces below the platform's limits. */
const AT_ONCE = 16;

/**
 * Sends each person what is due to them over all plans, in one message a day, and records it in the plans' rows; then
 * tells the leads whose message Teams refused.
 */
export function makeSendDue(deps: {
  readonly stores: Stores;
  readonly courier: Courier;
  readonly newId: NewId;
  readonly log: Log;
  readonly stopping?: () => boolean;
}) {
  const deliver = makeDeliver(deps);
  const record = makeRecordDeliveries(deps);
  const tellRefusals = makeTellRefusals(deps);
  return async (plans: readonly PlanInSweep[], now: Instant, leave: Leave | null): Promise<Sent> => {
    const people = peopleIn(plans);
    if (leave === null) return { results: [], failed: [], wouldSend: people };
    const results = new Map<PersonInSweep, readonly DeliveryResult[]>();
    const failed: PersonInSweep[] = [];
    await inParallel(people, AT_ONCE, async (person) => {
      if (deps.stopping?.() === true) return;
      const { tenant, slot, wishes } = person;
      try {
        const news = newsFor(person);
        results.set(person, await deliver({ tenant, person: person.person, slot, wishes, news }, now, leave));
      } catch (error) {
        deps.log.error('sweep.person', { plans: person.plans.map((plan) => plan.head.plan.id), error });
        failed.push(person);
      }
    });
    await record(plans, results);
    if (deps.stopping?.() === true) return { results: [...results], failed, wouldSend: [] };
    const told = await tellRefusals(plans, results, now, leave);
    return { results: [...results, ...told], failed, wouldSend: [] };
  };
}

function newsFor(person: PersonInSweep): Delivery['news'] {
  return (covered) =>
    covered.some((wish) => wish.rung === LEAD_NOTE)
      ? { kind: 'outstanding', plans: plansOf(person.plans, covered) }
      : asksOf(person, covered);
}

/** Runs `work` for every item, so many at once. */
async function inParallel<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
