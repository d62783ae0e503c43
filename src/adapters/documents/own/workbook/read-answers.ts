import { cellMark } from '../../../../domain/importing/review-workbook.js';
import { statusIn } from '../../../../domain/importing/words/status-words.js';
import { plainDay } from './read-columns.js';
import type { SheetTable, TableLine } from './read-sheets.js';
import { LINE_TITLES, marksOf, QUESTION_TITLES, type QuestionMark, SHEETS } from './words.js';

/** What became of the words beside a question: nothing was written, all is right as it stands, they stand in the cells now, or not and why. */
export type Answer = { readonly kind: 'none' | 'right' | 'used' } | { readonly kind: 'unused'; readonly hint: string };

/** The answers of a sheet of questions, and what they say for cells. */
export interface Answers {
  /** By the row of the question. */
  readonly byRow: ReadonlyMap<number, Answer>;
  /** By the row of the line, then by the title of the column. */
  readonly cells: ReadonlyMap<number, ReadonlyMap<string, string>>;
  readonly front: ReadonlyMap<string, string>;
}

/**
 * Takes the words beside each question for the cells that it is about, where they can be its value: an owner, a text, a
 * status, one date. A cell that was corrected itself stays so. All other words are not used, and the question stays.
 */
export function answersOf(asked: SheetTable | null, lines: SheetTable): Answers {
  const byKey = new Map(lines.lines.map((line) => [keyIn(line), line]));
  const byRow = new Map<number, Answer>();
  const cells = new Map<number, Map<string, string>>();
  const front = new Map<string, string>();
  for (const row of asked?.lines ?? []) {
    const answer = row.text(QUESTION_TITLES.answer);
    const marks = marksOf(row.text(QUESTION_TITLES.mark));
    const judged = judge(row.text(QUESTION_TITLES.what), answer, marks);
    byRow.set(row.row, judged);
    if (judged.kind !== 'used') continue;
    for (const { digest, field, keys } of marks) {
      if (field === 'title' || field === 'organisation') front.set(field, answer);
      const title = titleOf(field);
      for (const line of keys.flatMap((key) => byKey.get(key) ?? [])) {
        if (title === undefined || cellMark(dateWords(line.text(title), field)) !== digest) continue;
        cells.set(line.row, (cells.get(line.row) ?? new Map<string, string>()).set(title, answer));
      }
    }
  }
  return { byRow, cells, front };
}

/** The lines with what was answered in the place of what stands there. */
export function withAnswers(table: SheetTable, { cells }: Answers): SheetTable {
  const lines = table.lines.map((line): TableLine => {
    const own = cells.get(line.row);
    return own === undefined ? line : { ...line, text: (title) => own.get(title) ?? line.text(title) };
  });
  return { ...table, lines };
}

/** The title of the column that a question is about; undefined where it is about no one column. */
export function titleOf(field: string): string | undefined {
  return field === 'line' ? undefined : LINE_TITLES[field as keyof typeof LINE_TITLES];
}

/** A date is compared as a day, however it is written. */
export function dateWords(text: string, field: string): string {
  return DATES.has(field) ? (plainDay(text) ?? text) : text;
}

const DATES: ReadonlySet<string> = new Set(['deadline', 'recommendationDeadline']);
const RIGHT = /^(?:right|correct|ok(?:ay)?|fine|as (?:it|they) (?:is|are|stands?)|✓|✔)[.!]*$/i;
const YES = /^yes\b[.!]*(?:,? (?:it|they|that) (?:is|are)[.!]*)?$/i;
const NO = /^no\b[.!]*$/i;
/** Words that say nothing, and no value. */
const EMPTY =
  /^(?:yes|no|wrong|not sure|not known|unknown|(?:i |we )?(?:do not|don.?t) know|n\/?a|tb[cd]|[?\-–—.]+)[.!?]*$/i;
/** Questions to which "yes" says that all is right as it stands; to those of `KEPT_OUT` "no" does. */
const AS_IT_STANDS = /\bright\?|\bshould\b.*\?$/is;
const KEPT_OUT = /belong to the plan\?/;

function judge(what: string, answer: string, marks: readonly QuestionMark[]): Answer {
  if (answer === '') return { kind: 'none' };
  if (RIGHT.test(answer) || what.includes(` called ${answer}.`)) return { kind: 'right' };
  if (AS_IT_STANDS.test(what) && YES.test(answer)) return { kind: 'right' };
  if (KEPT_OUT.test(what) && NO.test(answer)) return { kind: 'right' };
  const { field = '' } = marks[0] ?? {};
  if (field === 'status') return statusIn(answer) === null ? unused(HINTS.status) : used(what);
  if (DATES.has(field) || /^(?:heading|undated):/.test(field))
    return plainDay(answer) === null ? unused(HINTS.date) : { kind: 'used' };
  if (!VALUES.has(field)) return unused(/^The columns? "/.test(what) ? HINTS.column : HINTS.other);
  if (EMPTY.test(answer) || !OPEN_QUESTION.test(what)) return unused(HINTS.words);
  const isText = field === 'requirement' || field === 'recommendation';
  return isText && marks.flatMap(({ keys }) => keys).length > 1 ? unused(HINTS.each) : used(what);
}

/** One answer to a question about several different words says nothing of each. */
function used(what: string): Answer {
  return /these words are not plainly/.test(what) ? unused(HINTS.each) : { kind: 'used' };
}

function unused(hint: string): Answer {
  return { kind: 'unused', hint };
}

const VALUES: ReadonlySet<string> = new Set(['title', 'organisation', 'owner', 'requirement', 'recommendation']);
/** Asks for the words themselves, so that the answer is these. */
const OPEN_QUESTION = /\b(?:What (?:is it called|does it (?:say|ask for))|Whose plan is it|Who answers for it)\?/;

const HINTS = {
  status:
    'Write one of these: on track, at risk, off track, waiting on another body, complete, transferred. Or write "Right" to keep what is printed.',
  date: 'Write one date, like 30 June 2026.',
  words: `Write the words as they should be printed, or correct the cell in the sheet "${SHEETS.lines}".`,
  each: `It is about several rows. Write what is right in each of them in the sheet "${SHEETS.lines}".`,
  column: `Give the column "Not placed" in the sheet "${SHEETS.lines}" its title instead, like "${LINE_TITLES.owner}" or "${LINE_TITLES.status}". Or write "Right" to leave it out.`,
  other: `Correct it in the sheet "${SHEETS.lines}". Or write "Right" if all may stay as it is.`,
} as const;

function keyIn(line: TableLine): string {
  return line.text(LINE_TITLES.mark).split(' ')[0] ?? '';
}
