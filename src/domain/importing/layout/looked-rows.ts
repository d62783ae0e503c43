import type { SourceRow } from '../account/reading.js';
import { isUnder, numberInColumn } from '../words/numbers.js';
import type { Layout, Slot } from '../words/slots.js';
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
export function scoreOf(looked: LookedRow, layout: Pick<Layout, 'slots'>, posts: ReadonlySet<string>): number {
  let score = hasStrangeNumber(looked, layout) ? STRANGE_NUMBER : 0;
  for (const [index, look] of looked.looks.entries()) {
    const slot = layout.slots[index];
    score += slot === undefined ? (look.form === 'empty' ? -0.3 : -4) : fitOf(look, slot, posts);
  }
  return score;
}

/** What it costs a layout. */
const STRANGE_NUMBER = -4;

/** "S151" beside the recommendation "R2" is a post, and no number of the row's own: its letters are others. */
function hasStrangeNumber({ row }: LookedRow, { slots }: Pick<Layout, 'slots'>): boolean {
  const numberOf = (kind: Slot['kind']) =>
    numberInColumn(row.cells[slots.findIndex((slot) => slot.kind === kind)]?.text ?? '')?.number;
  const [own, recommendation] = [numberOf('ownNumber'), numberOf('recommendationNumber')];
  if (own === undefined || recommendation === undefined || isUnder(own, recommendation)) return false;
  const letters = lettersOf(own);
  return letters !== '' && letters !== lettersOf(recommendation);
}

const lettersOf = (number: string) => /^\p{L}*/u.exec(number)?.[0].toLowerCase() ?? '';

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
