import { InternalHyperlink, Paragraph, type TableRow, TextRun } from 'docx';
import { noChangeSentence } from '../../../../domain/plan/printed.js';
import type { RevisionDocument, RevisionLine, RevisionSection } from '../../../../domain/publishing/revision.js';
import type { LongTable } from '../../formats/docx/write-package.js';
import { mm, STYLE, textWidth } from '../../formats/docx/write-styles.js';
import { shareWidth } from '../../formats/text/column-widths.js';
import { laidInLine } from '../../formats/text/list-items.js';
import { paragraphsOr, printable } from '../../formats/text/printable.js';
import { annexAnchor, dataRow, fact, longTable, texts, words } from './docx-parts.js';
import {
  columnTitle,
  deadlineWords,
  dischargeWords,
  goesOn,
  NO_STATUS,
  NOTHING_WORDS,
  noUpdateWords,
  seeAnnex,
  shortened,
  showsStatuses,
  statusWords,
} from './words.js';

const REF = mm(12);
const OWNER = mm(21);
const STATUS = mm(20);
/** Least width of an earlier dated column, about five words a line. */
const DATED = mm(29);
/** Least width of the newest, which readers come for. */
const NEWEST = mm(52);
/** Characters of the cell style that fit in a millimetre of column, seen with Arial 7.5 pt. */
const CHARACTERS_PER_TWIP = 0.78 / mm(1);
/** A row of at most this many lines is kept together; longer ones go on over the page, so that no page is left half empty. */
const SHORT_ROW = 8;
/** Characters of a recommendation that are said again where it goes on in another row. */
const SAID_AGAIN = 60;

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
  const place = document.sections.indexOf(section);
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
      index === 0 ? recommendation(section) : continued(section),
      requirement(line),
      paragraphsOr(line.owner, NOTHING_WORDS.owner).map((name) => words(name, STYLE.cell)),
      ...line.cells
        .slice(from)
        .map((cell) => [
          ...paragraphs(cell.text, noUpdateWords(line, cell)),
          ...(pointsToAnnex(cell.text, line, from) ? [toAnnex(line, annexAnchor(place, index))] : []),
        ]),
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

/** Whether an update only says that the one of a column which stands in the annex still holds. */
function pointsToAnnex(text: string, line: RevisionLine, from: number): boolean {
  const earlier = line.cells.slice(0, from).filter((cell) => cell.text.trim() !== '');
  return earlier.some(({ column }) => text === noChangeSentence(column));
}

function toAnnex(line: RevisionLine, anchor: string): Paragraph {
  const run = new TextRun({ text: printable(seeAnnex(line.ref)), style: 'Hyperlink' });
  return new Paragraph({
    style: STYLE.cell,
    children: [new InternalHyperlink({ anchor, children: [run] })],
  });
}

/** Its number and how it begins: on another page nobody need look for what "above" is. */
function continued(section: RevisionSection): readonly Paragraph[] {
  const title = shortened(laidInLine(section.text, ''), SAID_AGAIN);
  return [strong(goesOn(section.number)), ...(title === '' ? [] : [words(title, STYLE.cell)])];
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
  return texts(text, nothing, STYLE.cell);
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
      lengths: lines.map(({ section, index }) => (index === 0 ? (section.text ?? '').length + 40 : 27 + SAID_AGAIN)),
      least: mm(30),
    },
    { lengths: lines.map(({ line }) => line.text?.length ?? 24), least: mm(25) },
    ...columns.map((_, column) => ({
      lengths: lines.map(({ line }) => line.cells[from + column]?.text.length ?? 0),
      least: column === columns.length - 1 ? NEWEST : DATED,
    })),
  ];
  const [first = 0, second = 0, ...dated] = newestWidest(shareWidth(textWidth('wide') - fixed, content));
  return [REF, first, second, OWNER, ...dated, ...status];
}

/** The same widths, the last of them the widest: it and a wider one change places. */
function newestWidest(widths: readonly number[]): number[] {
  const widest = widths.indexOf(Math.max(...widths));
  const last = widths.length - 1;
  return widths.map((width, at) => widths[at === last ? widest : at === widest ? last : at] ?? width);
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
    index === 0 ? (section.text ?? '') : ' '.repeat(SAID_AGAIN),
    line.text ?? '',
    line.owner,
    ...line.cells.slice(from).map((cell) => cell.text),
  ];
  const lines = texts.map(
    (text, column) => text.length / ((widths[column] ?? 1) * CHARACTERS_PER_TWIP) + text.split('\n').length,
  );
  return Math.max(...lines) <= SHORT_ROW;
}
