import type { CivilDate } from '../calendar/civil-date.js';
import { datesIn } from '../text/dates/dates-in-text.js';
import { sha256Of } from '../text/sha256.js';
import type { Question, ReadPlan, ReadRequirement } from './account/reading.js';

/** The cell of a review workbook that a question is about. `line`: the whole line. `plan`: none, or the whole plan. */
export type DoubtField =
  | 'title'
  | 'organisation'
  | 'ref'
  | 'recommendation'
  | 'recommendationDeadline'
  | 'requirement'
  | 'owner'
  | 'deadline'
  | 'status'
  | `update:${string}`
  | `heading:${string}`
  /** The heading of a column of updates without a date, by its column in the source. */
  | `undated:${number}`
  | 'line'
  | 'plan';

/** A question with the cell that it is about; `row` is the key of a requirement, null where it is about no one line. */
export interface Doubt {
  readonly question: Question;
  readonly row: string | null;
  readonly field: DoubtField;
}

/** Which words of a question point to which cell. The first that fits counts; a question that fits none is about its line. */
const POINTERS: readonly { readonly words: RegExp; readonly field: DoubtField }[] = [
  { words: /^The plan has no title|^The words ".*" were taken for the title/, field: 'title' },
  { words: /names the organisation/, field: 'organisation' },
  { words: /^No owner is printed/, field: 'owner' },
  { words: /^The status (?:"|is only a colour)/, field: 'status' },
  { words: /^The requirement has no text|taken for the requirement's text/, field: 'requirement' },
  { words: /taken as its own deadline|^The deadline in column|^How the deadline moved/, field: 'deadline' },
  { words: /taken as the deadline|deadline was taken|not a day of the calendar/, field: 'recommendationDeadline' },
  { words: /^Recommendation \S+ has (?:no text|another text)/, field: 'recommendation' },
  { words: /has no number|own number is/, field: 'ref' },
];

/** Each question of a reading with the cells that it is about, one a row. */
export function doubtsOf(read: ReadPlan): readonly Doubt[] {
  const rows = rowsByRef(read.requirements);
  return read.questions.flatMap((question) => [
    ...textsIn(question, read),
    ...[question.ref, ...(question.also ?? [])].map((ref): Doubt => {
      const row = rowOf({ ref, line: question.line }, rows);
      return { question, row: row?.key ?? null, field: fieldOf(question, row, read) };
    }),
  ]);
}

/** Texts shorter than this are names and words, and no requirement's. */
const SHORTEST_TEXT = 16;

/** The rows without a text of their own that may have it in a column that nobody knows. */
function textsIn(question: Question, { requirements, leftOut }: ReadPlan): readonly Doubt[] {
  if (!/^The columns? ".*none that Quarterdeck knows\. (?:Its|Their) cells were left out/s.test(question.what))
    return [];
  const columns = new Set([...question.what.matchAll(/ \(column (\d+)\)/g)].map(([, column]) => Number(column)));
  const lines = new Set(
    leftOut.flatMap(({ place, text }) =>
      columns.has(place.column ?? 0) && text.length >= SHORTEST_TEXT ? [place.line] : [],
    ),
  );
  return requirements
    .filter(({ line, text }) => text === null && lines.has(line))
    .map(({ key }): Doubt => ({ question, row: key, field: 'requirement' }));
}

/** A short digest of a cell's words: by it a cell that was changed in the workbook is told from one that was not. */
export function cellMark(text: string): string {
  return sha256Of(text.replace(/\s+/g, ' ').trim()).slice(0, 10);
}

type RowsByRef = ReadonlyMap<string, readonly ReadRequirement[]>;

/** The rows that a question can name: by their refs, and the first of a recommendation by its number. */
function rowsByRef(rows: readonly ReadRequirement[]): RowsByRef {
  const found = new Map<string, ReadRequirement[]>();
  for (const row of rows) found.set(row.ref, [...(found.get(row.ref) ?? []), row]);
  for (const row of rows) if (!found.has(row.recommendation)) found.set(row.recommendation, [row]);
  return found;
}

function rowOf({ ref, line }: Pick<Question, 'ref' | 'line'>, rows: RowsByRef): ReadRequirement | undefined {
  const own = ref === null ? [] : (rows.get(ref) ?? []);
  return own.find((row) => row.line === line) ?? own[0];
}

/** The day that was taken for a heading, as its question names it. */
const TAKEN = /names no (?:day|date)\. (\d{1,2} \p{L}+ \d{4})(?:,| was taken)/u;

function fieldOf(question: Question, row: ReadRequirement | undefined, { columns, undated }: ReadPlan): DoubtField {
  const heading = /^The heading "([\s\S]*)"(?: \(column \d+\))? names no /.exec(question.what)?.[1];
  if (heading !== undefined) {
    const waiting = undated?.find((each) => each.heading === heading);
    if (waiting !== undefined) return `undated:${waiting.column}`;
    // a heading without a day of its own: the question names the one that was taken
    const words = `${TAKEN.exec(question.what)?.[1] ?? ''}; ${heading}`;
    const dates = datesIn(words, columns[0] ?? ('2025-01-01' as CivilDate));
    const named = dates
      .flatMap((each) => (each.kind === 'date' ? [each.last] : []))
      .find((each) => columns.includes(each));
    if (named !== undefined) return `heading:${named}`;
  }
  const column = /^The update of (\d{4}-\d\d-\d\d) /.exec(question.what)?.[1];
  if (column !== undefined && row !== undefined) return `update:${column}`;
  const field = POINTERS.find(({ words }) => words.test(question.what))?.field;
  if (field === 'title' || field === 'organisation') return field;
  if (row === undefined) return 'plan';
  return field ?? 'line';
}
