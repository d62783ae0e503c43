import writeExcelFile, { type Row } from 'write-excel-file/node';
import type { CivilDate } from '../../../../domain/calendar/civil-date.js';
import type { ReadPlan } from '../../../../domain/importing/account/reading.js';
import { cellMark, type Doubt, type DoubtField, doubtsOf } from '../../../../domain/importing/review-workbook.js';
import { printable } from '../../formats/text/printable.js';
import { columnLetter, headerCell, heightOf, INK, setupFeature, textCell } from '../../formats/xlsx/write-cells.js';
import type { SheetSetup } from '../../formats/xlsx/write-parts.js';
import { shortened } from '../write/words.js';
import { introductionRows } from './introduction.js';
import {
  FRONT,
  KINDS,
  LEFT_OUT_TITLES,
  LINE_TITLES,
  QUESTION_TITLES,
  questionMark,
  REF_FROM,
  SHEETS,
  signed,
  updateTitle,
  WORKBOOK_TITLE,
} from './words.js';
import {
  AMBER,
  BORDER,
  HEAD_HEIGHT,
  type Line,
  type LineColumn,
  lineColumns,
  lineRows,
  linesOf,
  QUIET,
} from './write-lines.js';

const HOW = [
  'This is the plan as Quarterdeck understood it. Nothing was imported yet. In the sheet "Lines" each row is one thing that somebody answers for.',
  'Look at the cells that are coloured and begin with ⚠. Correct them, or write the answer, or "Right", in the sheet "Questions".',
  'Cut what stands under "Not placed" and paste it where it belongs. What stays there is left out.',
  'Under "Who answers" write the e-mail address of whoever is to be asked about a row, or leave it empty.',
  'Save the workbook and import it in place of the plan.',
] as const;

const MORE = [
  'A whole column can have another title, so that all of it moves: "Recommendation", "Owner", "Status", "Update 30 January 2026".',
  'A row that has no "Rec. no." belongs to the recommendation above it.',
  'Under "Who contributes, and what we ask them" write one a line: a name or an address, a colon, your question.',
  'The sign ⚠ can stay or go. Please leave the columns "Mark" as they are.',
] as const;

/**
 * A reading as a workbook to be corrected in Excel and imported again: `Start here` (what it is, title and leads),
 * `Lines` (a row a requirement, doubtful cells coloured, signed and explained), `Questions` (with repairs, by line and
 * place), `Left out` (text that has no place in the plan) and `Introduction`, where something presents the plan. Throws as `textCell` does.
 */
export async function writeReviewWorkbook(read: ReadPlan): Promise<Uint8Array> {
  const doubts = doubtsOf(read);
  const lines = linesOf(read);
  const columns = lineColumns(read, lines, doubts);
  const sheets = [
    sheetOf(SHEETS.start, startRows(read, doubts), [20, 90, 50], false),
    sheetOf(
      SHEETS.lines,
      lineRows(lines, columns, doubts),
      columns.map(({ width }) => width),
      true,
    ),
    sheetOf(SHEETS.questions, questionRows(read, doubts, lines, columns), [11, 9, 9, 6, 24, 75, 45], true),
    sheetOf(SHEETS.leftOut, leftOutRows(read), [9, 9, 110], true),
    ...((read.introduction ?? []).length === 0
      ? []
      : [sheetOf(SHEETS.introduction, introductionRows(read), [18, 120], true)]),
  ];
  const title = shortened(printable(read.title), 100);
  const setups = sheets.map(({ sheet, data }): SheetSetup => {
    const width = data[0]?.length ?? 1;
    const filter = sheet === SHEETS.start ? null : `A1:${columnLetter(width)}${data.length}`;
    return {
      name: sheet,
      filter,
      bars: null,
      ...(sheet === SHEETS.lines ? { paper: 9, pagesAcross: pagesAcross(columns) } : { paper: 8 }),
      header: sheet,
      footer: title,
      lists: listsOf(sheet, data, columns),
    };
  });
  const written = writeExcelFile(sheets, { fontFamily: 'Arial', fontSize: 9, features: [setupFeature(setups)] });
  return new Uint8Array(await written.toBuffer());
}

/** In characters of a column's width: so many stand beside each other on A4 at the size of the screen, less the first column. */
const PAGE_WIDTH = 130;

/** Side by side rather than shrunk: on one page the words of so many columns cannot be read. */
function pagesAcross(columns: readonly LineColumn[]): number {
  return Math.ceil(columns.reduce((sum, { width }) => sum + width, 0) / PAGE_WIDTH);
}

function sheetOf(sheet: string, data: Row[], widths: readonly number[], table: boolean) {
  return {
    sheet,
    data,
    columns: widths.map((width) => ({ width })),
    orientation: 'landscape' as const,
    showGridLines: false,
    ...(table ? { stickyRowsCount: 1 } : {}),
    ...(sheet === SHEETS.lines ? { stickyColumnsCount: 2 } : {}),
  };
}

function listsOf(
  sheet: string,
  data: readonly Row[],
  columns: readonly LineColumn[],
): NonNullable<SheetSetup['lists']> {
  if (sheet !== SHEETS.lines || data.length < 2) return [];
  const range = (title: string) => {
    const letter = columnLetter(columns.findIndex((each) => each.title === title) + 1);
    return `${letter}2:${letter}${data.length}`;
  };
  return [{ range: range(LINE_TITLES.refFrom), words: Object.values(REF_FROM) }];
}

