import { type AskedItem, isOpenItem, nextOpen, stillDue } from '../../domain/asking/ask.js';
import { longDay } from '../../domain/calendar/civil-date.js';
import { addedSince, wordsGiven } from '../../domain/contributing/words-given.js';
import { looksAhead } from '../../domain/text/sentences.js';
import type { DeckView, ListRow, Message } from '../messages.js';
import { contextFor, type DeckDrawing, shortTitle, titleOf } from './deck-drawing.js';
import { severalOf } from './several-message.js';
import { toldApart } from './told-apart.js';

/** Up to so many rows stand folded on every card of a deck; a longer deck opens with the list as a card of its own. */
const MOST_ON_A_CARD = 12;

/** Whether a deck begins with its list: it is long, and there is something to choose from. */
export function opensWithList({ deck }: DeckDrawing): boolean {
  return deck.items.length > MOST_ON_A_CARD && deck.items.filter(({ value }) => isOpenItem(value)).length > 1;
}

/** The list of a deck's rows, with a way to any of them. */
export function listMessage(drawing: DeckDrawing, leadIn: string): Message {
  const items = drawing.deck.items.map(({ value }) => value);
  return {
    kind: 'list',
    list: {
      leadIn,
      planTitle: shortTitle(drawing.deck.head.value.planTitle),
      answered: items.filter((item) => !isOpenItem(item)).length,
      rows: rowsOf(drawing, null),
      several: wayToSeveral(drawing),
    },
  };
}

export const NO_WAYS: DeckView['ways'] = { rows: [], list: null, back: null, skip: null, several: null };

/** The ways from the card of one row to the others; none where it is the only one. */
export function waysFrom(drawing: DeckDrawing, here: AskedItem): DeckView['ways'] {
  const items = drawing.deck.items.map(({ value }) => value);
  const contribute = drawing.deck.head.value.contributes === true ? { contribute: contextFor(drawing, null) } : {};
  if (items.length < 2) return { ...NO_WAYS, ...contribute };
  const at = items.findIndex(({ ref }) => ref === here.ref);
  const before = items[at - 1] ?? null;
  const others = items.filter(({ ref }) => ref !== here.ref);
  const next = nextOpen([...others.slice(Math.max(at, 0)), ...others.slice(0, Math.max(at, 0))], drawing.today);
  const isShort = items.length <= MOST_ON_A_CARD;
  return {
    rows: isShort ? rowsOf(drawing, here) : [],
    list: contextFor(drawing, null),
    several: wayToSeveral(drawing),
    back: before === null ? null : contextFor(drawing, before),
    skip: next === null ? null : contextFor(drawing, next),
    ...contribute,
  };
}

function wayToSeveral(drawing: DeckDrawing) {
  return severalOf(drawing).length < 2 ? null : contextFor(drawing, null);
}

function rowsOf(drawing: DeckDrawing, here: AskedItem | null): readonly ListRow[] {
  const titles = titlesOf(drawing.deck.items.map(({ value }) => value));
  return drawing.deck.items.map(({ value: item }, at) => ({
    ref: item.ref,
    title: titles[at] ?? '',
    state: stateOf(item, drawing),
    isOpen: isOpenItem(item),
    isHere: item.ref === here?.ref,
    context: contextFor(drawing, item),
  }));
}

/** What rows are called below each other: rows of one text are told apart by what was published about them. */
function titlesOf(items: readonly AskedItem[]): readonly string[] {
  const titles = items.map(titleOf);
  return toldApart(
    items.map((item, at) => {
      const title = titles[at] ?? '';
      const isAlone = titles.indexOf(title) === titles.lastIndexOf(title);
      return isAlone || item.previousText === null ? title : `Last time: ${item.previousText.text}`;
    }),
  );
}

function stateOf(item: AskedItem, { deck, today }: DeckDrawing): string {
  if (item.question !== undefined) return 'A question about your answer';
  if (item.answer !== null) {
    const added = addedSince(item).length > 0 ? ', words added since' : '';
    return `${item.answer.reply.kind === 'noChange' ? 'Answered: no change' : 'Answered'}${added}`;
  }
  const given = wordsGiven(item).length > 0 ? ', with words to use' : '';
  const isPromised = stillDue(item, deck.head.value.cycle).length > 0 || looksAhead(item.previousText?.text ?? '');
  const promised = `${isPromised ? ', something was promised' : ''}${given}`;
  return item.later !== null && item.later > today
    ? `Open, back on ${longDay(item.later)}${promised}`
    : `Open${promised}`;
}
