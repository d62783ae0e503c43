import type { CivilDate } from '../../calendar/civil-date.js';
import { type DatedLine, datedLine } from './dated-line.js';

/** What a cell says on one day; null for words above the first date. */
export interface Entry {
  readonly column: CivilDate | null;
  /** The words that only name the day, once for each time that they stand there. */
  readonly labels: readonly string[];
  /** What stands below each of them; together they are the text. */
  readonly parts: readonly string[];
  readonly text: string;
}

/** So many of the filled cells of a column must begin with a date. */
const SHARE_OF_DATED = 0.6;

/** Whether a column of progress holds dated entries ("27 March 2031: …", or the date on a line of its own). */
export function holdsEntries(cells: readonly { readonly text: string }[]): boolean {
  const filled = cells.filter(({ text }) => text !== '');
  const dated = filled.filter(({ text }) => datedLine(text, true) !== null);
  return dated.length > 0 && dated.length >= SHARE_OF_DATED * filled.length;
}

interface Entering {
  readonly column: CivilDate | null;
  readonly labels: string[];
  readonly parts: string[][];
}

/** The entries of a cell, a date each; lines without a date go on with the entry above them. */
export function entriesOf(text: string): readonly Entry[] {
  const entries: Entering[] = [];
  let open: string[] | undefined;
  for (const line of text.split('\n')) {
    const dated: DatedLine | null = datedLine(line, true);
    const column = dated?.column ?? null;
    if (dated === null && open !== undefined) {
      open.push(line);
      continue;
    }
    const known = entries.find((each) => each.column === column);
    const entry = known ?? { column, labels: [], parts: [] };
    if (known === undefined) entries.push(entry);
    open = [dated?.rest ?? line];
    entry.parts.push(open);
    if (dated !== null) entry.labels.push(dated.label);
  }
  return entries.map(({ column, labels, parts }) => {
    const said = parts.map((lines) => lines.join('\n').trim()).filter((each) => each !== '');
    return { column, labels, parts: said, text: said.join('\n') };
  });
}
