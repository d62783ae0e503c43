import { createHash } from 'node:crypto';
import { type CivilDate, longDate } from '../../../../domain/calendar/civil-date.js';
import type { UndatedColumn } from '../../../../domain/importing/account/reading.js';
import type { Discharge } from '../../../../domain/plan/plan.js';

/* What the writer and the reader of a review workbook must both know: names of sheets, titles of columns, marks. */

/** Stands in the first cell of the first sheet: by it the workbook is known again. */
export const WORKBOOK_TITLE = 'Quarterdeck review workbook';

export const SHEETS = {
  start: 'Start here',
  lines: 'Lines',
  questions: 'Questions',
  leftOut: 'Left out',
  introduction: 'Introduction',
} as const;

export const FRONT = {
  title: 'Title',
  organisation: 'Organisation',
  executiveLead: 'Executive lead',
  operationalLead: 'Operational lead',
  lines: 'Lines read',
} as const;

/** Titles of the columns of `Lines`; dated columns have their own. */
export const LINE_TITLES = {
  ref: 'Ref',
  look: 'Please look at',
  number: 'Rec. no.',
  group: 'Theme',
  recommendation: 'Recommendation',
  recommendationDeadline: "Recommendation's deadline",
  recommendationOriginal: "Recommendation's first deadline",
  requirement: 'Evidence requirement',
  owner: 'Owner',
  answers: 'Who answers',
  contributes: 'Who contributes, and what we ask them',
  deadline: 'Own deadline',
  original: 'Own first deadline',
  status: 'Status',
  discharge: 'Discharge',
  refFrom: 'Ref given by',
  line: 'Line in the file',
  mark: 'Mark',
} as const;

export const QUESTION_TITLES = {
  kind: 'Kind',
  line: 'Line in the file',
  ref: 'Ref',
  where: 'Where',
  what: 'What',
  answer: 'Your answer',
  mark: 'Mark',
} as const;

/** The title of a column for texts without a place: of a column of the source, from 1, or of its paragraphs. */
export function unplacedTitle(column: number | undefined): string {
  return column === undefined ? UNPLACED : `${UNPLACED} (column ${column})`;
}

const UNPLACED = 'Not placed';

/** The place that `unplacedTitle` named; null for any other title. */
export function unplacedIn(title: string): { readonly column?: number } | null {
  const found = /^Not placed(?: \(column (\d+)\))?$/.exec(title);
  if (found === null) return null;
  return found[1] === undefined ? {} : { column: Number(found[1]) };
}

export const LEFT_OUT_TITLES = { line: 'Line in the file', column: 'Column', text: 'Text' } as const;

export const KINDS = { question: 'Question', repair: 'Mended' } as const;
/** Who gave a ref: the plan itself, or Quarterdeck until the lead confirms it. */
export const REF_FROM = { source: 'The plan', ours: 'Quarterdeck' } as const;

/** Before the words of a cell that should be looked at: a sign besides its colour. */
const SIGN = '⚠';

/** A cell's words with the sign; words of the source that begin with it get one more, so that none is lost. */
export function signed(text: string, doubtful: boolean): string {
  return doubtful || text.startsWith(SIGN) ? `${SIGN} ${text}`.trim() : text;
}

/** A cell's words without one sign. */
export function unsigned(text: string): string {
  const words = text.trim();
  return words.startsWith(SIGN)
    ? words
        .slice(SIGN.length)
        .replace(/^\uFE0F? /, '')
        .trim()
    : words;
}

export function updateTitle(column: CivilDate): string {
  return `Update ${longDate(column)}`;
}

/** The title of a column of updates that waits for its date; `column` as in the source, from 1. */
export function undatedTitle({ column, heading }: Pick<UndatedColumn, 'column' | 'heading'>): string {
  return `Update of which day? (column ${column}: ${heading})`;
}

/** The column that `undatedTitle` named; null for any other title. */
export function undatedIn(title: string): Pick<UndatedColumn, 'column' | 'heading'> | null {
  const found = /^Update of which day\? \(column (\d+): ([\s\S]*)\)$/.exec(title);
  return found === null ? null : { column: Number(found[1]), heading: found[2] ?? '' };
}

/** "Discharged by the Inspectorate on 4 May 2026 (INS-204)". */
export function dischargeText({ by, on, reference }: Discharge): string {
  return `Discharged by ${by} on ${longDate(on)}${reference === '' ? '' : ` (${reference})`}`;
}

/** Which cells a question is about: a digest of their words, what they are, and the keys of their lines, if they are in any. */
export interface QuestionMark {
  readonly digest: string;
  readonly field: string;
  readonly keys: readonly string[];
}

/** A line for all cells that have the same words. */
export function questionMark(marks: readonly QuestionMark[]): string {
  return marks.map(({ digest, field, keys }) => [digest, field, ...keys].join(' ')).join('\n');
}

/** What `questionMark` wrote; a mark that was changed fits no cell. */
export function marksOf(text: string): readonly QuestionMark[] {
  return text.split('\n').flatMap((line): QuestionMark[] => {
    const [digest = '', field = '', ...keys] = line.trim().split(' ');
    return field === '' ? [] : [{ digest, field, keys }];
  });
}

/** In the place of a key, where a line only carries its recommendation. */
export const NO_LINE = '-';

/** What cells cannot show, beside a line's key: JSON in letters that no spreadsheet takes for anything. */
export function packed(value: unknown): string {
  const body = Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${body}.${createHash('sha256').update(body).digest('hex').slice(0, 8)}`;
}

/** What `packed` packed; undefined where it was changed. The value is to be parsed by a schema. */
export function unpacked(text: string): unknown {
  const [body = '', check] = text.trim().split('.');
  if (check !== createHash('sha256').update(body).digest('hex').slice(0, 8)) return undefined;
  return JSON.parse(Buffer.from(body, 'base64url').toString());
}
