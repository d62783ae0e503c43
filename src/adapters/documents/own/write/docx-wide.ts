import { Paragraph, type TableRow, TextRun } from 'docx';
import type { RevisionDocument, RevisionLine, RevisionSection } from '../../../../domain/publishing/revision.js';
import type { LongTable } from '../../formats/docx/write-package.js';
import { mm, STYLE, textWidth } from '../../formats/docx/write-styles.js';
import { shareWidth } from '../../formats/text/column-widths.js';
import { paragraphsOr, printable } from '../../formats/text/printable.js';
import { dataRow, fact, longTable, words } from './docx-parts.js';
import { asAbove, columnTitle, deadlineWords, dischargeWords, NOTHING_WORDS, statusWords } from './words.js';

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
  const titles = ['Ref', 'Recommendation', 'Evidence requirement', 'Owner', ...columns.map(columnTitle), 'Status'];
  return longTable(widths, titles, rowsOfAll(document, columns.length, from, widths));
}

function* rowsOfAll(
  { sections }: RevisionDocument,
  columns: number,
  from: number,
  widths: readonly number[],
): Iterable<TableRow> {
  for (const section of sections) yield* rowsOf(section, columns, from, widths);
}

function* rowsOf(
  section: RevisionSection,
  columns: number,
  from: number,
  widths: readonly number[],
): Iterable<TableRow> {
  if (section.lines.length === 0) {
    const blank = Array.from({ length: columns }, () => paragraphs(null, NOTHING_WORDS.update));
    const cells = [
      paragraphs(section.number, ''),
      recommendation(section),
      paragraphs(null, NOTHING_WORDS.requirement),
      paragraphs(null, NOTHING_WORDS.owner),
      ...blank,
      paragraphs(null, 'Not stated'),
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
      status(line),
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
  return [strong(statusWords(line)), ...(discharge === null ? [] : [words(discharge, STYLE.cell)])];
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
  const [first = 0, second = 0, ...dated] = shareWidth(textWidth('wide') - REF - OWNER - STATUS, content);
  return [REF, first, second, OWNER, ...dated, STATUS];
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
