/** Most of a person's words in one message: a card takes some more, and few lines are as long. */
const MOST_CHARACTERS = 12_000;
const MOST_LINES = 40;

/** A text in parts of which each fits one message, a line each; no word of it is left out. */
export function partsOf(text: string): readonly (readonly string[])[] {
  const parts: string[][] = [];
  let left = 0;
  for (const line of text.split(/\r\n?|\n/).flatMap(pieces)) {
    const last = parts.at(-1);
    if (last === undefined || last.length === MOST_LINES || line.length > left) {
      parts.push([line]);
      left = MOST_CHARACTERS - line.length;
    } else {
      last.push(line);
      left -= line.length;
    }
  }
  return parts;
}

/** A line in parts that fit, parted between words where there are any; a character is never cut in two. */
function pieces(line: string): readonly string[] {
  return line.match(/.{1,6000}(?=\s|$)|.{1,6000}/gsu) ?? [''];
}
