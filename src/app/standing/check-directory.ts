import type { Instant } from '../../domain/calendar/civil-date.js';
import { today } from '../../domain/calendar/working-time.js';
import { standingCommitments } from '../../domain/commitments/commitment-standing.js';
import { bringAsksUpToDate } from '../asking/bring-asks-up-to-date.js';
import { followPublished } from '../asking/follow-commitments.js';
import { planWithAnswers } from '../commitments/see-promises.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import { type LoadedPlan, loadPlan } from '../store/load-plan.js';
import type { Refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import type { Stores } from '../store/stores.js';
import { checkChains } from './check-chains.js';

export type CheckOutcome =
  | {
      readonly kind: 'checked';
      readonly people: number;
      readonly chains: number;
      /** Rows of promises that belonged to nothing any more, and were removed. */
      readonly strayPromises: number;
      /** What is wrong with chains that are not whole; empty when all is well. */
      readonly broken: readonly string[];
    }
  | Refused;

interface Deps {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
}

/**
 * Writes a plan's directory rows again from what is true of it (the plan, its people, that it is to be looked at), and
 * checks every history chain. Promises are followed again from the texts that make them, and rows of which no text and
 * no answer is left are removed. Harmless at any time: stray rows cost nothing, missing ones come back.
 */
export function makeCheckDirectory(deps: Deps) {
  return async (tenant: string, plan: string, now: Instant): Promise<CheckOutcome> => {
    const loaded = await loadPlan(deps.stores, tenant, plan);
    if (loaded.kind === 'refused') return loaded;
    const { store, head } = loaded;
    await deps.stores.directory.addPlan(tenant, plan);
    const assignments = await loaded.assignments();
    const people = [...new Set(assignments.map((each) => each.person))];
    for (const person of people) await deps.stores.person(tenant, person).addMembership(plan);
    if (head.cycle !== null && head.cycle.state === 'open') {
      await deps.stores.directory.addDue({ tenant, plan, at: now });
    }
    const strayPromises = await mendPromises(deps, loaded, now);
    const { chains, broken } = await checkChains(store, head);
    return { kind: 'checked', people: people.length, chains: chains.length, strayPromises, broken };
  };
}

/** Follows every promise again and removes the rows of which nothing is left; says how many those were. */
async function mendPromises(deps: Deps, loaded: LoadedPlan, now: Instant): Promise<number> {
  const { tenant, store, head } = loaded;
  const { cycle } = head;
  const published = await loaded.published();
  const answering = cycle === null || cycle.state === 'revised' ? null : cycle;
  await followPublished(store, deps.newId, published, answering?.revision ?? null, { by: 'system', now });
  const rows = await store.commitments();
  const plan = await planWithAnswers(loaded);
  const standing = new Set(
    standingCommitments(
      rows.map((each) => each.value),
      plan,
    ),
  );
  const stray = rows.filter((each) => !standing.has(each.value));
  await store.removeCommitments(stray);
  if (cycle !== null && cycle.state === 'open') {
    const day = today(now, calendarOf(head.settings, deps.bankHolidays));
    await bringAsksUpToDate(deps.stores, deps.newId, tenant, head, cycle, { now, today: day });
  }
  return stray.length;
}
