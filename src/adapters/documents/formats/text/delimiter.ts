import { CsvError, parse } from 'csv-parse/sync';
import { headingOf } from '../../../../domain/importing/words/headings.js';

/** How a text's lines fall into cells. Without quotes, a quotation mark is a character like any other. */
export interface Dialect {
  readonly delimiter: '\t' | ',' | ';' | '|';
  readonly quoted: boolean;
}

/** One record with the line on which it begins, from 1. */
export interface DelimitedRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

export type DelimitedReading =
  | { readonly kind: 'records'; readonly records: readonly DelimitedRecord[] }
  | { readonly kind: 'broken'; readonly line: number; readonly column: number; readonly reason: string };

/** The headings of a plan stand near its beginning; looking further would only cost time (characters, records). */
const LOOKED_AT = 200_000;
const RECORDS_LOOKED_AT = 200;

/** So many headings in a line are those of a table, whatever stands around it. */
const SURE_HEADINGS = 3;

/** Preferred from the left where two split a text equally well. */
const DELIMITERS = ['\t', ',', ';', '|'] as const;

/** The first line by which Excel is told the delimiter; it is no line of the text. */
const SEPARATOR = /^sep=([\t,;|])[\t,;|]*(?:\r\n|\n|\r)/i;

/**
 * Tells a text's dialect by its content: the delimiter that yields the row with the most column headings, else the one
 * that most lines agree on. Null where the text has no columns at all.
 */
export function dialectOf(text: string): Dialect | null {
  const named = SEPARATOR.exec(text)?.[1];
  if (named !== undefined) return { delimiter: named as Dialect['delimiter'], quoted: named !== '\t' };
  const sample = text.slice(0, LOOKED_AT);
  const tried = DELIMITERS.map((delimiter) => {
    const dialect: Dialect = { delimiter, quoted: delimiter !== '\t' };
    const records = recordsOrNone(sample, dialect).slice(0, RECORDS_LOOKED_AT);
    const agreeing = records.filter(({ cells }) => cells.length > 1).length;
    // Sentences hold commas too: a table has cells in most of its lines.
    const filled = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')).length;
    const isTable = agreeing * 2 >= filled || delimiter === '\t';
    const most = records.reduce((found, { cells }) => Math.max(found, headingCount(cells)), 0);
    return { dialect, headings: isTable || most >= SURE_HEADINGS ? most : 0, agreeing };
  });
  const best = tried.reduce((a, b) => (b.headings > a.headings ? b : a));
  const chosen =
    best.headings >= 2 ? best : tried.find((each) => each.agreeing >= 2 && each.dialect.delimiter === '\t');
  if (chosen === undefined) return null;
  return chosen.dialect.delimiter === '\t' ? { delimiter: '\t', quoted: isQuotedByExcel(text) } : chosen.dialect;
}

/**
 * Splits a text into records. Quoted cells may hold delimiters, line ends and doubled quotation marks (RFC 4180).
 */
export function splitRecords(text: string, dialect: Dialect): DelimitedReading {
  const named = SEPARATOR.exec(text)?.[0];
  if (named !== undefined) {
    const rest = splitRecords(text.slice(named.length), dialect);
    return rest.kind === 'broken'
      ? { ...rest, line: rest.line + 1 }
      : { kind: 'records', records: rest.records.map((each) => ({ ...each, line: each.line + 1 })) };
  }
  if (!dialect.quoted) return { kind: 'records', records: unquoted(text, dialect.delimiter) };
  return parsed(text, dialect, false);
}

/** `loose`: a mark inside a cell that did not begin with one is a letter like any other. */
function parsed(text: string, dialect: Dialect, loose: boolean): DelimitedReading {
  let line = 1;
  const records: DelimitedRecord[] = [];
  try {
    const rows = parse(text, {
      delimiter: dialect.delimiter,
      relax_column_count: true,
      raw: true,
      relax_quotes: loose,
      record_delimiter: ['\r\n', '\n', '\r'],
    }) as unknown as readonly { readonly record: readonly string[]; readonly raw: string }[]; // what `raw` gives (csv-parse docs)
    for (const { record, raw } of rows) {
      records.push({ line, cells: record });
      line += lineEnds(raw);
    }
    return { kind: 'records', records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (!loose && error.code === 'INVALID_OPENING_QUOTE') return parsed(text, dialect, true);
    const at = Number(error.lines ?? line);
    const column = Number(error.index ?? 0) + 1;
    const reason =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? `A quotation mark opens a cell at or before line ${at} and is never closed. Close it, or double it where it is part of the text.`
        : `The quotation marks in line ${at}, column ${column}, do not fit together. A mark inside a quoted cell must be doubled.`;
    return { kind: 'broken', line: at, column, reason };
  }
}

function recordsOrNone(text: string, dialect: Dialect): readonly DelimitedRecord[] {
  const lines = unquoted(text, dialect.delimiter);
  if (!dialect.quoted) return lines;
  const reading = splitRecords(text, dialect);
  // The sample may end inside a quoted cell; the headings are then looked for line by line.
  return reading.kind === 'records' ? reading.records : lines;
}

function unquoted(text: string, delimiter: string): DelimitedRecord[] {
  return text.split(/\r\n|\n|\r/).map((line, index) => ({ line: index + 1, cells: line.split(delimiter) }));
}

function headingCount(cells: readonly string[]): number {
  if (cells.length < 2) return 0;
  return cells.filter((cell) => {
    const role = headingOf(cell.replace(/^\s*"|"\s*$/g, ''))?.role;
    return role !== undefined && role !== 'unknown';
  }).length;
}

/**
 * Excel quotes the cells of a tab-separated file that hold line ends or quotation marks; copies from the web quote
 * nothing. It is Excel's only where every cell that begins with a mark is closed properly, none holds a tab, and one
 * holds a line end or a doubled mark, or most cells are quoted.
 */
function isQuotedByExcel(text: string): boolean {
  const opened = text.match(/(?<=^|[\t\r\n])"/g)?.length ?? 0;
  if (opened === 0) return false;
  const closed = text.match(/(?<=^|[\t\r\n])"(?:[^"\t]|"")*"(?=[\t\r\n]|$)/g) ?? [];
  const cells = text.match(/[\t\r\n]+/g)?.length ?? 0;
  return closed.length === opened && (opened * 2 > cells || closed.some((cell) => /[\r\n]|""/.test(cell.slice(1, -1))));
}

function lineEnds(raw: string): number {
  return raw.match(/\r\n|\n|\r/g)?.length ?? 0;
}
