import { type CivilDate, civilDate } from '../../calendar/civil-date.js';
import { datesIn } from '../../text/dates/dates-in-text.js';
import type { SourceDocument } from '../account/reading.js';
import { deadlineIn } from '../words/deadline-words.js';
import { isHeaderRow } from './header.js';

const ANY_DAY = civilDate('2025-01-01');

/**
 * The day that a document is about, for updates whose heading names none: the only date in the lines above its table
 * ("Position at 30 September 2031"); null where there is none, or several.
 */
export function dayAbove(document: SourceDocument): CivilDate | null {
  const days = new Set<CivilDate>();
  for (const block of document.blocks) {
    const cells = block.kind === 'text' ? block.paragraphs : block.rows.flatMap((row) => row.cells);
    const heading = block.kind === 'rows' ? block.rows.find(isHeaderRow) : undefined;
    for (const cell of cells) {
      if (cell.aside === true || cell.text.length > 200) continue;
      if (heading !== undefined && cell.place.line >= heading.line) break;
      // by what day something must be done is no day of an update
      const due = deadlineIn(cell.text, ANY_DAY).deadline?.date;
      for (const mention of datesIn(cell.text, ANY_DAY)) {
        if (mention.kind !== 'date' || mention.yearFrom !== 'stated' || mention.precision === 'year') continue;
        if (mention.last !== due || mention.start === 0) days.add(mention.last);
      }
    }
    if (heading !== undefined) break;
  }
  const [only, ...others] = days;
  return only !== undefined && others.length === 0 ? only : null;
}
