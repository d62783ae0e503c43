import type { PublishedPlan } from '../../domain/plan/plan.js';
import { type Finding, review, reviewAllColumns } from '../../domain/reviewing/review.js';
import { type FindingState, findingStates } from '../../domain/reviewing/sign-off.js';
import { loadCommitments, textsOf } from '../asking/follow-commitments.js';
import { type Candidate, loadCandidate } from '../store/candidate.js';
import { type LoadedPlan, loadPlan } from '../store/load-plan.js';
import type { Refused } from '../store/outcome.js';
import { type Deck, LASTING, type Stores } from '../store/stores.js';

export type ReviewOutcome =
  | { readonly kind: 'reviewed'; readonly candidate: Candidate; readonly states: readonly FindingState[] }
  | Refused;

/** Reviews the plan as it would be compiled now, or draft `draft`: every finding with what was decided about it. */
export function makeReviewDraft(deps: { readonly stores: Stores }) {
  return async (tenant: string, plan: string, draft: number | null = null): Promise<ReviewOutcome> => {
    const loaded = await loadCandidate(deps.stores, tenant, plan, draft);
    if (loaded.kind === 'refused') return loaded;
    const { candidate } = loaded;
    const findings = await findingsOf(deps.stores, candidate);
    return {
      kind: 'reviewed',
      candidate,
      states: findingStates(findings, candidate.decisions, ownersStand(candidate.decks)),
    };
  };
}

export type PublishedReviewOutcome =
  | { readonly kind: 'reviewed'; readonly published: PublishedPlan; readonly states: readonly FindingState[] }
  | Refused;

/** Reviews every column that is published already, as for a plan that was just imported: no cycle is needed. */
export function makeReviewPublished(deps: { readonly stores: Stores }) {
  return async (tenant: string, plan: string): Promise<PublishedReviewOutcome> => {
    const loaded = await loadPlan(deps.stores, tenant, plan);
    if (loaded.kind === 'refused') return loaded;
    return { kind: 'reviewed', ...(await reviewedPublished(deps.stores, loaded)) };
  };
}

/** Every column that is published of a plan that is loaded already, with what was decided about each finding. */
export async function reviewedPublished(stores: Stores, loaded: LoadedPlan) {
  const published = await loaded.published();
  const findings = reviewAllColumns({
    plan: published,
    ...(await wordsOf(stores, loaded, [])),
    commitments: await loadCommitments(loaded.store, textsOf(published)),
  });
  return { published, states: findingStates(findings, await loaded.store.decisions(LASTING)) };
}

/** Whoever said of a finding about their answer that it is right as it stands, by the finding's id. */
export function ownersStand(decks: readonly Deck[]): ReadonlyMap<string, string> {
  return new Map(
    decks.flatMap(({ head, items }) =>
      items.flatMap(({ value }) => (value.confirmed ?? []).map(({ finding }) => [finding, head.value.name] as const)),
    ),
  );
}

/** What the review's rules say of a candidate. People are known from assignments, asks and the rosters of teams. */
export async function findingsOf(stores: Stores, candidate: Candidate): Promise<readonly Finding[]> {
  const { plan, published, cycle, decks } = candidate;
  const asked = decks.map((deck) => deck.head.value);
  return review({
    plan: published,
    column: cycle.revision,
    ...(await wordsOf(stores, plan, asked)),
    commitments: await loadCommitments(plan.store, textsOf(published)),
  });
}

/** Names that the review knows: of people from assignments, asks and the rosters of teams; approved ones from settings. */
async function wordsOf(stores: Stores, plan: LoadedPlan, asked: readonly { readonly name: string }[]) {
  const assigned = await plan.assignments();
  const everybody = await stores.roster(plan.tenant).everybody();
  const names = [...assigned, ...everybody, ...asked].map((each) => each.name.trim());
  return {
    knownPeople: [...new Set(names)].filter((name) => name.includes(' ')),
    approvedSpellings: plan.head.settings.approvedSpellings,
  };
}
