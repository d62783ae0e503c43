/** The words of a text in lower case, punctuation and white space gone: "Rec. No." gives "rec", "no". */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}#]+/gu) ?? []
  );
}

/** The text without any white space: what is counted when nothing may be lost. */
export function inkOf(text: string): string {
  return text.replace(/\s+/gu, '');
}

/** For comparing what people typed: case, punctuation and spacing do not matter. */
export function sameWords(a: string, b: string): boolean {
  return wordsOf(a).join(' ') === wordsOf(b).join(' ');
}

/**
 * Whether a word is the other one with a slip of the finger: one letter wrong, missing, extra or swapped with its
 * neighbour; two in long words. Words of up to four letters must be right.
 */
export function isNear(word: string, target: string): boolean {
  if (word === target) return true;
  const slips = target.length >= 9 ? 2 : target.length >= 5 ? 1 : 0;
  if (slips === 0 || Math.abs(word.length - target.length) > slips) return false;
  // one slip leaves the first letter or the last as it was
  if (slips === 1 && word[0] !== target[0] && word.at(-1) !== target.at(-1)) return false;
  return distance(word, target) <= slips;
}

/** So many words are remembered; those of the longest plans are fewer. */
const MOST_KEPT = 20_000;

/** A rule about single words that keeps its answers: a document asks about the same few thousand again and again. */
export function remembered<Answer>(rule: (word: string) => Answer): (word: string) => Answer {
  const known = new Map<string, { readonly answer: Answer }>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before.answer;
    if (known.size >= MOST_KEPT) known.clear();
    const answer = rule(word);
    known.set(word, { answer });
    return answer;
  };
}

/** Whether a word is near to one of a vocabulary. */
export function nearTo(vocabulary: readonly string[]): (word: string) => boolean {
  return remembered((word) => vocabulary.some((each) => isNear(word, each)));
}

/** Optimal string alignment distance (Damerau–Levenshtein without repeated edits of a stretch). */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      line.push(
        Math.min(
          (above[column] ?? 0) + 1,
          (line[column - 1] ?? 0) + 1,
          (above[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    before = above;
    above = line;
  }
  return above[b.length] ?? 0;
}
