import type { Instant } from '../domain/civil-date.js';
import { checkChain } from '../domain/history.js';
import { type Refused, refused } from './outcome.js';
import type { Stores } from './stores.js';

export type CheckOutcome =
  | {
      readonly kind: 'checked';
      readonly people: number;
      readonly chains: number;
      /** What is wrong with chains that are not whole; empty when all is well. */
      readonly broken: readonly string[];
    }
  | Refused;

/**
 * Writes a plan's directory rows again from what is true of it (the plan, its people, that it is to be looked at), and
 * checks every history chain. Harmless at any time: stray rows cost nothing, missing ones come back.
 */
export function makeCheckDirectory(deps: { readonly stores: Stores }) {
  return async (tenant: string, plan: string, now: Instant): Promise<CheckOutcome> => {
    const store = deps.stores.plan(tenant, plan);
    const head = (await store.head())?.value ?? null;
    if (head === null) return refused(`There is no plan "${plan}".`);
    await deps.stores.directory.addPlan(tenant, plan);
    const assignments = await store.assignments(head.assignments);
    const people = [...new Set(assignments.map((each) => each.person))];
    for (const person of people) await deps.stores.person(tenant, person).addMembership(plan);
    if (head.cycle !== null && head.cycle.state === 'open') {
      await deps.stores.directory.addDue({ tenant, plan, at: now });
    }
    const chains = await store.chains();
    const broken: string[] = [];
    for (const chain of chains) {
      const check = checkChain(await store.history(chain));
      if (check.kind === 'broken') broken.push(`chain ${chain}, entry ${check.seq}: ${check.why}`);
    }
    return { kind: 'checked', people: people.length, chains: chains.length, broken };
  };
}
