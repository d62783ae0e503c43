import type { Cell } from './finding.js';

const NO_CHANGE =
  /^(?:as (?:per )?(?:the )?(?:previous|last|above|prior)(?: updates?)?|no (?:further |new )?(?:changes?|updates?)(?: (?:since|from) .{0,40})?|no change since .{0,40}|unchanged|nothing to add)(?: \([^)]*\))?[\s.]*$/i;

/** Whether a cell only says that nothing changed, in the plan's own words or by its kind. */
export function saysNoChange(cell: Cell): boolean {
  return cell.kind === 'noChange' || NO_CHANGE.test(cell.text.trim());
}

/** The newest of these cells with a text of its own; null when there is none. */
export function lastText(cells: readonly Cell[]): Cell | null {
  return cells.filter((cell) => cell.kind !== 'none' && !saysNoChange(cell)).at(-1) ?? null;
}
