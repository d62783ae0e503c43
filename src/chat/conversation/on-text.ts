import type { makeKeepWords } from '../../app/asking/keep-words.js';
import type { makeKeepForContributor } from '../../app/contributing/give-words.js';
import type { Who } from '../../app/people/who.js';
import type { Stores } from '../../app/store/stores.js';
import { isOpenItem } from '../../domain/asking/ask.js';
import { readChatWords } from '../../domain/asking/typed-answer.js';
import { LONGEST_TYPED } from '../../domain/asking/typed-words.js';
import { type Instant, longDay } from '../../domain/calendar/civil-date.js';
import { closedWords, listed, summaryMessage } from '../asking/deck-messages.js';
import { givenBack } from '../asking/given-back.js';
import { intoTheBox, type OwnRow } from '../asking/into-the-box.js';
import { drawingOfOwn, hasBegun, type OwnDeck, ownDecks, showDecks } from '../asking/own-decks.js';
import type { makeSendCard } from '../asking/show-deck.js';
import { typedMessage, whichRowMessage } from '../asking/typed-message.js';
import { nearestCommand } from '../commands/nearest-command.js';
import { contributorLeadIn, nextRowMessage, openRows } from '../contributing/contribute-message.js';
import { intoTheirBox } from '../contributing/on-contribute.js';
import {
  type AddedRow,
  drawingOfContributions,
  type OwnContributions,
  ownContributions,
} from '../contributing/own-contributions.js';
import { titleOf } from '../deck/deck-drawing.js';
import type { Message, TypedRow } from '../messages.js';
import { type Command, notice, type Said } from '../turn.js';

interface Deps {
  readonly stores: Stores;
  readonly cardKey: () => Promise<string>;
  readonly sendCard: ReturnType<typeof makeSendCard>;
  readonly keepWords: ReturnType<typeof makeKeepWords>;
  readonly keepForContributor: ReturnType<typeof makeKeepForContributor>;
  readonly onCommand: (who: Who, command: Command, now: Instant) => Promise<Said>;
}

const NOT_TAKEN = 'That was not taken as an answer';
/** Most refs in one sentence, and most rows on one card. */
const MOST_NAMED = 12;

/**
 * What an owner writes in the chat. Nobody has to learn a command: anything brings the card. An answer to a row that it
 * names, or to the only row that is open, is shown as it would be saved, and saved by "Yes" alone; meanwhile its words wait
 * in the box of the row. Words that may belong to several rows ask which.
 */
export function makeOnText(deps: Deps) {
  return async (who: Who, text: string, now: Instant): Promise<Said> => {
    const theirs = await ownContributions(deps, who, now);
    const own = await ownDecks(deps, who);
    const begun = own.filter((each) => hasBegun(each, now));
    const closed = own.length === 0 && theirs.length === 0 ? await ownDecks(deps, who, 'closed') : [];
    if (closed.length > 0) return afterTheClose(deps, who, { closed, text, now });
    const rows = begun.flatMap((each) => each.deck.items.map(({ value: item }): OwnRow => ({ ...each, item })));
    const added = theirs.flatMap((each) => each.rows.rows.map((row): AddedRow => ({ ...each, row })));
    const refs = [...rows.map(({ item }) => item.ref), ...added.map(refOf)];
    const read = readChatWords(text, [...new Set(refs)]);
    const show = () => showAll(deps, who, { begun, theirs, now });
    const meant = read.kind === 'noCommand' || read.kind === 'unnamed' ? nearestCommand(text) : null;
    if (read.kind === 'noCommand' || meant !== null) return { replies: unknownCommand(text, meant), after: show };
    if (added.length > 0) {
      const said = await aboutOthers(deps, who, { rows, added, read, text, now });
      if (said !== null) return said;
    }
    if (begun.length === 0 && added.length === 0)
      return nothingAsked(deps, who, own, read.kind === 'smallTalk' ? '' : text, now);
    if (read.kind === 'smallTalk') return { replies: [], after: show };
    const open = rows.filter(({ item }) => isOpenItem(item));
    const whichRow = whichOf(open, added);
    const back = (why: string): Said => ({ replies: givenBack(NOT_TAKEN, [why], [text]), after: show });
    switch (read.kind) {
      case 'another':
        return back(`${read.ref} is not with you at the moment. ${whichRow}`);
      case 'several':
        return severalRows(deps, who, { rows, answers: read.answers, text, now });
      case 'named': {
        const [row, another] = rows.filter(({ item }) => read.refs.includes(item.ref));
        if (row !== undefined && another === undefined) return oneRow(deps, who, row, read.words, now);
        return askWhich(deps, who, { rows: rows.filter(({ item }) => read.refs.includes(item.ref)), text, now });
      }
      case 'unnamed': {
        if (read.isQuestion) return back(QUESTION);
        if (read.isShort) return back(`Please write a sentence. ${whichRow}`);
        const [row, another] = open;
        if (row === undefined) return back(whichRow);
        return another === undefined
          ? oneRow(deps, who, row, text, now)
          : askWhich(deps, who, { rows: open, text, now });
      }
    }
  };
}

