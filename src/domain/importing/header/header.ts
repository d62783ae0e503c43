import { type CivilDate, civilDate } from '../../calendar/civil-date.js';
import type { SourceBlock, SourceCell, SourceDocument, SourceRow, UnreadablePlan } from '../account/reading.js';
import { serialDay } from '../words/deadline-words.js';
import { holdsEntries } from '../words/entries.js';
import { dayIn, type Heading, headingOf, LONGEST_HEADING } from '../words/headings.js';
import { numberCellOf, numberInColumn } from '../words/numbers.js';
import type { Slot } from '../words/slots.js';
import { statusOf } from '../words/status-words.js';
import { updateKindOf } from '../words/update-kind.js';
import { NAMES_LINES } from '../words/vocabulary.js';
import { sameWords, wordsOf } from '../words/words.js';
import { dateProblem } from './header-dates.js';
import { slotsUnder } from './header-slots.js';
import { strangeHeadings, type ToldByCells, withRolesByCells } from './headings-by-cells.js';
import { type DatedHeadings, type KnownDates, NOTHING_KNOWN, withKnownDates } from './known-dates.js';

/** One row of a table with the number of its block (page, stretch between blank lines). */
export interface TableRow {
  readonly block: number;
  readonly row: SourceRow;
}

export interface Header {
  readonly row: SourceRow;
  /** One per heading cell, trailing empty ones left away. */
  readonly slots: readonly Slot[];
  /** Rows that repeat the headings word for word: page headers. */
  readonly repeats: readonly SourceRow[];
  /** Heading cells that name only a month or a quarter; their last day was taken. */
  readonly periods: readonly { readonly cell: SourceCell; readonly date: CivilDate }[];
  /** Heading cells that say nothing known. */
  readonly unknown: readonly SourceCell[];
  /** Heading cells of columns that are understood and have no place in a plan: priority, percentage. */
  readonly placeless: readonly SourceCell[];
  /** The heading that names no date and was given the document's. */
  readonly taken: DatedHeadings['taken'];
  /** Columns under headings that say nothing known, told by their cells. */
  readonly told: readonly ToldByCells[];
  /** Headings of updates of which nobody knows the date. */
  readonly undated: readonly SourceCell[];
  /** The dates of the update columns in the order of the source. */
  readonly dates: readonly CivilDate[];
}

export type HeaderFinding =
  | { readonly kind: 'header'; readonly header: Header }
  | { readonly kind: 'unreadable'; readonly problem: UnreadablePlan };

const PLACELESS: ReadonlySet<string | undefined> = new Set(['priority', 'percentage', 'status', 'owner']);

/** So many of the filled cells of a row of headings must be headings. */
const SHARE_OF_HEADINGS = 0.6;

/** Headings of so many kinds leave less doubt about the others. */
const MANY_KINDS = 4;

/** Sentences such as "No change" are known without their column's date. */
const ANY_DATE = civilDate('2025-01-01');

/** All table rows of a document in order. */
export function tableRows(document: SourceDocument): TableRow[] {
  return document.blocks.flatMap((block, index) =>
    block.kind === 'rows' ? block.rows.map((row) => ({ block: index, row })) : [],
  );
}

/**
 * Finds the row of column headings and what each column is about. Headings may be repeated word for word at the top
 * of a page; a second, different row of headings, impossible dates and dates out of order are refused. `known` dates
 * stand in for those that headings do not name.
 */
