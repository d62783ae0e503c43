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
