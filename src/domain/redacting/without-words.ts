import { type CivilDate, longDate } from '../calendar/civil-date.js';
import type { Sought } from './removal.js';
import { type PlacedWord, wordsOf } from './words-of.js';

/** What is printed where words were removed. */
export function removedMark(on: CivilDate): string {
  return `[Removed on ${longDate(on)}]`;
}

/** A place where words to be removed stand. `start` and `end` count UTF-16 units. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly on: CivilDate;
}

/** Where the words stand in a text, whatever case, accents, markup or line break: whole words, never a part of one. */
export function foundIn(text: string, sought: readonly Sought[]): readonly Found[] {
  if (sought.length === 0) return [];
  const words = wordsOf(text);
  const found: Found[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const last = longestFrom(words, at, sought);
    if (last === null) continue;
    found.push({ start: (words[at] as PlacedWord).start, end: (words[last.index] as PlacedWord).end, on: last.on });
    at = last.index;
  }
  return found;
}

/** The text with a mark in the place of the words; the text itself where they do not stand in it. */
export function withoutWords(text: string, sought: readonly Sought[]): string {
  let rest = text;
  for (const { start, end, on } of [...foundIn(text, sought)].reverse()) {
    rest = `${rest.slice(0, start)}${removedMark(on)}${rest.slice(end)}`;
  }
  return rest;
}

/** What has been read from a word on: one word of it at the most is broken over a line without a hyphen. */
interface Read {
  readonly plain: string;
  readonly count: number;
  readonly isBroken: boolean;
}

/** The last word of the longest match that begins at a word. */
function longestFrom(
  words: readonly PlacedWord[],
  at: number,
  sought: readonly Sought[],
): { readonly index: number; readonly on: CivilDate } | null {
  let best: { index: number; on: CivilDate } | null = null;
  const most = Math.max(...sought.map(({ count }) => count));
  // what has been read so far, with how many words that is: halves of a word may be one or two
  let read: readonly Read[] = [{ plain: '', count: 0, isBroken: false }];
  for (let index = at; index < words.length && read.length > 0; index += 1) {
    const word = words[index] as PlacedWord;
    const before = index > at ? words[index - 1] : undefined;
    read = read
      .flatMap(({ plain, count, isBroken }) => [
        ...(before?.joins === true ? [{ plain: `${plain}${word.plain}`, count, isBroken }] : []),
        ...(before?.breaks === true && !isBroken ? [{ plain: `${plain}${word.plain}`, count, isBroken: true }] : []),
        { plain: plain === '' ? word.plain : `${plain} ${word.plain}`, count: count + 1, isBroken },
      ])
      .filter(({ count }) => count <= most);
    // the rest of a word that goes on is not left behind: it may be the words themselves
    for (const { plain, count } of read) {
      const hit = sought.find((each) => each.count === count && each.isIt(plain));
      if (hit !== undefined) best = { index, on: hit.on };
    }
  }
  return best;
}
