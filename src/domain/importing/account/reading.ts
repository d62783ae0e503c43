import type { CivilDate } from '../../calendar/civil-date.js';
import type {
  Deadline,
  Discharge,
  IntroductionPart,
  PublishedUpdate,
  Recommendation,
  Status,
} from '../../plan/plan.js';

/** Where something stands in the source: line from 1; column from 1 (of cells), or undefined for the whole line. */
export interface SourcePlace {
  readonly line: number;
  readonly column?: number;
  /** As people find it, where lines are not numbered: "table 2, row 5", "sheet Plan, cell C7". */
  readonly where?: string;
}

/** One cell or one paragraph of a source document, with its place. */
export interface SourceCell {
  readonly place: SourcePlace;
  /** Of a heading: 0 for the document's title, 1 for the topmost headings, and so on. */
  readonly level?: number;
  /** One of a list, by the file's own structure. */
  readonly listed?: true;
  /** Repeats the text of a cell above that is merged down to here. */
  readonly spanned?: true;
  /** Only names what follows ("Owner:", a date over an answer): part of the document's frame. */
  readonly label?: true;
  /** Stands around the content (navigation, cookie notice, page footer, hidden text): left out without a question. */
  readonly aside?: true;
  /** The colour of its ground, in a word, where it has one that stands out. */
  readonly fill?: string;
  /** The cells of the source of which it was made, in their order, where it is none itself. */
  readonly of?: readonly SourceCell[];
  /** Exactly as the source has it, markup included. */
  readonly raw: string;
  /** What a reader sees: markup resolved, paragraphs and breaks as "\n", outer white space gone. */
  readonly text: string;
}

/** A line of a table. Cells stand in source order, empty ones included. */
export interface SourceRow {
  readonly line: number;
  readonly cells: readonly SourceCell[];
}

/** A stretch of a document: rows that belong together, or free text between tables. */
export type SourceBlock =
  | {
      readonly kind: 'rows';
      readonly rows: readonly SourceRow[];
      /** The name of the sheet of a workbook. */
      readonly sheet?: string;
      /** Each cell stands under its own heading for certain, as where the rows were made of labels and values. */
      readonly laid?: true;
    }
  | { readonly kind: 'text'; readonly paragraphs: readonly SourceCell[] };

/** What every reader (tsv, csv, docx, xlsx, html) hands to `readPlan`: one neutral form, places kept. */
export interface SourceDocument {
  readonly format: string;
  readonly blocks: readonly SourceBlock[];
  /** What the reader of the file has to tell the lead: tracked changes taken as accepted, hidden rows. */
  readonly notes?: readonly SourceNote[];
  /** The day on which the file says that it was last saved. */
  readonly saved?: CivilDate;
}

/** Something about the file itself: a `repair` was certain, a `question` is for a person. */
export interface SourceNote {
  readonly kind: 'repair' | 'question';
  readonly line: number;
  readonly what: string;
}

/** Something mended because it was certain, told to the lead. */
export interface Repair {
  readonly line: number;
  /** As people find it, where lines are not numbered. */
  readonly where?: string;
  readonly ref: string | null;
  readonly what: string;
}

/** Something that only a person can decide. */
export interface Question {
  readonly line: number;
  /** As people find it, where lines are not numbered. */
  readonly where?: string;
  readonly ref: string | null;
  readonly what: string;
  /** Refs of the other rows that it is about. */
  readonly also?: readonly string[];
}

/** A requirement as read, before it has a permanent id: `key` is unique within the reading. */
export interface ReadRequirement {
  readonly key: string;
  /** The permanent id, where the document is ours and carries it. */
  readonly id?: string;
  readonly ref: string;
  readonly refFrom: 'source' | 'ours';
  readonly recommendation: string;
  readonly text: string | null;
  readonly owner: string;
  readonly deadline: Deadline | null;
  readonly line: number;
  readonly status: Status;
  /** Words of a status cell that fit no known status; kept and asked about. */
  readonly statusWords: string | null;
  /** The words of the status as the source prints them, known or not; absent where it prints none. */
  readonly printedStatus?: string;
  /** The day of the status, where the source says that it is not the newest column's. */
  readonly statusDate?: CivilDate;
  /** Closed by the inspecting body, where the source says so. */
  readonly discharge: Discharge | null;
  /** Who is to be asked about it, as written in a workbook of ours: an e-mail address or an Entra id, with or without a name. */
  readonly answers?: string;
  /** Who adds to it and what they are asked, as written in a workbook of ours: one a line. */
  readonly contributes?: string;
}

