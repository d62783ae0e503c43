import type { CivilDate } from '../calendar/civil-date.js';
import { addWorkingDays, type Calendar, workingDayFrom } from '../calendar/working-time.js';
import type { Cycle, CycleDates } from '../plan/cycle.js';

/** One message of the ladder: so many working days from a milestone of the cycle. */
export interface Rung {
  readonly key: string;
  readonly from: 'opens' | 'due';
  /** Working days: negative before, positive after the milestone. */
  readonly days: number;
  /** Whether the lead is told on the same day who is still outstanding. */
  readonly tellLead: boolean;
}

/** The ask and three reminders. Data: a plan may have another. */
export const DEFAULT_LADDER: readonly Rung[] = [
  { key: 'ask', from: 'opens', days: 0, tellLead: false },
  { key: 'due-5', from: 'due', days: -5, tellLead: false },
  { key: 'due-1', from: 'due', days: -1, tellLead: false },
  { key: 'late-2', from: 'due', days: 2, tellLead: true },
];

/** A rung with its day. */
export interface DatedRung {
  readonly key: string;
  readonly on: CivilDate;
  readonly tellLead: boolean;
}

/**
 * The days of a ladder in one cycle, oldest first: always working days, never before the cycle opens,
 * never after it closes, never two on one day (the later rung of the ladder stays, except that nothing displaces the ask).
 * A reminder that only falls on a past day because the due date was moved since is none.
 */
export function rungDates(
  ladder: readonly Rung[],
  cycle: CycleDates & Pick<Cycle, 'extendedOn'>,
  calendar: Calendar,
): readonly DatedRung[] {
  const byDay = new Map<CivilDate, DatedRung>();
  const opening = workingDayFrom(cycle.opens, calendar);
  for (const rung of ladder) {
    const milestone = rung.from === 'opens' ? opening : cycle.due;
    const on = workingDayFrom(addWorkingDays(milestone, rung.days, calendar), calendar);
    if (on > cycle.closes) continue;
    const isAsk = rung.from === 'opens' && rung.days === 0;
    if (!isAsk && on <= opening) continue;
    if (!isAsk && cycle.extendedOn !== undefined && on <= cycle.extendedOn) continue;
    byDay.set(on, { key: rung.key, on, tellLead: rung.tellLead });
  }
  return [...byDay.values()].sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** What the ladder needs to know of one person in one cycle. */
export interface LadderStanding {
  /** Days that the person chose with "Later", one for each requirement still open that has one. */
  readonly later: readonly (CivilDate | null)[];
  /** The day of the newest rung that was dealt with for this person, or null when none was. */
  readonly handledThrough: CivilDate | null;
}

/**
 * The one rung that is due for a person today, or undefined. Rungs missed in between collapse into the newest.
 * `later` has one entry for each requirement still open: whoever has answered all is left alone; whoever put all of
 * them off is left alone until the first of those days, which is then a rung of its own (key `later`).
 */
export function rungDue(
  today: CivilDate,
  rungs: readonly DatedRung[],
  standing: LadderStanding,
  calendar: Calendar,
): DatedRung | undefined {
  if (standing.later.length === 0) return undefined;
  const awake = standing.later.some((day) => day === null || day <= today);
  if (!awake) return undefined;
  const own = standing.later
    .filter((day) => day !== null)
    .map((day) => ({ key: 'later', on: workingDayFrom(day, calendar), tellLead: false }))
    // nobody is asked before the cycle opens, whatever day was chosen
    .filter((own) => rungs[0] === undefined || own.on >= rungs[0].on);
  const reached = [...own, ...rungs].filter((rung) => rung.on <= today);
  const newest = reached.reduce<DatedRung | undefined>(
    (best, rung) => (best === undefined || rung.on >= best.on ? rung : best),
    undefined,
  );
  if (newest === undefined) return undefined;
  return standing.handledThrough === null || newest.on > standing.handledThrough ? newest : undefined;
}

/**
 * Names the message of a rung that is due, so that it goes once however often anybody looks. What is added to a deck that
 * was sent already makes its rung due again: as another message, not as that one. `sent`: messages of the ask so far.
 */
export function messageKey(
  { key }: DatedRung,
  { handledThrough, sent }: Pick<LadderStanding, 'handledThrough'> & { readonly sent: number },
): string {
  return handledThrough === null && sent > 0 ? `${key}.${sent + 1}` : key;
}

/** The next day after `today` on which the ladder may have something to do: a rung's, or a "Later" day. Null when none is left. */
export function nextRungDay(
  today: CivilDate,
  rungs: readonly DatedRung[],
  later: readonly CivilDate[],
  calendar: Calendar,
): CivilDate | null {
  const days = [...rungs.map((rung) => rung.on), ...later.map((day) => workingDayFrom(day, calendar))]
    .filter((day) => day > today)
    .sort();
  return days[0] ?? null;
}
