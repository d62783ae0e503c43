import type {
  SourceBlock,
  SourceCell,
  SourceDocument,
  SourceReading,
} from '../../../domain/importing/account/reading.js';
import { readDocx } from './docx/read-docx.js';
import { readHtml } from './html/read-html.js';
import { COMPOUND_SIGNATURE, refusalOfCompoundFile } from './package/compound-file.js';
import { openOfficePackage } from './package/office-package.js';
import { cellText, plainText } from './text/cell-text.js';
import { decodeText } from './text/decode-text.js';
import { type DelimitedRecord, type Dialect, dialectOf, splitRecords } from './text/delimiter.js';
import { unescapeFormula } from './text/formula.js';
import { isHtml } from './text/html-kind.js';
import { DATA_LABEL, isSealLine } from './text/marks-of-ours.js';
import { RefusedFile } from './text/refused-file.js';
import { withoutStruck } from './text/struck.js';
import { WIDEST } from './text/table-grid.js';
import { readXlsx } from './xlsx/read-xlsx.js';

/** Larger files are refused before anything looks inside: 50 MB. */
export const LARGEST_FILE = 50 * 1024 * 1024;

/** Commas of a text file, those inside its texts included; 50 MB of plans hold a fifth of this. */
const MOST_DELIMITERS = 4_000_000;
const TOO_WIDE =
  'The file has more columns than any plan: more than 200 in a line, or millions of cells. Import the plan alone, without other tables.';

/** Lines of a text file, those inside its texts included: ten times as many as the rows of the largest plan have. */
const MOST_LINES = 600_000;
const TOO_LONG =
  'The file is larger than any plan: it has more than 600,000 lines. Save the part that is the plan as a file of its own, and import that.';

/** The row of data in a csv of ours: its texts may hold more tabs or bars than it has commas. */
const OWN_CSV = new RegExp(`^${DATA_LABEL},[A-Za-z0-9+/=,]+\\r?$`, 'm');

/**
 * Reads a file into the neutral form that `readPlan` takes. What kind it is shows in its content, never in its name:
 * Word documents, Excel workbooks, web pages, and text separated by tabs, commas, semicolons or bars. Refusals name
 * the place where there is one, and say what to do. `hasColumns`: whether a text file may hold a table.
 */
export function readSourceDocument(bytes: Uint8Array, { hasColumns = true } = {}): SourceReading {
  if (bytes.length > LARGEST_FILE) {
    return refused(
      null,
      null,
      'The file is larger than 50 MB. Import the plan alone, without pictures or other documents.',
    );
  }
  try {
    if (beginsWith(bytes, COMPOUND_SIGNATURE)) return refused(null, null, refusalOfCompoundFile(bytes));
    if (isZip(bytes)) {
      const office = openOfficePackage(bytes);
      const document = office.kind === 'docx' ? readDocx(office) : readXlsx(office);
      return withinBounds({ kind: 'document', document: withoutStruck(document) });
    }
    return withinBounds(readTextFile(bytes, hasColumns));
  } catch (error) {
    if (error instanceof RefusedFile) return refused(null, null, error.message);
    throw error;
  }
}

/** Rows of all tables together: three times as many as the largest plan that anybody keeps. */
const MOST_ROWS = 30_000;

/** Each row is laid against the headings in every way that it could stand, so a file of rows alone costs minutes. */
function withinBounds(reading: SourceReading): SourceReading {
  if (reading.kind === 'unreadable') return reading;
  const rows = reading.document.blocks.reduce((sum, block) => sum + (block.kind === 'rows' ? block.rows.length : 0), 0);
  if (rows <= MOST_ROWS) return reading;
  return refused(
    null,
    null,
    'The tables of the file have more than 30,000 rows, which no plan has. Import the plan alone, without other tables.',
  );
}

/** Whether the bytes begin as a zip archive does; an empty one has only its end record. */
export function isZip(bytes: Uint8Array): boolean {
  return beginsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || beginsWith(bytes, [0x50, 0x4b, 0x05, 0x06]);
}

