import type { Sought } from './removal.js';
import { foundIn } from './without-words.js';
import { textsIn } from './without-words-in.js';

/** Words as they stand in their text, once for every text of the same words around them. */
export interface Excerpt {
  /** The requirement that it is about, or null: the plan as a whole. */
  readonly about: string | null;
  readonly before: string;
  readonly words: string;
  readonly after: string;
  /** Where it stands, each once with how often. */
  readonly places: ReadonlyMap<string, number>;
}

/** A stored thing, and what people call the place in which it lies: "answers". */
export interface ThingAt {
  readonly place: string;
  readonly value: unknown;
}

/** Letters of the text around the words: enough to tell whether it is they who are meant. */
const AROUND = 60;

/** Where the words stand in the things of a plan, what is about the named requirements first. */
export function excerptsIn(
  things: readonly ThingAt[],
  sought: readonly Sought[],
  first: ReadonlySet<string>,
): readonly Excerpt[] {
  const found = new Map<string, Excerpt & { readonly places: Map<string, number> }>();
  for (const { place, value } of things) {
    for (const { text, about } of textsIn(value)) {
      for (const { start, end } of foundIn(text, sought)) {
        const before = flat(text.slice(Math.max(0, start - AROUND), start));
        const [words, after] = [flat(text.slice(start, end)), flat(text.slice(end, end + AROUND))];
        const key = JSON.stringify([about, before, words, after]);
        const known = found.get(key) ?? { about, before, words, after, places: new Map<string, number>() };
        known.places.set(place, (known.places.get(place) ?? 0) + 1);
        found.set(key, known);
      }
    }
  }
  const isFirst = ({ about }: Excerpt) => (about !== null && first.has(about) ? 0 : 1);
  return [...found.values()].sort((a, b) => isFirst(a) - isFirst(b));
}

/** Longer words in which the words stand and from which they are not removed: "Annual" of "Ann". */
export function longerWordsIn(things: readonly ThingAt[], plain: string): readonly string[] {
  const longer = new Set<string>();
  const letters = new RegExp(`[\\p{L}\\p{N}]*${plain.replaceAll(' ', '\\P{L}+')}[\\p{L}\\p{N}]*`, 'giu');
  for (const { value } of things) {
    for (const { text } of textsIn(value)) {
      const bare = text.normalize('NFKD').replace(/\p{M}/gu, '');
      for (const [word] of bare.matchAll(letters)) if (word.length > plain.length) longer.add(flat(word));
    }
  }
  return [...longer].sort();
}

function flat(text: string): string {
  return text.replace(/\s+/gu, ' ');
}
