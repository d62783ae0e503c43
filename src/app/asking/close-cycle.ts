import type { Instant } from '../../domain/calendar/civil-date.js';
import type { Cycle } from '../../domain/plan/cycle.js';
import { BUSY, MOST_TRIES, type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import type { Stores } from '../store/stores.js';
import { tellAsksOfCycle } from './place-asks.js';

interface Deps {
  readonly stores: Stores;
  readonly newId: NewId;
}

export type CloseOutcome = { readonly kind: 'closed'; readonly cycle: Cycle } | Refused;

/** Closes a plan's open cycle: later replies are kept for the next revision. `by` is the lead's key, or "system". */
export function makeCloseCycle(deps: Deps) {
  return async (tenant: string, plan: string, by: string, now: Instant): Promise<CloseOutcome> => {
    const store = deps.stores.plan(tenant, plan);
    const operation = deps.newId();
    for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
      const head = await store.head();
      if (head === null) return refused(`There is no plan "${plan}".`);
      const open = head.value.cycle;
      if (open === null || open.state !== 'open') return refused(`The plan "${plan}" has no open cycle to close.`);
      const cycle: Cycle = { ...open, state: 'closed' };
      const history = { who: by, at: now, what: 'closed the cycle', about: cycle.revision, old: 'open', new: 'closed' };
      if ((await store.writeHead({ ...head.value, cycle }, head.etag, [history], operation)) === 'conflict') continue;
      await tellAsksOfCycle(store, deps.newId, cycle);
      return { kind: 'closed', cycle };
    }
    return BUSY;
  };
}

/** Closes a cycle whose last day has passed. */
export async function closeByDate(deps: Deps, tenant: string, plan: string, now: Instant): Promise<CloseOutcome> {
  return makeCloseCycle(deps)(tenant, plan, 'system', now);
}
