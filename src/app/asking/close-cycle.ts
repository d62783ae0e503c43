import { type Closing, closingOf, type HeldItems, mayClose } from '../../domain/asking/closing.js';
import { type Instant, localTime } from '../../domain/calendar/civil-date.js';
import type { Cycle } from '../../domain/plan/cycle.js';
import { type LoadedPlan, loaderOf, type PlanNamed } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import { type Deck, NOBODY, type PlanHead, type Stores } from '../store/stores.js';
import { tellAsksOfCycle } from './bring-asks-up-to-date.js';

interface Deps {
  readonly stores: Stores;
  readonly newId: NewId;
}

export interface CloseInput extends PlanNamed {
  /** The lead's key, or "system". */
  readonly by: string;
  /** The fingerprint of the closing that was confirmed; null: nothing was confirmed yet. */
  readonly confirmed: string | null;
}

export type CloseOutcome =
  | { readonly kind: 'closed'; readonly cycle: Cycle }
  /** It was closed before, and stands so. */
  | { readonly kind: 'already'; readonly cycle: Cycle }
  /** Nothing was done: this is what closing would do. `changed`: it is no longer what was confirmed. */
  | { readonly kind: 'shown'; readonly head: PlanHead; readonly closing: Closing; readonly changed: boolean }
  | Refused;

/**
 * Closes a plan's open cycle: later replies are kept for the next revision. Before its last day has passed it is shown
 * first, and closed only when what was shown is confirmed.
 */
export function makeCloseCycle(deps: Deps) {
  return async (input: CloseInput, now: Instant): Promise<CloseOutcome> => {
    const { plan, by, confirmed } = input;
    const operation = deps.newId();
    const load = loaderOf(deps.stores, input);
    return retryOnConflict(sayBusy, async () => {
      const loaded = await load();
      if (loaded.kind === 'refused') return loaded;
      const { store, head, etag } = loaded;
      const open = head.cycle;
      if (open?.ended !== undefined) {
        return refused(`The plan "${plan}" has no open quarter: the last one ended without a revision.`);
      }
      if (open?.state === 'closed') {
        // whoever closed it may have died before the asks were told
        await tellAsksOfCycle(store, deps.newId, open);
        return { kind: 'already', cycle: open };
      }
      if (open?.state !== 'open') return refused(`The plan "${plan}" has no open quarter to close.`);
      const day = localTime(now, head.settings.zone).date;
      const closing = closingOf(open, day, heldItems(await loaded.decks()));
      if (!mayClose(closing, day, confirmed)) return { kind: 'shown', head, closing, changed: confirmed !== null };
      const early = day <= open.closes ? { closedOn: day } : {};
      const cycle: Cycle = { ...open, state: 'closed', ...early };
      const history = { who: by, at: now, what: 'closed the cycle', about: cycle.revision, old: 'open', new: 'closed' };
      if ((await store.writeHead({ ...head, cycle }, etag, [history], operation)) === 'conflict') return 'conflict';
      await tellAsksOfCycle(store, deps.newId, cycle);
      // a sweep turns everybody's card into one that says so
      await deps.stores.directory.addDue({ tenant: input.tenant, plan, at: now });
      return { kind: 'closed', cycle };
    });
  };
}

/** Everybody's items with who holds them. */
export function heldItems(decks: readonly Deck[]): readonly HeldItems[] {
  return decks.map(({ head: { value: ask }, items }) => ({
    holder: ask.person === NOBODY ? null : ask.name,
    sent: ask.sent,
    items: items.map((item) => item.value),
  }));
}

/** Closes a cycle whose last day has passed; one whose last day has not stays open. */
export async function closeByDate(deps: Deps, loaded: LoadedPlan, now: Instant): Promise<CloseOutcome> {
  const { tenant, head } = loaded;
  return makeCloseCycle(deps)({ tenant, plan: head.plan.id, loaded, by: 'system', confirmed: null }, now);
}
