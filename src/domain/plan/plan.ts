import type { CivilDate } from '../calendar/civil-date.js';

/** Nations whose bank holidays a plan keeps (gov.uk/bank-holidays). */
export type Region = 'england-and-wales' | 'scotland' | 'northern-ireland';

/** One published document answering one report. */
export interface Plan {
  /** Matches `[a-z0-9-]{1,40}`. */
  readonly id: string;
  readonly title: string;
  readonly organisation: string;
  /** Post and name as printed, or null when the source names none. */
  readonly executiveLead: string | null;
  readonly operationalLead: string | null;
}

/** When a recommendation must be met. `moves` is the honest slippage: oldest first. */
export interface Deadline {
  /** The date in force. */
  readonly date: CivilDate;
  /** The date first published. */
  readonly original: CivilDate;
  readonly moves: readonly DeadlineMove[];
}

export interface DeadlineMove {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly agreedBy: string;
  readonly reason: string;
  readonly on: CivilDate;
}

export interface Recommendation {
  /** As printed: "7", "12", "A3". Unique in the plan. */
  readonly number: string;
  /** Null when the source does not print it. */
  readonly text: string | null;
  readonly deadline: Deadline | null;
}

/** One line of the plan: the thing that is asked about. */
export interface Requirement {
  /** Permanent and opaque; never shown to people, never used again. */
  readonly id: string;
  /** What people call it: the source's number if that is unique, else `number.n` in document order. */
  readonly ref: string;
  /** `ours` until the lead confirms a ref that the source did not print. */
  readonly refFrom: 'source' | 'ours';
  /** The number of its recommendation. */
  readonly recommendation: string;
  /** Null when the source has no text of its own for this line. */
  readonly text: string | null;
  /** The post printed in the plan ("Chief Constables"); empty when none is. */
  readonly owner: string;
  /** Overrides its recommendation's deadline. */
  readonly deadline: Deadline | null;
  /** Gone from the source at a later import; kept, never asked about, never deleted. */
  readonly withdrawn: boolean;
  /** The lead's answer where its words alone say that it has ended: closed by that, or asked about like all others. */
  readonly finished?: 'closed' | 'asked' | undefined;
  /** Handed on to another plan or body by the lead, and looked at again on a day. */
  readonly transfer?: Transfer | undefined;
  /** Asked about and tracked, and in no public copy: `publicPart` leaves it out. */
  readonly notForPublication?: true | undefined;
}

/** What is known of the work. `notStated` is a value of its own: silence is never read as progress. */
export const STATUSES = ['notStated', 'onTrack', 'atRisk', 'offTrack', 'waiting', 'complete', 'transferred'] as const;
export type Status = (typeof STATUSES)[number];

/** The words that documents and cards print for a status. */
export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  notStated: 'Not stated',
  onTrack: 'On track',
  atRisk: 'At risk',
  offTrack: 'Off track',
  waiting: 'Waiting on another body',
  complete: 'Complete',
  transferred: 'Transferred',
};

/** Closed by the inspecting body, apart from our own "complete". */
export interface Discharge {
  readonly by: string;
  readonly on: CivilDate;
  readonly reference: string;
}

/** Where the work on a requirement went. The next revision prints it; it goes on counting as overdue. */
export interface Transfer {
  readonly to: string;
  readonly watchedBy: string;
  /** Its owner is asked again in the quarter of which the revision carries this day or a later one. */
  readonly lookAgain: CivilDate;
  /** The newest column when it was recorded, or null: the one after it prints the transfer. */
  readonly after: CivilDate | null;
  /** The status before, for taking the transfer back. */
  readonly before: Status;
}

/** `text` says something new; `noChange` points to the last text update; `none` is silence, said plainly. */
export type UpdateKind = 'text' | 'noChange' | 'none';

/** One cell of a dated column as it was published: immutable once its column is. */
export interface PublishedUpdate {
  /** Requirement id. */
  readonly requirement: string;
  /** The date of the column it is printed in. */
  readonly column: CivilDate;
  readonly kind: UpdateKind;
  /** The words as published, paragraphs apart by "\n". */
  readonly text: string;
}

/** A cell of an earlier revision's column that the lead corrected by name. Kept for ever, printed by the change log. */
export interface Correction {
  /** Requirement id. */
  readonly requirement: string;
  readonly column: CivilDate;
  /** As published before; empty where nothing was printed. */
  readonly old: string;
  /** As printed since; empty where nothing is. */
  readonly new: string;
  readonly reason: string;
  /** The day of the correction. */
  readonly on: CivilDate;
}

