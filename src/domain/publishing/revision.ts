import type { CivilDate, Instant } from '../calendar/civil-date.js';
import type { ColumnIssue, Deadline, Discharge, IntroductionPart, Status } from '../plan/plan.js';

/**
 * The neutral document that every writer takes: the plan with its dated columns, ready to print.
 * It holds all the words; a writer chooses only how they look.
 */
export interface RevisionDocument {
  readonly title: string;
  readonly organisation: string;
  readonly executiveLead: string | null;
  readonly operationalLead: string | null;
  /** What presents the plan, printed before its rows; absent where nothing does. */
  readonly introduction?: readonly IntroductionPart[];
  /** The revision's own date: the date of the newest column. */
  readonly date: CivilDate;
  /** Dates of the update columns, oldest first; the last is `date`. */
  readonly columns: readonly CivilDate[];
  /** The plan's IANA time zone, in which the seal's instants are printed as days; "Europe/London" when absent. */
  readonly zone?: string;
  readonly sections: readonly RevisionSection[];
  /** Of a draft alone: the rows that are not for publication. They stand in no other part of it, and in no revision. */
  readonly notForPublication?: readonly RevisionSection[];
  readonly seal: Seal;
}

/** What a reader must know of the document's standing. Not part of what is signed. */
export type Seal =
  | {
      readonly kind: 'draft';
      readonly number: number;
      readonly compiledAt: Instant;
      /** The protective marking from settings, on every page of a draft; a revision is public and carries none. */
      readonly marking?: string | null;
    }
  | {
      readonly kind: 'revision';
      readonly number: number;
      readonly signedBy: string | null;
      readonly signedAt: Instant;
      /** SHA-256 of the published plan, lower-case hexadecimal. */
      readonly hash: string;
      /** The days on which words were removed from it, since it was signed; absent where none were. */
      readonly removedOn?: readonly CivilDate[];
      /** Columns that were issued again, each as it stands; absent where none was. */
      readonly issues?: readonly ColumnIssue[];
    };

/** One recommendation and its lines. */
export interface RevisionSection {
  readonly number: string;
  readonly text: string | null;
  readonly deadline: Deadline | null;
  readonly lines: readonly RevisionLine[];
}

/** One requirement as printed. */
export interface RevisionLine {
  readonly id: string;
  readonly ref: string;
  readonly refFrom: 'source' | 'ours';
  readonly text: string | null;
  readonly owner: string;
  /** Only when it overrides the recommendation's. */
  readonly deadline: Deadline | null;
  /** One per column of the document, in the same order; an empty text means that nothing was printed. */
  readonly cells: readonly RevisionCell[];
  readonly status: Status;
  /** Words of a status that are none of ours; printed in place of `status`, which is then `notStated`. */
  readonly statusWords?: string;
  /** The column that stated the status last, where it is not the newest: printed behind it. */
  readonly statusDate?: CivilDate;
  readonly discharge: Discharge | null;
}

export interface RevisionCell {
  readonly column: CivilDate;
  /** Paragraphs apart by "\n". Data, never markup. */
  readonly text: string;
}
