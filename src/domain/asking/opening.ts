import { addMonths, type CivilDate, laterOf } from '../calendar/civil-date.js';
import { addWorkingDays, type Calendar, workingDayFrom } from '../calendar/working-time.js';
import type { Assignment } from '../people/assignment.js';
import { CYCLE_DEFAULTS, type CycleDates, oddDates } from '../plan/cycle.js';
import type { PublishedPlan } from '../plan/plan.js';
import { typedDay } from '../text/dates/typed-day.js';
import type { RowsOf } from './closing.js';
import { placeAsks } from './placement.js';

/** The dates of a quarter that somebody set; the others follow from the revision's. */
export type GivenDates = Partial<CycleDates>;

/** What opening a quarter would do: its dates, and who would be asked about what. */
export interface Opening {
  readonly dates: CycleDates;
  /** What is odd about the dates, a sentence each. */
  readonly odd: readonly string[];
  /** Rows that somebody would be asked about. */
  readonly asked: number;
  /** Everybody who would be asked, in the order of the plan, with the refs. */
  readonly people: readonly { readonly person: string; readonly name: string; readonly refs: readonly string[] }[];
  /** What nobody would be asked about, by the post that the plan prints. */
  readonly unassigned: readonly RowsOf[];
}

const MONTHS_OF_A_QUARTER = 3;

/**
 * The revision date to propose: a quarter after the newest column, on a working day. Where the asking would then have
 * begun before `today`, the first date that leaves people all their days.
 */
export function proposedRevision(newest: CivilDate | null, today: CivilDate, calendar: Calendar): CivilDate {
  const { opensBeforeDue, dueBeforeRevision } = CYCLE_DEFAULTS;
  const opens = workingDayFrom(today, calendar);
  const soonest = addWorkingDays(addWorkingDays(opens, opensBeforeDue, calendar), dueBeforeRevision, calendar);
  if (newest === null) return soonest;
  const quarterly = workingDayFrom(addMonths(newest, MONTHS_OF_A_QUARTER), calendar);
  return laterOf(soonest, quarterly);
}

/** What opening a quarter with these dates would do. `placedFor`: the day on whose assignments it depends. */
export function openingOf(
  published: PublishedPlan,
  assignments: readonly Assignment[],
  dates: CycleDates,
  { calendar, placedFor }: { readonly calendar: Calendar; readonly placedFor: CivilDate },
): Opening {
  const { add } = placeAsks(published, assignments, { id: '', ...dates }, placedFor, []);
  const rows = add.toSorted((a, b) => a.item.order - b.item.order);
  const nameOf = new Map(assignments.map(({ person, name }) => [person, name]));
  const byPerson = new Map<string, string[]>();
  const byPost = new Map<string, string[]>();
  for (const { person, item } of rows) {
    const refs = person === null ? byPost : byPerson;
    const key = person ?? item.owner;
    refs.set(key, [...(refs.get(key) ?? []), item.ref]);
  }
  return {
    dates,
    odd: oddDates(dates, calendar, published.columns.at(-1) ?? null),
    asked: rows.filter(({ person }) => person !== null).length,
    people: [...byPerson].map(([person, refs]) => ({ person, name: nameOf.get(person) ?? person, refs })),
    unassigned: [...byPost].map(([name, refs]) => ({ name, assigned: false, refs })),
  };
}

/** What was typed behind the command, or what is wrong with it. */
export type DatesRead =
  | { readonly kind: 'dates'; readonly given: GivenDates }
  | { readonly kind: 'unread'; readonly words: string };

const NAMES: Readonly<Record<string, keyof CycleDates>> = {
  opens: 'opens',
  open: 'opens',
  due: 'due',
  closes: 'closes',
  close: 'closes',
  revision: 'revision',
};
const NAMED = /\b(opens?|due|closes?|revision)\b[:,]?/i;

/** Reads "31 March 2027 due 12 March": the first date is that of the revision unless a word says which it is. */
export function readCycleDates(typed: string, today: CivilDate): DatesRead {
  const [first = '', ...named] = typed.split(NAMED);
  const parts: (readonly [keyof CycleDates, string])[] = first.trim() === '' ? [] : [['revision', first]];
  for (let index = 0; index < named.length; index += 2) {
    const name = NAMES[named[index]?.toLowerCase() ?? ''];
    if (name !== undefined) parts.push([name, named[index + 1] ?? '']);
  }
  const given: { -readonly [name in keyof CycleDates]?: CivilDate } = {};
  for (const [name, words] of parts) {
    const day = typedDay(words, today);
    if (day === null) return { kind: 'unread', words: words.trim() };
    given[name] = day;
  }
  return { kind: 'dates', given };
}

/** As `readCycleDates` reads it. */
export function cycleDatesAsText(given: GivenDates): string {
  return (['revision', 'opens', 'due', 'closes'] as const)
    .flatMap((name) => (given[name] === undefined ? [] : [`${name} ${given[name]}`]))
    .join(' ');
}
