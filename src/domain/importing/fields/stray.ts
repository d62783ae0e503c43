import type { Ledger } from '../account/ledger.js';
import type { SourceCell, SourceDocument } from '../account/reading.js';
import type { Header, TableRow } from '../header/header.js';

/** Rows with at least two filled cells; with one only where it repeats a cell of such a row, as a post does. */
export function tableOf(body: readonly TableRow[]): TableRow[] {
  const texts = new Set(
    body.flatMap((each) => {
      const cells = filledCells(each);
      return cells.length > 1 ? cells.map((cell) => cell.text) : [];
    }),
  );
  return body.filter((each) => {
    const cells = filledCells(each);
    return cells.length > 1 || (each.row.cells.length > 1 && cells.some((cell) => texts.has(cell.text)));
  });
}

/** Leaves out, and asks about, what stands below the headings and in no row of the table: lines of text, `lone` cells; `headings` over rows apart. */
export function leaveStrayTextOut(
  document: SourceDocument,
  header: Header,
  lone: readonly TableRow[],
  headings: ReadonlySet<SourceCell>,
  ledger: Ledger,
): void {
  const paragraphs = document.blocks.flatMap((block) =>
    block.kind === 'text' ? block.paragraphs.filter(({ place }) => place.line > header.row.line) : [],
  );
  for (const cell of [...paragraphs, ...lone.flatMap(filledCells)]) {
    // Labels are part of the document's frame.
    if (cell.label === true || headings.has(cell)) continue;
    ledger.leaveOut(cell);
    if (cell.text === '' || cell.aside === true || PAGE_NUMBER.test(cell.text)) continue;
    ledger.ask(
      cell.place.line,
      null,
      'This text stands by itself below the headings and belongs to no row. It was left out. Does it belong to the plan?',
    );
  }
}

const PAGE_NUMBER = /^(?:page\s+)?\d+(?:\s+of\s+\d+)?$/i;

function filledCells({ row }: TableRow): SourceCell[] {
  return row.cells.filter((cell) => cell.text !== '');
}
