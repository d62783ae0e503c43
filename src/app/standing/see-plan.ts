import type { CivilDate, Instant } from '../../domain/calendar/civil-date.js';
import { type Calendar, today } from '../../domain/calendar/working-time.js';
import { type Assignment, holdersOf } from '../../domain/people/assignment.js';
import { mayDo, rolesOf } from '../../domain/people/authority.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import { type LoadedPlan, loadPlan } from '../store/load-plan.js';
import type { Refused } from '../store/outcome.js';
import type { Deck, PlanHead, Stores } from '../store/stores.js';

/** A plan as loaded to be talked about, on the day of its zone. */
export interface PlanPicture {
  readonly tenant: string;
  /** Where whatever else is needed of it is read, once. */
  readonly plan: LoadedPlan;
  readonly head: PlanHead;
  readonly calendar: Calendar;
  readonly day: CivilDate;
  readonly assignments: readonly Assignment[];
  readonly decks: readonly Deck[];
}

export type PictureOutcome = { readonly kind: 'picture'; readonly picture: PlanPicture } | Refused;

/** Loads a plan with its people and what is asked of them. */
export function makeSeePlan(deps: { readonly stores: Stores; readonly bankHolidays: BankHolidays }) {
  return async (tenant: string, id: string, now: Instant): Promise<PictureOutcome> => {
    const plan = await loadPlan(deps.stores, tenant, id);
    if (plan.kind === 'refused') return plan;
    const { head } = plan;
    const calendar = calendarOf(head.settings, deps.bankHolidays);
    const [assignments, decks] = [await plan.assignments(), await plan.decks()];
    const day = today(now, calendar);
    return { kind: 'picture', picture: { tenant, plan, head, calendar, day, assignments, decks } };
  };
}

/** What a person is in a plan's picture. */
export function isLeadOf(picture: PlanPicture, person: string): boolean {
  return mayDo('seeStatus', rolesOf(person, picture.assignments, picture.day));
}

/** The people to name when somebody must "ask the portfolio lead". */
export function leadNames(picture: PlanPicture): readonly string[] {
  return holdersOf('lead', picture.assignments, picture.day).map((lead) => lead.name);
}
