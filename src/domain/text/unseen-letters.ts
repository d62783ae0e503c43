// Letters that nobody can see: control characters, marks that turn the direction of the words after them (UAX #9), letters
// of no width, tags and fillers. Line ends and tabs are white space and none of them.
const UNSEEN = /(?![\t\n\v\f\r\u0085])[\p{Cc}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;
/** Line ends of other systems. */
const LINE_ENDS = /[\v\f\u0085\u2028\u2029]/g;

/** What changes how the letter before it or on both sides is written, and belongs to it. */
const BELONGS = [
  // a picture's variant
  /(?<=[\p{Emoji}\p{So}\p{Script=Mongolian}])[\ufe00-\ufe0f\u180b-\u180d]/gu,
  // two pictures in one
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each of these letters is looked for by itself
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})/gu,
  // two letters of a script that joins them
  /(?<=[\p{L}\p{M}])(?<![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\u200c\u200d](?=[\p{L}\p{M}])(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])/gu,
  // the flag of a nation
  /(?<=\u{1f3f4}[\u{e0020}-\u{e007f}]{0,6})[\u{e0020}-\u{e007f}]/gu,
];
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
/** These only say on which side a full stop stands, and a text from right to left needs them. */
const SIDES = /[\u200e\u200f\u061c]/u;

/** Turns the words after it, or is none of a text at all: what is read is not what is written. */
const MISLEADS = /[\p{Cc}\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]|[\u{e0100}-\u{e01ef}]/u;

/** One letter that nobody can see. */
export interface UnseenLetter {
  /** UTF-16 units. */
  readonly start: number;
  readonly length: number;
  /** Whether it can make a reader read other words than are there. */
  readonly misleads: boolean;
}

/** The letters of a text that nobody can see, but for those that belong to the letter beside them. */
export function unseenLetters(text: string): readonly UnseenLetter[] {
  const found = [...text.matchAll(UNSEEN)];
  if (found.length === 0) return [];
  const belonging = new Set(BELONGS.flatMap((pattern) => [...text.matchAll(pattern)].map(({ index }) => index)));
  const isOfSides = RIGHT_TO_LEFT.test(text);
  return found
    .filter(({ 0: letter, index }) => !belonging.has(index) && !(isOfSides && SIDES.test(letter)))
    .map(({ 0: letter, index }) => ({ start: index, length: letter.length, misleads: MISLEADS.test(letter) }));
}

/** A text as it can be published: without the letters that nobody can see. */
export function withoutUnseen(text: string): string {
  const lines = text.replace(LINE_ENDS, '\n');
  const unseen = unseenLetters(lines);
  const from = [0, ...unseen.map(({ start, length }) => start + length)];
  return from.map((start, at) => lines.slice(start, unseen[at]?.start)).join('');
}

/** What whoever typed them is told. */
export const UNSEEN_LEFT_OUT = 'Letters in it that nobody can see were left out.';
