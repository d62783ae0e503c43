import { readXml } from '../package/xml.js';
import type { ZipParts } from '../package/zip.js';
import { RefusedFile } from '../text/refused-file.js';
import { isStruckInPart, struck } from '../text/struck.js';
import { WIDEST } from '../text/table-grid.js';
import { numberWords } from './numbers.js';
import { unescaped, type Workbook, type WorkbookSheet } from './read-workbook.js';

/** A filled cell. Rows and columns count from 1. */
export interface SheetCell {
  readonly row: number;
  readonly column: number;
  readonly raw: string;
  readonly text: string;
  /** The colour of its ground. */
  readonly fill?: string;
}

export interface SheetMerge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface Sheet {
  readonly cells: readonly SheetCell[];
  /** Coloured cells in which nothing stands. */
  readonly grounds: readonly SheetCell[];
  readonly merges: readonly SheetMerge[];
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: readonly { readonly from: number; readonly to: number }[];
  /** Formulas without a stored value: the workbook was made by a program that does not calculate. */
  readonly uncalculated: number;
}

const MOST_MERGES = 50_000;
/** A plan has at most 10,000 rows; some programs colour every cell of a sheet. */
const MOST_GROUNDS = 50_000;

/** Reads the filled cells of a sheet: values as shown, of formulas the value that Excel stored. */
export function readSheet(parts: ZipParts, { part }: WorkbookSheet, workbook: Workbook): Sheet {
  const bytes = parts.read(part);
  if (bytes === null) throw new RefusedFile(`The file is damaged: its part ${part} is missing.`);
  const cells: SheetCell[] = [];
  const grounds: SheetCell[] = [];
  const merges: SheetMerge[] = [];
  const hiddenRows = new Set<number>();
  const hiddenColumns: { from: number; to: number }[] = [];
  let uncalculated = 0;
  let row = 0;
  let column = 0;
  let cell: { type: string; style: number; value: string; inline: string; formula: boolean } | null = null;
  let collecting: 'value' | 'inline' | null = null;
  let aside = 0;
  readXml(bytes, part, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = attributes.r === undefined ? row + 1 : Number(attributes.r);
        column = 0;
        if (attributes.hidden === '1' || attributes.hidden === 'true') hiddenRows.add(row);
      } else if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
        cell = { type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '', inline: '', formula: false };
      } else if (name === 'f' && cell !== null) cell.formula = true;
      else if (name === 'v') collecting = 'value';
      else if (name === 'rPh') aside += 1;
      else if (name === 't' && aside === 0) collecting = 'inline';
      else if (name === 'col' && (attributes.hidden === '1' || attributes.hidden === 'true')) {
        hiddenColumns.push({ from: Number(attributes.min), to: Number(attributes.max) });
      } else if (name === 'mergeCell' && merges.length < MOST_MERGES) {
        const merge = mergeOf(attributes.ref ?? '');
        if (merge !== null) merges.push(merge);
      }
    },
    close: (name) => {
      if (name === 'v' || name === 't') collecting = null;
      else if (name === 'rPh') aside -= 1;
      else if (name === 'c' && cell !== null) {
        const raw = cell.type === 'inlineStr' ? cell.inline : cell.value;
        if (cell.formula && raw === '') uncalculated += 1;
        const words = shown(cell.type, raw, cell.style, workbook).trim();
        // runs of a text have their own fonts
        const text = workbook.struck.has(cell.style) && !isStruckInPart(words) ? struck(words) : words;
        const fill = workbook.fills.get(cell.style);
        if (text !== '') cells.push({ row, column, raw, text, ...(fill === undefined ? {} : { fill }) });
        else if (fill !== undefined && column <= WIDEST && grounds.length < MOST_GROUNDS)
          grounds.push({ row, column, raw: '', text: '', fill });
        cell = null;
      }
    },
    text: (words) => {
      if (cell === null || collecting === null) return;
      if (collecting === 'value') cell.value += words;
      else cell.inline += words;
    },
  });
  return { cells, grounds, merges, hiddenRows, hiddenColumns, uncalculated };
}

/** The words that Excel shows for a stored value (ECMA-376 part 1, 18.18.11). */
function shown(type: string, raw: string, style: number, workbook: Workbook): string {
  const words = (text: string) => text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n');
  switch (type) {
    case 's':
      return words(workbook.texts[Number(raw)] ?? '');
    case 'inlineStr':
    case 'str':
      return words(unescaped(raw));
    case 'b':
      return raw === '1' ? 'TRUE' : raw === '0' ? 'FALSE' : raw;
    case 'd':
      return raw.replace(/T00:00:00(?:\.0+)?Z?$/, '');
    case 'e':
      return raw;
    default:
      return numberWords(raw, workbook.styles[style] ?? { kind: 'plain' }, workbook.epoch1904);
  }
}

function mergeOf(range: string): SheetMerge | null {
  const [from = '', to = from] = range.split(':');
  const merge = { top: rowOf(from), left: columnOf(from), bottom: rowOf(to), right: columnOf(to) };
  return merge.top >= 1 && merge.left >= 1 && merge.bottom >= merge.top && merge.right >= merge.left ? merge : null;
}

function rowOf(reference: string): number {
  return Number(/\d+$/.exec(reference)?.[0] ?? 0);
}

/** "A1" is column 1, "AA1" 27. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '';
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** 1 is "A", 27 "AA". */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + ((column - 1) % 26));
  return column > 26 ? columnName(Math.floor((column - 1) / 26)) + letter : letter;
}
