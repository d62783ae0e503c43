import { longDate } from '../../calendar/civil-date.js';
import type { Ledger } from '../account/ledger.js';
import type { SourceCell } from '../account/reading.js';
import { serialDay } from '../words/deadline-words.js';
import { headingOf } from '../words/headings.js';
import type { Header } from './header.js';

/** Tells what was made of the headings, and asks about those that leave something open; `waiting` columns hold updates without a date,
 * and `entries`: cells begin with dates of their own. */
export function reportHeader(header: Header, waiting: ReadonlySet<number>, entries: boolean, ledger: Ledger): void {
  const { line } = header.row;
  for (const row of header.repeats) {
    // labels that were made a row of headings stand between the lines
    if (!Number.isInteger(row.line)) continue;
    ledger.repair(
      row.line,
      null,
      `The column headings of line ${line} stand here again, as at the top of a page. They were dropped.`,
    );
  }
  for (const { cell, date } of header.periods) {
    ledger.ask(
      line,
      null,
      `The heading "${headingWords(cell)}"${columnOf(cell)} names no day. ${longDate(date)}${
        serialDay(cell.text) === null
          ? ', the last day of that time, was taken'
          : ' was taken, which spreadsheets keep as this number'
      }. On which day was it published?`,
    );
  }
  if (header.taken !== null) {
    const { cell, date } = header.taken;
    ledger.ask(
      line,
      null,
      `The heading "${headingWords(cell)}"${columnOf(cell)} names no date. ${longDate(date)} was taken, as the document gives it. When were these updates published?`,
    );
  }
  if (header.told.length > 0) {
    const list = header.told.map(({ cell, role }) => `"${cell.text}" for the ${role}`).join(', ');
    ledger.ask(line, null, `By what stands in them, these columns were taken: ${list}. Is that right?`);
  }
  for (const cell of header.undated) {
    if (waiting.has(header.row.cells.indexOf(cell))) ledger.ask(line, null, undatedQuestion(cell, header));
    else if (entries && header.slots.every(({ kind }) => kind !== 'update'))
      ledger.repair(
        line,
        null,
        `The column "${cell.text}" holds dated entries. Each date was made a column of its own.`,
      );
  }
  for (const cell of header.placeless) {
    if (headingOf(cell.text)?.role === 'owner') {
      ledger.ask(
        line,
        null,
        `Two columns say who answers. The one called "${headingWords(cell)}"${columnOf(cell)} was left out, the other was taken. Which of them counts?`,
      );
      continue;
    }
    if (isTwin(cell, header)) {
      ledger.ask(
        line,
        null,
        `Two columns are called "${headingWords(cell)}". The one${columnOf(cell)} was left out, the other was taken. Which of them counts?`,
      );
      continue;
    }
    ledger.repair(
      line,
      null,
      `A plan has no place for the column "${cell.text}"${columnOf(cell)}. Its cells were left out.`,
    );
  }
  const unknown = header.unknown.map((cell) => `"${headingWords(cell)}"${columnOf(cell)}`);
  if (unknown.length === 1)
    ledger.ask(
      line,
      null,
      `The column ${unknown[0]} is none that Quarterdeck knows. Its cells were left out. Is that right, or what does it say?`,
    );
  else if (unknown.length > 1)
    ledger.ask(
      line,
      null,
      `The columns ${unknown.join(', ')} are none that Quarterdeck knows. Their cells were left out. Is that right, or what do they say?`,
    );
  reportOrder(header, ledger);
}

/** Another status under the same words as the one that was taken, before all dated updates: nothing says that it is older. */
function isTwin(cell: SourceCell, { row, slots }: Header): boolean {
  const taken = row.cells[slots.findIndex(({ kind }) => kind === 'status')];
  const at = row.cells.indexOf(cell);
  return (
    taken !== undefined &&
    taken.text.toLowerCase() === cell.text.toLowerCase() &&
    slots.every(({ kind }, index) => kind !== 'update' || index > at)
  );
}

/** Newest first is an order too; dates that rise and fall may hold a slip. */
function reportOrder({ dates, row }: Header, ledger: Ledger): void {
  const rising = [...dates].sort();
  const far = rising.find((date, index) => index > 0 && yearOf(date) - yearOf(rising[index - 1] ?? date) > MOST_YEARS);
  if (far !== undefined)
    ledger.ask(
      row.line,
      null,
      `The column dated ${longDate(far)} stands years after the one before. Is that date right?`,
    );
  const falls = dates.filter((date, index) => index > 0 && date < (dates[index - 1] ?? date));
  if (falls.length === 0) return;
  if (falls.length === dates.length - 1)
    ledger.repair(row.line, null, 'The update columns stand newest first. They were put in order of their dates.');
  else
    ledger.ask(
      row.line,
      null,
      `The column dated ${falls[0]} stands after a later one. The columns were put in order of their dates. Is each date right?`,
    );
}

/** A plan that nobody touched for longer is no plan. */
const MOST_YEARS = 5;

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

/** The words of a heading, without the colon behind a label. */
function headingWords({ text }: SourceCell): string {
  return text.replace(/\s*:$/, '');
}

/** The column as people count it; headings that were made of lines of text stand in none. */
function columnOf({ place, raw }: SourceCell): string {
  return raw === '' || place.column === undefined ? '' : ` (column ${place.column})`;
}

/** Proposes the place of updates without a date among the others; only people know the day. */
function undatedQuestion(cell: SourceCell, { row, slots, dates }: Header): string {
  const at = row.cells.indexOf(cell);
  const dated = slots.flatMap((slot, index) => (slot.kind === 'update' ? [index] : []));
  const [first, last] = [[...dates].sort()[0], [...dates].sort().at(-1)];
  const place =
    first !== undefined && dated.every((index) => at < index)
      ? ` They stand before those of ${longDate(first)} and seem to be the first.`
      : last !== undefined && dated.every((index) => index < at)
        ? ` They stand after those of ${longDate(last)}.`
        : '';
  const words = headingWords(cell);
  return `The heading "${words}"${columnOf(cell)} names no date, so its updates were left out for now.${place} On which day were they published? Name it in the review workbook, or with --date "${words}=YYYY-MM-DD", and they become a column of that date.`;
}
