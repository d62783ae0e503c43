import { closestMatch } from 'leven';
import { COMMANDS, type Command, WITH_SLASH } from '../turn.js';

/** Letters that may be wrong, missing or too many in a word of this length. */
function slips(word: string): number {
  return word.length < 4 ? 1 : 2;
}

/**
 * The command that was most likely meant by a misspelt one: by its first word behind a slash, or by a single word without
 * one, which must be long enough that it is no other word by chance. Null where none is near.
 */
export function nearestCommand(text: string): Command['name'] | null {
  const [, slash, word = '', more = ''] = /^\s*(\/ ?)?([a-z]+)[.!?]?(\s[\s\S]*)?$/i.exec(text) ?? [];
  if (slash === undefined && (word.length < 5 || more.trim() !== '')) return null;
  const known = slash === undefined ? COMMANDS.filter((name) => !WITH_SLASH.has(name)) : COMMANDS;
  const near = closestMatch(word.toLowerCase(), known, { maxDistance: slips(word) });
  return COMMANDS.find((each) => each === near) ?? null;
}
