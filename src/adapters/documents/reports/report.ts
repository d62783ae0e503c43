import type { WordChange } from '../../../domain/text/word-difference.js';

/** Words of a report: plain, or with what went and what came marked. */
export type Rich = string | readonly WordChange[];

/** A part of a report, apart from how it looks. */
export type ReportBlock =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'text'; readonly label?: string; readonly text: Rich }
  | { readonly kind: 'note'; readonly text: string }
  /** Short lines, each with what it is about in front. */
  | { readonly kind: 'lines'; readonly lines: readonly { readonly about: string; readonly text: string }[] }
  /** `shares` of the width, one a column. No cell is empty. */
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly titles: readonly string[];
      readonly shares: readonly number[];
      readonly rows: readonly (readonly string[])[];
    };

/** A report for people inside the organisation: never for publication. */
export interface Report {
  /** What kind of report it is, above the title: "Change log". */
  readonly kind: string;
  readonly title: string;
  readonly organisation: string;
  /** Number, dates, and for whom it is. */
  readonly standing: readonly string[];
  readonly marking: string | null;
  /** Small type and margins, so that it stays on one page of A4. */
  readonly onePage: boolean;
  readonly blocks: readonly ReportBlock[];
}
