import { type CivilDate, type Instant, localTime } from '../../domain/calendar/civil-date.js';
import type { Commitment } from '../../domain/commitments/commitment.js';
import { byDue, isToBeAsked, type PlanTexts } from '../../domain/commitments/commitment-standing.js';
import { isUnderWay } from '../../domain/plan/cycle.js';
import { isIntroduction } from '../../domain/plan/introduction.js';
import { loadCommitments, textsOf } from '../asking/follow-commitments.js';
import { compileWith } from '../store/candidate.js';
import { type LoadedPlan, loadPlan } from '../store/load-plan.js';
import type { Refused } from '../store/outcome.js';
import type { Stores } from '../store/stores.js';

/** A promise with what people call its requirement. */
export interface PromiseOfPlan {
  readonly ref: string;
  readonly promise: Commitment;
  /** Its day has passed, nobody has said what became of it, and no later update speaks of it. */
  readonly isDue: boolean;
}

export type PromisesOutcome = { readonly kind: 'promises'; readonly promises: readonly PromiseOfPlan[] } | Refused;

/** Every promise of a plan, earliest first; `due`: only those that are due and unanswered. */
export function makeSeePromises({ stores }: { readonly stores: Stores }) {
  return async (tenant: string, plan: string, due: boolean, now: Instant): Promise<PromisesOutcome> => {
    const loaded = await loadPlan(stores, tenant, plan);
    if (loaded.kind === 'refused') return loaded;
    const promises = await promisesOfPlan(loaded, localTime(now, loaded.head.settings.zone).date);
    return { kind: 'promises', promises: due ? promises.filter((each) => each.isDue) : promises };
  };
}

/** The promises that stand in what is published and in what was answered since, as they are on a day. */
export async function promisesOfPlan(loaded: LoadedPlan, day: CivilDate): Promise<readonly PromiseOfPlan[]> {
  const plan = await planWithAnswers(loaded);
  const refs = new Map(plan.requirements.map((each) => [each.id, each.ref]));
  return (await loadCommitments(loaded.store, plan)).toSorted(byDue).map((promise) => ({
    ref: refs.get(promise.requirement) ?? '',
    promise,
    isDue: isToBeAsked(promise, day),
  }));
}

/** The texts of the published plan, with the column that the answers of a cycle without a revision would make. */
export async function planWithAnswers({ store, head, ...plan }: LoadedPlan): Promise<PlanTexts> {
  const { cycle } = head;
  const published = await plan.published();
  if (!isUnderWay(cycle)) return textsOf(published);
  const items = (await plan.decks()).flatMap((deck) => deck.items.map((item) => item.value));
  const texts = textsOf(compileWith(published, items, { ...head, cycle }, await store.decisions(cycle.id)).published);
  // what an answer takes out of the introduction is promised in public until the revision is made
  const introduced = textsOf(published).updates.filter(isIntroduction);
  return { ...texts, updates: [...introduced, ...texts.updates] };
}
