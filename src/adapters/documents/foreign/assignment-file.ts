import { CsvError, parse } from 'csv-parse/sync';
import type { AssignmentLine } from '../../../app/asking/read-assignment.js';
import { decodeText } from '../formats/text/decode-text.js';

export type AssignmentFile =
  | { readonly kind: 'lines'; readonly lines: readonly AssignmentLine[] }
  | { readonly kind: 'unreadable'; readonly reason: string };

const NEEDED = ['target', 'person', 'name', 'role'] as const;
const COLUMNS = [...NEEDED, 'until', 'question'] as const;

/** Reads an assignment file: csv with the columns target, person, name, role, until, question (the last two may be missing). */
export function readAssignmentFile(bytes: Uint8Array): AssignmentFile {
  const decoded = decodeText(bytes);
  if (decoded.kind === 'unreadable') return unreadable(decoded.problem.reason);
  let records: { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
  try {
    const options = { info: true, relax_column_count: true, skip_empty_lines: true, trim: true };
    // with `info` each record comes with its place, which the library's types do not say
    records = parse(decoded.text, options) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return unreadable(`The file is not well-formed csv: ${error.message}.`);
  }
  const [header, ...rows] = records;
  const names = header?.record.map((cell) => cell.toLowerCase()) ?? [];
  const missing = NEEDED.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    return unreadable(`The first line must name the columns ${COLUMNS.join(', ')}. Missing: ${missing.join(', ')}.`);
  }
  // the file replaces all assignments: without a line it would take everybody's away
  if (rows.length === 0)
    return unreadable('The file has no line below its first, so nobody would be left. Nothing was changed.');
  const cell = (row: readonly string[], column: (typeof COLUMNS)[number]) => row[names.indexOf(column)] ?? '';
  return {
    kind: 'lines',
    lines: rows.map(({ record, info }) => ({
      line: info.lines,
      target: cell(record, 'target'),
      person: cell(record, 'person'),
      name: cell(record, 'name'),
      role: cell(record, 'role'),
      until: cell(record, 'until'),
      question: cell(record, 'question'),
    })),
  };
}

function unreadable(reason: string): AssignmentFile {
  return { kind: 'unreadable', reason };
}
