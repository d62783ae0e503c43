import type { Instant } from '../../domain/calendar/civil-date.js';
import { today } from '../../domain/calendar/working-time.js';
import { rowsCalled } from '../../domain/plan/rows-called.js';
import { problemWithWords, removalOf, soughtBy } from '../../domain/redacting/removal.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import { loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import type { Stores } from '../store/stores.js';
import { applyRemovals, recordRemoval } from './apply-removals.js';

export interface RedactInput {
  readonly tenant: string;
  readonly plan: string;
  /** The row in which the words were seen, or the number of a recommendation. They are removed wherever they stand. */
  readonly ref: string;
  readonly words: string;
  /** Key of the person, or "system". */
  readonly by: string;
}

export type RedactOutcome = { readonly kind: 'removed'; readonly changed: number } | Refused;

/**
 * Removes words from everything that is kept of a plan, for good. What is to be removed is kept by its hash before the
 * first thing is changed, so that whoever sweeps next ends what a dying process began. The sweep looks through it once
 * more, draws cards anew and tells the executive lead.
 */
export function makeRedact(deps: {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
}) {
  return async (input: RedactInput, now: Instant): Promise<RedactOutcome> => {
    const { tenant, plan, ref, words, by } = input;
    const loaded = await loadPlan(deps.stores, tenant, plan);
    if (loaded.kind === 'refused') return loaded;
    const problem = problemWithWords(words);
    if (problem !== null) return refused(problem);
    const { requirements } = await loaded.published();
    if (rowsCalled(requirements, ref).length === 0) return refused(`Nothing in this plan is called "${ref}".`);
    const { store, head } = loaded;
    const on = today(now, calendarOf(head.settings, deps.bankHolidays));
    const removal = removalOf(words, { id: deps.newId(), plan, on, at: now, by, ref, salt: deps.newId() });
    await deps.stores.directory.addDue({ tenant, plan, at: now });
    await store.writeRemoval(removal);
    const sought = [soughtBy(removal)];
    const changed = await applyRemovals(store, sought, deps.newId);
    await recordRemoval(store, removal, deps.newId);
    const more = await applyRemovals(store, sought, deps.newId);
    if (more > 0) await recordRemoval(store, removal, deps.newId);
    return { kind: 'removed', changed: changed + more };
  };
}
