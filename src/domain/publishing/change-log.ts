import type { CivilDate, Instant } from '../calendar/civil-date.js';
import { endingOf } from '../plan/ending.js';
import {
  type Deadline,
  type DeadlineMove,
  type Discharge,
  deadlineOf,
  isOverdue,
  PRINTED_UNSET,
  type Printed,
  type PublishedPlan,
  type PublishedUpdate,
  type Requirement,
  type Status,
} from '../plan/plan.js';
import { likeness } from '../text/norm-words.js';
import { type WordChange, wordDifference } from '../text/word-difference.js';

/** What became of the question about one requirement. `notAsked`: complete ones are asked once a year. */
export type AnswerKind = 'answered' | 'unchanged' | 'silent' | 'notAsked';

/** Where a status went. `reopened`: it was complete. `unsaid`: a status was published before and none is now. */
export type Movement = 'completed' | 'reopened' | 'better' | 'worse' | 'firstStated' | 'unsaid' | 'same';

/** One requirement between two published plans. */
export interface RowChange {
  readonly requirement: string;
  readonly ref: string;
  readonly recommendation: string;
  /** The requirement's words, else its recommendation's, else null. */
  readonly title: string | null;
  readonly owner: string;
  readonly answer: AnswerKind;
  readonly movement: Movement;
  readonly before: Status;
  readonly after: Status;
  /** Columns running, this one included, in which the row said the same or nothing; 0 when it said something new. */
  readonly running: number;
  /** The words printed in the new column, and against the text before it; null when it has no words of its own. */
  readonly printed: string;
  readonly previous: { readonly column: CivilDate; readonly text: string } | null;
  readonly difference: readonly WordChange[] | null;
  readonly deadline: Deadline | null;
  /** Moves since the plan before, oldest first. */
  readonly moves: readonly DeadlineMove[];
  /** By the original date: more time never clears it. */
  readonly overdue: boolean;
  /** Its newest words only say that it is complete, and no status does: it counts neither as overdue nor as complete. */
  readonly saysComplete: boolean;
  readonly newlyOverdue: boolean;
  /** Closed by the inspecting body; `newlyDischarged` since the plan before. */
  readonly discharge: Discharge | null;
  readonly newlyDischarged: boolean;
}

/** A cell of an earlier column that is not as it was. What stood there before was taken out, so it is not repeated. */
export interface CorrectedCell {
  /** Requirement id. */
  readonly requirement: string;
  readonly ref: string;
  readonly column: CivilDate;
  /** As it reads now; empty where nothing is printed any more. */
  readonly text: string;
}

/**
 * What changed between two published plans, in document order. Each word in it that a person wrote stands in the newer
 * plan; of statuses and dates the public reads what `public-changes.ts` leaves. What else the lead has to know is beside
 * it, in `lead-notes.ts`.
 */
export interface ChangeLog {
  readonly title: string;
  readonly organisation: string;
  /** The newest column before, or null where the plan had none. */
  readonly from: CivilDate | null;
  /** The new column. */
  readonly to: CivilDate;
  readonly rows: readonly RowChange[];
  /** Refs that came and went. */
  readonly added: readonly string[];
  readonly withdrawn: readonly string[];
  readonly corrections: readonly CorrectedCell[];
  /** What became of the text that presents the plan. */
  readonly introduction: 'same' | 'added' | 'changed' | 'removed';
  /** What of the two plans is made public. */
  readonly printed: { readonly before: Printed; readonly after: Printed };
}

/** What became of a promise whose own words stand in the plan, without what was said of it inside. */
export interface PublishedPromise {
  readonly ref: string;
  readonly words: string;
  /** The date first promised, and the one in force after so many moves. */
  readonly promised: CivilDate;
  readonly due: CivilDate;
  readonly moves: number;
  readonly became: 'goneBy' | 'moved' | 'withdrawn' | 'kept';
}

