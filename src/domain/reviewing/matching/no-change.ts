import { updateKindOf } from '../../importing/words/update-kind.js';
import type { Cell } from './finding.js';

/** Whether a cell only says that nothing changed: by its kind, or in words that the importer knows too. */
export function saysNoChange(cell: Cell): boolean {
  if (cell.kind !== 'text' || cell.column === null) return cell.kind === 'noChange';
  return updateKindOf(cell.text, cell.column) === 'noChange';
}

/** The newest of these cells with a text of its own; null when there is none. */
export function lastText(cells: readonly Cell[]): Cell | null {
  return cells.filter((cell) => cell.kind !== 'none' && !saysNoChange(cell)).at(-1) ?? null;
}
