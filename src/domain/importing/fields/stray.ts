import { byPlace, type Ledger } from '../account/ledger.js';
import type { SourceCell, SourceDocument } from '../account/reading.js';
import type { TableRow } from '../header/header.js';

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

/** What stands from the line where the rows begin and may belong to none: lines of text, `lone` cells; `headings` over rows apart. */
interface AroundRows {
  readonly begins: number;
  readonly lone: readonly TableRow[];
  readonly headings: ReadonlySet<SourceCell>;
}

/** Leaves out, and asks about, what stands below the headings and in no row of the table. */
export function leaveStrayTextOut(
  document: SourceDocument,
  { begins, lone, headings }: AroundRows,
  ledger: Ledger,
): void {
  const paragraphs = document.blocks.flatMap((block) =>
    block.kind === 'text' ? block.paragraphs.filter(({ place }) => place.line > begins) : [],
  );
  // Labels are part of the document's frame.
  const stray = [...paragraphs, ...lone.flatMap(filledCells)].filter((cell) => !cell.label && !headings.has(cell));
  for (const cell of stray) ledger.leaveOut(cell);
  const asked = stray
    .filter((cell) => cell.text !== '' && !cell.aside && !PAGE_NUMBER.test(cell.text))
    .sort((one, other) => byPlace(one.place, other.place));
  const [first] = asked;
  if (first === undefined) return;
  const what =
    asked.length === 1
      ? 'This text stands by itself below the headings and belongs to no row. It was left out. Does it belong to the plan?'
      : `${asked.length} texts stand by themselves below the headings and belong to no row: ${listOf(asked)}. They were left out. Do they belong to the plan?`;
  ledger.ask(first.place.line, null, what);
}

/** The first words of the first few texts. */
function listOf(cells: readonly SourceCell[]): string {
  const words = cells.slice(0, MOST_NAMED).map(({ text }) => {
    const [line = ''] = text.split('\n');
    return `"${line.length > FIRST_WORDS ? `${line.slice(0, FIRST_WORDS).trim()}…` : line}"`;
  });
  return cells.length > MOST_NAMED ? `${words.join(', ')} and others` : words.join(', ');
}

const MOST_NAMED = 6;
const FIRST_WORDS = 40;

const PAGE_NUMBER = /^(?:page\s+)?\d+(?:\s+of\s+\d+)?$/i;

function filledCells({ row }: TableRow): SourceCell[] {
  return row.cells.filter((cell) => cell.text !== '');
}
