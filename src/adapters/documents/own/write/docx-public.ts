import { type FileChild, InternalHyperlink, Paragraph, type ParagraphChild, type Table, TextRun } from 'docx';
import { longDate } from '../../../../domain/calendar/civil-date.js';
import type { Deadline } from '../../../../domain/plan/plan.js';
import type {
  RevisionCell,
  RevisionDocument,
  RevisionLine,
  RevisionSection,
} from '../../../../domain/publishing/revision.js';
import { type DocxLayout, mm, STYLE, textWidth } from '../../formats/docx/write-styles.js';
import { laidInLine } from '../../formats/text/list-items.js';
import { printable } from '../../formats/text/printable.js';
import { annexAnchor, dataRow, dataTable, fact, heading, texts, words } from './docx-parts.js';
import {
  deadlineWords,
  moveWords,
  NOTHING_WORDS,
  noUpdateWords,
  recommendationHeading,
  shortened,
  standingOfLine,
} from './words.js';

/** A text of at most this many characters is kept on one page. */
const SHORT = 700;

/**
 * Links to the recommendations, with the beginning of each. Not Word's table of contents: its page numbers would
 * have to be laid out here (seconds for a real plan) or asked for with a prompt when the document is opened.
 */
export function* contents(document: RevisionDocument): Iterable<Paragraph> {
  yield heading('Contents', 'HEADING_1');
  if (document.sections.length > MOST_LISTED) {
    yield words('Recommendations of this plan, by number:', STYLE.body, { keepNext: true });
    yield new Paragraph({ style: STYLE.contents, children: numbersOnly(document) });
    return;
  }
  for (const [index, section] of document.sections.entries()) {
    const text = shortened(laidInLine(section.text, NOTHING_WORDS.recommendation), 70);
    const link = new TextRun({ text: `${recommendationHeading(section)}: ${text}`, style: 'Hyperlink' });
    yield new Paragraph({
      style: STYLE.contents,
      children: [new InternalHyperlink({ anchor: anchorOf(index), children: [link] })],
    });
  }
}

/** More than this many would be more than two pages of contents before the plan begins. */
const MOST_LISTED = 60;

function numbersOnly({ sections }: RevisionDocument): ParagraphChild[] {
  return sections.flatMap((section, index) => [
    ...(index === 0 ? [] : [new TextRun(', ')]),
    new InternalHyperlink({
      anchor: anchorOf(index),
      children: [new TextRun({ text: printable(section.number), style: 'Hyperlink' })],
    }),
  ]);
}

/** A section a recommendation; in it a heading, the facts and a simple table for each requirement, newest update first. */
export function* recommendationSections(document: RevisionDocument, from: number): Iterable<FileChild> {
  for (const [index, section] of document.sections.entries()) {
    yield heading(recommendationHeading(section), 'HEADING_1', { anchor: anchorOf(index) });
    const withNext = isShort(section);
    yield* plain(section.text, NOTHING_WORDS.recommendation, withNext || section.deadline !== null);
    yield* deadlineFacts(section.deadline, withNext);
    for (const line of section.lines) yield* requirementPart(document, line, from);
  }
}

/**
 * Whether a recommendation is kept on one page with its first requirement and that one's newest update. Where they are
 * long together, the recommendation may stand alone at the foot of a page: the gap would be larger than the good, and
 * LibreOffice breaks a long chain of "keep with next" anywhere.
 */
function isShort({ text, deadline, lines }: RevisionSection): boolean {
  const [first] = lines;
  if (first === undefined) return false;
  const newest = first.cells.at(-1)?.text ?? '';
  const moves = deadline === null ? [] : moveWords(deadline);
  return [text ?? '', ...moves, first.text ?? '', newest].join('').length <= SHORT;
}

/** The columns before `upTo`, a small table a requirement, newest first; requirements with nothing to show are left out. */
export function* annexOfEarlierUpdates(
  document: RevisionDocument,
  upTo: number,
  layout: DocxLayout,
): Iterable<FileChild> {
  const parts = document.sections
    .flatMap(({ lines }, place) => lines.map((line, index) => ({ line, anchor: annexAnchor(place, index) })))
    .map(({ line, anchor }) => ({
      line,
      anchor,
      cells: line.cells.slice(0, upTo).filter((cell) => cell.text.trim() !== ''),
    }))
    .filter(({ cells }) => cells.length > 0);
  if (parts.length === 0) return;
  yield heading('Annex: earlier updates', 'HEADING_1', { pageBreakBefore: true });
  for (const { line, anchor, cells } of parts) {
    yield heading(`Earlier updates to ${line.ref}`, 'HEADING_2', { anchor });
    yield updates(line, cells, layout);
  }
}

function anchorOf(section: number): string {
  return `recommendation_${section + 1}`;
}

function requirementPart(document: RevisionDocument, line: RevisionLine, from: number): readonly FileChild[] {
  const standing = standingOfLine(line, document);
  const cells = line.cells.slice(from);
  return [
    heading(`Requirement ${line.ref}`, 'HEADING_2'),
    ...plain(line.text, NOTHING_WORDS.requirement, true),
    fact('Owner', line.owner.trim() === '' ? NOTHING_WORDS.owner : line.owner, STYLE.fact, { keepNext: true }),
    ...deadlineFacts(line.deadline, true),
    ...(standing === null ? [] : [fact('Status', standing, STYLE.lastFact, { keepNext: true })]),
    ...(cells.length === 0 ? [] : [updates(line, cells, 'public')]),
  ];
}

function deadlineFacts(deadline: Deadline | null, keepNext: boolean): readonly Paragraph[] {
  if (deadline === null) return [];
  return [
    fact('Deadline', deadlineWords(deadline), STYLE.fact, { keepNext }),
    ...moveWords(deadline).map((move) => words(move, STYLE.note, { keepNext })),
  ];
}

function updates(line: RevisionLine, cells: readonly RevisionCell[], layout: DocxLayout): Table {
  const date = mm(layout === 'wide' ? 30 : 37);
  const widths = [date, textWidth(layout) - date];
  const rows = [...cells].reverse().map((cell) => {
    const said = texts(cell.text, noUpdateWords(line, cell), STYLE.cell);
    return dataRow(widths, [[words(longDate(cell.column), STYLE.cell)], said], {
      short: cell.text.length <= SHORT,
    });
  });
  return dataTable(widths, ['Published', 'Update'], rows);
}

function plain(text: string | null, nothing: string, keepNext: boolean): readonly Paragraph[] {
  return texts(text, nothing, STYLE.body, { keepNext });
}
