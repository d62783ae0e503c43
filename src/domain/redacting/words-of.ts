/** A word of a text with its place, and as it is compared. `start` and `end` count UTF-16 units. */
export interface PlacedWord {
  readonly start: number;
  readonly end: number;
  /** Lower case, without accents, marks and letters that nobody sees. */
  readonly plain: string;
  /** Whether only markup or a broken line stands between it and the next, so that both may be one word. */
  readonly joins: boolean;
  /** Whether a line ends after it and nothing else stands before the next: one word may be broken there, seldom twice. */
  readonly breaks: boolean;
}

/** Tags are no words; a word is letters, figures and their accents, with what nobody sees in between. */
const WORD =
  /<\/?[a-z][^<>]{0,200}>|[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|[\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff])*/giu;
const UNSEEN = /[\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]/gu;
/** Between two halves of one word: markup, an entity for a soft hyphen, or a hyphen at the end of a line. */
const JOINT = /^(?:[*_~`]|<\/?[a-z][^<>]{0,200}>|&shy;|&zwnj;|&#173;|[-\u2010\u2011]\s*\r?\n\s*)+$/iu;
/** A line that ends without a hyphen. */
const BREAK = /^[^\S\r\n]*\r?\n\s*$/u;
/** Letters that have no accent to take away and are written both ways all the same. */
const ALIKE: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  þ: 'th',
  ı: 'i',
};

/** The words of a text in their order. */
export function wordsOf(text: string): readonly PlacedWord[] {
  const found = [...text.matchAll(WORD)].filter(([word]) => !word.startsWith('<'));
  return found.map((match, index) => {
    const end = match.index + match[0].length;
    const next = found[index + 1];
    const between = next === undefined ? '' : text.slice(end, next.index);
    const joins = JOINT.test(between);
    return { start: match.index, end, plain: plainOf(match[0]), joins, breaks: BREAK.test(between) };
  });
}

function plainOf(word: string): string {
  const bare = word.replace(UNSEEN, '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return bare.replace(/[ßæœøđðłħþı]/g, (letter) => ALIKE[letter] ?? letter);
}