export function findHeader(rows: readonly TableRow[], known: KnownDates = NOTHING_KNOWN): HeaderFinding {
  const candidates = rows.map(({ row }) => row).filter(isHeaderRow);
  const first = candidates[0] ?? strangeHeadings(rows.map(({ row }) => row));
  if (first === null) return notAPlan(rows);
  const other = candidates.find((row) => differingColumn(row, first) !== null);
  if (other !== undefined) {
    return unreadable(
      other.line,
      differingColumn(other, first),
      `Line ${other.line} is a second row of column headings, and it differs from the one in line ${first.line}. Import one table at a time, or make the headings the same.`,
    );
  }
  const twin = headingsAgainAtOnce(rows, candidates);
  if (twin !== undefined) {
    return unreadable(
      twin.line,
      twin.cells.find((cell) => cell.text !== '')?.place.column ?? 1,
      `Line ${twin.line} holds the column headings of line ${first.line} once more, and no row stands between them. Take one of the two away.`,
    );
  }
  const astray = [...known.answered.keys()].find((words) => !first.cells.some(({ text }) => sameWords(text, words)));
  if (astray !== undefined) {
    return unreadable(
      first.line,
      null,
      `A date was given for the heading "${astray}", and no column has that heading.`,
    );
  }
  const below = bodyBelow(first, candidates.slice(1), rows);
  const { headings: read, told } = withRolesByCells(
    first,
    withSerialDays(first),
    below.filter(({ cells }) => cells.filter(({ text }) => text !== '').length > 1),
    candidates.length === 0,
  );
  // Where cells say themselves when each of their entries was written, no date of the document stands for them.
  const logs = first.cells.some(
    (_, index) => read[index]?.role === 'update' && holdsEntries(below.flatMap((each) => each.cells[index] ?? [])),
  );
  const { headings, taken } = withKnownDates(first, read, logs ? { ...known, above: null } : known);
  // a column in which nothing stands yet may be prepared without a year
  const filled = headings.map((heading, index) => (below.some(({ cells }) => cells[index]?.text) ? heading : null));
  const wrongDate = dateProblem(first, filled);
  if (wrongDate !== null) return { kind: 'unreadable', problem: wrongDate };
  return { kind: 'header', header: { ...headerOf(first, headings, candidates.slice(1), rows), taken, told } };
}

/**
 * The sheets that begin with the headings of the others: in a workbook cells stand under headings of their own sheet.
 * (Pages of a text may repeat the headings and be shifted against them all the same.)
 */
export function headedSheets(document: SourceDocument, { row, repeats }: Header): ReadonlySet<number> {
  if (repeats.length === 0) return new Set();
  const headings = (block: SourceBlock) =>
    block.kind === 'rows' &&
    block.sheet !== undefined &&
    block.rows.some((each) => each === row || repeats.includes(each));
  return new Set(document.blocks.flatMap((block, index) => (headings(block) ? [index] : [])));
}

/** The stretches of a document whose cells stand under their own headings for certain. */
export function laidBlocks({ blocks }: SourceDocument): ReadonlySet<number> {
  return new Set(blocks.flatMap((block, index) => (block.kind === 'rows' && block.laid === true ? [index] : [])));
}

/** Headings twice in one table with nothing between them: no page can begin there, so rows of the plan may be missing. */
function headingsAgainAtOnce(rows: readonly TableRow[], candidates: readonly SourceRow[]): SourceRow | undefined {
  const [first, second] = candidates;
  const at = rows.findIndex(({ row }) => row === first);
  const next = rows[at + 1];
  return next !== undefined && next.row === second && next.block === rows[at]?.block ? second : undefined;
}

function headerOf(
  row: SourceRow,
  headings: readonly (Heading | null)[],
  repeats: readonly SourceRow[],
  rows: readonly TableRow[],
): Header {
  // a heading across the table stands in its first column, and is no cell of that
  const body = bodyBelow(row, repeats, rows).filter(({ cells }) => cells.filter(({ text }) => text !== '').length > 1);
  const width = row.cells.findLastIndex((cell) => cell.text !== '') + 1;
  const slots = slotsUnder(
    row.cells.slice(0, width).map((cell, index) => ({
      words: cell.text.replace(/\s*:$/, ''),
      heading: headings[index] ?? null,
      cells: body.flatMap((each) => each.cells[index] ?? []),
    })),
  );
  const cellsWhere = (wanted: (slot: Slot, heading: Heading | null) => boolean) =>
    row.cells.filter((cell, index) => {
      const slot = slots[index];
      return slot !== undefined && cell.text !== '' && wanted(slot, headings[index] ?? null);
    });
  return {
    row,
    slots,
    repeats,
    periods: row.cells.flatMap((cell, index) => {
      const [slot, heading] = [slots[index], headings[index]];
      return slot?.kind === 'update' && heading?.date.kind === 'period' ? [{ cell, date: slot.column }] : [];
    }),
    unknown: cellsWhere((slot, heading) => slot.kind === 'other' && !PLACELESS.has(heading?.role)),
    placeless: cellsWhere((slot, heading) => slot.kind === 'other' && PLACELESS.has(heading?.role)),
    taken: null,
    told: [],
    undated: cellsWhere((slot) => slot.kind === 'undated'),
    dates: slots.flatMap((slot) => (slot.kind === 'update' ? [slot.column] : [])),
  };
}

