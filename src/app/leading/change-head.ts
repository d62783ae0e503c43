import { type CivilDate, type Instant, localTime } from '../../domain/calendar/civil-date.js';
import type { HistoryPayload } from '../../domain/plan/history.js';
import { type LoadedPlan, loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { PlanHead, Stores } from '../store/stores.js';

export interface HeadDeps {
  readonly stores: Stores;
  readonly newId: NewId;
}

/** Which plan changes its course, who says so, and why. */
export interface CourseInput {
  readonly tenant: string;
  readonly plan: string;
  /** The lead's key, or "system". */
  readonly by: string;
  readonly reason: string;
}

/** What becomes of a plan's head, and what its history says of that; or why nothing does. */
export type HeadChange =
  | { readonly kind: 'change'; readonly next: PlanHead; readonly said: Pick<HistoryPayload, 'what' | 'about'> }
  | Refused;

export type HeadOutcome = { readonly kind: 'changed'; readonly head: PlanHead } | Refused;

/** Changes a plan's head with the reason in its history, and has the plan looked at by the next sweep. */
export function changeHead(
  { stores, newId }: HeadDeps,
  { tenant, plan, by, reason }: CourseInput,
  now: Instant,
  change: (loaded: LoadedPlan, day: CivilDate) => HeadChange | Promise<HeadChange>,
): Promise<HeadOutcome> {
  const operation = newId();
  return retryOnConflict(sayBusy, async (): Promise<HeadOutcome | 'conflict'> => {
    if (reason.trim() === '') return refused('Say in a few words why.');
    const loaded = await loadPlan(stores, tenant, plan);
    if (loaded.kind === 'refused') return loaded;
    const changed = await change(loaded, localTime(now, loaded.head.settings.zone).date);
    if (changed.kind === 'refused') return changed;
    const { next, said } = changed;
    const history = { who: by, at: now, ...said, old: null, new: reason.trim() };
    if ((await loaded.store.writeHead(next, loaded.etag, [history], operation)) === 'conflict') return 'conflict';
    await stores.directory.addDue({ tenant, plan, at: now });
    return { kind: 'changed', head: next };
  });
}
