import type { Instant } from '../../domain/calendar/civil-date.js';
import { overdueIn, type Standing, standingOf } from '../../domain/standing/standing.js';
import type { BankHolidays } from '../store/calendars.js';
import type { Refused } from '../store/outcome.js';
import type { Stores } from '../store/stores.js';
import { makeSeePlan, type PlanPicture } from './see-plan.js';

/** A plan's picture with what is answered, late and overdue. */
export interface PlanStatus extends PlanPicture {
  readonly standing: Standing;
}

export type StatusOutcome = { readonly kind: 'status'; readonly status: PlanStatus } | Refused;

/** Loads where a plan's cycle stands. */
export function makeSeeStatus(deps: { readonly stores: Stores; readonly bankHolidays: BankHolidays }) {
  const seePlan = makeSeePlan(deps);
  return async (tenant: string, plan: string, now: Instant): Promise<StatusOutcome> => {
    const seen = await seePlan(tenant, plan, now);
    return seen.kind === 'refused' ? seen : { kind: 'status', status: await statusOf(seen.picture) };
  };
}

/** Where the cycle of a picture stands. Before the first cycle nothing is asked, and deadlines count all the same. */
export async function statusOf(picture: PlanPicture): Promise<PlanStatus> {
  const { plan, head, day, decks } = picture;
  const published = await plan.published();
  const items = decks.flatMap((deck) => deck.items.map((item) => item.value));
  const standing: Standing =
    head.cycle === null
      ? {
          counts: { answered: 0, noChange: 0, pending: 0, late: 0 },
          overdue: overdueIn(published, [], day),
          requirements: [],
        }
      : standingOf(items, published, head.cycle, day);
  return { ...picture, standing };
}
