import type { CardContext, ListRow, ListView, Verb } from '../../../chat/messages.js';
import { leadInOf, oneLine } from './words.js';

/** How much of each row a list shows. */
interface ListCardRoom {
  readonly rows: number;
  /** UTF-16 units of a row's title. */
  readonly title: number;
}

/** From a line and a half on a phone down to what always fits. */
export const LIST_ROOMS: readonly ListCardRoom[] = [
  { rows: 60, title: 60 },
  { rows: 60, title: 30 },
  { rows: 40, title: 20 },
];

/** What `cards/list.json` is bound to. */
export function listData(list: ListView, room: ListCardRoom): object {
  const rows = list.rows.slice(0, room.rows);
  const left = list.rows.length - rows.length;
  return {
    planTitle: oneLine(list.planTitle, 200),
    ...leadInOf(list.leadIn),
    progress: `${list.answered} of ${list.rows.length} answered`,
    rows: rows.map((row) => rowData(row, (context) => ({ ...context, verb: 'open' satisfies Verb }), room.title)),
    more: left > 0 ? [{ text: `and ${left} more: they come after these` }] : [],
  };
}

/** A row of a list, on this card and folded on the card of another row. */
export function rowData(row: ListRow, dataOf: (context: CardContext) => object, title = 40): object {
  const ref = oneLine(row.ref, 20);
  return {
    ref: `${ref} `,
    state: row.isHere ? 'This card' : oneLine(row.state, 80),
    isOpen: row.isOpen,
    title: ` · ${oneLine(row.title, title)}`,
    hasButton: !row.isHere,
    button: row.isOpen ? `Open ${ref}` : `Change ${ref}`,
    data: dataOf(row.context),
  };
}
