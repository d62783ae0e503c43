import type { makeKeepWords } from '../../app/asking/keep-words.js';
import type { Who } from '../../app/people/who.js';
import type { Stores } from '../../app/store/stores.js';
import { LONGEST_TYPED } from '../../domain/asking/typed-words.js';
import type { Instant } from '../../domain/calendar/civil-date.js';
import { listed } from '../asking/deck-messages.js';
import { givenBack } from '../asking/given-back.js';
import { intoTheBox, type OwnRow } from '../asking/into-the-box.js';
import { drawingOfOwn, type OwnDeck, showDecks } from '../asking/own-decks.js';
import type { makeSendCard } from '../asking/show-deck.js';
import { typedMessage, whichRowMessage } from '../asking/typed-message.js';
import { openRows } from '../contributing/contribute-message.js';
import type { AddedRow } from '../contributing/own-contributions.js';
import { titleOf } from '../deck/deck-drawing.js';
import { severalMessage, severalOf } from '../deck/several-message.js';
import type { Message, TypedRow } from '../messages.js';
import type { Said } from '../turn.js';

/** What is needed to show words of the chat on the card of a row. */
export interface TextDeps {
  readonly stores: Stores;
  readonly cardKey: () => Promise<string>;
  readonly sendCard: ReturnType<typeof makeSendCard>;
  readonly keepWords: ReturnType<typeof makeKeepWords>;
}

/** The heading over words that are given back. */
export const NOT_TAKEN = 'That was not taken as an answer';

/** Most refs in one sentence, and most rows on one card. */
const MOST_NAMED = 12;

/** Shows what would be saved for one row, at the end of the chat. */
export async function oneRow(deps: TextDeps, who: Who, row: OwnRow, words: string, now: Instant): Promise<Said> {
  const taken = await intoTheBox(deps, who, row, words, now);
  if (taken.kind === 'notKept') return { replies: givenBack(NOT_TAKEN, [taken.why], [words]) };
  const { deck, message } = taken;
  return { replies: [], after: () => deps.sendCard(who, row.plan, deck, message) };
}

/** "Everything as before" while several rows are open: what that would print for each, where they are of one plan. */
export async function noChangeToAll(
  deps: TextDeps,
  who: Who,
  rows: readonly OwnRow[],
  text: string,
  now: Instant,
): Promise<Said> {
  const [first] = rows;
  const isOnePlan = rows.every(({ plan }) => plan === first?.plan);
  const drawing = first === undefined || !isOnePlan ? null : await drawingOfOwn(deps, who, first, now);
  if (first === undefined || drawing === null || severalOf(drawing).length < 2) {
    return askWhich(deps, who, { rows, text, now });
  }
  return { replies: [], after: () => deps.sendCard(who, first.plan, first.deck, severalMessage(drawing, null)) };
}

/** Rows of one plan that each have their own words: one card for all of them. */
export async function severalRows(
  deps: TextDeps,
  who: Who,
  of: {
    readonly rows: readonly OwnRow[];
    readonly answers: readonly { readonly ref: string; readonly words: string }[];
    readonly text: string;
    readonly now: Instant;
  },
): Promise<Said> {
  const { rows, answers, text, now } = of;
  const named = rows.filter(({ item }) => answers.some(({ ref }) => ref === item.ref));
  const plans = new Set(named.map(({ plan }) => plan));
  const [first] = named;
  if (first === undefined || plans.size > 1 || answers.length > MOST_NAMED || named.length !== answers.length) {
    return askWhich(deps, who, { rows: named, text, now });
  }
  const notKept: string[] = [];
  const ready: TypedRow[] = [];
  let latest = first.deck;
  let alone: Message | null = null;
  for (const { ref, words } of answers) {
    const row = named.find(({ item }) => item.ref === ref);
    if (row === undefined) continue;
    const taken = await intoTheBox(deps, who, row, words, now);
    if (taken.kind === 'notKept') notKept.push(`${ref}: ${words}`);
    else {
      latest = taken.deck;
      if (taken.row === null) alone ??= taken.message;
      else ready.push(taken.row);
    }
  }
  const drawing = await drawingOfOwn(deps, who, { plan: first.plan, deck: latest }, now);
  const apart = answers.map(({ ref }) => ref).filter((ref) => ready.every((row) => row.ref !== ref));
  const note = apart.length === 0 ? null : `${listed(apart)} cannot be saved so: please look at the card of its own.`;
  const message = ready.length === 0 ? alone : typedMessage(drawing, ready, note);
  const replies = notKept.length === 0 ? [] : givenBack(NOT_TAKEN, ['It could not be kept.'], notKept);
  if (message === null) return { replies };
  return { replies, after: () => deps.sendCard(who, first.plan, latest, message) };
}

/** Asks which row the words are about; they stand on the card, to be changed there. */
export async function askWhich(
  deps: TextDeps,
  who: Who,
  {
    rows,
    added = [],
    text,
    now,
  }: {
    readonly rows: readonly OwnRow[];
    readonly added?: readonly AddedRow[];
    readonly text: string;
    readonly now: Instant;
  },
): Promise<Said> {
  const [adds] = added;
  const first: OwnDeck | undefined =
    rows[0] ?? (adds === undefined ? undefined : { plan: adds.plan, deck: { head: adds.rows.head, items: [] } });
  if (first === undefined || text.length > LONGEST_TYPED.text) {
    const replies = givenBack(NOT_TAKEN, [whichOf(rows, added)], [text]);
    return { replies, after: () => showDecks(deps, who, rows.slice(0, 1), now) };
  }
  const choices = [
    ...rows.map(({ plan, item }) => ({ plan, ref: item.ref, title: titleOf(item) })),
    ...added.map((each) => ({ plan: each.plan, ref: refOf(each), title: titleOf(each.row.item.value) })),
  ];
  const message = whichRowMessage(await drawingOfOwn(deps, who, first, now), text, choices);
  return { replies: [], after: () => deps.sendCard(who, first.plan, first.deck, message) };
}

/** Which rows are open, and how to write about one of them. */
export function whichOf(own: readonly OwnRow[], added: readonly AddedRow[] = []): string {
  const refs = [
    ...own.map(({ item }) => item.ref),
    ...added.filter((each) => openRows(each.rows).includes(each.row)).map(refOf),
  ];
  const [first] = refs;
  if (first === undefined) {
    return added.length > 0 && own.length === 0
      ? 'Nothing is open. To change your words, write the number first.'
      : 'All your updates are in. To correct one, choose Correct on the card below.';
  }
  return `${refs.length === 1 ? 'This is' : 'These are'} open: ${someOf(refs)}. Write the number first, such as "${first}: …", or answer on the card below.`;
}

function someOf(refs: readonly string[]): string {
  const more = refs.length - MOST_NAMED;
  return more > 0 ? listed([...refs.slice(0, MOST_NAMED), `${more} more`]) : listed(refs);
}

/** The number of a row that somebody adds to. */
export function refOf({ row }: AddedRow): string {
  return row.item.value.ref;
}
