import type { SourceRow } from '../account/reading.js';
import type { Layout } from '../words/slots.js';
import { type CellLook, fitOf } from './cells.js';

/** A row of a page and what its cells look like. */
export interface LookedRow {
  readonly row: SourceRow;
  readonly looks: readonly CellLook[];
}

/** The rows of one block (page, table). */
export interface Page {
  readonly block: number;
  readonly rows: readonly LookedRow[];
  /** A sheet with headings of its own. */
  readonly headed: boolean;
}

/** How well a row's cells fit a layout; `posts` are those that are known. */
export function scoreOf({ looks }: LookedRow, layout: Pick<Layout, 'slots'>, posts: ReadonlySet<string>): number {
  let score = 0;
  for (const [index, look] of looks.entries()) {
    const slot = layout.slots[index];
    score += slot === undefined ? (look.form === 'empty' ? -0.3 : -4) : fitOf(look, slot, posts);
  }
  return score;
}

/** From here down a cell speaks against its place. */
const AGAINST = -2;

/** Whether some cell of the row speaks (`from` here down) against its place, or stands beyond the layout. */
export function contradicts(
  { looks }: LookedRow,
  layout: Pick<Layout, 'slots'>,
  posts: ReadonlySet<string>,
  from = AGAINST,
): boolean {
  return looks.some((look, index) => {
    const slot = layout.slots[index];
    return slot === undefined ? look.form !== 'empty' : fitOf(look, slot, posts) <= from;
  });
}
