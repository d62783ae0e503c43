import { isUnderWay } from '../../domain/plan/cycle.js';
import type { PublishedPlan } from '../../domain/plan/plan.js';
import {
  type FindingState,
  findingStates,
  obstaclesTo,
  type SignOffObstacles,
} from '../../domain/reviewing/sign-off.js';
import { type Candidate, candidateOf } from '../store/candidate.js';
import { type LoadedPlan, loaderOf, type PlanNamed } from '../store/load-plan.js';
import type { Refused } from '../store/outcome.js';
import type { Stores } from '../store/stores.js';
import { findingsOf, reviewedPublished } from './review-draft.js';

/** All that the review has to say of a plan at a moment. */
export interface SeenReview {
  readonly kind: 'seen';
  /** The next revision as it would be compiled now, and what stands between it and being signed; null between quarters. */
  readonly next: {
    readonly candidate: Candidate;
    readonly states: readonly FindingState[];
    readonly obstacles: SignOffObstacles;
  } | null;
  /** What is public already: it holds nothing up. What is a finding of the next revision too is not among these. */
  readonly earlier: { readonly published: PublishedPlan; readonly states: readonly FindingState[] };
}

/** Looks at what would be published next and, apart, at what is public already. Nothing is written. */
export function makeSeeReview(deps: { readonly stores: Stores }) {
  return async (plan: PlanNamed): Promise<SeenReview | Refused> => {
    const loaded = await loaderOf(deps.stores, plan)();
    return loaded.kind === 'refused' ? loaded : seeReviewOf(deps.stores, loaded);
  };
}

async function seeReviewOf(stores: Stores, loaded: LoadedPlan): Promise<SeenReview | Refused> {
  const { cycle } = loaded.head;
  const next = !isUnderWay(cycle) ? null : await nextOf(stores, loaded);
  if (next?.kind === 'refused') return next;
  const known = new Set(next?.states.map(({ finding }) => finding.id));
  const { published, states } = await reviewedPublished(stores, loaded);
  return {
    kind: 'seen',
    next,
    earlier: { published, states: states.filter(({ finding }) => !known.has(finding.id)) },
  };
}

async function nextOf(
  stores: Stores,
  loaded: LoadedPlan,
): Promise<(NonNullable<SeenReview['next']> & { readonly kind: 'next' }) | Refused> {
  const outcome = await candidateOf(loaded);
  if (outcome.kind === 'refused') return outcome;
  const { candidate } = outcome;
  const states = findingStates(await findingsOf(stores, candidate), candidate.decisions);
  return {
    kind: 'next',
    candidate,
    states,
    obstacles: obstaclesTo(candidate, states, candidate.decisions, loaded.head.settings.signOffChecks),
  };
}

/** Every finding of the next revision and of what is public. */
export function allFindings({ next, earlier }: SeenReview): readonly FindingState[] {
  return [...(next?.states ?? []), ...earlier.states];
}