/**
 * Words about rows that somebody adds to: shown before they are saved, like an answer. Null where they are about rows of
 * the writer's own alone.
 */
async function aboutOthers(
  deps: Deps,
  who: Who,
  of: {
    readonly rows: readonly OwnRow[];
    readonly added: readonly AddedRow[];
    readonly read: ReturnType<typeof readChatWords>;
    readonly text: string;
    readonly now: Instant;
  },
): Promise<Said | null> {
  const { rows, added, read, text, now } = of;
  const meant = meantBy(of);
  const [row, another] = meant.added;
  if (row === undefined) return null;
  const answers = read.kind === 'several' ? read.answers : [];
  if (answers.length > 0) {
    // each in the box of its row; those of the writer's own rows are shown as always
    const kept: string[] = [];
    for (const { ref, words } of answers) {
      const about = added.find((each) => refOf(each) === ref);
      if (about === undefined) continue;
      const taken = await intoTheirBox(deps, who, about, words, now);
      if (taken.kind === 'shown') kept.push(ref);
    }
    if (kept.length === answers.length) return theirCard(deps, who, row, null, now);
    const own = answers.filter(({ ref }) => rows.some(({ item }) => item.ref === ref));
    const shown = await severalRows(deps, who, { rows, answers: own, text, now });
    const note = notice('Not saved yet', [
      `Your words for ${listed(kept)} are kept. Press Rows of others to save them.`,
    ]);
    return { ...shown, replies: [...shown.replies, note] };
  }
  if (another === undefined && meant.own.length === 0) {
    return theirCard(deps, who, row, read.kind === 'named' ? read.words : text, now);
  }
  return askWhich(deps, who, { rows: meant.own, added: meant.added, text, now });
}

/** The rows that a message may be about, the writer's own and those of others. */
function meantBy({
  rows,
  added,
  read,
}: {
  readonly rows: readonly OwnRow[];
  readonly added: readonly AddedRow[];
  readonly read: ReturnType<typeof readChatWords>;
}): { readonly own: readonly OwnRow[]; readonly added: readonly AddedRow[] } {
  const none = { own: [], added: [] };
  switch (read.kind) {
    case 'named':
    case 'several': {
      const refs = read.kind === 'named' ? read.refs : read.answers.map(({ ref }) => ref);
      return {
        own: rows.filter(({ item }) => refs.includes(item.ref)),
        added: added.filter((each) => refs.includes(refOf(each))),
      };
    }
    case 'unnamed':
      if (read.isQuestion || read.isShort) return none;
      return {
        own: rows.filter(({ item }) => isOpenItem(item)),
        added: added.filter((each) => openRows(each.rows).includes(each.row)),
      };
    default:
      return none;
  }
}

/** The card of a row that somebody adds to, at the end of the chat. `words`: kept first; null: they are kept already. */
async function theirCard(deps: Deps, who: Who, row: AddedRow, words: string | null, now: Instant): Promise<Said> {
  const { plan } = row;
  const taken = await intoTheirBox(deps, who, row, words ?? '', now);
  if (taken.kind === 'notKept') return { replies: givenBack(NOT_TAKEN, [taken.why], words === null ? [] : [words]) };
  const deck = { head: taken.rows.head, items: [] };
  return { replies: [], after: () => deps.sendCard(who, plan, deck, taken.message) };
}

