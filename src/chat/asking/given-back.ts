import type { AskedItem } from '../../domain/asking/ask.js';
import type { WordsOfBox } from '../../domain/asking/left-words.js';
import { partsOf } from '../../domain/text/message-parts.js';
import type { Message } from '../messages.js';
import { notice } from '../turn.js';

/** What was typed with a press and has no place any more, with the reason. */
export function leftBack(ref: string, left: readonly WordsOfBox[]): readonly Message[] {
  const texts = (isNote: boolean) => left.filter(({ box }) => (box === 'note') === isNote).map(({ text }) => text);
  return [
    ...orNothing(`${ref} was not handed over`, 'It is answered, and your answer is saved.', texts(true)),
    ...orNothing('Some of what you wrote was not taken', ONE_THING, texts(false)),
  ];
}
const ONE_THING =
  'A promise that is not yet kept takes one new date, and one that will not happen takes a reason. If more should be published, please put it into your update.';

/** Nobody replaces an answer that they have not seen without being told what it said. */
export function replacedWords({ ref }: AskedItem, texts: readonly string[]): readonly Message[] {
  const why = `The card that you pressed was older than that answer. If it should count, choose Correct ${ref} and enter it again.`;
  return orNothing(`An earlier answer for ${ref} was replaced`, why, texts, 'It said:');
}

function orNothing(heading: string, why: string, texts: readonly string[], before?: string): readonly Message[] {
  return texts.length === 0 ? [] : givenBack(heading, [why], texts, before);
}

/**
 * Gives words back that could not be kept where they were typed: as many messages as they need, after `said`. Nothing
 * typed is one message without them.
 */
export function givenBack(
  heading: string,
  said: readonly string[],
  texts: readonly string[],
  before = 'You had written:',
): readonly Message[] {
  const parts = texts.length === 0 ? [] : partsOf(texts.join('\n'));
  const [first = [], ...others] = parts;
  const words = parts.length === 0 ? [] : [before, ...first];
  return [notice(heading, [...said, ...words]), ...others.map((lines) => notice(`${heading}, continued`, lines))];
}
