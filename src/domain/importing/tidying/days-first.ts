import { civilDate } from '../../calendar/civil-date.js';
import { cellsOf } from '../account/ledger.js';
import type { SourceBlock, SourceCell, SourceDocument, SourceNote } from '../account/reading.js';
import { plainDate } from '../words/deadline-words.js';
import { dayIn, headingOf, LONGEST_HEADING } from '../words/headings.js';

/** A date of figures with its year last, as both sides of the Atlantic write it. */
const FIGURES = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?![\d/])/g;
/** The same at the beginning of a line that goes on after it: "3/4/2026: Sent." */
const OPENING = /^(\s*(?:[-*•·]\s*)?)(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?=\s*[:–—-]\s)/gm;

const ANY_DAY = civilDate('2025-01-01');
/** One date that can only be month first may be a slip. */
const FEWEST = 2;

/**
 * A document with its dates of figures day first, where it writes the month first: some of them can be read in no other way,
 * and none only day first. Turned are dates that stand alone, in a heading or before an entry, never one within a
 * sentence; the lead is asked. Where only one, or also the contrary, stands there, dates stay as they are and are asked about.
 */
export function withDaysFirst(document: SourceDocument): SourceDocument {
  const dates = cellsOf(document).flatMap((cell) =>
    [...cell.text.matchAll(FIGURES)].map(([words, first, second]) => ({
      words,
      line: cell.place.line,
      order: orderOf(Number(first), Number(second)),
    })),
  );
  const monthFirst = dates.filter(({ order }) => order === 'month');
  const [sample] = monthFirst;
  const ambiguous = dates.find(({ order }) => order === 'either');
  if (sample === undefined) return document;
  const decided =
    new Set(monthFirst.map(({ words }) => words)).size >= FEWEST && dates.every(({ order }) => order !== 'day');
  if (!decided) {
    if (ambiguous === undefined) return document;
    const what = `"${sample.words}" can only be a date with its month first. All other dates of figures were read day first, as "${ambiguous.words}". Is that right?`;
    return withNote(document, { kind: 'question', line: ambiguous.line, what });
  }
  const what = `Dates as "${sample.words}" can only have the month first, so all dates of figures were read so${ambiguous === undefined ? '' : `, "${ambiguous.words}" too`}. Is that right?`;
  const blocks = document.blocks.map(
    (block): SourceBlock =>
      block.kind === 'text'
        ? { ...block, paragraphs: block.paragraphs.map(turned) }
        : { ...block, rows: block.rows.map((row) => ({ ...row, cells: row.cells.map(turned) })) },
  );
  return withNote({ ...document, blocks }, { kind: 'question', line: (ambiguous ?? sample).line, what });
}

function orderOf(first: number, second: number): 'day' | 'month' | 'either' | 'none' {
  if (first < 1 || second < 1 || Math.max(first, second) > 31 || Math.min(first, second) > 12) return 'none';
  if (first > 12) return 'day';
  return second > 12 ? 'month' : 'either';
}

function turned(cell: SourceCell): SourceCell {
  if (!cell.text.includes('/')) return cell;
  const whole = cell.text.length <= LONGEST_HEADING ? cell.text.replace(FIGURES, '$2/$1/$3') : cell.text;
  if (whole !== cell.text && isOnlyADate(whole)) return { ...cell, text: whole };
  const text = cell.text.replace(OPENING, '$1$3/$2/$4');
  return text === cell.text ? cell : { ...cell, text };
}

function isOnlyADate(text: string): boolean {
  if (plainDate(text, ANY_DAY) !== null) return true;
  const heading = headingOf(text.replace(/:$/, ''));
  return (heading?.role === 'update' || heading?.role === 'status') && heading.share === 1 && dayIn(heading) !== null;
}

function withNote(document: SourceDocument, note: SourceNote): SourceDocument {
  return { ...document, notes: [...(document.notes ?? []), note] };
}
