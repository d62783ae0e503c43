import type { CivilDate, Instant } from '../../domain/calendar/civil-date.js';
import { type Calendar, today } from '../../domain/calendar/working-time.js';
import { type Assignment, holdersOf } from '../../domain/people/assignment.js';
import { mayDo, rolesOf } from '../../domain/people/authority.js';
import { overdueIn, type Standing, standingOf } from '../../domain/standing/standing.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import { loadPlan } from '../store/load-plan.js';
import type { Refused } from '../store/outcome.js';
import type { Deck, PlanHead, Stores } from '../store/stores.js';

/** A plan as loaded to be talked about. */
export interface PlanPicture {
  readonly tenant: string;
  readonly head: PlanHead;
  readonly calendar: Calendar;
  readonly day: CivilDate;
  readonly assignments: readonly Assignment[];
  readonly decks: readonly Deck[];
  readonly standing: Standing;
}

export type PictureOutcome = { readonly kind: 'picture'; readonly picture: PlanPicture } | Refused;

/** Loads where a plan's cycle stands. `cycle` null: counts are of nothing asked, deadlines still count. */
export function makeSeeStatus(deps: { readonly stores: Stores; readonly bankHolidays: BankHolidays }) {
  return async (tenant: string, plan: string, now: Instant): Promise<PictureOutcome> => {
    const loaded = await loadPlan(deps.stores, tenant, plan);
    if (loaded.kind === 'refused') return loaded;
    const { head } = loaded;
    const calendar = calendarOf(head.settings, deps.bankHolidays);
    const day = today(now, calendar);
    const published = await loaded.published();
    const assignments = await loaded.assignments();
    const decks = await loaded.decks();
    const items = decks.flatMap((deck) => deck.items.map((item) => item.value));
    const standing: Standing =
      head.cycle === null
        ? {
            counts: { answered: 0, noChange: 0, pending: 0, late: 0 },
            overdue: overdueIn(published, [], day),
            requirements: [],
          }
        : standingOf(items, published, head.cycle, day);
    return { kind: 'picture', picture: { tenant, head, calendar, day, assignments, decks, standing } };
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
