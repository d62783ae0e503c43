import { civilDate } from '../../calendar/civil-date.js';
import type { SourceCell, SourceRow } from '../account/reading.js';
import { plainDate } from '../words/deadline-words.js';
import { dayIn, type Heading, headingOf } from '../words/headings.js';
import { numberInColumn } from '../words/numbers.js';
import { looksLikeStatus, statusIn } from '../words/status-words.js';
import type { HeadingRole } from '../words/vocabulary.js';

/** A column whose heading says nothing known, told by its cells. */
export interface ToldByCells {
  readonly cell: SourceCell;
  readonly role: HeadingRole;
}

/** So many of the filled cells of a column must be of one kind. */
const SHARE = 0.7;
const ANY_DAY = civilDate('2025-01-01');
const LONGEST_HEADING = 60;
const LONGEST_POST = 60;
const LONGEST_STATUS = 40;
/** A row of headings in words of its own has so many. */
const LEAST_HEADINGS = 3;

const NUMBERS: readonly HeadingRole[] = ['recommendationNumber', 'requirementNumber', 'number'];

const DEADLINES: readonly HeadingRole[] = ['deadline', 'originalDeadline', 'revisedDeadline'];
const TEXTS: readonly HeadingRole[] = ['recommendation', 'requirement', 'finding'];

/** What cells say by themselves, whatever stands above them. */
const KINDS: readonly {
  readonly role: HeadingRole;
  readonly unless: readonly HeadingRole[];
  readonly fits: (text: string) => boolean;
}[] = [
  { role: 'number', unless: NUMBERS, fits: (text) => numberInColumn(text) !== null },
  {
    role: 'status',
    unless: ['status'],
    fits: (text) => statusIn(text) !== null || looksLikeStatus(text) || isSymbol(text),
  },
  {
    role: 'deadline',
    unless: DEADLINES,
    fits: (text) => plainDate(text, ANY_DAY) !== null,
  },
];
const POSTS: (typeof KINDS)[number] = {
  role: 'owner',
  unless: ['owner'],
  fits: (text) => text.length <= LONGEST_POST && /^\p{Lu}[^.!?\d]*$/u.test(text) && statusIn(text) === null,
};

/**
 * Headings with those that say nothing known told by the cells below: statuses and dates are what they are. `strange`:
 * the row was taken for one of headings by its place alone; then a column of names or posts is the owners'.
 */
export function withRolesByCells(
  row: SourceRow,
  read: readonly (Heading | null)[],
  body: readonly SourceRow[],
  strange: boolean,
): { readonly headings: readonly (Heading | null)[]; readonly told: readonly ToldByCells[] } {
  const headings = withDatesTold(withStatusesTold(read, body), body);
  const told: ToldByCells[] = [];
  for (const { role, unless, fits } of strange ? [...KINDS, POSTS] : KINDS) {
    if (headings.some((each) => each !== null && unless.includes(each.role))) continue;
    const found = row.cells.flatMap((cell, index) => {
      const known = headings[index] !== null && headings[index]?.role !== 'unknown';
      return cell.text !== '' && !known && isOf(body, index, fits) ? [index] : [];
    });
    // posts may look like short texts, which stand before them
    const at = role === 'owner' ? found.at(-1) : found[0];
    const cell = at === undefined ? undefined : row.cells[at];
    if (at === undefined || cell === undefined || (role !== 'owner' && found.length > 1)) continue;
    headings[at] = { role, date: { kind: 'none' }, share: 1 };
    told.push({ cell, role });
  }
  return { headings, told };
}

/** A column headed as updates that holds nothing but statuses is that of the statuses, where no other is. */
function withStatusesTold(read: readonly (Heading | null)[], body: readonly SourceRow[]): (Heading | null)[] {
  if (read.some((heading) => heading?.role === 'status')) return [...read];
  const at = read.findIndex((heading, index) => {
    const texts = body.flatMap(({ cells }) => cells[index]?.text || []);
    const known = texts.filter((text) => statusIn(text) !== null || looksLikeStatus(text));
    const statuses = texts.every((text) => text.length <= LONGEST_STATUS) && known.length >= SHARE * texts.length;
    return heading?.role === 'update' && heading.date.kind === 'none' && texts.length > 1 && statuses;
  });
  return read.map((heading, index) => (index === at && heading !== null ? { ...heading, role: 'status' } : heading));
}

/** Dates below a heading for texts ("Milestone") are deadlines, where no other column has these. */
function withDatesTold(read: readonly (Heading | null)[], body: readonly SourceRow[]): (Heading | null)[] {
  if (read.some((heading) => heading !== null && DEADLINES.includes(heading.role))) return [...read];
  const at = read.findIndex((heading, index) => {
    const texts = body.flatMap(({ cells }) => cells[index]?.text || []);
    const dates = texts.filter((text) => plainDate(text, ANY_DAY) !== null);
    return heading !== null && TEXTS.includes(heading.role) && texts.length > 1 && dates.length >= SHARE * texts.length;
  });
  return read.map((heading, index) => (index === at && heading !== null ? { ...heading, role: 'deadline' } : heading));
}

/** "🟢", "✅": no letters, and no mark of a sentence either. */
function isSymbol(text: string): boolean {
  return /\p{So}/u.test(text) && !/[\p{L}\p{N}]/u.test(text);
}

function isOf(body: readonly SourceRow[], index: number, fits: (text: string) => boolean): boolean {
  const filled = body.flatMap(({ cells }) => cells[index]?.text || []);
  return filled.length > 1 && filled.length * 2 >= body.length && filled.filter(fits).length >= SHARE * filled.length;
}

/**
 * The row that must be that of the headings where none is known: the first with several short and different texts, over
 * rows that hold a status, or answers of a day, beside owners and texts. Null where there is none.
 */
export function strangeHeadings(rows: readonly SourceRow[]): SourceRow | null {
  const at = rows.findIndex(({ cells }) => cells.filter(({ text }) => text !== '').length >= LEAST_HEADINGS);
  const row = rows[at];
  const body = rows.slice(at + 1).filter(({ cells }) => cells.filter(({ text }) => text !== '').length > 1);
  if (row === undefined || body.length < 2 || !couldBeHeadings(row)) return null;
  const read = row.cells.map(({ text }) => headingOf(text));
  const roles = new Set(withRolesByCells(row, read, body, true).headings.map((heading) => heading?.role));
  const dated = read.some((heading) => heading?.role === 'update' && dayIn(heading) !== null);
  return roles.has('owner') && (roles.has('status') || dated) ? row : null;
}

function couldBeHeadings({ cells }: SourceRow): boolean {
  const texts = cells.flatMap(({ text }) => (text === '' ? [] : [text]));
  const short = texts.every(
    (text) => text.length <= LONGEST_HEADING && !/[.!?]$/.test(text) && statusIn(text) === null && isNoNumber(text),
  );
  return short && new Set(texts).size === texts.length;
}

function isNoNumber(text: string): boolean {
  const role = headingOf(text)?.role ?? 'unknown';
  if (role !== 'unknown' && plainDate(text, ANY_DAY) === null) return true;
  return numberInColumn(text) === null && plainDate(text, ANY_DAY) === null;
}
