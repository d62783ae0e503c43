import type {
  SourceBlock,
  SourceCell,
  SourceDocument,
  SourceNote,
  SourceRow,
} from '../../../../domain/importing/account/reading.js';
import { type OfficePackage, savedDay } from '../package/office-package.js';
import { DATA_SHEET } from '../text/marks-of-ours.js';
import { RefusedFile } from '../text/refused-file.js';
import { WIDEST } from '../text/table-grid.js';
import { columnName, readSheet, type Sheet, type SheetCell, type SheetMerge } from './read-sheet.js';
import { readWorkbook } from './read-workbook.js';
import { notesOnCells, type SheetNote } from './sheet-notes.js';

/**
 * Reads an Excel workbook (ECMA-376 part 1, 18) into the neutral form: every sheet in order, blank rows as breaks
 * between blocks. Formulas count as their stored values, dates as words, a merged cell as standing in each of its rows.
 * Hidden rows, columns and sheets are read and told, notes on cells are told after all else. Lines are the rows of the sheets, counted on from sheet to sheet.
 */
export function readXlsx(office: OfficePackage): SourceDocument {
  const workbook = readWorkbook(office);
  const blocks: SourceBlock[] = [];
  const notes: SourceNote[] = [];
  const beside: (SheetNote & { readonly sheet: string })[] = [];
  let before = 0;
  for (const place of workbook.sheets) {
    if (place.name === DATA_SHEET && place.state !== 'visible') continue;
    const sheet = readSheet(office.parts, place, workbook);
    if (sheet.cells.length === 0) continue;
    const { rows, merged } = rowsOf(sheet, place.name, before);
    for (const block of stretches(rows, place.name)) blocks.push(block);
    notes.push(...notesOf(sheet, place, rows[0]?.line ?? before + 1, before, merged));
    beside.push(...notesOnCells(office.parts, place.part).map((note) => ({ ...note, sheet: place.name })));
    before = Math.max(before, rows.at(-1)?.line ?? 0);
  }
  const paragraphs = beside.map(({ sheet, cell, text }, index): SourceCell => {
    const where = `note on sheet ${sheet}, cell ${cell}`;
    return { place: { line: before + index + 1, where }, raw: text, text, aside: true };
  });
  if (paragraphs.length > 0) blocks.push({ kind: 'text', paragraphs });
  return { format: 'xlsx', blocks, notes, ...savedDay(office.parts) };
}

function rowsOf(sheet: Sheet, name: string, before: number): { rows: SourceRow[]; merged: number } {
  const byRow = new Map<number, Map<number, SheetCell & { readonly spanned?: true }>>();
  const put = (cell: SheetCell & { readonly spanned?: true }) => {
    const row = byRow.get(cell.row) ?? new Map<number, SheetCell>();
    byRow.set(cell.row, row);
    if (!row.has(cell.column)) row.set(cell.column, cell);
  };
  for (const cell of sheet.cells) if (cell.column <= WIDEST) put(cell);
  // a colour alone makes no row
  for (const cell of sheet.grounds) if (byRow.has(cell.row)) put(cell);
  let merged = 0;
  const last = [...byRow.keys()].reduce((most, row) => Math.max(most, row), 0);
  let reached = 0;
  for (const merge of sheet.merges) {
    reached += Math.max(0, Math.min(merge.bottom, last) - merge.top);
    // Excel lets no two of them overlap, so together they reach over no more rows than the sheet has cells.
    if (reached > MOST_MERGED) {
      throw new RefusedFile(
        'A sheet of the workbook has more merged cells than any plan. Import the plan alone, without other sheets.',
      );
    }
    merged += fill(merge, byRow, last, put);
  }
  const rows = [...byRow.keys()]
    .sort((a, b) => a - b)
    .map((number): SourceRow => {
      const filled = byRow.get(number) ?? new Map<number, SheetCell & { readonly spanned?: true }>();
      const width = Math.max(...filled.keys());
      const line = before + number;
      const cells = Array.from({ length: width }, (_, index): SourceCell => {
        const column = index + 1;
        const cell = filled.get(column);
        const place = { line, column, where: `sheet ${name}, cell ${columnName(column)}${number}` };
        const fill = cell?.fill === undefined ? {} : { fill: cell.fill };
        const spanned = cell?.spanned ? { spanned: true as const } : {};
        return { place, raw: cell?.raw ?? '', text: cell?.text ?? '', ...spanned, ...fill };
      });
      return { line, cells };
    });
  return { rows, merged };
}

