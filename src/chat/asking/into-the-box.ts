import type { makeKeepWords } from '../../app/asking/keep-words.js';
import type { Who } from '../../app/people/who.js';
import type { Deck } from '../../app/store/stores.js';
import { type AskedItem, newestAnswer } from '../../domain/asking/ask.js';
import { spokenStatus } from '../../domain/asking/typed-answer.js';
import { keptWords, NO_WORDS, SHORTEN_TYPED, writesNoChange } from '../../domain/asking/typed-words.js';
import { lengthProblem } from '../../domain/asking/update.js';
import type { Instant } from '../../domain/calendar/civil-date.js';
import type { Message, TypedRow } from '../messages.js';
import { deckMessage, turnedMessage, withResult } from './deck-messages.js';
import { drawingOfOwn, type OwnDeck } from './own-decks.js';
import { typedMessage, typedRow } from './typed-message.js';

interface Deps {
  readonly cardKey: () => Promise<string>;
  readonly keepWords: ReturnType<typeof makeKeepWords>;
}

/** A row of the writer's, in its deck. */
export interface OwnRow extends OwnDeck {
  readonly item: AskedItem;
}

/** Words typed in the chat, and the card that shows what becomes of them. `row`: as they would be saved, where they can be. */
export type IntoTheBox =
  | { readonly kind: 'kept'; readonly deck: Deck; readonly row: TypedRow | null; readonly message: Message }
  | { readonly kind: 'notKept'; readonly why: string };

/**
 * Keeps words typed in the chat in the box of their row, so that none is lost before they are confirmed. What can be saved
 * as it stands is shown so; else the row's own card comes with the words in its box.
 */
export async function intoTheBox(deps: Deps, who: Who, row: OwnRow, text: string, now: Instant): Promise<IntoTheBox> {
  const { plan, item: before } = row;
  const { ref } = before;
  const about = { tenant: who.tenant, plan, cycle: row.deck.head.value.cycle.id, person: who.person, ref };
  const waiting = waitingFor(before, who.person);
  if (writesNoChange(text) && waiting.trim() !== '' && !writesNoChange(waiting)) {
    // words and "no change" do not go together: which counts is chosen in sight of both
    const said = `Something is written for ${ref} already. If nothing has changed, press No change.`;
    const drawing = await drawingOfOwn(deps, who, row, now);
    const message = withResult(deckMessage(drawing, before, said, null), said);
    return { kind: 'kept', deck: row.deck, row: null, message };
  }
  const spoken = writesNoChange(text) ? { status: null, text } : spokenStatus(text);
  const words = { ...NO_WORDS, status: spoken.status ?? NO_WORDS.status, text: spoken.text };
  const outcome = await deps.keepWords(about, { words, shown: null }, now);
  if (outcome.kind !== 'kept') {
    return {
      kind: 'notKept',
      why: outcome.kind === 'tooLong' ? (lengthProblem(spoken.text) ?? SHORTEN_TYPED) : outcome.reason,
    };
  }
  const { deck, item } = outcome;
  const drawing = await drawingOfOwn(deps, who, { plan, deck }, now);
  const kept = keptWords(item, who.person);
  // what stood in the box was written for another time: both together are read on the card before they are saved
  const isMixed = waiting !== '' && kept !== null && kept.text !== waiting && kept.text !== spoken.text;
  const typed = text === '' || kept === null || isMixed ? null : typedRow(drawing, item, kept);
  if (typed !== null) return { kind: 'kept', deck, row: typed, message: typedMessage(drawing, [typed]) };
  if (text === '') {
    return { kind: 'kept', deck, row: null, message: deckMessage(drawing, item, `Your update for ${ref}.`, null) };
  }
  if (kept === null && newestAnswer(item) !== null) {
    const said = `${ref} is saved with these words already.`;
    return { kind: 'kept', deck, row: null, message: turnedMessage(drawing, said) };
  }
  const next = isMixed
    ? 'something was written there already, and your words stand below it. Please take out what does not belong, and press Submit.'
    : nextStep(item, text);
  const said = `It is not saved yet. It is on the card for ${ref}: ${next}`;
  return { kind: 'kept', deck, row: null, message: withResult(deckMessage(drawing, item, said, null), said) };
}

/** What stands in the box of a row before anything is typed: begun before, or left from after the last close. */
function waitingFor(item: AskedItem, person: string): string {
  const kept = keptWords(item, person)?.text ?? '';
  if (kept.trim() !== '' || newestAnswer(item) !== null) return kept;
  return item.carried?.kind === 'text' ? item.carried.text : '';
}

function nextStep(item: AskedItem, text: string): string {
  const step = stepAfter(item, text);
  return item.answer === null ? step : `${step} Until then your answer stays as it is.`;
}

function stepAfter({ previousText }: AskedItem, text: string): string {
  const length = lengthProblem(text);
  if (length !== null) return length;
  if (!writesNoChange(text)) return 'please say in a sentence how it stands, and press Submit.';
  return previousText === null
    ? 'nothing was published about it yet, so please write where it stands and press Submit.'
    : 'if nothing has changed, press No change.';
}