function readTextFile(bytes: Uint8Array, hasColumns: boolean): SourceReading {
  const decoded = decodeText(bytes);
  if (decoded.kind === 'unreadable') return decoded;
  const { text } = decoded;
  if (!/\S/.test(text))
    return refused(1, 1, 'The file is empty. Save the plan again, with its text, and import that file.');
  if (isHtml(text)) return { kind: 'document', document: withoutStruck(readHtml(text)) };
  if (text.split(/[\r\n]/, MOST_LINES + 1).length > MOST_LINES) throw new RefusedFile(TOO_LONG);
  if (/^\s*<\?xml/i.test(text)) {
    return refused(
      1,
      1,
      'The file is XML of a kind that cannot be read. Save the plan in Word, Excel or as a web page and import that file.',
    );
  }
  if (!hasColumns) return { kind: 'document', document: proseOf(text) };
  const dialect = OWN_CSV.test(text) ? { delimiter: ',' as const, quoted: true } : dialectOf(text);
  if (dialect === null) return { kind: 'document', document: proseOf(text) };
  if (text.split(dialect.delimiter, MOST_DELIMITERS + 1).length > MOST_DELIMITERS) throw new RefusedFile(TOO_WIDE);
  const split = splitRecords(text, dialect);
  if (split.kind === 'broken') return refused(split.line, split.column, split.reason);
  const records = split.records.map(({ line, cells }) => ({ line, cells: withoutEmptyEnd(cells) }));
  if (records.some(({ cells }) => cells.length > WIDEST && cells[0] !== DATA_LABEL)) throw new RefusedFile(TOO_WIDE);
  return { kind: 'document', document: documentOf(records, dialect) };
}

/** A text without columns: its lines, and what a blank line parts. */
function proseOf(text: string): SourceDocument {
  const blocks: SourceBlock[] = [];
  let paragraphs: SourceCell[] = [];
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    if (/\S/.test(raw)) paragraphs.push({ place: { line: index + 1 }, raw, text: cellText(raw) });
    else if (paragraphs.length > 0) {
      blocks.push({ kind: 'text', paragraphs });
      paragraphs = [];
    }
  }
  if (paragraphs.length > 0) blocks.push({ kind: 'text', paragraphs });
  return { format: 'txt', blocks };
}

/** Some programs end each line in as many empty cells as a sheet can have. */
function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  return cells.length <= WIDEST ? cells : cells.slice(0, Math.max(1, cells.findLastIndex((cell) => cell !== '') + 1));
}

function documentOf(records: readonly DelimitedRecord[], dialect: Dialect): SourceDocument {
  const ours = dialect.quoted && records.slice(0, 12).some(({ cells }) => isSealLine(cells[0] ?? ''));
  // What we write ourselves is plain text, with spreadsheet formulas made harmless.
  const textOf = ours ? (raw: string) => plainText(unescapeFormula(raw)) : cellText;
  const cell = (raw: string, line: number, column: number): SourceCell => ({
    place: { line, column },
    raw,
    text: textOf(raw),
  });
  const blocks: SourceBlock[] = [];
  let stretch: DelimitedRecord[] = [];
  const close = () => {
    if (stretch.length > 0) blocks.push(blockOf(stretch, cell));
    stretch = [];
  };
  for (const record of records) {
    // Data beside the words of a document of ours is no text.
    if (ours && record.cells[0] === DATA_LABEL) continue;
    if (record.cells.every((each) => each.trim() === '')) close();
    else stretch.push(record);
  }
  close();
  return { format: dialect.delimiter === '\t' ? 'tsv' : 'csv', blocks };
}

/** Lines of one cell each are text; with one row of several cells among them they are a table. */
function blockOf(
  records: readonly DelimitedRecord[],
  cell: (raw: string, line: number, column: number) => SourceCell,
): SourceBlock {
  if (records.every(({ cells }) => cells.length === 1)) {
    return { kind: 'text', paragraphs: records.map(({ line, cells }) => cell(cells[0] ?? '', line, 1)) };
  }
  return {
    kind: 'rows',
    rows: records.map(({ line, cells }) => ({ line, cells: cells.map((raw, index) => cell(raw, line, index + 1)) })),
  };
}

function beginsWith(bytes: Uint8Array, first: readonly number[]): boolean {
  return first.every((byte, index) => bytes[index] === byte);
}

function refused(line: number | null, column: number | null, reason: string): SourceReading {
  return { kind: 'unreadable', problem: { line, column, reason } };
}
