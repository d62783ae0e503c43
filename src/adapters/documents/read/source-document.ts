import { inkOf } from '../../../domain/reading/words.js';
import type { SourceBlock, SourceCell, SourceDocument, SourceReading } from '../../../domain/reading.js';
import { unescapeFormula } from '../write/csv.js';
import { isSealLine } from '../write/words.js';
import { cellText, plainText } from './cell-text.js';
import { decodeText } from './decode-text.js';
import { type DelimitedRecord, type Dialect, dialectOf, splitRecords } from './delimiter.js';

/** Larger files are refused before anything looks inside: 50 MB. */
export const LARGEST_FILE = 50 * 1024 * 1024;

/**
 * Reads a file into the neutral form that `readPlan` takes. What kind it is shows in its content, never in its name.
 * At present: text separated by tabs, commas, semicolons or bars. Refusals name line and column (in characters) and
 * say what to do.
 */
export function readSourceDocument(bytes: Uint8Array): SourceReading {
  if (bytes.length > LARGEST_FILE) {
    return refused(
      null,
      null,
      'The file is larger than 50 MB. Import the plan alone, without pictures or other documents.',
    );
  }
  const decoded = decodeText(bytes);
  if (decoded.kind === 'unreadable') return decoded;
  const { text } = decoded;
  if (inkOf(text) === '')
    return refused(1, 1, 'The file is empty. Save the plan again, with its text, and import that file.');
  if (/^\s*(?:<!doctype\s+html|<html|<\?xml)/i.test(text)) {
    return refused(
      1,
      1,
      'The file is a web page or XML, which cannot be read yet. Copy its table into a text file separated by tabs.',
    );
  }
  const dialect = dialectOf(text);
  if (dialect === null) {
    return refused(
      1,
      1,
      "This does not look like an action plan: its lines have no columns. Save the plan's table as text separated by tabs or commas.",
    );
  }
  const split = splitRecords(text, dialect);
  if (split.kind === 'broken') return refused(split.line, split.column, split.reason);
  return { kind: 'document', document: documentOf(split.records, dialect) };
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

function refused(line: number | null, column: number | null, reason: string): SourceReading {
  return { kind: 'unreadable', problem: { line, column, reason } };
}
