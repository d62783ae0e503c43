import { Paragraph, type TableRow, TextRun } from 'docx';
import type { RevisionDocument, RevisionLine, RevisionSection } from '../../../../domain/publishing/revision.js';
import type { LongTable } from '../../formats/docx/write-package.js';
import { mm, STYLE, textWidth } from '../../formats/docx/write-styles.js';
import { shareWidth } from '../../formats/text/column-widths.js';
import { paragraphsOr, printable } from '../../formats/text/printable.js';
import { dataRow, fact, longTable, words } from './docx-parts.js';
import {
  asAbove,
  columnTitle,
  deadlineWords,
  dischargeWords,
  NO_STATUS,
  NOTHING_WORDS,
  showsStatuses,
  statusWords,
} from './words.js';

const REF = mm(12);
const OWNER = mm(21);
const STATUS = mm(20);
/** Least width of a dated column: four of them side by side, each about six words a line. */
const DATED = mm(35);
/** Characters of the cell style that fit in a millimetre of column, seen with Arial 7.5 pt. */
const CHARACTERS_PER_TWIP = 0.78 / mm(1);
/** A row of at most this many lines is kept together: under half a landscape page, so that it does not begin with a line at the foot. */
const SHORT_ROW = 22;

/**
 * The familiar wide table for work inside the organisation: a row a requirement, the newest column last.
 * `from` is the first column printed; earlier ones go to the annex.
 */
export function wideTable(document: RevisionDocument, from: number): LongTable {
  const columns = document.columns.slice(from);
  const widths = widthsOf(document, from);
  const titles = [
    'Ref',
    'Recommendation',
    'Evidence requirement',
    'Owner',
    ...columns.map(columnTitle),
    ...(hasStatusColumn(document) ? ['Status'] : []),
  ];
  return longTable(widths, titles, rowsOfAll(document, from, widths));
}

function* rowsOfAll(document: RevisionDocument, from: number, widths: readonly number[]): Iterable<TableRow> {
  for (const section of document.sections) yield* rowsOf(document, section, from, widths);
}

function* rowsOf(
  document: RevisionDocument,
  section: RevisionSection,
  from: number,
  widths: readonly number[],
): Iterable<TableRow> {
  const withStatus = hasStatusColumn(document);
  if (section.lines.length === 0) {
    const blank = document.columns.slice(from).map(() => paragraphs(null, NOTHING_WORDS.update));
    const cells = [
      paragraphs(section.number, ''),
      recommendation(section),
      paragraphs(null, NOTHING_WORDS.requirement),
      paragraphs(null, NOTHING_WORDS.owner),
      ...blank,
      ...(withStatus ? [paragraphs(null, NO_STATUS)] : []),
    ];
    yield dataRow(widths, cells, { short: true, opens: true });
  }
  for (const [index, line] of section.lines.entries()) {
    const cells = [
      [strong(line.ref)],
      index === 0 ? recommendation(section) : [words(asAbove(section.number), STYLE.cell)],
      requirement(line),
      paragraphs(line.owner, NOTHING_WORDS.owner),
      ...line.cells.slice(from).map((cell) => paragraphs(cell.text, NOTHING_WORDS.update)),
      ...(withStatus ? [status(line)] : []),
    ];
    yield dataRow(widths, cells, { short: isShort(section, line, index, from, widths), opens: index === 0 });
  }
}

function recommendation(section: RevisionSection): readonly Paragraph[] {
  return [
    strong(`Recommendation ${section.number}`),
    ...paragraphs(section.text, NOTHING_WORDS.recommendation),
    ...(section.deadline === null ? [] : [fact('Deadline', deadlineWords(section.deadline), STYLE.cell)]),
  ];
}

function requirement(line: RevisionLine): readonly Paragraph[] {
  return [
    ...paragraphs(line.text, NOTHING_WORDS.requirement),
    ...(line.deadline === null ? [] : [fact('Deadline', deadlineWords(line.deadline), STYLE.cell)]),
  ];
}

function status(line: RevisionLine): readonly Paragraph[] {
  const discharge = dischargeWords(line);
  const said = statusWords(line) ?? NO_STATUS;
  return [strong(said), ...(discharge === null ? [] : [words(discharge, STYLE.cell)])];
}

function hasStatusColumn(document: RevisionDocument): boolean {
  const isDischarged = document.sections.some(({ lines }) => lines.some(({ discharge }) => discharge !== null));
  return isDischarged || showsStatuses(document);
}

function paragraphs(text: string | null, nothing: string): readonly Paragraph[] {
  return paragraphsOr(text, nothing).map((paragraph) => words(paragraph, STYLE.cell));
}

function strong(text: string): Paragraph {
  return new Paragraph({ style: STYLE.cell, children: [new TextRun({ text: printable(text), bold: true })] });
}

function widthsOf(document: RevisionDocument, from: number): number[] {
  const lines = document.sections.flatMap((section) => section.lines.map((line, index) => ({ section, line, index })));
  const columns = document.columns.slice(from);
  const status = hasStatusColumn(document) ? [STATUS] : [];
  const fixed = [REF, OWNER, ...status].reduce((sum, width) => sum + width, 0);
  const content = [
    {
      lengths: lines.map(({ section, index }) => (index === 0 ? (section.text ?? '').length + 40 : 27)),
      least: mm(30),
    },
    { lengths: lines.map(({ line }) => line.text?.length ?? 24), least: mm(25) },
    ...columns.map((_, column) => ({
      lengths: lines.map(({ line }) => line.cells[from + column]?.text.length ?? 0),
      least: DATED,
    })),
  ];
  const [first = 0, second = 0, ...dated] = shareWidth(textWidth('wide') - fixed, content);
  return [REF, first, second, OWNER, ...dated, ...status];
}

function isShort(
  section: RevisionSection,
  line: RevisionLine,
  index: number,
  from: number,
  widths: readonly number[],
): boolean {
  const texts = [
    '',
    index === 0 ? (section.text ?? '') : '',
    line.text ?? '',
    line.owner,
    ...line.cells.slice(from).map((cell) => cell.text),
  ];
  const lines = texts.map(
    (text, column) => text.length / ((widths[column] ?? 1) * CHARACTERS_PER_TWIP) + text.split('\n').length,
  );
  return Math.max(...lines) <= SHORT_ROW;
}
