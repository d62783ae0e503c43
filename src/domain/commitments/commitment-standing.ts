import type { CivilDate } from '../calendar/civil-date.js';
import type { Cycle } from '../plan/cycle.js';
import type { PublishedPlan, PublishedUpdate } from '../plan/plan.js';
import { wordWeights } from '../text/norm-words.js';
import { type Commitment, findCommitments, isUnanswered, openCommitment } from './commitment.js';
import { saysNoChange } from './says-no-change.js';
import { laterText, speaksOf } from './speaks-of.js';

/** What promises are looked for in: requirements with texts, published or answered. Too little to make a document of. */
export type PlanTexts = Pick<PublishedPlan, 'requirements' | 'updates'>;

/** Promises followed from one text; more than these are a timetable, and nobody would answer for each of its lines. */
export const MOST_FROM_ONE_TEXT = 15;

/** The promises of one text, each once. */
export function promisesOf(text: string, requirement: string, column: CivilDate): readonly Commitment[] {
  const found = findCommitments(text, column).map((each) => openCommitment(each, requirement, column));
  return [...new Map(found.map((each) => [each.id, each])).values()].slice(0, MOST_FROM_ONE_TEXT);
}

/**
 * The promises that the texts of a plan make, open, as if nobody had ever been asked. Words that several columns repeat
 * are one promise, of the first of them; it is spoken of when a column after the last of them says anything of it.
 */
export function commitmentsIn(plan: PlanTexts): readonly Commitment[] {
  const cells = cellsOf(plan);
  const weight = wordWeights([...cells.values()].map((own) => own.map((cell) => cell.text).join('\n')));
  return [...cells].flatMap(([requirement, own]) => {
    const later = own.flatMap((cell, at) =>
      saysNoChange(cell) ? [] : [{ at, column: cell.column, text: laterText(cell.text, cell.column) }],
    );
    const places = new Map<string, { readonly first: Commitment; readonly last: number }>();
    for (const [index, cell] of own.entries()) {
      for (const found of promisesOf(cell.text, requirement, cell.column)) {
        places.set(found.id, { first: places.get(found.id)?.first ?? found, last: index });
      }
    }
    return [...places.values()].map(({ first, last }): Commitment => {
      const speaks = later.find(({ at, text }) => at > last && speaksOf(text, first, weight));
      return { ...first, spokenOf: speaks?.column ?? null };
    });
  });
}

/** Says of each requirement whether words stand in its texts. */
export function wordsIn(plan: PlanTexts): (requirement: string, words: string) => boolean {
  const cells = cellsOf(plan);
  return (requirement, words) => (cells.get(requirement) ?? []).some((cell) => cell.text.includes(words));
}

/**
 * Those of the kept ones that count for a plan. A stray row does not: its requirement is unknown or withdrawn, it was
 * superseded, or nobody ever answered it and its words stand in no text any more.
 */
export function standingCommitments(kept: readonly Commitment[], plan: PlanTexts): readonly Commitment[] {
  const stands = wordsIn(plan);
  const known = new Set(plan.requirements.filter((each) => !each.withdrawn).map((each) => each.id));
  return kept.filter(
    (each) =>
      known.has(each.requirement) &&
      each.state !== 'superseded' &&
      (each.version > 0 || stands(each.requirement, each.words)),
  );
}

/** The answers about a requirement's promises are asked for on its card: what an asked item holds of them. */
export interface CommitmentsOfItem {
  /** Those to ask about, made or answered in this cycle, earliest first: written together with the item, never without. */
  readonly commitments: readonly Commitment[];
  /** Ids of the others that are followed, so that the same words are not taken for a new promise. */
  readonly otherCommitments: readonly string[];
}

/** What an item of a cycle holds of its requirement's standing commitments. */
export function commitmentsOfItem(standing: readonly Commitment[], cycle: AskingCycle): CommitmentsOfItem {
  const held = standing.filter(
    (each) =>
      isToBeAsked(each, cycle.due) ||
      (cycle.id !== '' && each.answeredIn === cycle.id) ||
      (each.state === 'open' && each.column === cycle.revision),
  );
  return {
    commitments: held.toSorted(byDue),
    otherCommitments: standing.filter((each) => !held.includes(each)).map((each) => each.id),
  };
}

/** What commitments need to know of a cycle. */
export type AskingCycle = Pick<Cycle, 'id' | 'due' | 'revision'>;

/**
 * Whether its owner is to be asked by a day what became of it. What a later update speaks of by itself is not asked
 * again; a day that was named in answer to the question always is.
 */
export function isToBeAsked(commitment: Commitment, day: CivilDate): boolean {
  if (!isUnanswered(commitment) || commitment.due > day) return false;
  return commitment.state === 'late' || commitment.spokenOf === null;
}

/** Earliest first; of one day in the order of their words, so that two readers see the same. */
export function byDue(a: Commitment, b: Commitment): number {
  if (a.due !== b.due) return a.due < b.due ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function cellsOf(plan: PlanTexts): ReadonlyMap<string, readonly PublishedUpdate[]> {
  const cells = new Map<string, PublishedUpdate[]>(
    plan.requirements.filter((each) => !each.withdrawn).map((each) => [each.id, []]),
  );
  for (const update of plan.updates) {
    if (update.kind !== 'none' && update.text.trim() !== '') cells.get(update.requirement)?.push(update);
  }
  for (const own of cells.values()) own.sort((a, b) => (a.column < b.column ? -1 : a.column > b.column ? 1 : 0));
  return cells;
}
