import { ask, hiddenOf, type Marked, type Reading } from './read-cells.js';
import type { TableLine } from './read-sheets.js';
import { LINE_TITLES } from './words.js';

/**
 * The lines with the number of the recommendation that each belongs to: its own, or that of the line above; a
 * recommendation without a number gets the next free one, and all of these are asked about together. What has no
 * place in a plan makes no line one of it.
 */
export function numberedLines(lines: readonly TableLine[], state: Reading): readonly Marked[] {
  const known = new Set(lines.map((line) => line.text(LINE_TITLES.number)));
  const ours: { readonly line: TableLine; readonly number: string }[] = [];
  let above = '';
  const numbered = lines.map((line): Marked => {
    let number = line.text(LINE_TITLES.number);
    if (number === '' && line.text(LINE_TITLES.recommendation) !== '') {
      number = nextFree(known);
      known.add(number);
      ours.push({ line, number });
    } else if (number === '' && holdsValues(line, state)) number = above;
    if (number !== '') above = number;
    return { line, number, hidden: hiddenOf(line) };
  });
  const [first] = ours;
  if (first !== undefined) {
    const called = ours.map(({ number }) => number).join(', ');
    ask(
      state,
      first.line,
      ours.length === 1
        ? `A recommendation of the workbook has no number. It was called ${called}. Which number does it have?`
        : `${ours.length} recommendations of the workbook have no number. They were called ${called}. Which numbers do they have?`,
    );
  }
  return numbered;
}

/** Whether a line holds something of a requirement. */
export function holdsValues(line: TableLine, { columns }: Reading): boolean {
  const titles = [
    LINE_TITLES.ref,
    LINE_TITLES.requirement,
    LINE_TITLES.owner,
    LINE_TITLES.deadline,
    LINE_TITLES.status,
  ];
  return [...titles, ...columns.keys()].some((title) => line.text(title) !== '');
}

function nextFree(known: ReadonlySet<string>): string {
  let number = 1;
  while (known.has(String(number))) number += 1;
  return String(number);
}
