import type { SourceCell, SourceRow } from '../../../../domain/importing/account/reading.js';
import { RefusedFile } from './refused-file.js';

/** A cell of a table as a reader of files finds it, before its column is known. */
export interface GridCell {
  readonly text: string;
  /** The colour of its ground. */
  readonly fill?: string | null;
  /** Columns of the grid that it takes, at least 1. */
  readonly across: number;
  /** `above`: merged into the cell above. A number: it takes that many rows, at least 1. */
  readonly down: number | 'above';
}

export interface GridRow {
  readonly line: number;
  /** As people find it: "table 2, row 5". */
  readonly where: string;
  /** Columns of the grid left empty before its first cell. */
  readonly before: number;
  readonly cells: readonly GridCell[];
}

/** A merged cell may claim to cover any number of columns; no plan has more. */
export const WIDEST = 200;
/** Cells of one table, those that merged cells claim included. */
const MOST_CELLS = 2_000_000;

/** Text above, in the merge that reaches down to the row at hand. */
interface Reaching {
  text: string;
  rows: number;
}

/**
 * Rows of cells in columns. A cell merged downwards stands in each of its rows, marked as repeated there; one merged
 * to the right stands in its first column, and the others are empty. `merged` is told each row in which a filled cell
 * from above was repeated.
 */
export function tableRowsOf(rows: readonly GridRow[]): {
  readonly rows: readonly SourceRow[];
  readonly merged: number;
} {
  refuseEndless(rows);
  const reaching = new Map<number, Reaching>();
  let merged = 0;
  const placed = rows.map((row) => {
    const cells: SourceCell[] = [];
    const put = (text: string, spanned: boolean, fill: string | null = null) => {
      const place = { line: row.line, column: cells.length + 1, where: `${row.where}, column ${cells.length + 1}` };
      cells.push({
        place,
        raw: spanned ? '' : text,
        text,
        ...(spanned && text !== '' ? { spanned: true as const } : {}),
        ...(fill === null ? {} : { fill }),
      });
    };
    const fromAbove = () => {
      // Only tables of html say beforehand how far a cell reaches; its rows then leave the cell out.
      for (let above = reaching.get(cells.length); above !== undefined && above.rows > 0; ) {
        above.rows -= 1;
        if (above.text !== '') merged += 1;
        put(above.text, true);
        above = reaching.get(cells.length);
      }
    };
    for (let empty = 0; empty < row.before; empty += 1) put('', false);
    for (const cell of row.cells) {
      fromAbove();
      const at = cells.length;
      if (cell.down === 'above') {
        const text = reaching.get(at)?.text ?? '';
        if (text !== '') merged += 1;
        put(text, true);
      } else {
        reaching.set(at, { text: cell.text, rows: cell.down - 1 });
        put(cell.text, false, cell.fill ?? null);
      }
      for (let more = 1; more < Math.min(cell.across, WIDEST) && cells.length < WIDEST; more += 1) {
        reaching.set(cells.length, { text: '', rows: cell.down === 'above' ? 0 : cell.down - 1 });
        put('', false);
      }
    }
    fromAbove();
    return { line: row.line, cells };
  });
  return { rows: placed, merged };
}

/** Refused by what the cells claim to cover, before one of them is made. */
function refuseEndless(rows: readonly GridRow[]): void {
  let claimed = 0;
  for (const [index, { cells, before }] of rows.entries()) {
    claimed += before;
    for (const { across, down } of cells)
      claimed += Math.min(across, WIDEST) * (down === 'above' ? 1 : Math.min(down, rows.length - index));
  }
  if (claimed > MOST_CELLS) {
    throw new RefusedFile(
      'A table of the file has more cells than any plan. Import the plan alone, without other tables.',
    );
  }
}