/** A number of days in place of a date, among headings that have dates. */
function withSerialDays({ cells }: SourceRow): readonly (Heading | null)[] {
  const read = cells.map((cell) => headingOf(cell.text));
  const serial = cells.filter(({ text }) => serialDay(text) !== null);
  if (serial.length < 2 && !read.some((heading) => dayIn(heading) !== null)) return read;
  return read.map((heading, index): Heading | null => {
    const day = serialDay(cells[index]?.text ?? '');
    return day === null ? heading : { role: 'update', date: { kind: 'period', date: day }, share: 1 };
  });
}

function bodyBelow(row: SourceRow, repeats: readonly SourceRow[], rows: readonly TableRow[]): SourceRow[] {
  return rows.map((each) => each.row).filter((each) => each.line > row.line && !repeats.includes(each));
}

/** Whether a row holds column headings. */
export function isHeaderRow(row: SourceRow): boolean {
  const filled = row.cells.filter((cell) => cell.text !== '');
  // Most rows hold long texts: they are passed over before any word is looked at.
  const short = filled.filter((cell) => cell.text.length <= LONGEST_HEADING);
  if (filled.length < 2 || short.length < SHARE_OF_HEADINGS * filled.length) return false;
  if (filled.some(isBareNumber) || filled.some((cell) => updateKindOf(cell.text, ANY_DATE) !== 'text')) return false;
  const roles = filled.flatMap((cell) => {
    const heading = headingOf(cell.text);
    return heading === null || heading.role === 'unknown' || heading.share < 0.5 ? [] : [heading.role];
  });
  if (!roles.some((role) => NAMES_LINES.has(role))) return false;
  const many = new Set(roles).size >= MANY_KINDS && roles.length * 2 >= filled.length;
  return (
    (many || roles.length >= SHARE_OF_HEADINGS * filled.length) && (roles.length >= 3 || roles.length === filled.length)
  );
}

/**
 * Whether a row can only be the headings of another table, though most of them are strange here: some are plain headings,
 * one of what each line is called, and nothing in it is a figure or a sentence. "Ref, Risk, Owner, Likelihood".
 */
export function isStrangeHeaderRow({ cells }: SourceRow): boolean {
  const filled = cells.filter(({ text }) => text !== '');
  if (filled.length < 3 || filled.some(({ text }) => text.length > LONGEST_STRANGE || /\d|[.!?]$/.test(text)))
    return false;
  if (filled.some(({ text }) => statusOf(text) !== null || updateKindOf(text, ANY_DATE) !== 'text')) return false;
  const roles = filled.flatMap(({ text }) => {
    const heading = headingOf(text);
    return heading?.share === 1 && heading.role !== 'unknown' ? [heading.role] : [];
  });
  return new Set(roles).size >= 2 && roles.some((role) => NAMES_LINES.has(role));
}

const LONGEST_STRANGE = 40;

/** A number that is no date either: "27.06.25" heads a column. */
function isBareNumber({ text }: SourceCell): boolean {
  const heading = headingOf(text);
  // "AFI 1" is one too, and "Update 1" is none
  const named = heading?.role === 'recommendation' || heading?.role === 'number';
  const isNumber = numberCellOf(text) !== null || (named && /\d$/.test(text) && numberInColumn(text) !== null);
  return isNumber && (heading?.date.kind ?? 'none') === 'none';
}

/** Whether two rows of headings say the same, empty cells apart. */
export function sameHeadings(row: SourceRow, other: SourceRow): boolean {
  return differingColumn(row, other) === null;
}

/** The first column (from 1) in which two heading rows differ, empty cells apart; null when they say the same. */
function differingColumn(row: SourceRow, first: SourceRow): number | null {
  const cells = row.cells.filter((cell) => cell.text !== '');
  const wanted = first.cells.filter((cell) => cell.text !== '').map((cell) => wordsOf(cell.text).join(' '));
  const differing = cells.find((cell, index) => wordsOf(cell.text).join(' ') !== wanted[index]);
  if (differing !== undefined) return differing.place.column ?? 1;
  return cells.length === wanted.length ? null : (cells.at(-1)?.place.column ?? 1);
}

function notAPlan(rows: readonly TableRow[]): HeaderFinding {
  const reason =
    'This does not look like an action plan: no row of column headings was found. A plan has one, for example "Rec. no.", "Recommendation", "Evidence requirement", "Owner", a date for each update, and "Status".';
  return unreadable(rows[0]?.row.line ?? 1, 1, reason);
}

function unreadable(line: number, column: number | null, reason: string): HeaderFinding {
  return { kind: 'unreadable', problem: { line, column, reason } };
}
