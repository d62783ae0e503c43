import { type CivilDate, civilDate, parseCivilDate } from '../../../../domain/calendar/civil-date.js';
import type { UndatedColumn } from '../../../../domain/importing/account/reading.js';
import { datesIn } from '../../../../domain/text/dates/dates-in-text.js';
import type { SheetTable, TableLine } from './read-sheets.js';
import { LINE_TITLES, QUESTION_TITLES, SHEETS, undatedIn, unplacedIn } from './words.js';

/** The columns of updates of a corrected workbook. */
export interface UpdateColumns {
  /** Dates by the title as it stands. */
  readonly dated: ReadonlyMap<string, CivilDate>;
  /** Columns that still wait for their date, by the title. */
  readonly undated: ReadonlyMap<string, Pick<UndatedColumn, 'column' | 'heading'>>;
}

const OWN_TITLES: ReadonlySet<string> = new Set(Object.values(LINE_TITLES));

/** Whole dates are read alike whatever day is near. */
const ANY_DAY = civilDate('2025-01-01');

/**
 * The columns of updates of the sheet of lines. A column's date is the one of its title, or the one that was answered
 * to the question about its heading in the sheet of `questions`. A text where there is no telling the dates: why.
 */
export function updateColumns(table: SheetTable, questions: SheetTable | null): UpdateColumns | string {
  const answers = answeredDates(questions);
  const dated = new Map<string, CivilDate>();
  const undated = new Map<string, Pick<UndatedColumn, 'column' | 'heading'>>();
  for (const title of table.titles) {
    if (!/^update\b/i.test(title)) continue;
    const waiting = undatedIn(title);
    const printed = waiting === null ? plainDay(title) : null;
    const answered = answers.get(waiting === null ? `heading:${printed}` : `undated:${waiting.column}`);
    const date = answered ?? printed;
    if (waiting !== null && date === null) {
      undated.set(title, waiting);
      continue;
    }
    if (date === null) {
      return `The title "${title}" in the sheet "${SHEETS.lines}" names no day. Write it like "Update 30 January 2026".`;
    }
    if ([...dated.values()].includes(date)) {
      return `Two columns in the sheet "${SHEETS.lines}" carry the date of "${title}". Give each its own.`;
    }
    dated.set(title, date);
  }
  // before its first update a plan has none, but texts under no heading of ours may be some
  const known = new Set([...OWN_TITLES, ...table.titles.filter((title) => unplacedIn(title) !== null)]);
  const isLost = dated.size + undated.size === 0 && table.lines.some((line) => line.beside(known).length > 0);
  return isLost
    ? `The sheet "${SHEETS.lines}" has no column of updates, like "Update 30 January 2026", and texts in columns with other titles. Give each column of updates its title.`
    : { dated, undated };
}

/** The texts of the columns that still wait for their date. */
export function undatedTexts(
  { undated }: UpdateColumns,
  lines: readonly { readonly key: string; readonly line: TableLine }[],
): readonly UndatedColumn[] {
  return [...undated].map(([title, column]) => ({
    ...column,
    texts: lines.flatMap(({ key, line }) => {
      const text = line.text(title);
      return text === '' ? [] : [{ requirement: key, place: { line: line.source, column: column.column }, text }];
    }),
  }));
}

/** The answers that are one plain day, by the field of their question. */
function answeredDates(questions: SheetTable | null): ReadonlyMap<string, CivilDate> {
  return new Map(
    (questions?.lines ?? []).flatMap((row): [string, CivilDate][] => {
      const [, field = ''] = row.text(QUESTION_TITLES.mark).split(' ');
      const answer = row.text(QUESTION_TITLES.answer);
      const day = parseCivilDate(answer.slice(0, 10)) ?? plainDay(answer);
      return day === null || !/^(?:heading|undated):/.test(field) ? [] : [[field, day]];
    }),
  );
}

/** The only day that a text names. */
export function plainDay(text: string): CivilDate | null {
  const [mention, ...others] = datesIn(text, ANY_DAY);
  const plain = mention?.kind === 'date' && mention.yearFrom === 'stated' && mention.earliest === mention.last;
  return plain && others.length === 0 ? mention.last : null;
}
