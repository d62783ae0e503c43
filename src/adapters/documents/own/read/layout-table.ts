import type { CivilDate } from '../../../../domain/calendar/civil-date.js';
import type { SourceCell, SourceDocument, SourceRow } from '../../../../domain/importing/account/reading.js';
import { inkOf } from '../../../../domain/importing/words/words.js';
import type { Deadline, DeadlineMove } from '../../../../domain/plan/plan.js';
import { datesIn } from '../../../../domain/text/dates/dates-in-text.js';
import { textsOf } from './layout-annex.js';
import {
  type FoundLine,
  type FoundSection,
  type FoundText,
  type Item,
  itemsOf,
  put,
  type Sorted,
} from './layout-parts.js';
import { dateIn, dischargeIn, moveIn, spaced, statusIn } from './layout-words.js';

/** What a table of ours holds: the wide table, the sheet "Plan", or csv. */
export interface FoundTable {
  readonly before: readonly Item[];
  readonly after: readonly Item[];
  readonly sections: readonly FoundSection[];
  readonly columns: readonly CivilDate[];
}

const TITLES = [
  'Ref',
  'Rec. no.',
  'Recommendation',
  'Evidence requirement',
  'Owner',
  'Deadline',
  'Original deadline',
  'Deadline moves',
  'Status',
  'Discharge',
] as const;
type Title = (typeof TITLES)[number];
const NEEDED: readonly Title[] = ['Ref', 'Rec. no.', 'Recommendation', 'Evidence requirement', 'Owner'];
/** What these say is read as dates and states, not as words. */
const MEANT: readonly Title[] = TITLES.filter(
  (title) => !['Recommendation', 'Evidence requirement', 'Owner'].includes(title),
);

interface Columns {
  readonly of: ReadonlyMap<Title, number>;
  readonly dates: ReadonlyMap<number, CivilDate>;
}

interface ReadRow {
  readonly number: string;
  readonly recommendation: readonly FoundText[];
  readonly deadline: Deadline | null;
  /** Null where the recommendation has no requirements. */
  readonly line: FoundLine | null;
}

/**
 * Reads a table with exactly our headings in which every row is as we write it; null for any other, also where a row or
 * a column was added, so that it is read like any table of a plan. White space apart, dates may be written in any way.
 */
export function foundTable(document: SourceDocument, sorted: Sorted): FoundTable | null {
  for (const order of ['day', 'month'] as const) {
    for (const cells of Object.values(sorted) as SourceCell[][]) cells.length = 0;
    const found = tableIn(document, order, sorted);
    if (found !== null) return found;
  }
  return null;
}

/** Which number of a date in figures comes first. British use is tried before that of the United States. */
type DateOrder = 'day' | 'month';

function tableIn(document: SourceDocument, order: DateOrder, sorted: Sorted): FoundTable | null {
  for (const [at, block] of document.blocks.entries()) {
    if (block.kind === 'text') continue;
    const head = block.rows.findIndex((row) => columnsOf(row) !== null);
    const header = block.rows[head];
    const columns = header === undefined ? null : columnsOf(header);
    if (header === undefined || columns === null) continue;
    put(sorted.layout, filled(header.cells));
    const rows = block.rows.slice(head + 1).map((row) => readRow(row, columns, order, sorted));
    if (rows.some((row) => row === null)) return null;
    const sections = sectionsOf(
      rows.filter((row) => row !== null),
      sorted,
    );
    const part = (blocks: SourceDocument['blocks']) => itemsOf({ ...document, blocks });
    if (sections === null) return null;
    return {
      before: part([...document.blocks.slice(0, at), { kind: 'rows', rows: block.rows.slice(0, head) }]),
      after: part(document.blocks.slice(at + 1)),
      sections,
      columns: [...columns.dates.values()].sort(),
    };
  }
  return null;
}

/** Our headings, each once and no others, with a date at least. */
function columnsOf(row: SourceRow): Columns | null {
  const of = new Map<Title, number>();
  const dates = new Map<number, CivilDate>();
  for (const [index, cell] of row.cells.entries()) {
    const words = spaced(cell.text);
    const title = TITLES.find((each) => each === words);
    const date = dateIn(/^Update (.+)$/.exec(words)?.[1] ?? '');
    if (title !== undefined && !of.has(title)) of.set(title, index);
    else if (date !== null && ![...dates.values()].includes(date)) dates.set(index, date);
    else if (words !== '') return null;
  }
  return dates.size > 0 && NEEDED.every((title) => of.has(title)) ? { of, dates } : null;
}

