const FORMULA = /^'*[=+\-@\t\r]/;

/**
 * A cell that a spreadsheet would take for a formula, made text (OWASP, "CSV injection"): one that begins with
 * `=`, `+`, `-`, `@`, a tab or a carriage return, after any number of apostrophes, gets one more apostrophe in
 * front. Because apostrophes in front of such a character always gain one, taking one away is the exact inverse.
 */
export function escapeFormula(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** The inverse of `escapeFormula`: `unescapeFormula(escapeFormula(cell))` is `cell` for every text. */
export function unescapeFormula(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
