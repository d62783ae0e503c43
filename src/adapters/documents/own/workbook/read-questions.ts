import { type CivilDate, civilDate } from '../../../../domain/calendar/civil-date.js';
import type { Question, Repair } from '../../../../domain/importing/account/reading.js';
import { cellMark } from '../../../../domain/importing/review-workbook.js';
import { datesIn } from '../../../../domain/text/dates/dates-in-text.js';
import type { UpdateColumns } from './read-columns.js';
import type { SheetRow, SheetTable, TableLine } from './read-sheets.js';
import { FRONT, KINDS, LINE_TITLES, QUESTION_TITLES, unsigned } from './words.js';

/** The lines of a corrected workbook as its questions look at them. */
export interface Corrected {
  /** By the key of the requirement. */
  readonly lines: ReadonlyMap<string, TableLine>;
  readonly front: Front;
  /** Dates of the dated columns by the title as it stands. */
  readonly columns: ReadonlyMap<string, CivilDate>;
  /** Columns that still wait for their date. */
  readonly undated: UpdateColumns['undated'];
}

/** What stands in `Start here`. */
export interface Front {
  readonly title: string;
  readonly organisation: string;
  readonly executiveLead: string;
  readonly operationalLead: string;
  /** Number of lines when the workbook was made, or null. */
  readonly read: number | null;
}

/** Title, organisation and leads as corrected. */
export function frontOf(rows: readonly SheetRow[]): Front {
  const value = (label: string) =>
    unsigned(rows.find(({ cells }) => cells.get(1)?.trim() === label)?.cells.get(2) ?? '');
  const count = Number.parseInt(value(FRONT.lines), 10);
  return {
    title: value(FRONT.title),
    organisation: value(FRONT.organisation),
    executiveLead: value(FRONT.executiveLead),
    operationalLead: value(FRONT.operationalLead),
    read: Number.isNaN(count) ? null : count,
  };
}

/** Questions still open, and as repairs what was mended before and what was answered now. */
export function keptQuestions(
  table: SheetTable | null,
  corrected: Corrected,
): { readonly questions: readonly Question[]; readonly repairs: readonly Repair[] } {
  const questions: Question[] = [];
  const repairs: Repair[] = [];
  for (const row of table?.lines ?? []) {
    const what = row.text(QUESTION_TITLES.what);
    const ref = nullIfEmpty(row.text(QUESTION_TITLES.ref));
    const { line } = placeOf(row.text(QUESTION_TITLES.line), '');
    const told = { line, ref, what };
    if (what === '') continue;
    if (row.text(QUESTION_TITLES.kind) === KINDS.repair) {
      repairs.push(told);
      continue;
    }
    const answer = row.text(QUESTION_TITLES.answer);
    const mark = row.text(QUESTION_TITLES.mark);
    if (waits(mark, corrected)) questions.push(told);
    else if (answer !== '') repairs.push({ ...told, what: `${what} Answered in the review workbook: "${answer}".` });
    else if (wasChanged(mark, corrected)) repairs.push({ ...told, what: `${what} Corrected in the review workbook.` });
    else questions.push(told);
  }
  return { questions, repairs };
}

/** Whether a question is about a column that still has no date: only a date answers it. */
function waits(mark: string, { undated }: Corrected): boolean {
  const [, field = ''] = mark.split(' ');
  return [...undated.values()].some(({ column }) => field === `undated:${column}`);
}

function wasChanged(mark: string, { lines, front, columns }: Corrected): boolean {
  // digest of the cell's words, its field, and the key of its line or nothing; a mark that was changed fits no cell
  const [digest = '', field = '', ...rest] = mark.split(' ');
  const key = rest.join(' ');
  if (digest === '' || field === '') return false;
  if (field === 'title' || field === 'organisation') return cellMark(front[field]) !== digest;
  if (field.startsWith('undated:')) return true;
  if (field.startsWith('heading:')) return ![...columns.values()].includes(field.slice(8) as CivilDate);
  if (key === '') return false;
  const line = lines.get(key);
  // a line that was deleted leaves nothing to ask about
  if (line === undefined) return true;
  const update = field.startsWith('update:') ? field.slice(7) : null;
  const title =
    update === null
      ? LINE_TITLES[field as keyof typeof LINE_TITLES]
      : [...columns].find(([, column]) => column === update)?.[0];
  if (title === undefined || field === 'line') return false;
  return cellMark(dateWords(line.text(title), field)) !== digest;
}

/** Whole dates are read alike whatever day is near. */
const ANY_DAY = civilDate('2025-01-01');

/** A date is compared as a day, however it is written. */
function dateWords(text: string, field: string): string {
  if (field !== 'deadline' && field !== 'recommendationDeadline') return text;
  const [mention] = datesIn(text, ANY_DAY);
  return mention?.kind === 'date' ? mention.last : text;
}

/** A place of the source from its printed numbers; the first line where there is none. */
export function placeOf(line: string, column: string): { line: number; column?: number } {
  const [row, at] = [Number.parseInt(line, 10) || 1, Number.parseInt(column, 10)];
  return Number.isNaN(at) ? { line: row } : { line: row, column: at };
}

/** Null for an empty text. */
export function nullIfEmpty(text: string): string | null {
  return text === '' ? null : text;
}
