import { cellsOf, type Ledger } from '../account/ledger.js';
import type { ReadPlan, SourceCell, SourceDocument } from '../account/reading.js';
import { ownLetters } from '../words/own-letters.js';
import { readFront } from './front.js';
import type { Header } from './header.js';
import { outlineLine } from './outline-lines.js';

type Frame = Pick<ReadPlan, 'title' | 'organisation' | 'executiveLead' | 'operationalLead' | 'introduction' | 'frame'>;

/** What stands around the rows of a plan: its head, above the line where these begin, and the document's own labels and headings. */
export function frameOf(document: SourceDocument, header: Header, begins: number, ledger: Ledger): Frame {
  const front = readFront(document, begins);
  if (front.title === null) ledger.ask(1, null, 'The plan has no title above its table. What is it called?');
  if (front.organisation === null)
    ledger.ask(1, null, 'No line above the table names the organisation. Whose plan is it?');
  for (const cell of front.left) ledger.leaveOut(cell);
  askAboutAnswers([...front.left, ...front.introduction.map(({ cell }) => cell)], ledger);
  for (const { cell, part } of front.introduction) {
    ledger.place(cell, part.text, 'introduction');
    ledger.mean(cell, cell.text.slice(0, cell.text.length - part.text.length), 'introduction');
  }
  for (const { fact, cell, value } of front.said) ledger.mean(cell, value, fact);
  for (const [index, slot] of header.slots.entries()) {
    const cell = header.row.cells[index];
    if (slot.kind === 'update' && cell !== undefined) ledger.mean(cell, cell.text, `column:${slot.column}`);
  }
  const labels = cellsOf(document).filter((cell) => cell.label === true && !header.row.cells.includes(cell));
  const headings = header.row.cells.filter((cell) => cell.text !== '');
  const empty = new Set(emptyColumns(document, header));
  // over nothing, a heading is one by its own words alone
  const names = [...labels, ...headings.filter((cell) => empty.has(cell))];
  const frame = [...front.read, ...headings, ...labels];
  for (const cell of frame) {
    const own = names.includes(cell) ? ownLetters(cell.text) : cell.text;
    ledger.place(cell, own, `frame:${cell.place.line}:${cell.place.column ?? ''}`);
  }
  for (const row of header.repeats) {
    for (const cell of row.cells) ledger.place(cell, cell.text, 'headings');
  }
  return {
    title: front.title ?? '',
    organisation: front.organisation ?? '',
    executiveLead: front.executiveLead,
    operationalLead: front.operationalLead,
    introduction: front.introduction.map(({ part }) => part),
    frame: [...frame].sort((a, b) => a.place.line - b.place.line),
  };
}

/** The headings under which no cell is filled. */
function emptyColumns(document: SourceDocument, { row, repeats }: Header): readonly SourceCell[] {
  const body = document.blocks.flatMap((block) =>
    block.kind === 'rows' ? block.rows.filter((each) => each.line > row.line && !repeats.includes(each)) : [],
  );
  return row.cells.filter((_, index) => body.every(({ cells }) => (cells[index]?.text ?? '') === ''));
}

/** What answers a recommendation ("Owner: …", "28.2.31: …") stands above the rows only where its own row was not found. */
function askAboutAnswers(cells: readonly SourceCell[], ledger: Ledger): void {
  const answers = cells.filter((cell) => {
    const { kind, rest } = outlineLine(cell);
    return cell.aside !== true && (kind === 'owner' || kind === 'update') && rest !== '';
  });
  const [first] = answers;
  if (first === undefined) return;
  ledger.ask(
    first.place.line,
    null,
    `Above the rows stands "${first.text.slice(0, 60)}", and it is in none of them. To which row does it belong?`,
  );
}
