import type { SourceDocument } from '../../../../domain/importing/account/reading.js';
import { LINE_TITLES, unsigned } from './words.js';

/** A filled row of a sheet: its texts by column, from 1. */
export interface SheetRow {
  readonly sheet: string;
  /** From 1. */
  readonly row: number;
  readonly cells: ReadonlyMap<number, string>;
}

/** A row below column titles. Texts are without the sign of doubt, empty where there is no such column or nothing in it. */
export interface TableLine {
  readonly row: number;
  /** Line of the source that it was read from; 0 where it names none. */
  readonly source: number;
  readonly place: { readonly line: number; readonly where: string };
  text(title: string): string;
  texts(): readonly string[];
  /** Texts in columns with another title, or none. */
  beside(titles: ReadonlySet<string>): readonly string[];
}

export interface SheetTable {
  readonly titles: readonly string[];
  readonly lines: readonly TableLine[];
}

const PLACE = /^sheet ([\s\S]*), cell ([A-Z]+)(\d+)$/;

/** The filled rows of each sheet of a workbook, by the sheet's name, from the top. */
export function sheetsOf(document: SourceDocument): ReadonlyMap<string, readonly SheetRow[]> {
  const sheets = new Map<string, Map<number, Map<number, string>>>();
  for (const block of document.blocks) {
    const cells = block.kind === 'text' ? block.paragraphs : block.rows.flatMap((row) => row.cells);
    for (const cell of cells) {
      const [, name = '', letters = '', row = ''] = PLACE.exec(cell.place.where ?? '') ?? [];
      if (name === '' || cell.text === '') continue;
      const rows = sheets.get(name) ?? new Map<number, Map<number, string>>();
      sheets.set(name, rows);
      const own = rows.get(Number(row)) ?? new Map<number, string>();
      rows.set(Number(row), own);
      own.set(columnNumber(letters), cell.text);
    }
  }
  const sorted = (sheet: string, rows: ReadonlyMap<number, ReadonlyMap<number, string>>) =>
    [...rows].sort(([a], [b]) => a - b).map(([row, cells]): SheetRow => ({ sheet, row, cells }));
  return new Map([...sheets].map(([name, rows]) => [name, sorted(name, rows)]));
}

/** The rows below the first one that has a cell of this title; null where none has. */
export function tableOf(rows: readonly SheetRow[], title: string): SheetTable | null {
  const head = rows.findIndex(({ cells }) => [...cells.values()].some((text) => unsigned(text) === title));
  const found = rows[head];
  if (found === undefined) return null;
  const titles = new Map([...found.cells].map(([column, text]) => [column, unsigned(text)]));
  return { titles: [...titles.values()], lines: rows.slice(head + 1).map((row) => lineOf(row, titles)) };
}

function lineOf({ sheet, row, cells }: SheetRow, titles: ReadonlyMap<number, string>): TableLine {
  // a column that was given the title of another stands for it where that is empty
  const text = (title: string) => {
    for (const [column, each] of titles) {
      const found = each === title ? unsigned(cells.get(column) ?? '') : '';
      if (found !== '') return found;
    }
    return '';
  };
  const source = Number.parseInt(text(LINE_TITLES.line), 10);
  return {
    row,
    source: Number.isNaN(source) ? 0 : source,
    place: { line: row, where: `sheet ${sheet}, row ${row}` },
    text,
    texts: () => [...cells.values()].map(unsigned).filter((each) => each !== ''),
    beside: (known) => [...cells].flatMap(([column, each]) => (known.has(titles.get(column) ?? '') ? [] : [each])),
  };
}

function columnNumber(letters: string): number {
  return letters.split('').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