/** That a published column was corrected after its revision was made: which issue of it stands, since when and why. */
export interface ColumnIssue {
  readonly column: CivilDate;
  /** From 2: the first is the revision as it was made. */
  readonly issue: number;
  readonly on: CivilDate;
  readonly reason: string;
}

/** What of a plan the body makes public, beside its texts and dates. */
export interface Printed {
  readonly statuses: boolean;
  /** Beside a deadline: the date first published, and every move with its reason. */
  readonly moves: boolean;
  /** In the public change log: what became of promises. */
  readonly promises: boolean;
  /** The status of a row of which a quarter says none: the earlier one with its date, or none any more. */
  readonly unanswered: Unanswered;
}

export type Unanswered = 'kept' | 'dropped';

/** Of a plan for which nothing is set: those that were imported before it could be. */
export const PRINTED_UNSET: Printed = { statuses: true, moves: true, promises: false, unanswered: 'kept' };

/** A part of what presents a plan before its table. `level` of a heading from 1; items that follow each other are a list. */
export type IntroductionPart =
  | { readonly kind: 'heading'; readonly text: string; readonly level: number }
  | { readonly kind: 'paragraph' | 'item'; readonly text: string };

/**
 * What is true in public: the newest revision of a plan, as imported or as signed.
 * `columns` are the dates of its update columns, oldest first.
 */
export interface PublishedPlan {
  readonly plan: Plan;
  /** What presents the plan, in its own words and order; absent where nothing does. */
  readonly introduction?: readonly IntroductionPart[] | undefined;
  /** What the newest revision says of the quarters before it, a sentence each: printed once, behind the introduction. */
  readonly notes?: readonly string[] | undefined;
  readonly columns: readonly CivilDate[];
  readonly recommendations: readonly Recommendation[];
  /** In document order. */
  readonly requirements: readonly Requirement[];
  readonly updates: readonly PublishedUpdate[];
  /** By requirement id; a missing entry is `notStated`. */
  readonly statuses: Readonly<Record<string, Status>>;
  /** By requirement id: words of a status that are none of ours, as the source prints them. An answer replaces them. */
  readonly statusWords?: Readonly<Record<string, string>>;
  /** By requirement id: the column that stated the status last, where it is not the newest. */
  readonly statusDates?: Readonly<Record<string, CivilDate>>;
  /** What of it is made public; absent: `PRINTED_UNSET`. */
  readonly printed?: Printed;
  /** By requirement id. */
  readonly discharges: Readonly<Record<string, Discharge>>;
  /** Oldest first. The updates are as corrected. */
  readonly corrections: readonly Correction[];
  /** Columns that were issued again, oldest first; absent where none was. No part of what is hashed. */
  readonly issues?: readonly ColumnIssue[] | undefined;
}

/** The deadline that counts for a requirement: its own, else its recommendation's. */
export function deadlineOf(requirement: Requirement, recommendations: readonly Recommendation[]): Deadline | null {
  if (requirement.deadline !== null) return requirement.deadline;
  return recommendations.find((each) => each.number === requirement.recommendation)?.deadline ?? null;
}

/**
 * Whether a deadline has passed without completion (docs/glossary.md: overdue, which is not late). Handing the work on does
 * not meet it. The day itself is still in time.
 */
export function isOverdue(deadline: CivilDate | null, status: Status, today: CivilDate): boolean {
  return deadline !== null && deadline < today && status !== 'complete';
}

/** What people read for a plan: its title, and words for one that has none. */
export function nameOfPlan({ title }: Pick<Plan, 'title'>): string {
  return title.trim() === '' ? 'Plan without a title' : title;
}

const PLAN_ID = /^[a-z0-9-]{1,40}$/;

/** Whether a text can be a plan's id. */
export function isPlanId(text: string): boolean {
  return PLAN_ID.test(text);
}

/** An id for a plan of this title that none of `taken` has: "Harbour safety action plan" becomes "harbour-safety-action-plan". */
export function proposedPlanId(title: string, taken: ReadonlySet<string>): string {
  const words = title
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .split(/[^a-z0-9]+/);
  let id = '';
  for (const word of words) {
    const longer = id === '' ? word : `${id}-${word}`;
    if (longer.length > 36) break;
    id = longer.replace(/-$/, '');
  }
  if (id === '') id = 'plan';
  for (let count = 1; ; count += 1) {
    const next = count === 1 ? id : `${id}-${count}`;
    if (!taken.has(next)) return next;
  }
}