/** A change log with what its pages say of themselves. */
export interface PublishedChanges {
  readonly log: ChangeLog;
  /** "Draft 3", "Revision 2", or that it was not compiled. */
  readonly name: string;
  /** A revision's is public; any other shows what would be. */
  readonly isRevision: boolean;
  /** IANA. */
  readonly zone: string;
  /** When it was compiled, or asked for. */
  readonly at: Instant;
  /** What became of promises, as far as it is made public. */
  readonly promises: readonly PublishedPromise[];
}

/** Columns running without news from which a row is called silent. */
export const SILENT_FROM = 3;
/** Texts this alike say the same: a word or two were touched (as in the review's rule). */
const NEARLY_THE_SAME = 0.8;

/** Compares two published plans of the same source. */
export function changesBetween(before: PublishedPlan, after: PublishedPlan): ChangeLog {
  const to = after.columns.at(-1) as CivilDate;
  const earlier = before.columns.filter((column) => column < to);
  const known = new Map(before.requirements.filter((each) => !each.withdrawn).map((each) => [each.id, each]));
  const present = after.requirements.filter((each) => !each.withdrawn);
  const cells = cellsByRequirement(after);
  const row = rowReader(before, after, to, cells);
  return {
    title: after.plan.title,
    organisation: after.plan.organisation,
    from: earlier.at(-1) ?? null,
    to,
    rows: present.map(row),
    added: present.filter((each) => !known.has(each.id)).map((each) => each.ref),
    withdrawn: [...known.values()].filter((each) => !present.some((now) => now.id === each.id)).map((each) => each.ref),
    corrections: correctionsBetween(before, after, present, to),
    introduction: introductionBetween(before, after),
    printed: { before: before.printed ?? PRINTED_UNSET, after: after.printed ?? PRINTED_UNSET },
  };
}

function introductionBetween(
  { introduction: before = [] }: PublishedPlan,
  { introduction: after = [] }: PublishedPlan,
): ChangeLog['introduction'] {
  const words = (parts: NonNullable<PublishedPlan['introduction']>) => JSON.stringify(parts.map(({ text }) => text));
  if (words(before) === words(after)) return 'same';
  return before.length === 0 ? 'added' : after.length === 0 ? 'removed' : 'changed';
}

function rowReader(
  before: PublishedPlan,
  after: PublishedPlan,
  to: CivilDate,
  cells: ReadonlyMap<string, readonly PublishedUpdate[]>,
) {
  const recommendations = new Map(after.recommendations.map((each) => [each.number, each]));
  const earlier = new Map(before.requirements.map((each) => [each.id, each]));
  return (requirement: Requirement): RowChange => {
    const { id } = requirement;
    const own = cells.get(id) ?? [];
    const now = own.find((cell) => cell.column === to) ?? null;
    const past = own.filter((cell) => cell.column < to);
    const previous = past.filter((cell) => cell.kind === 'text').at(-1) ?? null;
    const [statusBefore, statusAfter] = [before.statuses[id] ?? 'notStated', after.statuses[id] ?? 'notStated'];
    const deadline = deadlineOf(requirement, after.recommendations);
    const was = earlier.get(id);
    const deadlineBefore = was === undefined ? null : deadlineOf(was, before.recommendations);
    const discharge = after.discharges[id] ?? null;
    const saysComplete = statusAfter === 'notStated' && endingOf(own)?.ending === 'complete';
    const overdue = discharge === null && !saysComplete && isOverdue(deadline?.original ?? null, statusAfter, to);
    const on = before.columns.at(-1) ?? null;
    return {
      requirement: id,
      ref: requirement.ref,
      recommendation: requirement.recommendation,
      title: requirement.text ?? recommendations.get(requirement.recommendation)?.text ?? null,
      owner: requirement.owner,
      answer: answerKind(now, previous),
      movement: movementOf(statusBefore, statusAfter),
      before: statusBefore,
      after: statusAfter,
      running: runningOf(past, now),
      printed: now?.text ?? '',
      previous: previous === null ? null : { column: previous.column, text: previous.text },
      difference: now?.kind === 'text' ? wordDifference(previous?.text ?? '', now.text) : null,
      deadline,
      moves: (deadline?.moves ?? []).slice(deadlineBefore?.moves.length ?? 0),
      overdue,
      saysComplete,
      newlyOverdue: overdue && on !== null && !isOverdue(deadlineBefore?.original ?? null, statusBefore, on),
      discharge,
      newlyDischarged: discharge !== null && before.discharges[id] === undefined,
    };
  };
}

