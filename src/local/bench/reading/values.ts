/** A right value, or all values that are right. */
export type Expected = string | null | readonly (string | null)[];

/** All right values of a cell. */
export function alternatives<T extends string | null>(expected: T | readonly T[]): readonly T[] {
  return typeof expected === 'object' && expected !== null ? (expected as readonly T[]) : [expected as T];
}

/** Whether a value is among the right ones. */
export function allows(expected: Expected, got: string | null): boolean {
  return alternatives(expected).some((each) => sameText(each, got));
}

/** Whether two texts are the same but for white space and the marks of list items; an empty text is none. */
export function sameText(one: string | null, other: string | null): boolean {
  return spaced(one ?? '') === spaced(other ?? '');
}

/** A text with one space between words, without soft hyphens and without marks of list items. */
export function spaced(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll('\u00ad', '')
    .replaceAll(/^\s*[•·▪‣◦*–-]\s+/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
