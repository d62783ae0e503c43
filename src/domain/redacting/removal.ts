import type { CivilDate, Instant } from '../calendar/civil-date.js';
import { sha256Of } from '../text/sha256.js';
import { wordsOf } from './words-of.js';

/**
 * Words that were removed from a plan, known by their hash alone: enough to find them again in whatever brings them
 * back (a backup, an old file), and nothing that says what they were. docs/removals.md describes the form.
 */
export interface Removal {
  readonly id: string;
  readonly plan: string;
  /** The day that is printed in their place. */
  readonly on: CivilDate;
  readonly at: Instant;
  /** Key of the person who removed them. */
  readonly by: string;
  /** The row in which they were seen, as people call it. */
  readonly ref: string;
  /** How many words follow each other. */
  readonly count: number;
  /** Random, of this removal alone, so that the same words have another hash in the next. */
  readonly salt: string;
  /** SHA-256 of the salt, a line end and the plain words (`plainWords`). */
  readonly hash: string;
  /** Whether everything that follows from it is done: every row looked through twice, cards drawn anew, the executive told. */
  readonly settled: boolean;
  /** Entra ids of the executive leads who were told of it. */
  readonly told: readonly string[];
}

/** What finds removed words: how many, and whether plain words are the ones. */
export interface Sought {
  readonly on: CivilDate;
  readonly count: number;
  readonly isIt: (plain: string) => boolean;
}

/** Longest that can be removed at once. */
export const MOST_WORDS = 20;

/** Why words cannot be removed, as a sentence; null where they can. */
export function problemWithWords(words: string): string | null {
  const found = wordsOf(words);
  const letters = found.reduce((sum, { plain }) => sum + plain.length, 0);
  if (letters < 2)
    return 'Please write the words to be removed, such as a name. One letter alone would be found everywhere.';
  if (found.length > MOST_WORDS)
    return `At most ${MOST_WORDS} words that follow each other can be removed at once. Correct a longer text with /correct, or remove the names in it.`;
  return null;
}

/** Words as they are compared: without case, accents, marks and what stands between them. */
export function plainWords(words: string): string {
  return wordsOf(words)
    .map(({ plain }) => plain)
    .join(' ');
}

/** A removal of words, with nothing in it that says what they were. */
export function removalOf(words: string, about: Omit<Removal, 'count' | 'hash' | 'settled' | 'told'>): Removal {
  const plain = plainWords(words);
  return { ...about, count: plain.split(' ').length, hash: hashed(about.salt, plain), settled: false, told: [] };
}

/** How a removal is looked for. Hashes are remembered: the same words stand in many texts. */
export function soughtBy(removal: Pick<Removal, 'on' | 'count' | 'salt' | 'hash'>): Sought {
  const { on, count, salt, hash } = removal;
  const known = new Map<string, boolean>();
  const isIt = (plain: string): boolean => {
    const before = known.get(plain);
    if (before !== undefined) return before;
    const found = hashed(salt, plain) === hash;
    known.set(plain, found);
    return found;
  };
  return { on, count, isIt };
}

/** How words are looked for before anything is removed. */
export function soughtWords(words: string, on: CivilDate): Sought {
  const plain = plainWords(words);
  return { on, count: plain.split(' ').length, isIt: (each) => each === plain };
}

function hashed(salt: string, plain: string): string {
  return sha256Of(`${salt}\n${plain}`);
}
