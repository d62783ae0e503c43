import { type CivilDate, daysBetween, isWeekend, laterOf, longDate, longDay } from '../calendar/civil-date.js';
import { addWorkingDays, type Calendar, isWorkingDay } from '../calendar/working-time.js';
import { counted } from '../text/counted.js';

/** One reporting quarter. All days are civil dates in the plan's zone and belong to the span they end. */
export interface Cycle {
  readonly id: string;
  /** The first day on which people are asked. */
  readonly opens: CivilDate;
  /** Replies are on time up to and including this day. */
  readonly due: CivilDate;
  /** Replies count up to and including this day. */
  readonly closes: CivilDate;
  /** The date that the next revision will carry. */
  readonly revision: CivilDate;
  /** `closed` by its date or by the lead; `revised` once its revision is made. */
  readonly state: 'open' | 'closed' | 'revised';
  /** The day on which the lead closed it before its date; absent where its date did. */
  readonly closedOn?: CivilDate | undefined;
  /** By when contributors are asked for their words; absent on cycles from before they were asked. */
  readonly contributeBy?: CivilDate | undefined;
  /** The last day on which the lead gave it more time; absent where that never happened. */
  readonly extendedOn?: CivilDate | undefined;
  /** The lead ended it without a revision: what was asked is taken back, or the quarter is left out. It is closed then. */
  readonly ended?: CycleEnd | undefined;
  /** Its revision is the plan's last; why, and since when that is so. */
  readonly last?: { readonly reason: string; readonly on: CivilDate } | undefined;
  /** It was made for a last revision alone, and asks nobody. `follows`: the quarter before, which keeps what came late. */
  readonly asksNobody?: { readonly follows: string | null } | undefined;
}

/** How a quarter ended without a revision. */
export interface CycleEnd {
  readonly kind: 'recalled' | 'skipped';
  readonly on: CivilDate;
  readonly reason: string;
}

/** Whether its revision is still to come: it is open or closed, and was not ended without one. */
export function isUnderWay(cycle: Cycle | null): cycle is Cycle {
  return cycle !== null && cycle.state !== 'revised' && cycle.ended === undefined;
}

/** The last day on which replies counted or will. */
export function lastDayOf({ closes, closedOn }: Pick<Cycle, 'closes' | 'closedOn'>): CivilDate {
  return closedOn ?? closes;
}

export type CycleDates = Pick<Cycle, 'opens' | 'due' | 'closes' | 'revision'>;

export type CyclePlanning =
  | { readonly kind: 'planned'; readonly dates: CycleDates }
  | { readonly kind: 'refused'; readonly reason: string };

/** Working days between the milestones of a cycle, counted back from the revision (docs/glossary.md: dates of a cycle). */
export const CYCLE_DEFAULTS = { dueBeforeRevision: 10, opensBeforeDue: 15, closesBeforeRevision: 3 } as const;

/**
 * The dates of a cycle from its revision date; each can be set apart from the defaults.
 * Refused when they do not stand in the order opens ≤ due ≤ closes ≤ revision, or when the
 * revision would not be newer than `newest`, the newest dated column that is already published.
 */
export function planCycle(
  revision: CivilDate,
  calendar: Calendar,
  newest: CivilDate | null,
  given: { readonly opens?: CivilDate; readonly due?: CivilDate; readonly closes?: CivilDate } = {},
): CyclePlanning {
  const due = given.due ?? addWorkingDays(revision, -CYCLE_DEFAULTS.dueBeforeRevision, calendar);
  const opens = given.opens ?? addWorkingDays(due, -CYCLE_DEFAULTS.opensBeforeDue, calendar);
  const closes = given.closes ?? addWorkingDays(revision, -CYCLE_DEFAULTS.closesBeforeRevision, calendar);
  if (newest !== null && revision <= newest) {
    return refused(
      `The revision date must be later than the newest published column, ${longDate(newest)}. You gave ${longDate(revision)}.`,
    );
  }
  const dates = { opens, due, closes, revision };
  const problem = disorderIn(dates);
  return problem === null ? { kind: 'planned', dates } : refused(problem);
}

