import type { SourceRow } from '../../../../domain/importing/account/reading.js';
import { colourName } from '../text/colours.js';
import { type GridCell, tableRowsOf, WIDEST } from '../text/table-grid.js';
import { columnsOf } from './columns.js';

/** A table while its XML is read. */
export interface WordTable {
  readonly number: number;
  readonly widths: number[];
  readonly rows: WordRow[];
  /** Tables inside its cells, which were flattened into text. */
  inner: number;
}

export interface WordRow {
  readonly line: number;
  before: number;
  dropped: boolean;
  readonly cells: WordCell[];
}

export interface WordCell {
  readonly paragraphs: string[];
  /** The colour of its ground. */
  fill: string | null;
  across: number;
  /** Merged into the cell above. */
  above: boolean;
  dropped: boolean;
}

export function openTable(number: number): WordTable {
  return { number, widths: [], rows: [], inner: 0 };
}

/** Takes a property of a row or a cell (ECMA-376 part 1, 17.4); true when it was one. */
export function tableProperty(table: WordTable, name: string, attributes: Readonly<Record<string, string>>): boolean {
  const row = table.rows.at(-1);
  const cell = row?.cells.at(-1);
  const count = Math.min(WIDEST, Math.max(0, Number(attributes.val ?? 0) || 0));
  if (name === 'gridCol') table.widths.push(Number(attributes.w ?? 0) || 0);
  else if (name === 'gridBefore' && row !== undefined) row.before = count;
  else if (name === 'gridSpan' && cell !== undefined) cell.across = Math.max(1, count);
  else if (name === 'vMerge' && cell !== undefined) cell.above = attributes.val !== 'restart';
  else if (name === 'cellDel' && cell !== undefined) cell.dropped = true;
  // what stands in the cell may have a ground of its own
  else if (name === 'shd' && cell !== undefined && cell.paragraphs.length === 0 && cell.fill === null)
    cell.fill = colourName(attributes.fill ?? '');
  else return false;
  return true;
}

/** The text of a cell: its paragraphs without blank ones. */
export function cellTextOf(paragraphs: readonly string[]): string {
  return paragraphs
    .flatMap((paragraph) => paragraph.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** A finished table as rows of cells in columns. Text of a cell that Word hides under a merge is given back as `covered`. */
export function rowsOfTable(table: WordTable): {
  readonly rows: readonly SourceRow[];
  readonly merged: number;
  readonly covered: readonly { readonly line: number; readonly text: string }[];
} {
  const kept = table.rows.filter((row) => !row.dropped);
  const numbers = new Map(table.rows.map((row, index) => [row, index + 1]));
  const cells = kept.map((row) => row.cells.filter((cell) => !cell.dropped));
  const spans = kept.map((row, index) => {
    let at = row.before;
    return (cells[index] ?? []).map((cell) => {
      const from = at;
      at += cell.across;
      return { from, across: cell.across };
    });
  });
  const columns = columnsOf(spans, table.widths);
  const covered: { line: number; text: string }[] = [];
  const grid = kept.map((row, index) => {
    const own = cells[index] ?? [];
    const placed: GridCell[] = own.map((cell, at) => {
      const text = cellTextOf(cell.paragraphs);
      if (cell.above && text !== '') covered.push({ line: row.line, text });
      const next = columns[index]?.[at + 1];
      const across = next === undefined ? 1 : next - (columns[index]?.[at] ?? at);
      return { text: cell.above ? '' : text, across, down: cell.above ? 'above' : 1, fill: cell.fill };
    });
    const where = `table ${table.number}, row ${numbers.get(row)}`;
    return { line: row.line, where, before: columns[index]?.[0] ?? 0, cells: placed };
  });
  return { ...tableRowsOf(grid), covered };
}

/** A table inside a cell as lines of text, its cells apart by tabs. */
export function flattened(table: WordTable): string[] {
  return table.rows
    .filter((row) => !row.dropped)
    .map((row) => row.cells.map((cell) => cellTextOf(cell.paragraphs).replace(/\n/g, ' ')).join('\t'));
}
