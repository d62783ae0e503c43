import { civilDate } from '../../calendar/civil-date.js';
import { datesIn } from '../../text/dates/dates-in-text.js';
import type { SourceCell } from '../account/reading.js';
import type { OutlineLine } from '../header/outline-lines.js';

/** Only whether a text opens with a date is asked, so any day is near enough. */
const ANY_DAY = civilDate('2025-01-01');

/**
 * "15 Evidence of …" below the heading "15. By March, …" or "Recommendation 15": a recommendation's only requirement
 * has its number.
 */
export function withOnlyRequirements(cells: readonly SourceCell[], lines: readonly OutlineLine[]): OutlineLine[] {
  let above: { readonly number: string; readonly level: number } | null = null;
  return lines.map((line, index) => {
    const cell = cells[index];
    if (cell === undefined || cell.aside || cell.label) return line;
    const only = above === null ? null : onlyRequirement(line, cell, above);
    if (only === null && line.kind === 'recommendation' && line.number !== null) {
      above = { number: line.number, level: cell.level ?? 9 };
    } else if (only !== null || ENDS.has(line.kind)) above = null;
    return only ?? line;
  });
}

/** Below an answer, "1. The iron was ordered." is a point of its list. */
const ENDS: ReadonlySet<OutlineLine['kind']> = new Set(['requirement', 'update', 'label']);

function onlyRequirement(
  line: OutlineLine,
  cell: SourceCell,
  { number, level }: { readonly number: string; readonly level: number },
): OutlineLine | null {
  if (line.kind === 'recommendation') {
    const below = line.number === number && (cell.level ?? 0) > level && !/^rec/i.test(line.label);
    return below ? { ...line, kind: 'requirement', number } : null;
  }
  // Below "Recommendation 17" the text "17 January 2031, …" begins with its deadline.
  if (datesIn(cell.text.slice(0, 40), ANY_DAY).some(({ start }) => start === 0)) return null;
  const figures = number.replace(/[.()]/g, '\\$&');
  const numbered = new RegExp(`^${figures}[.:)]?(?:\\s+(?=\\p{L})|\\s*$)`, 'u');
  const label = line.kind === 'text' ? numbered.exec(cell.text)?.[0] : undefined;
  return label === undefined ? null : { kind: 'requirement', number, label, rest: cell.text.slice(label.length) };
}
