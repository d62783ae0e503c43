import { saysNoChange } from '../../commitments/says-no-change.js';
import type { Cell } from './finding.js';

/** The newest of these cells with a text of its own; null when there is none. */
export function lastText(cells: readonly Cell[]): Cell | null {
  return cells.filter((cell) => cell.kind !== 'none' && !saysNoChange(cell)).at(-1) ?? null;
}
