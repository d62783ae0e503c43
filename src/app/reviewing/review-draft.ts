import type { PublishedPlan } from '../../domain/plan/plan.js';
import { type Finding, review, reviewAllColumns } from '../../domain/reviewing/review.js';
import { type FindingState, findingStates } from '../../domain/reviewing/sign-off.js';
import { loadCommitments } from '../asking/follow-commitments.js';
import { type Candidate, loadCandidate } from '../store/candidate.js';
import { type Refused, refused } from '../store/outcome.js';
import { LASTING, type PlanHead, type Stores } from '../store/stores.js';

export type ReviewOutcome =
  | { readonly kind: 'reviewed'; readonly candidate: Candidate; readonly states: readonly FindingState[] }
  | Refused;

/** Reviews the plan as it would be compiled now, or draft `draft`: every finding with what was decided about it. */
export function makeReviewDraft(deps: { readonly stores: Stores }) {
  return async (tenant: string, plan: string, draft: number | null = null): Promise<ReviewOutcome> => {
    const loaded = await loadCandidate(deps.stores, tenant, plan, draft);
    if (loaded.kind === 'refused') return loaded;
    const { candidate } = loaded;
    const findings = await findingsOf(deps.stores, tenant, candidate);
    return { kind: 'reviewed', candidate, states: findingStates(findings, candidate.decisions) };
  };
}

export type PublishedReviewOutcome =
  | { readonly kind: 'reviewed'; readonly published: PublishedPlan; readonly states: readonly FindingState[] }
  | Refused;

/** Reviews every column that is published already, as for a plan that was just imported: no cycle is needed. */
export function makeReviewPublished(deps: { readonly stores: Stores }) {
  return async (tenant: string, plan: string): Promise<PublishedReviewOutcome> => {
    const store = deps.stores.plan(tenant, plan);
    const head = (await store.head())?.value;
    if (head === undefined) return refused(`There is no plan "${plan}".`);
    const published = await store.published(head.generation);
    const findings = reviewAllColumns({
      plan: published,
      ...(await wordsOf(deps.stores, tenant, head, [])),
      commitments: await loadCommitments(store, published),
    });
    return { kind: 'reviewed', published, states: findingStates(findings, await store.decisions(LASTING)) };
  };
}

/** What the review's rules say of a candidate. People are known from assignments, asks and the rosters of teams. */
export async function findingsOf(stores: Stores, tenant: string, candidate: Candidate): Promise<readonly Finding[]> {
  const { held, published, cycle, decks } = candidate;
  const asked = decks.map((deck) => deck.head.value);
  return review({
    plan: published,
    column: cycle.revision,
    ...(await wordsOf(stores, tenant, held.value, asked)),
    commitments: await loadCommitments(stores.plan(tenant, held.value.plan.id), published),
  });
}

/** Names that the review knows: of people from assignments, asks and the rosters of teams; approved ones from settings. */
async function wordsOf(stores: Stores, tenant: string, head: PlanHead, asked: readonly { readonly name: string }[]) {
  const assigned = await stores.plan(tenant, head.plan.id).assignments(head.assignments);
  const everybody = await stores.roster(tenant).everybody();
  const names = [...assigned, ...everybody, ...asked].map((each) => each.name.trim());
  return {
    knownPeople: [...new Set(names)].filter((name) => name.includes(' ')),
    approvedSpellings: head.settings.approvedSpellings,
  };
}