/** Rows that the merged cells of a sheet reach over, all together. */
const MOST_MERGED = 2_000_000;

/** The text of a merged cell stands in the first column of each of its rows. */
function fill(
  { top, left, bottom }: SheetMerge,
  rows: ReadonlyMap<number, ReadonlyMap<number, SheetCell>>,
  last: number,
  put: (cell: SheetCell & { readonly spanned?: true }) => void,
): number {
  const cell = rows.get(top)?.get(left);
  if (cell === undefined) return 0;
  let filled = 0;
  for (let row = top + 1; row <= Math.min(bottom, last); row += 1) {
    // A merge may reach over rows that hold nothing else: they stay blank.
    if (!rows.has(row)) continue;
    put({ row, column: left, raw: '', text: cell.text, spanned: true });
    filled += 1;
  }
  return filled;
}

/** Rows without a blank one between them belong together; rows of one cell alone are text. */
function stretches(rows: readonly SourceRow[], sheet: string): SourceBlock[] {
  const blocks: SourceBlock[] = [];
  let stretch: SourceRow[] = [];
  const close = () => {
    if (stretch.length === 0) return;
    const filled = stretch.map((row) => row.cells.filter((cell) => cell.text !== ''));
    const single = filled.every((cells) => cells.length === 1);
    const paragraphs = filled.flat().map((cell, index) => withGround(cell, stretch[index]));
    blocks.push(single ? { kind: 'text', paragraphs } : { kind: 'rows', rows: stretch, sheet });
    stretch = [];
  };
  for (const row of rows) {
    const above = stretch.at(-1);
    if (above !== undefined && row.line > above.line + 1) close();
    stretch.push(row);
  }
  close();
  return blocks;
}

/** A text with the ground of the empty cell before it, as a key of colours has it. */
function withGround(cell: SourceCell, row: SourceRow | undefined): SourceCell {
  const before = row?.cells[(cell.place.column ?? 1) - 2];
  return cell.fill === undefined && before?.text === '' && before.fill !== undefined
    ? { ...cell, fill: before.fill }
    : cell;
}

function notesOf(
  sheet: Sheet,
  place: { readonly name: string; readonly state: string },
  line: number,
  before: number,
  merged: number,
): SourceNote[] {
  const notes: SourceNote[] = [];
  const note = (kind: SourceNote['kind'], at: number, what: string) => void notes.push({ kind, line: at, what });
  if (place.state !== 'visible') {
    note(
      'question',
      line,
      `The sheet "${place.name}" is hidden in the workbook. It was read all the same. Does it belong to the plan?`,
    );
  }
  const used = new Set(sheet.cells.map(({ row }) => row));
  const hidden = [...sheet.hiddenRows].filter((row) => used.has(row)).sort((a, b) => a - b);
  if (hidden.length > 0) {
    const list =
      hidden.length > 12 ? `${hidden.slice(0, 12).join(', ')} and ${hidden.length - 12} more` : hidden.join(', ');
    note(
      'question',
      before + (hidden[0] ?? 1),
      `Hidden in the sheet "${place.name}" and read all the same: row ${list}. Do they belong to the plan?`,
    );
  }
  const columns = sheet.hiddenColumns
    .flatMap(({ from, to }) => Array.from({ length: Math.min(to, WIDEST) - from + 1 }, (_, index) => from + index))
    .filter((column) => sheet.cells.some((cell) => cell.column === column));
  if (columns.length > 0) {
    note(
      'question',
      line,
      `Hidden in the sheet "${place.name}" and read all the same: column ${columns.map(columnName).join(', ')}. Do they belong to the plan?`,
    );
  }
  if (merged > 0) {
    note(
      'repair',
      line,
      `In the sheet "${place.name}", ${merged} places stand in merged cells. The text of a merged cell counts for each of its rows.`,
    );
  }
  if (sheet.uncalculated > 0) {
    note(
      'question',
      line,
      `In the sheet "${place.name}", ${sheet.uncalculated} cells hold a formula without its value. Open the workbook in Excel, save it and import it again.`,
    );
  }
  const beyond = sheet.cells.filter(({ column }) => column > WIDEST).length;
  if (beyond > 0)
    note(
      'question',
      line,
      `In the sheet "${place.name}", ${beyond} cells stand beyond column ${columnName(WIDEST)} and were not read.`,
    );
  return notes;
}
