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

/** For whom a report is. `inside`: on every page it says that it is not for publication. */
export type Audience =
  | { readonly kind: 'public' }
  | {
      readonly kind: 'inside';
      /** The protective marking from settings, or null. */
      readonly marking: string | null;
    };

/** A report about a plan, apart from how it looks. */
export interface Report {
  /** What kind of report it is, above the title: "Change log". */
  readonly kind: string;
  readonly title: string;
  readonly organisation: string;
  /** Number, dates, and for whom it is. */
  readonly standing: readonly string[];
  readonly audience: Audience;
  /** Small type and margins, so that it stays on one page of A4. */
  readonly onePage: boolean;
  readonly blocks: readonly ReportBlock[];
}

/** The mark of a report that is not public: "OFFICIAL. Not for publication"; null for a public one. */
export function markOf({ audience }: Pick<Report, 'audience'>): string | null {
  if (audience.kind === 'public') return null;
  const marking = (audience.marking ?? '').trim();
  return marking === '' ? NOT_FOR_PUBLICATION : `${marking}. ${NOT_FOR_PUBLICATION}`;
}

const NOT_FOR_PUBLICATION = 'Not for publication';
