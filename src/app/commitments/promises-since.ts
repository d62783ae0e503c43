import { localTime } from '../../domain/calendar/civil-date.js';
import { type PromiseChanges, promiseChanges } from '../../domain/commitments/commitment-changes.js';
import type { Cycle } from '../../domain/plan/cycle.js';
import type { PublishedPlan } from '../../domain/plan/plan.js';
import { loadCommitments, textsOf } from '../asking/follow-commitments.js';
import type { PlanHead, PlanStore } from '../store/stores.js';

/** What became of promises since the last revision, for the one of `cycle` as `published` would have it. */
export async function promisesSince(
  store: PlanStore,
  head: PlanHead,
  cycle: Cycle,
  published: PublishedPlan,
): Promise<PromiseChanges> {
  const last = await store.compiled(head.revisions.at(-1) ?? 'none');
  const since = last === null ? null : localTime(last.at, head.settings.zone).date;
  return promiseChanges(await loadCommitments(store, textsOf(published)), {
    cycle: cycle.id,
    since,
    on: cycle.revision,
  });
}