/** A person's cards at the end of the chat: what they answer, else what they add to. The one leads to the other. */
async function showAll(
  deps: Deps,
  who: Who,
  {
    begun,
    theirs,
    now,
  }: { readonly begun: readonly OwnDeck[]; readonly theirs: readonly OwnContributions[]; readonly now: Instant },
): Promise<void> {
  const plans = new Set(begun.map(({ plan }) => plan));
  await showDecks(deps, who, begun, now);
  for (const each of theirs.filter(({ plan }) => !plans.has(plan))) {
    const drawing = await drawingOfContributions(deps, who, each, now);
    const open = openRows(each.rows).length;
    const message = nextRowMessage(drawing, { leadIn: open === 0 ? '' : contributorLeadIn(each.rows, drawing.today) });
    await deps.sendCard(who, each.plan, { head: each.rows.head, items: [] }, message);
  }
}

function refOf({ row }: AddedRow): string {
  return row.item.value.ref;
}

/** Between the close and the revision: an answer is kept for the next quarter, and is shown first like any other. */
async function afterTheClose(
  deps: Deps,
  who: Who,
  { closed, text, now }: { readonly closed: readonly OwnDeck[]; readonly text: string; readonly now: Instant },
): Promise<Said> {
  const rows = closed.flatMap((each) => each.deck.items.map(({ value: item }): OwnRow => ({ ...each, item })));
  const read = readChatWords(text, [...new Set(rows.map(({ item }) => item.ref))]);
  const [row, another] = read.kind === 'named' ? rows.filter(({ item }) => read.refs.includes(item.ref)) : [];
  if (read.kind === 'named' && read.words !== '' && row !== undefined && another === undefined)
    return oneRow(deps, who, row, read.words, now);
  const first = rows[0];
  const why = closed.map(({ deck }) => closedWords(deck.head.value.cycle)).join(' ');
  const how = `To give an update for the next revision, write the number first, such as "${first?.item.ref}: …".`;
  const show = async () => {
    for (const each of closed) {
      await deps.sendCard(who, each.plan, each.deck, summaryMessage(await drawingOfOwn(deps, who, each, now), why));
    }
  };
  if (read.kind === 'smallTalk') return { replies: [], after: show };
  const isCommand = read.kind === 'noCommand';
  const heading = isCommand ? 'I do not know that command' : NOT_TAKEN;
  return { replies: givenBack(heading, isCommand ? [NO_COMMAND] : [why, how], [text]), after: show };
}

/** Shows what would be saved for one row, at the end of the chat. */
async function oneRow(deps: Deps, who: Who, row: OwnRow, words: string, now: Instant): Promise<Said> {
  const taken = await intoTheBox(deps, who, row, words, now);
  if (taken.kind === 'notKept') return { replies: givenBack(NOT_TAKEN, [taken.why], [words]) };
  const { deck, message } = taken;
  return { replies: [], after: () => deps.sendCard(who, row.plan, deck, message) };
}

/** Rows of one plan that each have their own words: one card for all of them. */
async function severalRows(
  deps: Deps,
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
async function askWhich(
  deps: Deps,
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

function unknownCommand(text: string, meant: Command['name'] | null): readonly Message[] {
  const why = meant === null ? NO_COMMAND : `Nothing was done. Did you mean /${meant}?`;
  const [first, ...others] = givenBack('I do not know that command', [why], [text]);
  if (first?.kind !== 'notice' || meant === null) return first === undefined ? others : [first, ...others];
  const commands = [{ title: `Yes, /${meant}`, text: `/${meant}` }];
  return [{ ...first, notice: { ...first.notice, commands } }, ...others];
}

const NO_COMMAND = 'Nothing was done. Write /help to see what I understand.';
const QUESTION =
  'Questions are not read here: please ask the portfolio lead. If it was your update, write it on the card below.';

function whichOf(own: readonly OwnRow[], added: readonly AddedRow[] = []): string {
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

/** Nobody is left without a word who writes while nothing is asked of them. */
async function nothingAsked(deps: Deps, who: Who, own: readonly OwnDeck[], text: string, now: Instant): Promise<Said> {
  const opens = own.map(({ deck }) => deck.head.value.cycle.opens).sort()[0];
  const when =
    opens === undefined
      ? 'Nothing is asked of you at the moment.'
      : `Your updates are asked for from ${longDay(opens)}. Your card comes then.`;
  const texts = text === '' ? [] : [text];
  if (opens !== undefined) {
    return { replies: texts.length === 0 ? [notice('Not yet', [when])] : givenBack(NOT_TAKEN, [when], texts) };
  }
  const help = await deps.onCommand(who, { name: 'help', argument: '' }, now);
  return texts.length === 0 ? help : { ...help, replies: [...givenBack(NOT_TAKEN, [when], texts), ...help.replies] };
}
