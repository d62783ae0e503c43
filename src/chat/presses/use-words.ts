import type { KeepOutcome, makeKeepWords } from '../../app/asking/keep-words.js';
import type { Deck } from '../../app/store/stores.js';
import type { AskedItem } from '../../domain/asking/ask.js';
import type { Typing } from '../../domain/asking/typed-words.js';
import type { Instant } from '../../domain/calendar/civil-date.js';
import { withWords, wordsGiven } from '../../domain/contributing/words-given.js';
import { listed } from '../asking/deck-messages.js';

/** What became of "Use as the update". `result`: what to say beside the buttons. */
export type UsedWords =
  | { readonly kind: 'inTheBox'; readonly deck: Deck; readonly item: AskedItem; readonly result: string }
  | { readonly kind: 'tooLong'; readonly deck: Deck; readonly item: AskedItem }
  | Exclude<KeepOutcome, { readonly kind: 'kept' | 'tooLong' }>;

/**
 * Puts contributors' words into the box of a row, behind what stands there: to be changed as its owner likes, and kept
 * like anything that was typed. Nothing is answered by it.
 */
export async function useWords(
  keepWords: ReturnType<typeof makeKeepWords>,
  about: Parameters<ReturnType<typeof makeKeepWords>>[0],
  typing: Typing,
  before: AskedItem,
  now: Instant,
): Promise<UsedWords> {
  const given = wordsGiven(before);
  const text = withWords(typing.words.text, given);
  const outcome = await keepWords(about, { ...typing, words: { ...typing.words, text } }, now);
  if (outcome.kind === 'tooLong') return { kind: 'tooLong', deck: outcome.deck, item: outcome.item };
  if (outcome.kind !== 'kept') return outcome;
  const { deck, item } = outcome;
  const names = listed(given.map(({ name }) => name));
  const result =
    text === typing.words.text
      ? `The words of ${names} are in the box already.`
      : `The words of ${names} are in the box. Change them as you like. Nothing is saved until you press Submit.`;
  return { kind: 'inTheBox', deck, item, result };
}
