import type { CivilDate } from '../../calendar/civil-date.js';
import type { Commitment } from '../../commitments/commitment.js';
import type { PublishedPlan, Recommendation, Requirement, Status, UpdateKind } from '../../plan/plan.js';

/** The rules of the review, in the order in which their findings are listed for one place. */
export const RULES = [
  'personal-name',
  'e-mail-address',
  'telephone-number',
  'case-reference',
  'protective-marking',
  'internal-link',
  'working-note',
  'unseen-letters',
  'breaks-off',
  'date-after-revision',
  'impossible-date',
  'complete-with-open-work',
  'complete-without-status',
  'commitment-gone-by',
  'rows-contradict',
  'columns-contradict',
  'repeated-text',
  'figure-against-claim',
  'figure-misses-target',
  'deadline-contradicts-rule',
  'recommendation-without-text',
  'no-change-over-future',
  'silent-row',
  'approved-spelling',
  'spelling-differs',
] as const;
export type RuleName = (typeof RULES)[number];

/** `mustDecide`: accept with a reason, correct or send back before publication. `look`: worth a glance. */
export type Severity = 'mustDecide' | 'look';

/** What a check says about a text. An acceptance lasts while the words do: the id is made of them. */
export interface Finding {
  /** First 16 hexadecimal digits of the SHA-256 of rule, requirement, column and words. */
  readonly id: string;
  readonly rule: RuleName;
  /** Requirement id; null when the finding is about a recommendation's own text. */
  readonly requirement: string | null;
  /** What people call the place: the requirement's ref, or the recommendation's number. */
  readonly ref: string;
  /** The column that the words stand in; null for a recommendation's own text. */
  readonly column: CivilDate | null;
  /** UTF-16 units in the text of that cell or recommendation. */
  readonly start: number;
  readonly length: number;
  readonly words: string;
  /** One or two sentences in plain English: what was seen. */
  readonly what: string;
  readonly suggestion: string;
  readonly severity: Severity;
}

/** What the review needs. Words of people and of the body come from settings; all may be empty. */
export interface ReviewInput {
  readonly plan: PublishedPlan;
  /** The column being reviewed; earlier ones serve for comparison, later ones are not looked at. */
  readonly column: CivilDate;
  /** Full names of people who work on the plan. */
  readonly knownPeople: readonly string[];
  /** Names of partners, victims' charities and systems as the body spells them. */
  readonly approvedSpellings: readonly string[];
  /** Commitments with the answers given about them; those answered are not raised again. */
  readonly commitments: readonly Commitment[];
}

/** One text that a rule can point into. */
export interface Cell {
  readonly requirement: string | null;
  readonly ref: string;
  readonly column: CivilDate | null;
  readonly kind: UpdateKind;
  readonly text: string;
}

/** One requirement as the review sees it. */
export interface ReviewRow {
  readonly requirement: Requirement;
  readonly status: Status;
  /** The cell of the column being reviewed, or null when nothing is printed there. */
  readonly now: Cell | null;
  /** The cells of earlier columns, oldest first; empty ones left out. */
  readonly earlier: readonly Cell[];
}

/** What a plan prints above its rows: names that stand there are public already. */
export interface TitleBlock {
  /** The plan's own title: it names the report, and often whom it is called after. */
  readonly title: string;
  /** The posts and people that lead it, as printed: "ACC Denham". */
  readonly leads: readonly string[];
}

/** Everything a rule may look at. */
export interface Review extends Omit<ReviewInput, 'plan'> {
  readonly rows: readonly ReviewRow[];
  readonly recommendations: readonly Recommendation[];
  readonly titleBlock: TitleBlock;
  /** Whether the column is the plan's newest: only there is a status known. */
  readonly isNewest: boolean;
}

/** A finding before it has an id. */
export type Raised = Omit<Finding, 'id'>;

export type Rule = (review: Review) => readonly Raised[];

/** The words of a finding about `length` units from `start` of a cell. */
export interface Remark {
  readonly rule: RuleName;
  readonly start: number;
  readonly length: number;
  readonly what: string;
  readonly suggestion: string;
  readonly severity: Severity;
}

/** Points at words of a cell. */
export function raise(cell: Cell, remark: Remark): Raised {
  const { requirement, ref, column, text } = cell;
  return { ...remark, requirement, ref, column, words: text.slice(remark.start, remark.start + remark.length) };
}

/** Points at a whole cell. */
export function raiseWhole(cell: Cell, remark: Omit<Remark, 'start' | 'length'>): Raised {
  return raise(cell, { ...remark, start: 0, length: cell.text.length });
}

/** The cells of the column being reviewed that say something. */
export function cellsNow(review: Review): readonly Cell[] {
  return review.rows.flatMap((row) => row.now ?? []);
}
