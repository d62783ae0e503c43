/** A mark that means a list wherever it stands, and dashes and stars, which mean one only beside another line that begins so. */
const BULLET = /^[•◦▪‣●·∙][ \t\u00A0]+(?=\S)/;
const DASH = /^[-–*][ \t\u00A0]+(?=\S)/;

/** The mark that makes each of these paragraphs an item of a list, with the space behind it; "" where it is none. */
export function listMarks(paragraphs: readonly string[]): readonly string[] {
  const dashes = paragraphs.map((paragraph) => DASH.exec(paragraph)?.[0] ?? '');
  return paragraphs.map((paragraph, at) => {
    const bullet = BULLET.exec(paragraph)?.[0];
    if (bullet !== undefined) return bullet;
    const [dash = '', before = '', after = ''] = [dashes[at], dashes[at - 1], dashes[at + 1]];
    return dash !== '' && (before[0] === dash[0] || after[0] === dash[0]) ? dash : '';
  });
}

/** A text without the marks of its lists, in lists within lists too; lines without words are left out. */
export function withoutListMarks(text: string): string {
  const lines = text
    .split(/[\n\r\v\f\u0085\u2028\u2029]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const marks = listMarks(lines);
  const bare = lines.map((line, at) => line.slice(marks[at]?.length ?? 0)).join('\n');
  return marks.some((mark) => mark !== '') ? withoutListMarks(bare) : bare;
}
