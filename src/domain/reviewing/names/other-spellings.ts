import { soundOf } from '../../text/sounds-alike.js';
import type { Span } from '../matching/pattern-rule.js';
import { isNoName, mayBeName, NAME } from './name-words.js';

const WORD = new RegExp(`(?<![\\p{L}\\p{N}’'-])${NAME}(?![\\p{L}\\p{N}])`, 'gu');
/** Shorter keys are met by chance. */
const SHORTEST = 3;

/**
 * Names whose first name sounds like that of a name that was found in the same text and is spelt otherwise: "Calum leads"
 * beside "Callum Brannock". With the found surname behind it, the surname belongs to it.
 */
export function otherSpellings(text: string, found: readonly Span[]): Span[] {
  const known = found.flatMap(({ start, length }) => {
    const words =
      text
        .slice(start, start + length)
        .replace(/['’]s$/, '')
        .match(WORD) ?? [];
    return words.filter(mayBeName).slice(0, 2);
  });
  const sounds = new Map(known.map((word) => [soundOf(word), word]));
  if (sounds.size === 0) return [];
  return [...text.matchAll(WORD)].flatMap((match) => {
    const word = match[0].replace(/['’]s$/, '');
    const sound = soundOf(word);
    const other = sounds.get(sound);
    if (other === undefined || other === word || sound.length < SHORTEST || known.includes(word)) return [];
    if (isNoName(word)) return [];
    const surname = /^ (\p{Lu}\p{Ll}+)(?![\p{L}])/u.exec(text.slice(match.index + word.length))?.[1];
    const length = word.length + (surname !== undefined && mayBeName(surname) ? surname.length + 1 : 0);
    return [{ start: match.index, length }];
  });
}
