import { inkOf, wordsOf } from '../words/words.js';

/** The texts of recommendations met so far, by number. */
export interface KnownTexts {
  readonly byNumber: ReadonlyMap<string, string>;
  /** Only the first text of a number is kept. */
  keep(number: string, text: string): void;
  /** The number met first whose text says the same as this one, among those that `fits` takes. */
  numberOf(text: string, fits: (number: string) => boolean): string | undefined;
}

/** An empty store of texts. A text is found by what it says, not by comparing it with each: thousands may be kept. */
export function knownTexts(): KnownTexts {
  const byNumber = new Map<string, string>();
  const numbersOf = new Map<string, { readonly order: number; readonly number: string }[]>();
  return {
    byNumber,
    keep(number, text) {
      if (byNumber.has(number)) return;
      for (const form of formsOf(text)) {
        const numbers = numbersOf.get(form) ?? [];
        numbers.push({ order: byNumber.size, number });
        numbersOf.set(form, numbers);
      }
      byNumber.set(number, text);
    },
    numberOf(text, fits) {
      const same = formsOf(text).flatMap((form) => numbersOf.get(form) ?? []);
      return same.filter(({ number }) => fits(number)).sort((a, b) => a.order - b.order)[0]?.number;
    },
  };
}

/** Two texts say the same where one of these is the same (`sameText`). */
function formsOf(text: string): readonly string[] {
  return [`ink ${inkOf(text)}`, `words ${wordsOf(text).join(' ')}`];
}
