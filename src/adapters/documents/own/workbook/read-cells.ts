import { z } from 'zod';
import { type CivilDate, civilDate, parseCivilDate } from '../../../../domain/calendar/civil-date.js';
import type { Question, ReadRequirement, Repair } from '../../../../domain/importing/account/reading.js';
import { type Deadline, type Discharge, STATUSES } from '../../../../domain/plan/plan.js';
import { datesIn } from '../../../../domain/text/dates/dates-in-text.js';
import { nullIfEmpty } from './read-questions.js';
import type { SheetTable, TableLine } from './read-sheets.js';
import { dischargeText, LINE_TITLES, NO_LINE, REF_FROM, unpacked } from './words.js';

/** A whole date is read alike whatever day is near. */
const ANY_DAY = civilDate('2025-01-01');

const civil = z.custom<CivilDate>((value) => typeof value === 'string' && parseCivilDate(value) !== undefined);
const deadlineSchema: z.ZodType<Deadline> = z.object({
  date: civil,
  original: civil,
  moves: z.array(z.object({ from: civil, to: civil, agreedBy: z.string(), reason: z.string(), on: civil })),
});
const hiddenSchema = z.object({
  id: z.string().optional(),
  statusWords: z.string().optional(),
  /** The source prints a status. */
  printed: z.literal(true).optional(),
  /** What the words of the status mean by the document's own key, where by themselves they would be read otherwise. */
  meant: z.object({ words: z.string(), status: z.enum(STATUSES) }).optional(),
  deadline: deadlineSchema.optional(),
  recommendationDeadline: deadlineSchema.optional(),
  /** The number of the recommendation as the source prints it, where it is called something else. */
  printedNumber: z.string().nullable().optional(),
  discharge: z.object({ by: z.string(), on: civil, reference: z.string() }).optional(),
});
/** What a line's mark says: its key (null: it only carries its recommendation) and what its cells do not show. */
export type Hidden = z.infer<typeof hiddenSchema> & { readonly key: string | null };
/** What is gathered while a corrected workbook is read. */
export interface Reading {
  readonly table: SheetTable;
  /** Dates of the dated columns by the title as it stands. */
  readonly columns: ReadonlyMap<string, CivilDate>;
  readonly questions: Question[];
  readonly repairs: Repair[];
  readonly leftOut: { readonly place: { readonly line: number; readonly where: string }; readonly text: string }[];
}

/** A line with what its mark says; null where it was added by hand. */
export interface Marked {
  readonly line: TableLine;
  /** The number of its recommendation; empty where it has none. */
  readonly number: string;
  readonly hidden: Hidden | null;
}

/** What a line's mark says; null where it has none. */
export function hiddenOf(line: TableLine): Hidden | null {
  const mark = line.text(LINE_TITLES.mark);
  if (mark === '') return null;
  const space = mark.indexOf(' ');
  const key = space < 0 ? mark : mark.slice(0, space);
  const parsed = hiddenSchema.safeParse(space < 0 ? {} : unpacked(mark.slice(space + 1)));
  return { ...(parsed.success ? parsed.data : {}), key: key === NO_LINE ? null : key };
}

/** The ref of a line: as it stands, unless another line has it. */
export function refOf(
  line: TableLine,
  number: string,
  taken: Set<string>,
  state: Reading,
): Pick<ReadRequirement, 'ref' | 'refFrom'> {
  const printed = line.text(LINE_TITLES.ref);
  const from = line.text(LINE_TITLES.refFrom).toLowerCase() === REF_FROM.source.toLowerCase() ? 'source' : 'ours';
  if (printed !== '' && !taken.has(printed)) {
    taken.add(printed);
    return { ref: printed, refFrom: from };
  }
  let ref = `${number}.1`;
  for (let n = 2; taken.has(ref); n += 1) ref = `${number}.${n}`;
  taken.add(ref);
  if (printed !== '')
    ask(
      state,
      line,
      `The ref ${printed} stands in the workbook more than once. This line was called ${ref}. What is its ref?`,
    );
  return { ref, refFrom: 'ours' };
}

/** A deadline from its two cells; the moves that cells do not show stay while both dates do. */
export function deadlineOf(
  line: TableLine,
  [inForce, first]: readonly [string, string],
  before: Deadline | null,
  state: Reading,
): Deadline | null {
  const date = dateOf(line, inForce, state);
  const original = dateOf(line, first, state) ?? (before !== null && before.date === date ? before.original : date);
  if (date === null) return null;
  if (before !== null && before.date === date && before.original === original) return before;
  if (before !== null && before.moves.length > 0) {
    ask(
      state,
      line,
      'The deadline was changed in the workbook, so how it had moved before was left out. Is that right?',
    );
  }
  return { date, original: original ?? date, moves: [] };
}

function dateOf(line: TableLine, title: string, state: Reading): CivilDate | null {
  const text = line.text(title);
  if (text === '') return null;
  const [mention, ...others] = datesIn(text, ANY_DAY);
  const plain = mention?.kind === 'date' && mention.yearFrom === 'stated' && mention.earliest === mention.last;
  if (plain && others.length === 0 && mention.words.length >= text.replace(/[\s.]+$/, '').length) return mention.last;
  const iso = parseCivilDate(text.slice(0, 10));
  if (iso !== undefined) return iso;
  state.leftOut.push({ place: line.place, text });
  ask(
    state,
    line,
    `"${text.slice(0, 60)}" in the column "${title}" is not one plain date. It was left out. Which date is meant?`,
  );
  return null;
}

/** The discharge of a line: only as it was, since it is no matter of wording. */
export function dischargeOf(line: TableLine, hidden: Hidden | null, state: Reading): Discharge | null {
  const text = line.text(LINE_TITLES.discharge);
  if (text === '') return null;
  if (hidden?.discharge != null && dischargeText(hidden.discharge) === text) return hidden.discharge;
  state.leftOut.push({ place: line.place, text });
  ask(
    state,
    line,
    'The discharge was changed in the workbook and was left out. Enter it with its body, date and reference instead.',
  );
  return null;
}

/** Asks about a line of the workbook. */
export function ask(state: Reading, line: TableLine, what: string): void {
  state.questions.push({ line: line.source, ref: nullIfEmpty(line.text(LINE_TITLES.ref)), what });
}
