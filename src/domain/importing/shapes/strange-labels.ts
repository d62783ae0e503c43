import type { SourceCell } from '../account/reading.js';
import type { OutlineLine } from '../header/outline-lines.js';

/** The label of a line ("Body: Port of Anstey"), in a few words; empty where it has none. */
export function strangeLabel({ text }: SourceCell): string {
  return /^(\p{Lu}[^:\n]{2,30}):\s+\S/u.exec(text)?.[1] ?? '';
}

/** Labels of no known meaning that half of the recommendations have. */
export function strangeLabels(cells: readonly SourceCell[], lines: readonly OutlineLine[]): ReadonlySet<string> {
  const found = new Map<string, number>();
  for (const [index, cell] of cells.entries()) {
    const label = lines[index]?.kind === 'text' ? strangeLabel(cell) : '';
    if (label !== '' && label.split(' ').length <= 3) found.set(label, (found.get(label) ?? 0) + 1);
  }
  const recommendations = lines.filter(({ kind }) => kind === 'recommendation').length;
  return new Set([...found].flatMap(([label, count]) => (count > 1 && count * 2 >= recommendations ? [label] : [])));
}
