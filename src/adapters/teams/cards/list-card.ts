import type { CardContext, ListRow, ListView, SeveralView, Verb } from '../../../chat/messages.js';
import { firstWords, leadInOf, oneLine, paragraphsOf } from './words.js';

/** How much of each row a list shows. */
interface ListCardRoom {
  readonly rows: number;
  /** UTF-16 units of a row's title. */
  readonly title: number;
}

/** Of what is said of a row: enough for every state that there is, but where nothing else has room. */
const LONGEST_STATE = 80;
const SHORT_STATE = 40;
/** The shortest title at which a state is whole. */
const STATE_IS_WHOLE_AT = 30;

/** From a line and a half on a phone down to what always fits. */
export const LIST_ROOMS: readonly ListCardRoom[] = [
  { rows: 60, title: 80 },
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
    leadStyle: list.late === true ? 'attention' : 'default',
    progress: `${list.answered} of ${list.rows.length} answered`,
    rows: rows.map((row) => rowData(row, (context) => ({ ...context, verb: 'open' satisfies Verb }), room.title)),
    several: list.several === null ? [] : [severalButton(list.several)],
    more: left > 0 ? [{ text: `and ${left} more: they come after these` }] : [],
  };
}

/** The way to "No change to several", with what stood in the inputs where there were any. */
export function severalButton(data: object): object {
  return { type: 'Action.Submit', title: 'No change to several', data: { ...data, verb: 'several' satisfies Verb } };
}

/** As `LIST_ROOMS`: `title` is what is quoted of the text that a row points to. */
export const SEVERAL_ROOMS: readonly ListCardRoom[] = [
  { rows: 60, title: 90 },
  { rows: 60, title: 40 },
  { rows: 40, title: 20 },
];

/** What `cards/several.json` is bound to. */
export function severalData(several: SeveralView, room: ListCardRoom): object {
  const rows = several.rows.slice(0, room.rows);
  const more = several.rows.length - rows.length;
  const action = (verb: Verb) => ({ ...several.context, verb });
  const notes = [
    more === 0 ? '' : `${more} more come after these.`,
    several.leftOut === 0
      ? ''
      : `${several.leftOut === 1 ? '1 other row is' : `${several.leftOut} other rows are`} not in this list: something was promised or written there, or two quarters have passed without a change. Please look at ${several.leftOut === 1 ? 'it' : 'each'}.`,
  ];
  return {
    problem:
      several.problem === null ? [] : paragraphsOf(several.problem, { characters: 600, paragraphs: 6 }).paragraphs,
    planTitle: oneLine(several.planTitle, 200),
    hasRows: rows.length > 0,
    choices: rows.map(({ ref, prints, previous }, at) => ({
      title: `${oneLine(ref, 20)}: ${prints} “${oneLine(previous, room.title)}”`,
      value: String(at),
    })),
    ticked: rows.flatMap(({ isTicked }, at) => (isTicked ? [String(at)] : [])).join(','),
    notes: notes.filter((text) => text !== '').map((text) => ({ text })),
    save: { ...action('saveSeveral'), several: rows.map(({ ref, seen }) => ({ ref, seen })) },
    list: action('list'),
  };
}

/** A row of a list, on this card and folded on the card of another row. */
export function rowData(row: ListRow, dataOf: (context: CardContext) => object, title = 80): object {
  const ref = oneLine(row.ref, 20);
  return {
    ref: `${ref} `,
    state: row.isHere ? 'This card' : oneLine(row.state, title < STATE_IS_WHOLE_AT ? SHORT_STATE : LONGEST_STATE),
    isOpen: row.isOpen,
    title: firstWords(row.title, title),
    hasButton: !row.isHere,
    button: row.isOpen ? `Open ${ref}` : `Change ${ref}`,
    data: dataOf(row.context),
  };
}
