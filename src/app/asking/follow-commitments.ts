import { deepEqual } from 'fast-equals';
import type { CivilDate, Instant } from '../../domain/calendar/civil-date.js';
import type { Commitment } from '../../domain/commitments/commitment.js';
import {
  type CommitmentStep,
  followText,
  historyOfSteps,
  superseded,
} from '../../domain/commitments/commitment-reply.js';
import {
  commitmentsIn,
  type PlanTexts,
  standingCommitments,
  wordsIn,
} from '../../domain/commitments/commitment-standing.js';
import type { Cycle } from '../../domain/plan/cycle.js';
import { askedRows, introductionUpdates } from '../../domain/plan/introduction.js';
import type { PublishedPlan } from '../../domain/plan/plan.js';
import { printed } from '../../domain/publishing/compile.js';
import type { Held } from '../store/held.js';
import type { NewId } from '../store/ports.js';
import { failing, retryOnConflict } from '../store/retry-on-conflict.js';
import type { CommitmentChange, Deck, PlanStore } from '../store/stores.js';

/** Whose hand the history names. */
interface Hand {
  /** Key of the person, or "system". */
  readonly by: string;
  readonly now: Instant;
}

/** The commitments that count for a plan, with what was said about them. */
export async function loadCommitments(store: PlanStore, plan: PlanTexts): Promise<readonly Commitment[]> {
  return standingCommitments(
    (await store.commitments()).map((each) => each.value),
    plan,
  );
}

/**
 * The published texts with those that were answered in a cycle beside them, as far as they could make a promise. It is
 * no published plan: what was answered may be worded otherwise before it is published, and no document is made of it.
 */
export function withAnswers(published: PublishedPlan, decks: readonly Deck[], revision: CivilDate): PlanTexts {
  const updates = decks.flatMap((deck) =>
    deck.items.flatMap(({ value: item }) =>
      item.answer?.reply.kind === 'text' ? [{ requirement: item.requirement, column: revision, ...printed(item) }] : [],
    ),
  );
  const texts = textsOf(published);
  return { ...texts, updates: [...texts.updates, ...updates] };
}

/** Everything of a published plan that can make a promise: its rows, and what presents it. */
export function textsOf(published: PublishedPlan): PlanTexts {
  const introduction = introductionUpdates(published.introduction, published.columns.at(-1));
  return { requirements: askedRows(published), updates: [...published.updates, ...introduction] };
}

/**
 * Follows the promises of a published plan: new ones get a row, rows whose words are gone and that nobody answered are
 * superseded, and answers are left as they are. Safe to repeat. `answersOf`: revision date of a cycle whose answers are
 * not published yet; the promises in them are left alone. What an asked item holds is brought up to date afterwards.
 */
export async function followPublished(
  store: PlanStore,
  newId: NewId,
  published: PublishedPlan,
  answersOf: CivilDate | null,
  hand: Hand,
): Promise<void> {
  const texts = textsOf(published);
  const made = byRequirement(commitmentsIn(texts), (each) => each.requirement);
  const kept = byRequirement(await store.commitments(), (row) => row.value.requirement);
  const stands = wordsIn(texts);
  const refs = new Map(texts.requirements.map((each) => [each.id, each.ref]));
  for (const requirement of new Set([...made.keys(), ...kept.keys()])) {
    const ref = refs.get(requirement);
    const decide = (rows: readonly Commitment[]) => stepsFor(made.get(requirement) ?? [], rows, stands, answersOf);
    // what an import that never became true left behind: `check` removes it
    if (ref === undefined) continue;
    await settle(store, newId, requirement, hand, ref, kept.get(requirement) ?? [], decide);
  }
}

function stepsFor(
  wanted: readonly Commitment[],
  rows: readonly Commitment[],
  stands: ReturnType<typeof wordsIn>,
  answersOf: CivilDate | null,
): readonly RowStep[] {
  const kept = new Map(rows.map((each) => [each.id, each]));
  return [
    ...wanted.flatMap((each): RowStep[] => {
      const row = kept.get(each.id);
      if (row === undefined || row.state === 'superseded') return [{ kind: 'found', before: row ?? null, after: each }];
      const after = { ...row, spokenOf: each.spokenOf };
      return deepEqual(row, after) ? [] : [{ kind: 'noted', before: row, after }];
    }),
    ...rows.flatMap((row): RowStep[] => {
      const isLeftAlone = row.state !== 'open' || row.version > 0 || row.column === answersOf;
      if (isLeftAlone || stands(row.requirement, row.words)) return [];
      return [{ kind: 'superseded', before: row, after: superseded(row) }];
    }),
  ];
}

