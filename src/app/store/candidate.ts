import type { AskedItem } from '../../domain/asking/ask.js';
import type { Cycle } from '../../domain/plan/cycle.js';
import type { PublishedPlan } from '../../domain/plan/plan.js';
import { compile, hashOf } from '../../domain/publishing/compile.js';
import { lastNote, withNotes, withOutcomes } from '../../domain/publishing/last-revision.js';
import { withoutWordsIn } from '../../domain/redacting/without-words-in.js';
import { type Decision, decisionsOf } from '../../domain/reviewing/decision.js';
import { wordingsInForce } from '../../domain/text/wording.js';
import { type LoadedPlan, loadPlan } from './load-plan.js';
import { type Refused, refused } from './outcome.js';
import { soughtIn } from './sought-in.js';
import { type Deck, LASTING, type Stores } from './stores.js';

/** The next revision as it would be now, or as a draft has it, with everything that was decided about it. */
export interface Candidate {
  readonly plan: LoadedPlan;
  readonly cycle: Cycle;
  readonly decks: readonly Deck[];
  readonly items: readonly AskedItem[];
  /** The plan without the new column. */
  readonly before: PublishedPlan;
  readonly published: PublishedPlan;
  readonly takes: readonly string[];
  readonly silent: readonly string[];
  /** SHA-256 of `published`. */
  readonly hash: string;
  /** Number of the draft, or null for the plan as it would be compiled now. */
  readonly draft: number | null;
  /** Of this cycle, and the lasting ones. */
  readonly decisions: readonly Decision[];
}

export type CandidateOutcome = { readonly kind: 'candidate'; readonly candidate: Candidate } | Refused;

/** Loads what would be published next; refused without a cycle, after its revision, and for a draft that is not there. */
export async function loadCandidate(
  stores: Stores,
  tenant: string,
  plan: string,
  draft: number | null = null,
): Promise<CandidateOutcome> {
  const loaded = await loadPlan(stores, tenant, plan);
  return loaded.kind === 'refused' ? loaded : candidateOf(loaded, draft);
}

/** The same of a plan that is loaded already. */
export async function candidateOf(plan: LoadedPlan, draft: number | null = null): Promise<CandidateOutcome> {
  const { store, head } = plan;
  const { cycle } = head;
  if (cycle === null) {
    return refused(
      `The plan "${head.plan.id}" has no quarter yet, so there is nothing to compile, review or sign. Open one first.`,
    );
  }
  if (cycle.ended !== undefined) {
    const how = cycle.ended.kind === 'recalled' ? 'was taken back' : 'was left out';
    return refused(
      `The quarter for the revision of ${cycle.revision} ${how}, so it has no revision. Open the next one.`,
    );
  }
  if (cycle.state === 'revised') {
    return refused(`The revision of ${cycle.revision} is made and cannot change. Open the next quarter first.`);
  }
  const before = await plan.published();
  const decks = await plan.decks();
  const items = decks.flatMap((deck) => deck.items.map((item) => item.value));
  const decisions = [...(await store.decisions(LASTING)), ...(await store.decisions(cycle.id))];
  const shared = { plan, cycle, decks, items, before, decisions };
  if (draft === null) {
    const { takes, silent, ...compiled } = compileWith(before, items, { ...head, cycle }, decisions);
    // words that were removed once are not printed again, whoever brings them back
    const published = withoutWordsIn(compiled.published, await soughtIn(store));
    const hash = hashOf(published);
    return { kind: 'candidate', candidate: { ...shared, published, takes, silent, hash, draft: null } };
  }
  const id = head.drafts[draft - 1];
  const compiled = id === undefined ? null : await store.compiled(id);
  if (compiled !== null && compiled.cycle !== cycle.id) {
    return refused(
      `Draft ${draft} was of an earlier revision. Compile a draft of the revision of ${cycle.revision} and name that one.`,
    );
  }
  if (compiled === null) {
    const newest =
      head.drafts.length === 0 ? 'No draft has been compiled yet.' : `The newest is ${head.drafts.length}.`;
    return refused(`There is no draft ${draft} of the revision of ${cycle.revision}. ${newest}`);
  }
  const { published, takes, silent, hash } = compiled;
  return { kind: 'candidate', candidate: { ...shared, published, takes, silent, hash, draft } };
}

/** Compiles with the wordings that were decided: drafts, revisions and the review all see the same words. */
export function compileWith(
  before: PublishedPlan,
  items: readonly AskedItem[],
  { cycle, toSay = [] }: { readonly cycle: Cycle; readonly toSay?: readonly string[] | undefined },
  decisions: readonly Decision[],
) {
  const { revision, last } = cycle;
  const compiled = compile(before, items, revision, wordingsInForce(decisionsOf('wording', decisions)));
  const published = last === undefined ? compiled.published : withOutcomes(compiled.published, revision);
  const notes = last === undefined ? toSay : [...toSay, lastNote(last.reason)];
  return { ...compiled, published: withNotes(published, notes) };
}

/** The plans that were public before, newest last: what a change is a change from, and where a status was ever stated. */
export async function publishedBefore({ store, head, published }: LoadedPlan): Promise<readonly PublishedPlan[]> {
  const { printed: _asSetNow, ...asKept } = await published();
  const isFirst = head.basis === undefined || head.basis === head.generation;
  const revisions = await Promise.all(head.revisions.map((id) => store.compiled(id)));
  return [
    isFirst ? asKept : await store.published(head.basis ?? head.generation),
    ...revisions.flatMap((each) => (each === null ? [] : [each.published])),
  ];
}
