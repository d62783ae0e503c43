import { type CivilDate, longDate } from '../../calendar/civil-date.js';
import type { SourceBlock, SourceCell, SourceDocument, SourceNote, SourceRow } from '../account/reading.js';
import { isHeaderRow } from '../header/header.js';
import { headingOf } from '../header/headings.js';
import { outlineLine } from './outline-lines.js';

type Rows = Extract<SourceBlock, { kind: 'rows' }>;

/** What a cell says under one date. */
interface Entry {
  /** Null for words above the first date. */
  readonly column: CivilDate | null;
  readonly label: string;
  readonly lines: string[];
}

/** So many of the filled cells must begin with a date. */
const SHARE_OF_DATED = 0.6;
/** A date must head entries in so many of the filled cells to be a column; others are words of an entry. */
const SHARE_OF_COLUMN = 0.25;

/**
 * Plans with one column of progress in which each cell holds dated entries ("27 March 2031: …", or the date on a line
 * of its own), as plans with a column a date. Only where no heading names a date, and most cells begin with one. Words
 * without a date are put with the entry nearest to them and asked about. Other documents are given back as they are.
 */
export function entriesAsColumns(document: SourceDocument): SourceDocument {
  const tables = document.blocks.flatMap((block) => (block.kind === 'rows' ? (progressOf(block) ?? []) : []));
  const [table] = tables;
  if (table === undefined || tables.length > 1) return document;
  const { block, head, at } = table;
  const cells = block.rows.flatMap((row) => {
    const cell = row.cells[at];
    return row.line > head.line && cell !== undefined && cell.text !== '' ? [cell] : [];
  });
  const columns = columnsOf(cells);
  const dated = cells.filter((cell) => entriesOf(cell, columns)[0]?.column !== null);
  if (columns.length === 0 || dated.length < SHARE_OF_DATED * cells.length) return document;
  const labels: SourceCell[] = [];
  const notes: SourceNote[] = [...(document.notes ?? [])];
  const what = `The column "${head.cells[at]?.text}" holds dated entries. Each date was made a column of its own: ${columns.map(longDate).join(', ')}.`;
  notes.push({ kind: 'repair', line: head.line, what });
  const rows = block.rows.map((row): SourceRow => {
    const cell = row.cells[at];
    if (cell === undefined || row.line < head.line) return row;
    const inPlace = row === head ? headings(cell, columns) : answers(cell, columns, labels, notes);
    return { ...row, cells: [...row.cells.slice(0, at), ...inPlace, ...row.cells.slice(at + 1)] };
  });
  const heading = head.cells[at];
  if (heading !== undefined) labels.push({ ...heading, label: true });
  const blocks = document.blocks.flatMap((each): SourceBlock[] =>
    each === block
      ? [
          { ...block, rows },
          { kind: 'text', paragraphs: labels },
        ]
      : [each],
  );
  return { ...document, blocks, notes };
}

/** The only column of updates of a table of which no heading names a date. */
function progressOf(block: Rows): { readonly block: Rows; readonly head: SourceRow; readonly at: number } | null {
  const head = block.rows.find(isHeaderRow);
  const headings = head?.cells.map((cell) => headingOf(cell.text)) ?? [];
  if (head === undefined || headings.some((each) => each !== null && each.date.kind !== 'none')) return null;
  const updates = headings.flatMap((each, index) => (each?.role === 'update' ? [index] : []));
  const [at, ...others] = updates;
  return at === undefined || others.length > 0 ? null : { block, head, at };
}

function columnsOf(cells: readonly SourceCell[]): CivilDate[] {
  const counts = new Map<CivilDate, number>();
  for (const cell of cells) {
    const dates = cell.text.split('\n').flatMap((text) => dateOf(text, cell)?.column ?? []);
    for (const date of new Set(dates)) counts.set(date, (counts.get(date) ?? 0) + 1);
  }
  return [...counts].flatMap(([date, count]) => (count >= SHARE_OF_COLUMN * cells.length ? [date] : [])).sort();
}

/** The date that a line begins with, the words that only name it, and what follows. */
function dateOf(text: string, { place, raw }: SourceCell) {
  const line = outlineLine({ place, raw, text });
  return line.kind === 'update' ? line : null;
}

function entriesOf(cell: SourceCell, columns: readonly CivilDate[]): Entry[] {
  const entries: Entry[] = [];
  for (const text of cell.text.split('\n')) {
    const line = dateOf(text, cell);
    const known =
      line !== null && columns.includes(line.column) && !entries.some(({ column }) => column === line.column);
    const last = entries.at(-1);
    if (known) entries.push({ column: line.column, label: line.label, lines: [line.rest] });
    else if (last === undefined) entries.push({ column: null, label: '', lines: [text] });
    else last.lines.push(text);
  }
  return entries;
}

function headings(cell: SourceCell, columns: readonly CivilDate[]): SourceCell[] {
  return columns.map((column, index) => ({
    place: placeIn(cell, index + 1),
    raw: '',
    text: `Update ${longDate(column)}`,
    label: true,
  }));
}

/** A cell a column, from the entries of one; labels and doubts are added to the lists. */
function answers(
  cell: SourceCell,
  columns: readonly CivilDate[],
  labels: SourceCell[],
  notes: SourceNote[],
): SourceCell[] {
  const entries = entriesOf(cell, columns);
  const undated = entries.find(({ column }) => column === null);
  const nearest = entries.find(({ column }) => column !== null)?.column ?? columns.at(-1);
  if (undated !== undefined && cell.text !== '' && nearest !== undefined) {
    const words = undated.lines.join(' ').slice(0, 60);
    const what = `The words "${words}" stand under no date. They were put under ${longDate(nearest)}. When were they published?`;
    notes.push({ kind: 'question', line: cell.place.line, what });
  }
  const spoken = entries.map(({ label }) => label.trim()).filter((label) => label !== '');
  if (spoken.length > 0) labels.push({ ...cell, place: placeIn(cell, 0), text: spoken.join('\n'), label: true });
  return columns.map((column, index) => {
    const own = entries.filter((entry) => (entry.column ?? nearest) === column);
    const text = own
      .flatMap(({ lines }) => lines)
      .join('\n')
      .trim();
    return { ...cell, place: placeIn(cell, index + 1), text };
  });
}

/** Parts of one cell are told apart behind the point: the account of characters is kept by place. */
function placeIn({ place }: SourceCell, part: number): SourceCell['place'] {
  return { ...place, column: (place.column ?? 1) + part / 1000 };
}
