import { addDays, type Instant } from '../../../domain/calendar/civil-date.js';
import { isWorkingTime, nextWorkingTime, startOfWork } from '../../../domain/calendar/working-time.js';
import { holdersOf } from '../../../domain/people/assignment.js';
import { rungDates } from '../../../domain/sending/ladder.js';
import { makeSeePlan, type PlanPicture } from '../../standing/see-plan.js';
import type { BankHolidays } from '../../store/calendars.js';
import type { DueRow } from '../../store/directory.js';
import type { Stores } from '../../store/stores.js';
import type { PlanInSweep } from '../people-due.js';

/** A plan's directory rows that have come due: there is one for each reason to look at it. */
export type DueRows = readonly [DueRow, ...DueRow[]];

/** A plan that is looked at, loaded once for all that a sweep does with it, and what its time asks for. */
export type PlanDue = { readonly rows: DueRows } & (
  | { readonly kind: 'send'; readonly picture: PlanInSweep }
  | { readonly kind: 'notBefore'; readonly picture: PlanPicture; readonly at: Instant }
  /** The last day of its cycle has passed. */
  | { readonly kind: 'over'; readonly picture: PlanPicture; readonly isClosed: boolean }
  /** No plan, or no open cycle: the rows are stray. */
  | { readonly kind: 'nothing'; readonly picture: PlanPicture | null }
);

/** The due rows of each plan together: a plan is loaded once, and a person has its wishes once. */
export function byPlan(rows: readonly DueRow[]): readonly DueRows[] {
  const plans = new Map<string, DueRows>();
  for (const row of rows) {
    const key = `${row.tenant} ${row.plan}`;
    const before = plans.get(key);
    plans.set(key, before === undefined ? [row] : [...before, row]);
  }
  return [...plans.values()];
}

/** Loads a plan and says what its rows ask for now. Writes nothing. */
export function makeLoadDue(deps: { readonly stores: Stores; readonly bankHolidays: BankHolidays }) {
  const seePlan = makeSeePlan(deps);
  return async (rows: DueRows, now: Instant): Promise<PlanDue> => {
    const [{ tenant, plan }] = rows;
    const seen = await seePlan(tenant, plan, now);
    if (seen.kind === 'refused') return { rows, kind: 'nothing', picture: null };
    const { picture } = seen;
    const { head, calendar, day, assignments } = picture;
    const { cycle } = head;
    if (cycle === null || cycle.state !== 'open') return { rows, kind: 'nothing', picture };
    if (day > cycle.closes) return { rows, kind: 'over', picture, isClosed: false };
    if (head.paused !== undefined) {
      return { rows, kind: 'notBefore', picture, at: startOfWork(addDays(cycle.closes, 1), calendar) };
    }
    if (day < cycle.opens) return { rows, kind: 'notBefore', picture, at: startOfWork(cycle.opens, calendar) };
    if (!isWorkingTime(now, calendar)) {
      return { rows, kind: 'notBefore', picture, at: nextWorkingTime(now, calendar) };
    }
    const rungs = rungDates(head.settings.ladder, cycle, calendar);
    return { rows, kind: 'send', picture: { ...picture, cycle, rungs, leads: holdersOf('lead', assignments, day) } };
  };
}
