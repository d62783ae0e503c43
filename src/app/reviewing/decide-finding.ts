import { withQuestion } from '../../domain/asking/ask.js';
import type { Instant } from '../../domain/calendar/civil-date.js';
import type { Decider } from '../../domain/reviewing/decision.js';
import type { Finding } from '../../domain/reviewing/review.js';
import type { FindingState } from '../../domain/reviewing/sign-off.js';
import type { Candidate } from '../store/candidate.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import { type AskChange, LASTING, NOBODY, type Stores } from '../store/stores.js';
import type { makeReviewDraft } from './review-draft.js';
import { allFindings, type makeSeeReview } from './see-review.js';

interface Deps {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly seeReview: ReturnType<typeof makeSeeReview>;
}

/** Which finding of which plan, and who decides. */
export interface FindingAbout {
  readonly tenant: string;
  readonly plan: string;
  /** A finding's id, or its beginning where that is unique. */
  readonly finding: string;
  readonly decider: Decider;
}

export type DecideOutcome = { readonly kind: 'decided'; readonly finding: Finding } | Refused;

/** Accepts a finding as it stands, of what would be published or of what is public. It lasts as long as the words do. */
export function makeAcceptFinding(deps: Deps) {
  const acceptAll = makeAcceptFindings(deps);
  return async (about: FindingAbout, reason: string, now: Instant): Promise<DecideOutcome> => {
    const outcome = await acceptAll({ ...about, findings: [about.finding] }, reason, now);
    if (outcome.kind === 'refused') return outcome;
    const [finding] = outcome.findings;
    return finding === undefined ? refused('No finding was named.') : { kind: 'decided', finding };
  };
}

/** Accepts several with one reason: all are looked for before the first is accepted. One accepted already stays so. */
export function makeAcceptFindings(deps: Deps) {
  return async (
    about: Omit<FindingAbout, 'finding'> & { readonly findings: readonly string[] },
    reason: string,
    now: Instant,
  ): Promise<{ readonly kind: 'decided'; readonly findings: readonly Finding[] } | Refused> => {
    if (reason.trim() === '') return refused('Say in a few words why this is accepted as it stands.');
    const seen = await deps.seeReview(about);
    if (seen.kind === 'refused') return seen;
    const found = about.findings.map((wanted) => findingCalled(allFindings(seen), wanted));
    const none = found.find((each) => each.kind === 'refused');
    if (none?.kind === 'refused') return none;
    const findings = found.flatMap((each) => (each.kind === 'found' ? [each.state] : []));
    const store = deps.stores.plan(about.tenant, about.plan);
    for (const { finding, state } of findings) {
      if (state === 'accepted') continue;
      const { id, rule, ref, words, requirement } = finding;
      const decision = { kind: 'accepted', finding: id, rule, ref, words, reason: reason.trim(), at: now } as const;
      const history = {
        who: about.decider.by,
        at: now,
        what: 'accepted a finding',
        about: ref,
        old: `${rule}: ${words}`,
        new: reason.trim(),
      };
      const chain = requirement ?? 'plan';
      await store.addDecision(LASTING, { ...decision, ...about.decider }, chain, history, deps.newId());
    }
    return { kind: 'decided', findings: findings.map(({ finding }) => finding) };
  };
}

interface AskDeps {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly reviewDraft: ReturnType<typeof makeReviewDraft>;
}

export type AskOutcome =
  | {
      readonly kind: 'asked';
      readonly finding: Finding;
      /** In whose deck the item stands: Entra id and name. */
      readonly person: string;
      readonly name: string;
      /** Whether the ladder still runs, so that the next sweep brings them the deck. */
      readonly cycleOpen: boolean;
    }
  | Refused;

/**
 * Sends a finding back to its owner: the item opens again in their deck with the question as its problem line. The
 * answer given stays and counts until another replaces it, so nothing is lost if nobody replies.
 */
export function makeAskAboutFinding(deps: AskDeps) {
  return async (about: FindingAbout, question: string, now: Instant): Promise<AskOutcome> => {
    if (question.trim() === '') return refused('Write the question that the owner is to answer.');
    const operation = deps.newId();
    return retryOnConflict(sayBusy, async () => {
      const found = await find(deps, about);
      if (found.kind === 'refused') return found;
      const { finding, candidate } = found;
      const { cycle, decks } = candidate;
      const deck = decks.find((each) => each.items.some((item) => item.value.requirement === finding.requirement));
      const held = deck?.items.find((item) => item.value.requirement === finding.requirement);
      if (deck === undefined || held === undefined) {
        return refused(`${finding.ref} was not asked about in this quarter, so there is nobody to send a question to.`);
      }
      const { person, name } = deck.head.value;
      if (person === NOBODY) return refused(`Nobody is assigned to ${finding.ref}. Assign an owner first.`);
      const store = deps.stores.plan(about.tenant, about.plan);
      const changes: AskChange[] = [
        { kind: 'item', person, item: withQuestion(held.value, question.trim()), etag: held.etag },
        // as for something new in a deck: the newest rung is due to them again
        { kind: 'head', head: { ...deck.head.value, handledThrough: null }, etag: deck.head.etag },
      ];
      await deps.stores.directory.addDue({ tenant: about.tenant, plan: about.plan, at: now });
      if ((await store.changeAsks(cycle.id, changes, operation)) === 'conflict') return 'conflict';
      const decision = {
        kind: 'asked',
        finding: finding.id,
        ref: finding.ref,
        question: question.trim(),
        at: now,
        ...about.decider,
      } as const;
      const history = {
        who: about.decider.by,
        at: now,
        what: 'asked the owner',
        about: finding.ref,
        old: `${finding.rule}: ${finding.words}`,
        new: question.trim(),
      };
      await store.addDecision(cycle.id, decision, held.value.requirement, history, deps.newId());
      return { kind: 'asked', finding, person, name, cycleOpen: cycle.state === 'open' };
    });
  };
}

async function find(
  deps: AskDeps,
  about: FindingAbout,
): Promise<{ readonly kind: 'found'; readonly finding: Finding; readonly candidate: Candidate } | Refused> {
  const reviewed = await deps.reviewDraft(about.tenant, about.plan);
  if (reviewed.kind === 'refused') return reviewed;
  const called = findingCalled(reviewed.states, about.finding);
  return called.kind === 'refused'
    ? called
    : { kind: 'found', finding: called.state.finding, candidate: reviewed.candidate };
}

/** The one finding whose id begins so. */
export function findingCalled(
  states: readonly FindingState[],
  text: string,
): { readonly kind: 'found'; readonly state: FindingState } | Refused {
  const wanted = text.trim().toLowerCase();
  const matching = states.filter(({ finding }) => wanted !== '' && finding.id.startsWith(wanted));
  const [state, second] = matching;
  if (state === undefined) {
    return refused(`No finding has the id "${text}". Its words may have changed: run the review again.`);
  }
  if (second !== undefined) return refused(`${matching.length} findings begin with "${text}". Give more of the id.`);
  return { kind: 'found', state };
}
