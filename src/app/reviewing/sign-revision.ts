import type { Instant } from '../../domain/calendar/civil-date.js';
import { today } from '../../domain/calendar/working-time.js';
import { mayDo, rolesOf } from '../../domain/people/authority.js';
import { decisionsOf, type Returned, type Signed } from '../../domain/reviewing/decision.js';
import {
  findingStates,
  obstaclesTo,
  type SignOffObstacles,
  signatureInForce,
  type ToAccept,
  toAcceptByName,
} from '../../domain/reviewing/sign-off.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import { type Candidate, candidateOf, loadCandidate, publishedBefore } from '../store/candidate.js';
import { loaderOf, type PlanNamed } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import type { Stores } from '../store/stores.js';
import { findingsOf } from './review-draft.js';

export interface SignInput {
  readonly tenant: string;
  readonly plan: string;
  readonly draft: number;
  /** Entra object id of the executive lead, lower case. */
  readonly person: string;
  /** Refs whose silence or first status is accepted by name. */
  readonly accept: readonly string[];
  /** A comment gives the draft back instead of signing it; null signs. */
  readonly comment: string | null;
}

export type SignOutcome =
  | { readonly kind: 'signed'; readonly signature: Signed; readonly candidate: Candidate }
  | { readonly kind: 'returned'; readonly returned: Returned }
  /** Not yet: what must be done first. */
  | {
      readonly kind: 'notReady';
      readonly obstacles: SignOffObstacles;
      readonly toAccept: readonly ToAccept[];
    }
  | Refused;

/**
 * The executive lead signs a draft, or gives it back with a comment. The signature is over the SHA-256 of the published
 * plan: it is refused over a draft that is out of date, and any later edit voids it.
 */
export function makeSignRevision(deps: {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
}) {
  return async (input: SignInput, now: Instant): Promise<SignOutcome> => {
    const { tenant, plan, draft } = input;
    const loaded = await loadCandidate(deps.stores, tenant, plan, draft);
    if (loaded.kind === 'refused') return loaded;
    const { candidate } = loaded;
    const { cycle, hash } = candidate;
    const { store, head } = candidate.plan;
    const assignments = await candidate.plan.assignments();
    const day = today(now, calendarOf(head.settings, deps.bankHolidays));
    if (!mayDo('sign', rolesOf(input.person, assignments, day))) {
      return refused(
        'Only the executive lead signs a revision. Assign them with the role "executive" and the target "plan".',
      );
    }
    const name = assignments.find((each) => each.person === input.person)?.name ?? '';
    const record = (await deps.stores.person(tenant, input.person).record())?.value;
    const decided = { draft, hash, by: record?.whoKey ?? 'unknown', byName: name, at: now };
    if (input.comment !== null) {
      if (input.comment.trim() === '') return refused('Say in the comment what is to be changed.');
      const returned: Returned = { kind: 'returned', comment: input.comment.trim(), ...decided };
      const history = said(returned, 'returned', returned.comment);
      await deps.stores.directory.addDue({ tenant, plan, at: now });
      await store.addDecision(cycle.id, returned, 'plan', history, deps.newId());
      return { kind: 'returned', returned };
    }
    const newest = await loadCandidate(deps.stores, tenant, plan);
    if (newest.kind === 'refused') return newest;
    if (newest.candidate.hash !== hash) {
      return refused(
        `Draft ${draft} is out of date: something that it prints has changed since. Compile again and sign the new draft.`,
      );
    }
    const { obstacles, named } = await signingOf(deps.stores, candidate);
    const accepted = new Set(input.accept.map((ref) => ref.trim().toLowerCase()));
    const known = new Set(candidate.published.requirements.map(({ ref }) => ref.toLowerCase()));
    const unknown = [...accepted].filter((ref) => !known.has(ref));
    if (unknown.length > 0) {
      return refused(
        `Nothing in this plan is called ${unknown.map((ref) => `"${ref}"`).join(', ')}. Nothing was signed.`,
      );
    }
    const toAccept = named.filter((each) => !accepted.has(each.ref.toLowerCase()));
    if (obstacles.findings.length + obstacles.checks.length + obstacles.completions.length + toAccept.length > 0) {
      return { kind: 'notReady', obstacles, toAccept };
    }
    const signature: Signed = { kind: 'signed', accepted: [...new Set(named.map((each) => each.ref))], ...decided };
    const acceptedWords = signature.accepted.length === 0 ? '' : `; accepted by name: ${signature.accepted.join(', ')}`;
    const history = said(signature, 'signed', `sha256 ${hash}${acceptedWords}`);
    // whoever sweeps next tells the leads
    await deps.stores.directory.addDue({ tenant, plan, at: now });
    await store.addDecision(cycle.id, signature, 'plan', history, deps.newId());
    // somebody may have answered in between: then what was signed is not what would be published
    const after = await loadCandidate(deps.stores, tenant, plan);
    if (after.kind === 'refused' || after.candidate.hash !== hash) {
      return refused(
        'An answer came at the same moment, so the signature is void. Compile again and sign the new draft.',
      );
    }
    return { kind: 'signed', signature, candidate };
  };
}

/** What stands between a draft and its signature, and what the signature accepts by name. */
async function signingOf(stores: Stores, candidate: Candidate) {
  const { plan, published, decisions } = candidate;
  const states = findingStates(await findingsOf(stores, candidate), decisions);
  return {
    obstacles: obstaclesTo(candidate, states, decisions, plan.head.settings.signOffChecks),
    named: toAcceptByName(await publishedBefore(plan), published),
  };
}

export interface SeenSigning {
  readonly kind: 'seen';
  readonly draft: number;
  readonly candidate: Candidate;
  readonly obstacles: SignOffObstacles;
  /** All that the signature accepts by name. */
  readonly named: readonly ToAccept[];
  /** Whether something that it prints has changed since it was compiled. */
  readonly isStale: boolean;
  /** The signature over exactly these words, and the newest return of this draft; null where there is none. */
  readonly signature: Signed | null;
  readonly returned: Returned | null;
}

/** What signing a draft (null: the newest) would do. Nothing is written. */
export function makeSeeSigning(deps: { readonly stores: Stores }) {
  return async (plan: PlanNamed, draft: number | null): Promise<SeenSigning | Refused> => {
    const loaded = await loaderOf(deps.stores, plan)();
    if (loaded.kind === 'refused') return loaded;
    const number = draft ?? loaded.head.drafts.length;
    const outcome = await candidateOf(loaded, number);
    if (outcome.kind === 'refused') return outcome;
    const { candidate } = outcome;
    const newest = await candidateOf(loaded);
    const { decisions, hash } = candidate;
    return {
      kind: 'seen',
      draft: number,
      candidate,
      ...(await signingOf(deps.stores, candidate)),
      isStale: newest.kind === 'refused' || newest.candidate.hash !== hash,
      signature: signatureInForce(hash, decisions),
      returned: decisionsOf('returned', decisions).findLast((each) => each.draft === number) ?? null,
    };
  };
}

function said(decided: Signed | Returned, what: string, words: string) {
  return { who: decided.by, at: decided.at, what, about: `draft ${decided.draft}`, old: null, new: words };
}
