/**
 * Text as a document can carry it. XML 1.0 (section 2.2) has no way to write most control characters,
 * lone surrogates and the two non-characters; HTML calls them parse errors. They become U+FFFD, so that a
 * reader sees that something stood there. Line ends become "\n"; tabs stay.
 */
export function printable(text: string): string {
  return text.replace(/\r\n?|\u0085|\u2028|\u2029|\v|\f/g, '\n').replace(FORBIDDEN, '\uFFFD');
}

/** The paragraphs of a text, printable and without blank ones; empty when there is nothing to print. */
export function paragraphsOf(text: string): readonly string[] {
  return printable(text)
    .split('\n')
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}

/** As `paragraphsOf`, with words in place of nothing. */
export function paragraphsOr(text: string | null, nothing: string): readonly string[] {
  const paragraphs = paragraphsOf(text ?? '');
  return paragraphs.length === 0 ? [nothing] : paragraphs;
}

/** Whether a paragraph begins in a script that runs from right to left (its first strong character decides, as in UAX #9). */
export function runsRightToLeft(paragraph: string): boolean {
  const strong = /\p{L}/u.exec(paragraph)?.[0];
  return (
    strong !== undefined &&
    /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(strong)
  );
}

// C0 without tab and line feed, DEL and C1, the non-characters of Unicode, lone surrogates.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters it is about
const FORBIDDEN = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\p{Noncharacter_Code_Point}\p{Cs}]/gu;