function startRows(read: ReadPlan, doubts: readonly Doubt[]): Row[] {
  const front = (label: string, value: string, field: DoubtField | null = null): Row => {
    const questions = doubts.filter((each) => each.field === field).map(({ question }) => question.what);
    const marked = questions.length > 0;
    const fill = marked ? { backgroundColor: AMBER } : {};
    const height = Math.max(heightOf(textCell(value), 90), heightOf(textCell(questions.join('\n')), 50));
    return [
      textCell(label, { fontWeight: 'bold', height }),
      textCell(signed(value, marked), { ...fill, ...BORDER }),
      textCell(questions.join('\n')),
    ];
  };
  const step = (label: string, text: string): Row => [
    textCell(label, { fontWeight: 'bold', height: heightOf(textCell(text), 90) }),
    textCell(text),
  ];
  const count = read.questions.length;
  return [
    [textCell(WORKBOOK_TITLE, { fontWeight: 'bold', fontSize: 16, textColor: INK, wrap: false, height: 24 })],
    ...HOW.map((text, index) => step(String(index + 1), text)),
    [],
    front(FRONT.title, read.title, 'title'),
    front(FRONT.organisation, read.organisation, 'organisation'),
    front(FRONT.executiveLead, read.executiveLead ?? ''),
    front(FRONT.operationalLead, read.operationalLead ?? ''),
    front(FRONT.lines, String(read.requirements.length)),
    [],
    [
      textCell(
        `${count} ${count === 1 ? 'question' : 'questions'}, ${read.repairs.length} mended, ${read.leftOut.length} left out.`,
        { wrap: false },
      ),
    ],
    [],
    ...MORE.map((text, index) => step(index === 0 ? 'Good to know' : '', text)),
  ];
}

function questionRows(
  read: ReadPlan,
  doubts: readonly Doubt[],
  lines: readonly Line[],
  columns: readonly LineColumn[],
): Row[] {
  const T = QUESTION_TITLES;
  const head = [T.kind, T.line, T.ref, T.mark, T.where, T.what, T.answer].map((title) => ({
    ...headerCell(title),
    height: HEAD_HEIGHT,
  }));
  const row = (
    kind: string,
    line: number,
    ref: string | null,
    where: string,
    what: string,
    mark: string,
    open: boolean,
  ): Row => {
    const fill = open ? { backgroundColor: AMBER } : {};
    const cells = [
      textCell(signed(kind, open), fill),
      textCell(String(line)),
      textCell(ref ?? ''),
      // beside a filled cell, so that it is cut off and not seen
      textCell(mark, { textColor: QUIET, wrap: false }),
      textCell(where),
      textCell(what),
      textCell('', fill),
    ];
    const height = Math.max(heightOf(textCell(what), 75), heightOf(textCell(where), 24));
    return cells.map((cell) => ({ ...cell, height, ...BORDER }));
  };
  const byKey = new Map(lines.map((line) => [line.requirement?.key ?? '', line]));
  const about = grouped(doubts, ({ question }) => question);
  const asked = read.questions.flatMap((question) => {
    const own = about.get(question) ?? [];
    const [first] = own;
    if (first === undefined) return [];
    const { field } = first;
    const column = columns.find((each) => each.field === field);
    const textAt = (key: string | null) => {
      const line = key === null ? undefined : byKey.get(key);
      const shown = line === undefined || column === undefined || field === 'line' ? null : column.show(line);
      return field === 'title' ? read.title : field === 'organisation' ? read.organisation : wordsOf(shown);
    };
    const keys = own.filter((each) => each.field === field).map(({ row: key }) => key);
    const marks = [...grouped(keys, (key) => cellMark(textAt(key)))].map(([digest, alike]) => ({
      digest,
      field,
      keys: [...new Set(alike)].filter((key) => key !== null),
    }));
    const { line, ref, what } = question;
    return [row(KINDS.question, line, ref, placeWords(field, column), what, questionMark(marks), true)];
  });
  const mended = read.repairs.map(({ line, ref, what }) => row(KINDS.repair, line, ref, '', what, '', false));
  return [head, ...asked, ...mended];
}

function grouped<Key, Each>(all: readonly Each[], keyOf: (each: Each) => Key): ReadonlyMap<Key, readonly Each[]> {
  const found = new Map<Key, Each[]>();
  for (const each of all) found.set(keyOf(each), [...(found.get(keyOf(each)) ?? []), each]);
  return found;
}

/** As the reader of the workbook sees the cell: a date as its ISO words. */
function wordsOf(shown: ReturnType<LineColumn['show']>): string {
  return shown === null ? '' : typeof shown === 'string' ? shown : shown.date;
}

function placeWords(field: DoubtField, column: LineColumn | undefined): string {
  if (field === 'title' || field === 'organisation') return `${SHEETS.start}: ${FRONT[field]}`;
  if (field.startsWith('undated:')) return `${SHEETS.lines}: the title of ${column?.title ?? ''}`;
  if (field.startsWith('heading:')) return `${SHEETS.lines}: the title of ${updateTitle(field.slice(8) as CivilDate)}`;
  if (field === 'plan') return 'The whole plan';
  return field === 'line' || column === undefined
    ? `${SHEETS.lines}: the whole line`
    : `${SHEETS.lines}: ${column.title}`;
}

function leftOutRows(read: ReadPlan): Row[] {
  const T = LEFT_OUT_TITLES;
  const head = [T.line, T.column, T.text].map((title) => ({ ...headerCell(title), height: HEAD_HEIGHT }));
  // all other texts without a place stand in the sheet of lines
  const left = read.leftOut.filter(({ aside }) => aside === true);
  const rows = left.map(({ place, text }): Row => {
    const cells = [
      textCell(String(place.line)),
      textCell(place.column === undefined ? '' : String(place.column)),
      textCell(text),
    ];
    return cells.map((cell) => ({ ...cell, height: heightOf(textCell(text), 110), ...BORDER }));
  });
  return [head, ...rows];
}
