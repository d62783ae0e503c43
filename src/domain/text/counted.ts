/** "1 answer", "3 answers": a count with its noun. `many` where the plural does not end in "s". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
