import type { CivilDate } from '../../calendar/civil-date.js';
import type { SourceCell, SourceRow, UnreadablePlan } from '../account/reading.js';
import type { Heading } from '../words/headings.js';

/** What is wrong with the dates of a row of headings: impossible, or twice; null if nothing. */
export function dateProblem(row: SourceRow, headings: readonly (Heading | null)[]): UnreadablePlan | null {
  const dated = row.cells.flatMap((cell, index) => {
    const heading = headings[index];
    return heading?.role === 'update' ? [{ cell, date: heading.date }] : [];
  });
  const problem = (cell: SourceCell | undefined, reason: string): UnreadablePlan => ({
    line: row.line,
    column: cell?.place.column ?? null,
    reason,
  });
  const known: { readonly date: CivilDate; readonly cell: SourceCell }[] = [];
  for (const { cell, date } of dated) {
    if (date.kind === 'impossible') {
      return problem(
        cell,
        `"${date.words}" in the heading is not a day of the calendar. Correct the date and import again; numeric dates are read day first.`,
      );
    }
    // what names no year waits for its date
    if (date.kind === 'none' || date.kind === 'noYear') continue;
    const twin = known.find((each) => each.date === date.date);
    if (twin !== undefined) {
      return problem(
        cell,
        `Two columns carry the same date (${date.date}): columns ${twin.cell.place.column} and ${cell.place.column}. Give each update column its own date.`,
      );
    }
    known.push({ date: date.date, cell });
  }
  return null;
}