function readRow(row: SourceRow, columns: Columns, order: DateOrder, sorted: Sorted): ReadRow | null {
  const known = new Set([...columns.of.values(), ...columns.dates.keys()]);
  if (row.cells.some((cell, index) => cell.text !== '' && !known.has(index))) return null;
  const cellsOf = (title: Title) => filled([row.cells[columns.of.get(title) ?? -1]]);
  const [number, ref, status, discharge] = (['Rec. no.', 'Ref', 'Status', 'Discharge'] as const).map(
    (title) => cellsOf(title)[0]?.text ?? null,
  ) as [string | null, string | null, string | null, string | null];
  const said = status === null ? ({ status: 'notStated', discharge: null } as const) : statusIn(status);
  const closed = discharge === null ? (said?.discharge ?? null) : dischargeIn(discharge);
  const deadline = deadlineIn(cellsOf, order);
  if (number === null || deadline === undefined || said === null) return null;
  if ((ref === null && status !== null) || (discharge !== null && closed === null)) return null;
  put(sorted.layout, MEANT.flatMap(cellsOf));
  const owner = textsOf(cellsOf('Owner'), sorted)[0] ?? null;
  const text = textsOf(cellsOf('Evidence requirement'), sorted);
  const updates = new Map(
    [...columns.dates].map(([index, date]) => [date, textsOf(filled([row.cells[index]]), sorted)] as const),
  );
  return {
    number: spaced(number),
    recommendation: textsOf(cellsOf('Recommendation'), sorted),
    deadline,
    line:
      ref === null
        ? null
        : { line: row.line, ref: spaced(ref), text, owner, deadline, ...said, discharge: closed, updates },
  };
}

/** Undefined where the cells hold something else than dates and moves. */
function deadlineIn(cellsOf: (title: Title) => readonly SourceCell[], order: DateOrder): Deadline | null | undefined {
  const [date, original] = (['Deadline', 'Original deadline'] as const).map((title) => {
    const [cell] = cellsOf(title);
    return cell === undefined ? null : anyDate(cell.text, order);
  });
  const moves = cellsOf('Deadline moves').flatMap((cell) => cell.text.split('\n').map(moveIn));
  if (date === undefined || original === undefined || moves.some((move) => move === null)) return undefined;
  const first = original ?? date;
  if (date === null || first === null) return date === null && original === null ? null : undefined;
  return { date, original: first, moves: moves.filter((move): move is DeadlineMove => move !== null) };
}

/** A date in our words, or as a spreadsheet prints it; undefined for other words. */
function anyDate(text: string, order: DateOrder): CivilDate | undefined {
  const ours = dateIn(text);
  if (ours !== null) return ours;
  const dayFirst = order === 'day' ? text.trim() : text.trim().replace(/^(\d{1,2})\/(\d{1,2})\//, '$2/$1/');
  const [mention, ...others] = datesIn(dayFirst, '2026-01-01' as CivilDate);
  const alone = mention?.kind === 'date' && mention.precision === 'day' && others.length === 0;
  return alone && mention.yearFrom === 'stated' && mention.words === dayFirst ? mention.last : undefined;
}

/** Null where a ref stands twice, or the rows of a recommendation stand apart. */
function sectionsOf(rows: readonly ReadRow[], sorted: Sorted): FoundSection[] | null {
  const sections: FoundSection[] = [];
  const refs = new Set<string>();
  for (const row of rows) {
    let section = sections.at(-1);
    if (section?.number !== row.number) {
      if (sections.some(({ number }) => number === row.number)) return null;
      section = { number: row.number, text: [...row.recommendation], deadline: null, lines: [] };
      sections.push(section);
      if (row.line === null) section.deadline = row.deadline;
    } else if (row.recommendation.length > 0) repeat(section, row.recommendation, sorted);
    if (row.line === null) continue;
    if (refs.has(row.line.ref)) return null;
    refs.add(row.line.ref);
    section.lines.push(row.line);
  }
  return sections.map(withCommonDeadline);
}

/** The text of a recommendation once more, as csv and workbooks print it in each row; other words are none of it. */
function repeat({ text }: FoundSection, again: readonly FoundText[], sorted: Sorted): void {
  const ink = (found: readonly FoundText[]) => inkOf(found.map((each) => each.text).join(''));
  const cells = again.map(({ cell }) => cell);
  if (ink(text) === ink(again)) put(sorted.layout, cells);
  else put(sorted.inserted, cells);
}

/** Each row prints the deadline that counts for it: where all have one, what most have is the recommendation's. */
function withCommonDeadline(section: FoundSection): FoundSection {
  if (section.lines.length === 0 || section.lines.some((line) => line.deadline === null)) return section;
  const key = (line: FoundLine) => JSON.stringify(line.deadline);
  const counts = new Map<string, number>();
  for (const line of section.lines) counts.set(key(line), (counts.get(key(line)) ?? 0) + 1);
  const count = (line: FoundLine) => counts.get(key(line)) ?? 0;
  const common = section.lines.reduce((most, line) => (count(line) > count(most) ? line : most));
  const lines = section.lines.map((line) => (key(line) === key(common) ? { ...line, deadline: null } : line));
  return { ...section, deadline: common.deadline, lines };
}

function filled(cells: readonly (SourceCell | undefined)[]): SourceCell[] {
  return cells.filter((cell): cell is SourceCell => cell !== undefined && cell.text !== '');
}
