import { stringify } from 'csv-stringify/sync';
import { longDate } from '../../../../domain/calendar/civil-date.js';
import type { RevisionDocument, RevisionLine, RevisionSection } from '../../../../domain/publishing/revision.js';
import { escapeFormula } from '../../formats/text/formula.js';
import { DATA_LABEL } from '../../formats/text/marks-of-ours.js';
import { printable } from '../../formats/text/printable.js';
import { planData } from './plan-data.js';
import {
  columnTitle,
  dischargeWords,
  moveWords,
  NO_STATUS,
  showsStatuses,
  signatureWords,
  standingWords,
  statusWords,
} from './words.js';

const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';

/**
 * The revision as csv (RFC 4180): UTF-8 with a byte order mark, which Excel needs, CRLF between records.
 * First the preamble, one cell a row (title, organisation, leads, introduction, seal); a blank row; the header; a row a
 * requirement, with the recommendation repeated on each. Where nothing was published the cell is empty.
 * Every cell is escaped against formulas; `unescapeFormula` takes it back exactly.
 */
export function writeCsv(document: RevisionDocument): Uint8Array {
  const preamble = [...preambleOf(document).map((text) => [text]), dataRow(document)];
  // A column of its own only where a deadline has moved, so that the usual header stays the familiar one.
  const withMoves = document.sections.some(
    (section) => movesOf(section, null) !== '' || section.lines.some((line) => movesOf(section, line) !== ''),
  );
  const rows = [
    headerOf(document, withMoves),
    ...document.sections.flatMap((section) => rowsOf(document, section, withMoves)),
  ];
  const text = [asCsv(preamble), asCsv(rows)].join(LINE_END);
  return new TextEncoder().encode(BYTE_ORDER_MARK + text);
}

function preambleOf(document: RevisionDocument): readonly string[] {
  const lines = [document.title, `Organisation: ${document.organisation}`];
  if (document.executiveLead !== null) lines.push(`Executive lead: ${document.executiveLead}`);
  if (document.operationalLead !== null) lines.push(`Operational lead: ${document.operationalLead}`);
  const { introduction = [] } = document;
  lines.push(...introduction.map(({ text }) => text));
  return [...lines, [standingWords(document), ...signatureWords(document)].join('. ')];
}

/** In cells that a spreadsheet can hold. */
function dataRow(document: RevisionDocument): string[] {
  return [DATA_LABEL, ...(planData(document, 'csv').match(/.{1,30000}/g) ?? [])];
}

function headerOf(document: RevisionDocument, withMoves: boolean): readonly string[] {
  return [
    'Rec. no.',
    'Recommendation',
    'Ref',
    'Evidence requirement',
    'Owner',
    'Deadline',
    'Original deadline',
    ...(withMoves ? ['Deadline moves'] : []),
    ...document.columns.map(columnTitle),
    'Status',
  ];
}

function rowsOf(
  document: RevisionDocument,
  section: RevisionSection,
  withMoves: boolean,
): readonly (readonly string[])[] {
  // A recommendation without lines still has its row: it belongs to the published plan.
  const lines = section.lines.length === 0 ? [null] : section.lines;
  return lines.map((line) => {
    const deadline = line?.deadline ?? section.deadline;
    return [
      section.number,
      section.text ?? '',
      line?.ref ?? '',
      line?.text ?? '',
      line?.owner ?? '',
      deadline === null ? '' : longDate(deadline.date),
      deadline === null ? '' : longDate(deadline.original),
      ...(withMoves ? [movesOf(section, line)] : []),
      ...document.columns.map((_, index) => line?.cells[index]?.text ?? ''),
      line === null ? '' : statusAndDischarge(line, document),
    ];
  });
}

function statusAndDischarge(line: RevisionLine, document: RevisionDocument): string {
  const status = statusWords(line) ?? (showsStatuses(document) ? NO_STATUS : null);
  return [status, dischargeWords(line)].filter((words) => words !== null).join('\n');
}

function movesOf(section: RevisionSection, line: RevisionLine | null): string {
  const deadline = line?.deadline ?? section.deadline;
  return deadline === null ? '' : moveWords(deadline).join('\n');
}

function asCsv(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => row.map((cell) => escapeFormula(printable(cell)))),
    // the library quotes a cell for the delimiter of records as a whole, not for a line feed alone
    { record_delimiter: LINE_END, quoted_match: /[\r\n]/ },
  );
}
