import type { makeKeepForContributor } from '../../app/contributing/give-words.js';
import type { Who } from '../../app/people/who.js';
import { isOpenItem } from '../../domain/asking/ask.js';
import { readChatWords } from '../../domain/asking/typed-answer.js';
import { writesNoChange } from '../../domain/asking/typed-words.js';
import { type Instant, longDay } from '../../domain/calendar/civil-date.js';
import { saysAway } from '../../domain/people/typed-away.js';
import { closedWords, summaryMessage } from '../asking/deck-messages.js';
import { givenBack } from '../asking/given-back.js';
import type { OwnRow } from '../asking/into-the-box.js';
import { drawingOfOwn, hasBegun, type OwnDeck, ownDecks, showDecks } from '../asking/own-decks.js';
import { nearestCommand } from '../commands/nearest-command.js';
import { contributorLeadIn, nextRowMessage, openRows } from '../contributing/contribute-message.js';
import {
  type AddedRow,
  drawingOfContributions,
  type OwnContributions,
  ownContributions,
} from '../contributing/own-contributions.js';
import type { Message } from '../messages.js';
import { type Command, notice, type Said } from '../turn.js';
import { aboutOthers } from './about-others.js';
import { plainCommand } from './plain-words.js';
import {
  askWhich,
  NOT_TAKEN,
  noChangeToAll,
  oneRow,
  refOf,
  severalRows,
  type TextDeps,
  whichOf,
} from './typed-rows.js';

interface Deps extends TextDeps {
  readonly keepForContributor: ReturnType<typeof makeKeepForContributor>;
  readonly onCommand: (who: Who, command: Command, now: Instant) => Promise<Said>;
}

/**
 * What an owner writes in the chat. Nobody has to learn a command: anything brings the card. An answer to a row that it
 * names, or to the only row that is open, is shown as it would be saved, and saved by "Yes" alone; meanwhile its words wait
 * in the box of the row. Words that may belong to several rows ask which.
 */
export function makeOnText(deps: Deps) {
  return async (who: Who, text: string, now: Instant): Promise<Said> => {
    if (saysAway(text)) return deps.onCommand(who, { name: 'away', argument: text }, now);
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
    const isFree = begun.length === 0 && added.length === 0;
    const plain = isFree || (read.kind === 'unnamed' && read.isQuestion) ? plainCommand(text) : null;
    if (plain !== null) return deps.onCommand(who, plain, now);
    const early = isFree && own.length > 0 ? await givenEarly(deps, who, { own, text, now }) : null;
    if (early !== null) return early;
    if (isFree) return nothingAsked(deps, who, own, read.kind === 'smallTalk' ? '' : text, now);
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
        if (another !== undefined && writesNoChange(text)) return noChangeToAll(deps, who, open, text, now);
        return another === undefined
          ? oneRow(deps, who, row, text, now)
          : askWhich(deps, who, { rows: open, text, now });
      }
    }
  };
}

/** An update before the quarter opens: shown first like any other, and it waits. Null where no row is named. */
async function givenEarly(
  deps: Deps,
  who: Who,
  { own, text, now }: { readonly own: readonly OwnDeck[]; readonly text: string; readonly now: Instant },
): Promise<Said | null> {
  const rows = own.flatMap((each) => each.deck.items.map(({ value: item }): OwnRow => ({ ...each, item })));
  const read = readChatWords(text, [...new Set(rows.map(({ item }) => item.ref))]);
  const [row, another] = read.kind === 'named' ? rows.filter(({ item }) => read.refs.includes(item.ref)) : [];
  if (read.kind !== 'named' || read.words === '' || row === undefined || another !== undefined) return null;
  return oneRow(deps, who, row, read.words, now);
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
  const plain = read.kind === 'named' ? null : plainCommand(text);
  if (plain !== null) return deps.onCommand(who, plain, now);
  const isCommand = read.kind === 'noCommand';
  const heading = isCommand ? 'I do not know that command' : NOT_TAKEN;
  return { replies: givenBack(heading, isCommand ? [NO_COMMAND] : [why, how], [text]), after: show };
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

/** Nobody is left without a word who writes while nothing is asked of them. */
async function nothingAsked(deps: Deps, who: Who, own: readonly OwnDeck[], text: string, now: Instant): Promise<Said> {
  const first = own[0]?.deck.items[0]?.value;
  const opens = own.map(({ deck }) => deck.head.value.cycle.opens).sort()[0];
  const when =
    opens === undefined
      ? 'Nothing is asked of you at the moment.'
      : `Your updates are asked for from ${longDay(opens)}. Your card comes then. To give one early, write the number first, such as "${first?.ref}: …".`;
  const texts = text === '' ? [] : [text];
  if (opens !== undefined) {
    return { replies: texts.length === 0 ? [notice('Not yet', [when])] : givenBack(NOT_TAKEN, [when], texts) };
  }
  const help = await deps.onCommand(who, { name: 'help', argument: '' }, now);
  return texts.length === 0 ? help : { ...help, replies: [...givenBack(NOT_TAKEN, [when], texts), ...help.replies] };
}
