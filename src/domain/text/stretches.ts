/** A part of a text: `start` and the part's length count UTF-16 units of the whole. */
export interface Stretch {
  readonly start: number;
  readonly text: string;
}

/**
 * No pattern is tried on more of a text than this at a time, in UTF-16 units. Many patterns cost the square of what they
 * read; so read, they cost a long text no more than a multiple of its length. Longer than what people write in one go.
 */
export const LONGEST_STRETCH = 1_500;

/** Where a long text is cut, the best first: after a line, a sentence, a word. */
const CUTS = ['\n', '. ', ' '];

/** The text in stretches, one after the other: most texts are one. Nothing is left out. */
export function stretchesOf(text: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (let start = 0; start < text.length; ) {
    const longest = text.slice(start, start + LONGEST_STRETCH);
    const stretch = start + longest.length < text.length ? cut(longest) : longest;
    stretches.push({ start, text: stretch });
    start += stretch.length;
  }
  return stretches;
}

/** What `find` sees in each stretch of a text, placed in the whole. */
export function inStretches<Found extends { readonly start: number }>(
  text: string,
  find: (stretch: string) => readonly Found[],
): Found[] {
  return stretchesOf(text).flatMap(({ start, text: stretch }) =>
    start === 0 ? find(stretch) : find(stretch).map((each) => ({ ...each, start: start + each.start })),
  );
}

/** The first part of a stretch up to the best cut of its second half; without one, all but half a character at its end. */
function cut(longest: string): string {
  const end = CUTS.map((each) => longest.lastIndexOf(each) + each.length).find((at) => at > LONGEST_STRETCH / 2);
  return longest.slice(0, end ?? (/[\uD800-\uDBFF]$/.test(longest) ? -1 : undefined));
}
