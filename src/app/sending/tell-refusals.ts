import type { Instant } from '../../domain/calendar/civil-date.js';
import type { Wish } from '../../domain/sending/delivery.js';
import { sha256Of } from '../../domain/text/sha256.js';
import type { NewId } from '../store/ports.js';
import type { Stores } from '../store/stores.js';
import type { Courier } from './courier.js';
import { type DeliveryResult, makeDeliver } from './deliver.js';
import type { Leave } from './leave.js';
import { type News, plansOf } from './news.js';
import { leadSlot, type PersonInSweep, type PlanInSweep, type RefusedPerson } from './people-due.js';

/** Key of the message that tells the lead who could not be sent their message. */
const REFUSALS = 'refusals';

type Results = ReadonlyMap<PersonInSweep, readonly DeliveryResult[]>;

/**
 * Tells the leads whose messages Teams refused, from what a sweep has found: once in a cycle for the same people, over all
 * plans in one message, and only if nothing else was told them today. A lead who was refused themselves is not tried again.
 */
export function makeTellRefusals(deps: { readonly stores: Stores; readonly courier: Courier; readonly newId: NewId }) {
  const deliver = makeDeliver(deps);
  return async (plans: readonly PlanInSweep[], results: Results, now: Instant, leave: Leave): Promise<Results> => {
    const told = new Map<PersonInSweep, readonly DeliveryResult[]>();
    for (const lead of leadsToTell(plans, results)) {
      const news = (wishes: readonly Wish[]): News => ({
        kind: 'refusals',
        refusals: plansOf(lead.plans, wishes).map((plan) => ({ plan, people: refusedIn(plan, results) })),
      });
      const { tenant, person, slot, wishes } = lead;
      const outcomes = await deliver({ tenant, person, slot, wishes, news }, now, leave);
      // what they were told before is nothing that this sweep did
      told.set(
        lead,
        outcomes.filter(({ kind }) => kind !== 'settled'),
      );
    }
    return told;
  };
}

function leadsToTell(plans: readonly PlanInSweep[], results: Results): readonly PersonInSweep[] {
  const leads = new Map<string, PersonInSweep>();
  for (const plan of plans) {
    const people = refusedIn(plan, results);
    if (people.length === 0) continue;
    const rung = `${REFUSALS}.${keyOf(people)}`;
    const wish: Wish = { plan: plan.head.plan.id, cycle: plan.cycle.id, rung, on: plan.cycle.opens, first: false };
    for (const { person, name } of plan.leads) {
      if (people.some((each) => each.person === person)) continue;
      const slot = leadSlot(plan.day);
      const key = `${plan.tenant} ${person} ${slot}`;
      const before = leads.get(key);
      leads.set(key, {
        tenant: plan.tenant,
        person,
        name,
        slot,
        wishes: [...(before?.wishes ?? []), wish],
        plans: [...(before?.plans ?? []), plan],
      });
    }
  }
  return [...leads.values()];
}

function refusedIn(plan: PlanInSweep, results: Results): readonly RefusedPerson[] {
  const people = new Map<string, RefusedPerson>();
  for (const [{ tenant, person, name }, outcomes] of results) {
    if (tenant !== plan.tenant) continue;
    for (const outcome of outcomes) {
      if (outcome.kind !== 'failed' && !(outcome.kind === 'unreachable' && outcome.refused)) continue;
      if (!outcome.wishes.some((wish) => wish.plan === plan.head.plan.id)) continue;
      people.set(person, { person, name: name || person, reason: outcome.reason });
    }
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

function keyOf(people: readonly RefusedPerson[]): string {
  return sha256Of(JSON.stringify(people.map((each) => each.person).sort())).slice(0, 16);
}
