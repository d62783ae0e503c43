import type { CivilDate } from '../../calendar/civil-date.js';
import { type DatedLine, datedLine } from './dated-line.js';

/** What a cell says on one day; null for words above the first date. */
export interface Entry {
  readonly column: CivilDate | null;
  /** The words that only name the day. */
  readonly label: string;
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

/** The entries of a cell, a date each; lines without a date go on with the entry above them. */
export function entriesOf(text: string): readonly Entry[] {
  const entries: { column: CivilDate | null; label: string; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const dated: DatedLine | null = datedLine(line, true);
    const same = dated === null ? undefined : entries.find(({ column }) => column === dated.column);
    if (same !== undefined && dated !== null) {
      same.label += `\n${dated.label}`;
      same.lines.push(dated.rest);
    } else if (dated !== null) entries.push({ column: dated.column, label: dated.label, lines: [dated.rest] });
    else if (entries.length === 0) entries.push({ column: null, label: '', lines: [line] });
    else entries.at(-1)?.lines.push(line);
  }
  return entries.map(({ column, label, lines }) => ({ column, label, text: lines.join('\n').trim() }));
}