/** Words of the source with where they stand. */
export interface SourceWords {
  readonly place: SourcePlace;
  readonly text: string;
  /** Stands around the content, as in `SourceCell`. */
  readonly aside?: true;
  /** What it could be by the heading above it, in a document that is not understood. */
  readonly perhaps?: PerhapsField;
}

/** What a text below a known heading could be. */
export type PerhapsField =
  | 'number'
  | 'recommendation'
  | 'requirement'
  | 'owner'
  | 'deadline'
  | 'status'
  | `update:${CivilDate}`;

/** Text of the source that has no place in the plan, with where it stood. */
export type LeftOut = SourceWords;

/** The words of the source that say a value of the plan, by the value's name (`named`). */
export type Places = ReadonlyMap<string, readonly SourceWords[]>;

/** A column of updates whose heading names no date. Its texts are left out until somebody says when they were published. */
export interface UndatedColumn {
  /** The column of the source, from 1. */
  readonly column: number;
  /** As printed. */
  readonly heading: string;
  /** By the requirement's key, with where they stood. */
  readonly texts: readonly UndatedText[];
}

/** A text of such a column; `parts`: with where they stand, where it was made of several paragraphs. */
export interface UndatedText extends SourceWords {
  readonly requirement: string;
  readonly parts?: readonly SourceWords[];
}

/** A recommendation as read. */
export interface NamedRecommendation extends Recommendation {
  /** The heading under which it stands with others. */
  readonly group?: string;
  /** Its number as printed, where it is called something else: by us where none is printed, or two are the same. */
  readonly printed?: string | null;
}

/** A plan read from a source document. `updates` carry the requirement's `key` in `requirement`. */
export interface ReadPlan {
  readonly title: string;
  readonly organisation: string;
  readonly executiveLead: string | null;
  readonly operationalLead: string | null;
  /** What presents the plan, in the order of the source. */
  readonly introduction?: readonly IntroductionPart[];
  readonly columns: readonly CivilDate[];
  readonly recommendations: readonly NamedRecommendation[];
  readonly requirements: readonly ReadRequirement[];
  readonly updates: readonly PublishedUpdate[];
  readonly repairs: readonly Repair[];
  readonly questions: readonly Question[];
  readonly leftOut: readonly LeftOut[];
  /** Columns of updates that wait for their date; their texts are in `leftOut` as well. */
  readonly undated?: readonly UndatedColumn[];
  /** The document's own labels and headings ("Organisation: …", the row of column headings), as printed. */
  readonly frame: readonly SourceCell[];
  /** Where each value was said; absent where the document is ours. */
  readonly places?: Places;
  /** What the document's layout does not print, so that its absence says nothing. */
  readonly notPrinted?: readonly ('title' | 'recommendationDeadlines' | 'moves' | 'emptyColumns')[];
  /** Of what was left out: text that stands inside the plan of a document of ours and is none of its texts. */
  readonly inserted?: readonly LeftOut[];
  /** Characters of the source's cells (white space apart) found neither in the plan nor in `leftOut`: must be 0. */
  readonly lostCharacters: number;
}

/** Why a document cannot be read as a plan. */
export interface UnreadablePlan {
  readonly line: number | null;
  readonly column: number | null;
  /** One or two sentences: what is wrong and what to do. */
  readonly reason: string;
}

/** The day on which the updates under a heading were published, by the words of the heading. */
export type AnsweredDates = ReadonlyMap<string, CivilDate>;

/** `explained`: by which ways of looking the document was read, and what speaks for each reading. */
export type PlanReading =
  | {
      readonly kind: 'plan';
      readonly plan: ReadPlan;
      readonly explained?: readonly JudgedReading[];
      /** What the file holds; absent where it is one of ours. */
      readonly source?: SourceDocument;
    }
  | {
      readonly kind: 'unreadable';
      readonly problem: UnreadablePlan;
      readonly explained?: readonly JudgedReading[];
      /** What the file holds, where it can be read at all. */
      readonly source?: SourceDocument;
      /** As far as the document was understood, to be completed by hand; everything else in it is left out. */
      readonly asFar?: ReadPlan;
    };

/** A reading by one way of looking at the document, and what speaks for it. */
export interface JudgedReading {
  readonly shape: string;
  /** From 0 to 1 each; null where this way gave no plan. */
  readonly measures: Readonly<Record<string, number>> | null;
  /** From 0 to 1. */
  readonly score: number;
}

/** What became of reading a file's bytes: a document, or why there is none. */
export type SourceReading =
  | { readonly kind: 'document'; readonly document: SourceDocument }
  | { readonly kind: 'unreadable'; readonly problem: UnreadablePlan };
