import type { CivilDate } from '../../calendar/civil-date.js';
import type { SourceCell, SourceRow } from '../account/reading.js';
import { dayIn, type Heading } from '../words/headings.js';
import { sameWords } from '../words/words.js';

/** Where the dates of headings that name none, or only a month, can come from. */
export interface KnownDates {
  /** What the lead answered: the day for the words of a heading. */
  readonly answered: ReadonlyMap<string, CivilDate>;
  /** The only date in the lines above the table. */
  readonly above: CivilDate | null;
}

export const NOTHING_KNOWN: KnownDates = { answered: new Map(), above: null };

/** Headings with the dates that are known for them. */
export interface DatedHeadings {
  readonly headings: readonly (Heading | null)[];
  /** The heading without a date of its own for which the document's date was taken. */
  readonly taken: { readonly cell: SourceCell; readonly date: CivilDate } | null;
}

/**
 * Gives headings their dates: first as the lead answered, then, to one column at most, the date that the document names.
 * That is the only column of updates where no heading has a date; else the one column before all dates ("Initial action
 * plan response") or after them ("Latest update"), if the date fits there.
 */
export function withKnownDates(row: SourceRow, read: readonly (Heading | null)[], known: KnownDates): DatedHeadings {
  const answers = [...known.answered];
  const headings = read.map((heading, index): Heading | null => {
    const words = row.cells[index]?.text ?? '';
    const date = answers.find(([each]) => sameWords(each, words))?.[1];
    return heading === null || date === undefined
      ? heading
      : { ...heading, role: 'update', date: { kind: 'day', date } };
  });
  const dated = headings.flatMap((heading, index) => {
    const date = dateOf(heading);
    return date === null ? [] : [{ index, date }];
  });
  const undated = headings.flatMap((heading, index) =>
    heading?.role === 'update' && heading.date.kind === 'none' ? [index] : [],
  );
  const textAt = (index: number) => row.cells[index]?.text ?? '';
  const take = (index: number | undefined, date: CivilDate | null): DatedHeadings => {
    const cell = index === undefined ? undefined : row.cells[index];
    if (cell === undefined || date === null) return { headings, taken: null };
    const given = headings.map((heading, at): Heading | null =>
      at === index && heading !== null ? { ...heading, date: { kind: 'day', date } } : heading,
    );
    return { headings: given, taken: { cell, date } };
  };
  if (headings.every((heading) => heading === null || heading.date.kind === 'none')) {
    const progress = undated.find((index) => /progress|update|position/i.test(textAt(index)));
    return take(progress ?? undated[0], known.above);
  }
  const { above } = known;
  const first = dated[0];
  const last = dated.at(-1);
  if (above === null || first === undefined || last === undefined) return { headings, taken: null };
  const updates = undated.filter((index) => !/comment|narrative|note/i.test(textAt(index)));
  const before = updates.filter((index) => index < first.index);
  const after = updates.filter((index) => index > last.index);
  if (before.length === 1 && dated.every(({ date }) => above < date)) return take(before[0], above);
  if (after.length === 1 && dated.every(({ date }) => date < above)) return take(after[0], above);
  return { headings, taken: null };
}

function dateOf(heading: Heading | null): CivilDate | null {
  return heading?.role === 'update' ? dayIn(heading) : null;
}
