import type { CivilDate } from '../../../../domain/calendar/civil-date.js';
import type { SourceCell } from '../../../../domain/importing/account/reading.js';
import { standsForNothing } from '../write/words.js';
import { type FoundLine, type FoundText, filledCells, type Item, put, type Sorted } from './layout-parts.js';
import { dateIn, spaced } from './layout-words.js';

const EARLIER = /^Earlier updates to ([^\n]+)$/;

/** Where the annex of earlier updates begins; the number of items where there is none. */
export function annexAt(items: readonly Item[]): number {
  const at = items.findLastIndex((item, index) => {
    const next = items[index + 1];
    return (
      item.kind === 'paragraph' &&
      item.cell.text === 'Annex: earlier updates' &&
      next?.kind === 'paragraph' &&
      EARLIER.test(next.cell.text)
    );
  });
  return at < 0 ? items.length : at;
}

/** Takes the updates of an annex into their lines; what it holds beside them is not of the plan. */
export function takeAnnex(items: readonly Item[], lines: readonly FoundLine[], sorted: Sorted): void {
  const byRef = new Map(lines.map((line) => [line.ref, line]));
  let line: FoundLine | undefined;
  for (const [at, item] of items.entries()) {
    const [cell] = filledCells(item);
    const ref = item.kind === 'paragraph' ? EARLIER.exec(cell?.text ?? '')?.[1] : undefined;
    const named = ref === undefined ? undefined : byRef.get(spaced(ref));
    if (at === 0 || named !== undefined) {
      line = named;
      put(sorted.layout, filledCells(item));
    } else if (line === undefined) put(sorted.inserted, filledCells(item));
    else takeUpdate(item, line.updates, sorted, null);
  }
}

/** Takes a row "30 January 2026 | …" of a table of updates; everything else that stands there is not of the plan. */
export function takeUpdate(
  item: Item,
  updates: Map<CivilDate, readonly FoundText[]>,
  sorted: Sorted,
  caption: string | null,
): void {
  const cells = filledCells(item);
  const [first, second] = cells;
  const heads = cells.length === 2 && first?.text === 'Published' && second?.text === 'Update';
  const date = item.kind === 'row' && cells.length <= 2 ? dateIn(first?.text ?? '') : null;
  if (heads || (caption !== null && first?.text === caption)) put(sorted.layout, cells);
  else if (date !== null && first !== undefined && !updates.has(date)) {
    sorted.layout.push(first);
    updates.set(date, textsOf(second === undefined ? [] : [second], sorted));
  } else if (first?.aside === true) put(sorted.around, cells);
  else put(sorted.inserted, cells);
}

/** The words of a text; none where the layout says in words of ours that there is none. */
export function textsOf(cells: readonly SourceCell[], sorted: Sorted): FoundText[] {
  const [first] = cells;
  if (cells.length === 1 && first !== undefined && standsForNothing(first.text)) {
    sorted.layout.push(first);
    return [];
  }
  return cells.map((cell) => ({ cell, text: cell.text }));
}
