import type { CivilDate } from '../../calendar/civil-date.js';
import type { SourceCell, SourceRow, UnreadablePlan } from '../account/reading.js';
import type { Heading } from '../words/headings.js';

/** What is wrong with the dates of a row of headings: impossible, twice, out of order; null if nothing. */
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
  return orderProblem(known, problem);
}

/** Oldest first, or (from three columns on, where it can be no slip) newest first throughout. */
function orderProblem(
  known: readonly { readonly date: CivilDate; readonly cell: SourceCell }[],
  problem: (cell: SourceCell, reason: string) => UnreadablePlan,
): UnreadablePlan | null {
  const falls = known.filter(({ date }, index) => index > 0 && date < (known[index - 1]?.date ?? date));
  const turned = known.length >= 3 && falls.length === known.length - 1;
  const wrong = falls[0];
  if (wrong === undefined || turned) return null;
  return problem(
    wrong.cell,
    `The column dated ${wrong.date} stands after a later one. Put the update columns in order, oldest first, or correct the date.`,
  );
}
