import type { SourceCell, SourceDocument } from '../account/reading.js';
import type { TableRow } from '../header/header.js';
import { outlineLine } from '../header/outline-lines.js';
import { headingOf } from '../words/headings.js';
import { numberInColumn } from '../words/numbers.js';

/** A theme, a chapter, a service: a heading over some of the rows. */
export interface Group {
  readonly heading: SourceCell;
}

const LONGEST_GROUP = 100;

/**
 * The headings under which the rows of a plan stand: rows of one text across the table, and headings right above one of
 * several tables. One heading alone is that of the whole plan, and no group. `lone` are rows with one filled cell.
 */
export function groupsOf(document: SourceDocument, lone: readonly TableRow[], from: number): readonly Group[] {
  const across = lone.flatMap(({ row }) => {
    const filled = row.cells.filter(({ text }) => text !== '');
    const [heading] = filled;
    return heading !== undefined && isGroup(heading) && heading === row.cells[0] ? [{ heading }] : [];
  });
  const above = document.blocks.flatMap((block, index): Group[] => {
    const before = document.blocks[index - 1];
    if (block.kind !== 'rows' || block.rows.length === 0 || before?.kind !== 'text') return [];
    const heading = before.paragraphs.findLast((each) => (each.level ?? 0) >= 1 && each.label !== true);
    return heading !== undefined && isGroup(heading) ? [{ heading }] : [];
  });
  const groups = [...(above.length > 1 ? above : []), ...across].sort(
    (a, b) => a.heading.place.line - b.heading.place.line,
  );
  const names = new Set(groups.map(({ heading }) => heading.text));
  return names.size > 1 && groups.some(({ heading }) => heading.place.line > from) ? groups : [];
}

function isGroup(cell: SourceCell): boolean {
  const { text } = cell;
  if (text.length > LONGEST_GROUP || !/\p{L}/u.test(text) || /[.!?]$/.test(text)) return false;
  if (numberInColumn(text) !== null || outlineLine(cell).kind === 'recommendation') return false;
  const heading = headingOf(text);
  return heading === null || heading.role === 'unknown' || heading.share < 1;
}
