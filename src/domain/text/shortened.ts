/** Cut at a word, on one line. */
export function shortened(text: string, length: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= length) return line;
  return `${line.slice(0, length).replace(/[\s,;:.–-]*\s\S*$/u, '')}…`;
}
