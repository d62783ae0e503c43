import type { makeKeepWords } from '../../app/asking/keep-words.js';
import type { Who } from '../../app/people/who.js';
import type { Stores } from '../../app/store/stores.js';
import { type AskedItem, isOpenItem } from '../../domain/asking/ask.js';
import { readChatWords } from '../../domain/asking/typed-answer.js';
import { NO_WORDS, saysNoChange } from '../../domain/asking/typed-words.js';
import { type Instant, longDay } from '../../domain/calendar/civil-date.js';
import { type Command, notice, type Said } from '../turn.js';
import { givenBack } from './click-inputs.js';
import { deckMessage, listed, withResult } from './deck-messages.js';
import { drawingOfOwn, hasBegun, type OwnDeck, ownDecks, showDecks } from './own-decks.js';
import type { makeSendCard } from './show-deck.js';

interface Deps {
  readonly stores: Stores;
  readonly cardKey: () => Promise<string>;
  readonly sendCard: ReturnType<typeof makeSendCard>;
  readonly keepWords: ReturnType<typeof makeKeepWords>;
  readonly onCommand: (who: Who, command: Command, now: Instant) => Promise<Said>;
}

/** A row of the writer's, in its deck. */
interface OwnRow extends OwnDeck {
  readonly item: AskedItem;
}

const NOT_TAKEN = 'That was not taken as an answer';
/** Most refs in one sentence. */
const MOST_NAMED = 12;

/**
 * What an owner writes in the chat. Nobody has to learn a command: anything brings the card. What may be meant as an answer
 * is none yet, and says so: it is put into the box of the row that it names, else of the only row that is open. Where
 * neither tells which row is meant, it is given back with the refs to choose from.
 */
export function makeOnText(deps: Deps) {
  return async (who: Who, text: string, now: Instant): Promise<Said> => {
    const own = await ownDecks(deps, who);
    const begun = own.filter((each) => hasBegun(each, now));
    const rows = begun.flatMap((each) => each.deck.items.map(({ value: item }): OwnRow => ({ ...each, item })));
    const read = readChatWords(text, [...new Set(rows.map(({ item }) => item.ref))]);
    const show = () => showDecks(deps, who, begun, now);
    if (read.kind === 'noCommand')
      return { replies: givenBack('I do not know that command', [NO_COMMAND], [text]), after: show };
    if (begun.length === 0) return nothingAsked(deps, who, own, read.kind === 'smallTalk' ? '' : text, now);
    if (read.kind === 'smallTalk') return { replies: [], after: show };
    const named = read.kind === 'named' ? rows.filter(({ item }) => read.refs.includes(item.ref)) : [];
    const open = rows.filter(({ item }) => isOpenItem(item));
    if (read.kind === 'another') {
      const why = `${read.ref} is not with you at the moment. ${whichOf(open)}`;
      return { replies: givenBack(NOT_TAKEN, [why], [text]), after: show };
    }
    const isQuestion = read.kind === 'unnamed' && read.isQuestion;
    const [row, another] = read.kind === 'named' ? named : isQuestion ? [] : open;
    if (row === undefined || another !== undefined) {
      const unclear =
        read.kind === 'named' ? severalNamed(named) : `It does not say which row it is about. ${whichOf(open)}`;
      const why = isQuestion ? QUESTION : unclear;
      return { replies: givenBack(NOT_TAKEN, [why], [text]), after: show };
    }
    const words = read.kind === 'named' ? read.words : text;
    return intoTheBox(deps, who, row, words, now);
  };
}

async function intoTheBox(deps: Deps, who: Who, row: OwnRow, text: string, now: Instant): Promise<Said> {
  const { plan, item: before } = row;
  const { ref } = before;
  const about = { tenant: who.tenant, plan, cycle: row.deck.head.value.cycle.id, person: who.person, ref };
  const outcome = await deps.keepWords(about, { words: { ...NO_WORDS, text }, shown: '' }, now);
  if (outcome.kind !== 'kept') {
    const why = outcome.kind === 'tooLong' ? `It is too long for the box of ${ref}.` : outcome.reason;
    return { replies: givenBack(NOT_TAKEN, [why], [text]) };
  }
  const { deck, item } = outcome;
  const drawing = await drawingOfOwn(deps, who, { plan, deck }, now);
  const said = text === '' ? '' : `${NOT_TAKEN}. It is in the box for ${ref}: ${nextStep(item, text)}`;
  const message = deckMessage(drawing, item, said || `Your update for ${ref}.`, null);
  const shown = said === '' ? message : withResult(message, said);
  return { replies: [], after: () => deps.sendCard(who, plan, deck, shown) };
}

function nextStep(item: AskedItem, text: string): string {
  const step = stepAfter(item, text);
  return item.answer === null ? step : `${step} Until then your answer stays as it is.`;
}

function stepAfter({ previousText }: AskedItem, text: string): string {
  if (!saysNoChange(text)) return 'please check it and press Submit.';
  return previousText === null
    ? 'nothing was published about it yet, so please write where it stands and press Submit.'
    : 'if nothing has changed, press No change.';
}

const NO_COMMAND = 'Nothing was done. Write /help to see what I understand.';
const QUESTION =
  'Questions are not read here: please ask the portfolio lead. If it was your update, write it on the card below.';

function severalNamed(rows: readonly OwnRow[]): string {
  const refs = [...new Set(rows.map(({ item }) => item.ref))];
  if (refs.length > 1) return `It names ${someOf(refs)}. Please answer each on its own card.`;
  return `${refs.join('')} stands in more than one of your plans. Please answer on the card of the one that you mean.`;
}

function whichOf(open: readonly OwnRow[]): string {
  const [first] = open;
  if (first === undefined) {
    return 'All your updates are in. To correct one, choose Correct on the card below.';
  }
  const refs = open.map(({ item }) => item.ref);
  return `${open.length === 1 ? 'This is' : 'These are'} open: ${someOf(refs)}. Write the number first, such as "${first.item.ref}: …", and it is put into the box of that row, or answer on the card below.`;
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
