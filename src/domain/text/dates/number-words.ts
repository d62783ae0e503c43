/** The numbers that texts spell out when they count days, weeks or months: "within six months". */
export const NUMBER_WORDS: readonly string[] = 'one two three four five six seven eight nine ten eleven twelve'.split(
  ' ',
);

/** The number that figures or a word stand for: "14" and "six" in any case; 0 for other words. */
export function countOf(words: string): number {
  const spelt = NUMBER_WORDS.indexOf(words.toLowerCase()) + 1;
  return spelt > 0 ? spelt : Number(words) || 0;
}