/** The first pair of dates that stands the wrong way round, as a sentence. */
function disorderIn({ opens, due, closes, revision }: CycleDates): string | null {
  if (opens > due) return `Updates cannot be due on ${longDay(due)}, before people are asked on ${longDay(opens)}.`;
  if (due > closes) return afterTheClose(due, closes);
  if (closes > revision)
    return `The quarter cannot close on ${longDay(closes)}, after its revision on ${longDay(revision)}.`;
  return null;
}

function afterTheClose(due: CivilDate, closes: CivilDate): string {
  return `Updates cannot be due on ${longDay(due)}, after the close on ${longDay(closes)}.`;
}

/** The new dates that a quarter in its course was given; one that is left out stays, or follows. */
export type LaterDates = Partial<Pick<CycleDates, 'due' | 'closes'>>;

/**
 * A quarter with more time. Dates only move later, and never past the revision's, which stays. Where answers would be due
 * after the close, the close moves along.
 */
export function extended(cycle: Cycle, given: LaterDates, day: CivilDate): CyclePlanning {
  const due = given.due ?? cycle.due;
  const closes = given.closes ?? laterOf(cycle.closes, due);
  const { opens, revision } = cycle;
  const now = `Updates are due on ${longDay(cycle.due)} now, and the quarter closes on ${longDay(cycle.closes)}.`;
  if (due < cycle.due || closes < cycle.closes) return refused(`Dates can only move later. ${now}`);
  if (due === cycle.due && closes === cycle.closes) return refused(`Those are the dates already. ${now}`);
  if (due > cycle.due && due < day) return refused(`${longDay(due)} has passed.`);
  if (closes < day) return refused(`${longDay(closes)} has passed.`);
  if (due > closes) return refused(afterTheClose(due, closes));
  if (closes > revision) {
    return refused(`The revision is of ${longDate(revision)}, so answers can count until that day at the latest.`);
  }
  return { kind: 'planned', dates: { opens, due, closes, revision } };
}

/** A revision sooner than this after the one before is hardly meant: about a third of a quarter. */
const SHORTEST_QUARTER_DAYS = 28;

/** What is allowed in a cycle's dates and hardly meant, a sentence each. `newest` as for `planCycle`. */
export function oddDates(dates: CycleDates, calendar: Calendar, newest: CivilDate | null): readonly string[] {
  const days = [
    ['The asking begins on', dates.opens],
    ['Answers are due on', dates.due],
    ['The quarter closes on', dates.closes],
    ['The revision is of', dates.revision],
  ] as const;
  const idle = days
    .filter(([, day]) => !isWorkingDay(day, calendar))
    .map(([what, day]) => `${what} ${longDay(day)}, ${isWeekend(day) ? 'at a weekend' : 'a bank holiday'}.`);
  const gap = newest === null ? SHORTEST_QUARTER_DAYS : daysBetween(newest, dates.revision);
  if (newest === null || gap >= SHORTEST_QUARTER_DAYS) return idle;
  return [...idle, `The revision comes ${counted(gap, 'day')} after the newest published column, ${longDate(newest)}.`];
}

/** Where a reply made on `day` stands: on time, late but counted, or after the close (kept for the next revision). */
export type Timing = 'onTime' | 'late' | 'afterClose';

/** The timing of a reply. A cycle that the lead closed early is closed whatever its date says. */
export function timingOf(day: CivilDate, cycle: Pick<Cycle, 'due' | 'closes' | 'state'>): Timing {
  if (cycle.state !== 'open' || day > cycle.closes) return 'afterClose';
  return day > cycle.due ? 'late' : 'onTime';
}

function refused(reason: string): CyclePlanning {
  return { kind: 'refused', reason };
}
