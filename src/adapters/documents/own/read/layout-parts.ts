import type { CivilDate } from '../../../../domain/calendar/civil-date.js';
import type { SourceCell, SourceDocument } from '../../../../domain/importing/account/reading.js';
import type { Deadline, DeadlineMove, Discharge } from '../../../../domain/plan/plan.js';
import type { PrintedStatus } from '../../../../domain/plan/printed.js';
import { deadlineIn, moveIn, type PrintedDeadline } from './layout-words.js';

/** A paragraph, or a row of a table, in the order of the document. */
export type Item =
  | { readonly kind: 'paragraph'; readonly cell: SourceCell }
  | { readonly kind: 'row'; readonly cells: readonly SourceCell[] };

/** A text of the plan, or a part of one, with the cell in which it stands. */
export interface FoundText {
  readonly cell: SourceCell;
  readonly text: string;
}

export interface FoundLine extends PrintedStatus {
  readonly line: number;
  readonly ref: string;
  readonly text: readonly FoundText[];
  readonly owner: FoundText | null;
  readonly deadline: Deadline | null;
  readonly discharge: Discharge | null;
  readonly updates: Map<CivilDate, readonly FoundText[]>;
}

export interface FoundSection {
  readonly number: string;
  text: readonly FoundText[];
  deadline: Deadline | null;
  readonly lines: FoundLine[];
}

/** Where the cells went that hold no text of the plan. */
export interface Sorted {
  /** Printed by the layout itself: headings, labels, dates, the seal. */
  readonly layout: SourceCell[];
  /** Inside the plan and none of its texts: somebody put it there. */
  readonly inserted: SourceCell[];
  /** Before, after and beside the plan: the page that it stands in. */
  readonly around: SourceCell[];
}

/** Adds cells to a list, however many: a call with each as an argument has a limit. */
export function put(list: SourceCell[], cells: readonly SourceCell[]): void {
  for (const cell of cells) list.push(cell);
}

/** The filled paragraphs and rows of a document in order. */
export function itemsOf(document: SourceDocument): Item[] {
  return document.blocks.flatMap((block): Item[] =>
    block.kind === 'text'
      ? block.paragraphs.filter((cell) => cell.text !== '').map((cell) => ({ kind: 'paragraph', cell }))
      : block.rows
          .filter((row) => row.cells.some((cell) => cell.text !== ''))
          .map((row) => ({ kind: 'row', cells: row.cells })),
  );
}

export function filledCells(item: Item): readonly SourceCell[] {
  return item.kind === 'paragraph' ? [item.cell] : item.cells.filter((cell) => cell.text !== '');
}

/**
 * The deadline at the end of some paragraphs, with its moves, and where they begin; null where none is. Something always
 * stands before it: the text, or our words for none.
 */
export function deadlineAtEnd(
  texts: readonly string[],
  first = 1,
): { readonly printed: PrintedDeadline; readonly moves: readonly DeadlineMove[]; readonly from: number } | null {
  const moves: DeadlineMove[] = [];
  for (let at = texts.length - 1; at >= first; at -= 1) {
    const printed = deadlineIn(texts[at] ?? '');
    if (printed !== null) return moves.length <= printed.moved ? { printed, moves, from: at } : null;
    const move = moveIn(texts[at] ?? '');
    if (move === null) return null;
    moves.unshift(move);
  }
  return null;
}
