import type { SourceBlock, SourceCell, SourceDocument, SourceRow } from '../account/reading.js';
import { looksLikeStatus, statusLetterOf } from '../words/status-words.js';

type Rows = Extract<SourceBlock, { kind: 'rows' }>;

const TICK = /^(?:[✓✔☑√✅xX×]|yes|y|tick(?:ed)?|true)$/iu;
const NO_TICK = /^(?:[☐□–-]|no|n|false)?$/iu;
/** Beside the words of a heading: "Achieved (tick)", "On target to achieve". */
const REMARK =
  /\s*\((?:tick|please tick|yes|yes\/no|y\/n|[✓✔x])\)\s*|\?$|\s+to (?:achieve|complete|meet|deliver)\b.*$/giu;
const LEAST_COLUMNS = 2;

/**
 * A document in which the status is told by a tick in one of several columns ("Achieved", "On target", "Not on target"),
 * with one column of statuses in their place: of each row the words over its tick. Any other is given back as it is.
 */
export function withTickColumns(document: SourceDocument): SourceDocument {
  let changed = false;
  const blocks = document.blocks.flatMap((block): SourceBlock[] => {
    const found = block.kind === 'rows' ? ticksOf(block) : null;
    if (block.kind !== 'rows' || found === null) return [block];
    changed = true;
    const below = block.rows.slice(found.at);
    const labels = below.flatMap(({ cells }) => found.columns.flatMap((column) => cells[column] ?? []));
    return [
      { ...block, rows: [...block.rows.slice(0, found.at), ...below.map((row) => joined(row, found))] },
      { kind: 'text', paragraphs: labels.flatMap((cell) => (cell.text === '' ? [] : [{ ...cell, label: true }])) },
    ];
  });
  return changed ? { ...document, blocks } : document;
}

interface Ticks {
  /** The row of headings. */
  readonly at: number;
  readonly head: SourceRow;
  readonly columns: readonly number[];
}

function ticksOf({ rows }: Rows): Ticks | null {
  for (const [at, head] of rows.entries()) {
    const named = head.cells.flatMap((cell, index) => (isStatus(cell.text) ? [index] : []));
    if (named.length < LEAST_COLUMNS) continue;
    const below = rows.slice(at + 1).filter(({ cells }) => cells.filter(({ text }) => text !== '').length > 1);
    const columns = named.filter((index) => {
      const texts = below.map(({ cells }) => cells[index]?.text ?? '');
      return texts.some((text) => TICK.test(text)) && texts.every((text) => TICK.test(text) || NO_TICK.test(text));
    });
    if (columns.length >= LEAST_COLUMNS) return { at, head, columns };
  }
  return null;
}

function isStatus(text: string): boolean {
  return text !== '' && (looksLikeStatus(words(text)) || statusLetterOf(text) !== null);
}

function words(heading: string): string {
  return heading.replace(REMARK, ' ').trim();
}

/** A row with one cell for the columns of ticks, where the first of them stood. */
function joined(row: SourceRow, { head, columns }: Ticks): SourceRow {
  const [first = 0] = columns;
  const ticked = columns.filter((column) => TICK.test(row.cells[column]?.text ?? ''));
  const headings = ticked.flatMap((column) => head.cells[column] ?? []);
  const text = row === head ? 'Status' : headings.map((cell) => words(cell.text)).join(' / ');
  const place = row.cells[first]?.place ?? { line: row.line };
  const cell: SourceCell =
    row === head ? { place, raw: '', text, label: true } : { place, raw: text, text, of: headings };
  const rest = row.cells.map((each, column) => (column === first ? cell : each));
  return { ...row, cells: rest.filter((_, column) => column === first || !columns.includes(column)) };
}
