import type { Assignment } from '../../domain/people/assignment.js';
import type { PublishedPlan } from '../../domain/plan/plan.js';
import { type Refused, refused } from './outcome.js';
import type { Deck, PlanHead, PlanStore, Stores } from './stores.js';

/** A plan as it was read: its head, and what the head names, each part read once and only when it is asked for. */
export interface LoadedPlan {
  readonly kind: 'loaded';
  readonly tenant: string;
  readonly store: PlanStore;
  readonly head: PlanHead;
  /** The version that a conditional write of the head must name. */
  readonly etag: string;
  readonly published: () => Promise<PublishedPlan>;
  readonly assignments: () => Promise<readonly Assignment[]>;
  /** Those of the plan's newest cycle; none before the first. */
  readonly decks: () => Promise<readonly Deck[]>;
}

/** Loads a plan; refused where there is none, with `advice` (a sentence) on what to do or what was not done. */
export async function loadPlan(
  stores: Stores,
  tenant: string,
  plan: string,
  advice = '',
): Promise<LoadedPlan | Refused> {
  const store = stores.plan(tenant, plan);
  const held = await store.head();
  if (held === null) return refused(`There is no plan "${plan}". ${advice}`.trim());
  const { value: head, etag } = held;
  const { cycle } = head;
  return {
    kind: 'loaded',
    tenant,
    store,
    head,
    etag,
    published: once(async () => publishedAs(await store.published(head.generation), head)),
    assignments: once(() => store.assignments(head.assignments)),
    decks: once(async () => (cycle === null ? [] : store.decks(cycle.id))),
  };
}

/** A plan with what of it is made public by its settings now. */
export function publishedAs(published: PublishedPlan, { settings: { printed } }: PlanHead): PublishedPlan {
  return printed === undefined ? published : { ...published, printed };
}

/** Which plan, with the plan itself where it is loaded already. */
export interface PlanNamed {
  readonly tenant: string;
  readonly plan: string;
  readonly loaded?: LoadedPlan | undefined;
}

/** Loads a plan anew at each call; a plan that is loaded already is handed on at the first. */
export function loaderOf(stores: Stores, { tenant, plan, loaded }: PlanNamed): () => Promise<LoadedPlan | Refused> {
  let given = loaded;
  return async () => {
    const first = given;
    given = undefined;
    return first ?? loadPlan(stores, tenant, plan);
  };
}

/** Reads at the first call, and hands on what was read then to every other. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | null = null;
  return () => {
    reading ??= read();
    return reading;
  };
}