/** A step, or a remark that is no news to anybody. */
type RowStep = CommitmentStep | { readonly kind: 'noted'; readonly before: Commitment; readonly after: Commitment };

/** Writes the steps of one requirement, reading again when somebody else was first. */
async function settle(
  store: PlanStore,
  newId: NewId,
  requirement: string,
  hand: Hand,
  ref: string,
  read: readonly Held<Commitment>[],
  decide: (rows: readonly Commitment[]) => readonly RowStep[],
): Promise<void> {
  let known: readonly Held<Commitment>[] | null = read;
  return retryOnConflict(failing(`The promises of requirement ${requirement} could not be followed`), async () => {
    const rows = known ?? (await store.commitments(requirement));
    known = null;
    const steps = decide(rows.map((each) => each.value));
    if (steps.length === 0) return;
    let isWhole = true;
    // a batch takes a hundred rows; a requirement with more promises is written in several
    for (let start = 0; start < steps.length && isWhole; start += MOST_AT_ONCE) {
      const part = steps.slice(start, start + MOST_AT_ONCE);
      const told = part.flatMap((step) => (step.kind === 'noted' ? [] : [step]));
      const history = historyOfSteps(told, ref, hand.by, hand.now, true);
      const changes = changesOf(part, rows);
      isWhole = (await store.changeCommitments(requirement, changes, null, history, newId())) === 'done';
    }
    return isWhole ? undefined : 'conflict';
  });
}

const MOST_AT_ONCE = 40;

/** The rows that steps lead to, each with the version that it was read in; of several steps of one the last counts. */
export function changesOf(
  steps: readonly { readonly after: Commitment }[],
  rows: readonly Held<Commitment>[],
): readonly CommitmentChange[] {
  const etags = new Map(rows.map((each) => [each.value.id, each.etag]));
  const last = new Map(steps.map(({ after }) => [after.id, after]));
  return [...last.values()].map((commitment) => ({ commitment, etag: etags.get(commitment.id) ?? null }));
}

/**
 * Follows the promises of a wording by the lead, which is printed in place of an answer: they take the place of those
 * that the answer's own words made and that nobody answered.
 */
export async function followWording(
  store: PlanStore,
  newId: NewId,
  cycle: Cycle,
  about: { readonly requirement: string; readonly update: string; readonly text: string },
  hand: Hand,
): Promise<void> {
  const { requirement, update, text } = about;
  return retryOnConflict(failing(`The promises of a wording of ${requirement} could not be followed`), async () => {
    const decks = await store.decks(cycle.id);
    const holder = holderOf(decks, cycle.id, requirement);
    // another answer came: it has its own words, and the wording fell with the one before
    if (holder === null || holder.item.value.answer?.update !== update) return;
    const { item, steps } = followText(holder.item.value, text, cycle);
    if (steps.length === 0) return;
    const rows = await store.commitments(requirement);
    const changed = { ...holder, item: { ...holder.item, value: { ...holder.item.value, ...item } } };
    const history = historyOfSteps(steps, holder.item.value.ref, hand.by, hand.now);
    const changes = changesOf(steps, rows);
    const written = await store.changeCommitments(requirement, changes, changed, history, newId());
    return written === 'done' ? undefined : 'conflict';
  });
}

/** Where a requirement stands in a cycle's decks; null where it was not asked. */
export function holderOf(decks: readonly Deck[], cycle: string, requirement: string) {
  for (const deck of decks) {
    const item = deck.items.find((each) => each.value.requirement === requirement);
    if (item !== undefined) return { cycle, person: deck.head.value.person, item };
  }
  return null;
}

function byRequirement<T>(list: readonly T[], requirementOf: (each: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const each of list) {
    const own = groups.get(requirementOf(each));
    if (own === undefined) groups.set(requirementOf(each), [each]);
    else own.push(each);
  }
  return groups;
}