function answerKind(now: PublishedUpdate | null, previous: PublishedUpdate | null): AnswerKind {
  if (now === null) return 'notAsked';
  if (now.kind === 'none') return 'silent';
  return now.kind === 'noChange' || now.text === previous?.text ? 'unchanged' : 'answered';
}

/** How well a status says the work goes; what is closed or not stated has no place in this order. */
const RANK: Readonly<Partial<Record<Status, number>>> = { onTrack: 3, atRisk: 2, waiting: 2, offTrack: 1 };

/** Where a status went. Silence is never read as progress, so an unsaid status is neither better nor worse. */
export function movementOf(before: Status, after: Status): Movement {
  if (before === after) return 'same';
  if (after === 'complete') return 'completed';
  if (before === 'complete') return 'reopened';
  if (before === 'notStated') return 'firstStated';
  if (after === 'notStated') return 'unsaid';
  const [was, is] = [RANK[before], RANK[after]];
  if (was === undefined || is === undefined || was === is) return 'same';
  return is > was ? 'better' : 'worse';
}

/** Columns running, up to the newest, in which nothing new was said. */
function runningOf(past: readonly PublishedUpdate[], now: PublishedUpdate | null): number {
  if (now === null) return 0;
  const cells = [...past, now];
  let running = 0;
  for (let index = cells.length - 1; index >= 0; index -= 1) {
    const [cell, before] = [cells[index], cells[index - 1]];
    if (cell === undefined) break;
    const same = before !== undefined && likeness(cell.text, before.text) >= NEARLY_THE_SAME;
    // the text that was repeated since is the first of the run; silence after it repeats nothing
    if (cell.kind === 'text' && !same)
      return running === 0 || cells[index + 1]?.kind === 'none' ? running : running + 1;
    running += 1;
  }
  return running;
}

function correctionsBetween(
  before: PublishedPlan,
  after: PublishedPlan,
  present: readonly Requirement[],
  to: CivilDate,
): readonly CorrectedCell[] {
  const was = textsByCell(before);
  const is = textsByCell(after);
  return present.flatMap(({ id, ref }) =>
    before.columns
      .filter((column) => column < to)
      .flatMap((column): CorrectedCell[] => {
        const text = is.get(cellKey(id, column)) ?? '';
        return (was.get(cellKey(id, column)) ?? '') === text ? [] : [{ requirement: id, ref, column, text }];
      }),
  );
}

/** The words of a plan's cells, by `cellKey`. */
export function textsByCell(plan: PublishedPlan): ReadonlyMap<string, string> {
  return new Map(plan.updates.map((each) => [cellKey(each.requirement, each.column), each.text]));
}

export function cellKey(requirement: string, column: CivilDate): string {
  return `${requirement} ${column}`;
}

function cellsByRequirement(plan: PublishedPlan): ReadonlyMap<string, readonly PublishedUpdate[]> {
  const cells = new Map<string, PublishedUpdate[]>();
  for (const update of [...plan.updates].sort((a, b) => (a.column < b.column ? -1 : a.column > b.column ? 1 : 0))) {
    const own = cells.get(update.requirement);
    if (own === undefined) cells.set(update.requirement, [update]);
    else own.push(update);
  }
  return cells;
}
