import { type Finding, review } from '../domain/review.js';
import { type FindingState, findingStates } from '../domain/sign-off.js';
import { type Candidate, loadCandidate } from './candidate.js';
import { loadCommitments } from './follow-commitments.js';
import type { Refused } from './outcome.js';
import type { Stores } from './stores.js';

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

/** What the review's rules say of a candidate. People are known from assignments, asks and the rosters of teams. */
export async function findingsOf(stores: Stores, tenant: string, candidate: Candidate): Promise<readonly Finding[]> {
  const { held, published, cycle, decks } = candidate;
  const { plan, settings, assignments } = held.value;
  const assigned = await stores.plan(tenant, plan.id).assignments(assignments);
  const everybody = await stores.roster(tenant).everybody();
  const names = [...assigned, ...everybody, ...decks.map((deck) => deck.head.value)].map((each) => each.name.trim());
  return review({
    plan: published,
    column: cycle.revision,
    knownPeople: [...new Set(names)].filter((name) => name.includes(' ')),
    approvedSpellings: settings.approvedSpellings,
    commitments: await loadCommitments(stores.plan(tenant, plan.id), published),
  });
}
