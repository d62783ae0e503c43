/** Prints rows in columns; the first column to the left, the others to the right, but for one that holds words at the end. */
export function printTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const isWords = (column: number) => column === 0 || head[column] === 'the floor' || head[column] === 'note';
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isWords(column) ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  process.stdout.write(`\n${title}\n${line(head)}\n${rule}\n${rows.map((row) => `${line(row)}\n`).join('')}`);
}

/** A column of a table that is printed row by row; 0 is as wide as what stands in it. */
export interface Column {
  readonly title: string;
  readonly width: number;
}

/** Prints the head of a table, and gives what prints a row of it: the first and the last column to the left. */
export function openTable(title: string, columns: readonly Column[]): (cells: readonly string[]) => void {
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => {
        const width = columns[index]?.width ?? 0;
        return index === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  const rule = columns.map(({ title: head, width }) => '─'.repeat(Math.max(width, head.length)));
  process.stdout.write(`\n${title}\n${line(columns.map((column) => column.title))}\n${rule.join('  ')}\n`);
  return (cells) => process.stdout.write(`${line(cells)}\n`);
}

/**
 * How a cost grows: `times` as much work costs `times` to this power, so that 1 is linear. Null where either cost is
 * too small to be told from nothing.
 */
export function growthExponent(times: number, before: number, after: number): number | null {
  return before <= 0 || after <= 0 ? null : Math.log(after / before) / Math.log(times);
}

/** "0.94". */
export function ratio(ours: number, floor: number): string {
  return fixed(ours / floor);
}

/** Two places. */
export function fixed(number: number): string {
  return number.toFixed(2);
}

/** "12,345"; small numbers keep a place. */
export function thousands(number: number): string {
  return number.toLocaleString('en-GB', { maximumFractionDigits: number < 10 ? 1 : 0 });
}
