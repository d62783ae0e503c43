import type { CivilDate } from '../../../../domain/calendar/civil-date.js';
import type { Question, Repair } from '../../../../domain/importing/account/reading.js';
import { cellMark } from '../../../../domain/importing/review-workbook.js';
import { shortened } from '../../../../domain/text/shortened.js';
import { type Answers, dateWords, titleOf } from './read-answers.js';
import type { UpdateColumns } from './read-columns.js';
import type { SheetRow, SheetTable, TableLine } from './read-sheets.js';
import { FRONT, KINDS, LINE_TITLES, marksOf, QUESTION_TITLES, type QuestionMark, unsigned } from './words.js';

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
export function frontOf(rows: readonly SheetRow[], answered: Answers['front']): Front {
  const value = (label: string) =>
    unsigned(rows.find(({ cells }) => cells.get(1)?.trim() === label)?.cells.get(2) ?? '');
  const count = Number.parseInt(value(FRONT.lines), 10);
  return {
    title: answered.get('title') ?? value(FRONT.title),
    organisation: answered.get('organisation') ?? value(FRONT.organisation),
    executiveLead: value(FRONT.executiveLead),
    operationalLead: value(FRONT.operationalLead),
    read: Number.isNaN(count) ? null : count,
  };
}

/** Questions still open, and as repairs what was mended before and what was answered now. */
export function keptQuestions(
  table: SheetTable | null,
  corrected: Corrected,
  { byRow }: Answers,
): { readonly questions: readonly Question[]; readonly repairs: readonly Repair[] } {
  const questions: Question[] = [];
  const repairs: Repair[] = [];
  for (const row of table?.lines ?? []) {
    const what = row.text(QUESTION_TITLES.what).replace(NOT_USED, '');
    const marks = marksOf(row.text(QUESTION_TITLES.mark));
    const told = toldOf(row, what, corrected);
    if (what === '') continue;
    if (row.text(QUESTION_TITLES.kind) === KINDS.repair) {
      repairs.push(told);
      continue;
    }
    const words = row.text(QUESTION_TITLES.answer);
    const answer = byRow.get(row.row) ?? { kind: 'none' };
    const open = openIn(marks, corrected);
    const waits = marks.some(({ field }) => isUndated(field, corrected));
    if (answer.kind === 'unused' || (waits && words !== '')) {
      const hint = answer.kind === 'unused' ? answer.hint : 'Write one date, like 30 June 2026.';
      questions.push({ ...told, what: `${what} Your answer "${shortened(words, 60)}" was not used. ${hint}` });
    } else if (waits) questions.push(told);
    else if (answer.kind !== 'none')
      repairs.push({ ...told, what: `${what} Answered in the review workbook: "${words}".` });
    else if (open === 'none') repairs.push({ ...told, what: `${what} Corrected in the review workbook.` });
    else questions.push(open === 'all' ? told : { ...told, ...namedBy(open, corrected) });
  }
  return { questions, repairs };
}

/** What an earlier import said of an answer. */
const NOT_USED = / Your answer "[\s\S]*" was not used\. [\s\S]*$/;

function toldOf(row: TableLine, what: string, corrected: Corrected): Question {
  const { line } = placeOf(row.text(QUESTION_TITLES.line), '');
  const ref = nullIfEmpty(row.text(QUESTION_TITLES.ref));
  const keys = marksOf(row.text(QUESTION_TITLES.mark)).flatMap((mark) => mark.keys);
  const { also } = namedBy(keys, corrected);
  return { line, ref, what, ...(ref === null || also === undefined ? {} : { also }) };
}

/** The refs of lines as a question names them. */
function namedBy(keys: readonly string[], { lines }: Corrected): Pick<Question, 'ref' | 'also'> {
  const [ref = '', ...also] = keys.flatMap((key) => lines.get(key)?.text(LINE_TITLES.ref) ?? []);
  return { ref: nullIfEmpty(ref), ...(also.length === 0 ? {} : { also }) };
}

/** Whether a question is about a column that still has no date: only a date answers it. */
function isUndated(field: string, { undated }: Corrected): boolean {
  return [...undated.values()].some(({ column }) => field === `undated:${column}`);
}

/** Of the cells that a question is about, the lines of those that are as they were. */
function openIn(marks: readonly QuestionMark[], corrected: Corrected): 'all' | 'none' | readonly string[] {
  const [first] = marks;
  if (first === undefined) return 'all';
  const keys = marks.flatMap((mark) => mark.keys);
  if (keys.length === 0) return wasChanged(first, '', corrected) ? 'none' : 'all';
  const open = marks.flatMap((mark) => mark.keys.filter((key) => !wasChanged(mark, key, corrected)));
  return open.length === 0 ? 'none' : open.length === keys.length ? 'all' : open;
}

function wasChanged(
  { digest, field }: Pick<QuestionMark, 'digest' | 'field'>,
  key: string,
  { lines, front, columns }: Corrected,
): boolean {
  if (field === 'title' || field === 'organisation') return cellMark(front[field]) !== digest;
  if (field.startsWith('undated:')) return true;
  if (field.startsWith('heading:')) return ![...columns.values()].includes(field.slice(8) as CivilDate);
  if (key === '') return false;
  const line = lines.get(key);
  // a line that was deleted leaves nothing to ask about
  if (line === undefined) return true;
  const update = field.startsWith('update:') ? field.slice(7) : null;
  const title = update === null ? titleOf(field) : [...columns].find(([, column]) => column === update)?.[0];
  return title !== undefined && cellMark(dateWords(line.text(title), field)) !== digest;
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
