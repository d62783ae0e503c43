import type { CivilDate } from '../../domain/calendar/civil-date.js';
import type { Plan } from '../../domain/plan/plan.js';
import type { Wish } from '../../domain/sending/delivery.js';
import { type ContributorRows, rowsOfContributor } from '../people/contributor-rows.js';
import type { Hold } from '../store/directory.js';
import type { Deck } from '../store/stores.js';
import type { Outage } from './outage.js';
import type { OwedNews } from './owed-news.js';
import type { PersonInSweep, PlanInSweep, RefusedPerson } from './people-due.js';

/** What somebody is told who did not write just now. `zone` is that of the lead's plan. */
export type News =
  /** What one person is asked: one deck, or several of which they choose. */
  | { readonly kind: 'asks'; readonly asks: readonly AskDue[] }
  /** To an owner, or to whoever handed something over: what became of an answer. */
  | ({ readonly kind: 'owed'; readonly owed: OwedNews } & Omit<AskDue, 'deck'>)
  /** To a lead: what has happened in their plans since they were told last. */
  | { readonly kind: 'digest'; readonly lines: readonly { readonly plan: Plan; readonly owed: OwedNews }[] }
  /** To an executive lead: a draft that waits for their signature. */
  | {
      readonly kind: 'toSign';
      readonly plan: Plan;
      readonly revision: CivilDate;
      readonly draft: number;
      readonly byName: string;
    }
  /** To an executive lead: words were removed from what is public. Not which. */
  | { readonly kind: 'redacted'; readonly plan: Plan; readonly on: CivilDate; readonly ref: string }
  /** To a lead: what is outstanding after the due date. */
  | { readonly kind: 'outstanding'; readonly plans: readonly PlanInSweep[] }
  /** To a lead: who could not be sent their message. */
  | { readonly kind: 'refusals'; readonly refusals: readonly RefusedInPlan[] }
  /** To a lead, once it is over: nothing was looked for in their working hours. */
  | { readonly kind: 'outage'; readonly outage: Outage; readonly zone: string }
  /** To a lead: the clock jumped, and all else is held. `cycle`: what that time makes of it, now or within a week. */
  | {
      readonly kind: 'held';
      readonly hold: Hold;
      readonly zone: string;
      readonly cycle: 'over' | 'ending' | 'goingOn';
    };

/** One person's deck in one plan. */
export interface AskDue {
  readonly tenant: string;
  readonly plan: string;
  readonly deck: Deck;
  /** What they add to rows of others; absent where they do not. */
  readonly adds?: ContributorRows;
  readonly today: CivilDate;
}

/** The people of one plan whose messages Teams refused. */
export interface RefusedInPlan {
  readonly plan: PlanInSweep;
  readonly people: readonly RefusedPerson[];
}

/** What a person is asked by these wishes. */
export function asksOf({ person, plans }: PersonInSweep, wishes: readonly Wish[]): News {
  const asks = plansOf(plans, wishes).flatMap((plan) => {
    const deck = plan.decks.find((each) => each.head.value.person === person);
    if (deck === undefined) return [];
    const adds = deck.head.value.contributes === true ? rowsOfContributor(plan.decks, person) : null;
    const about = { tenant: plan.tenant, plan: plan.head.plan.id, deck, today: plan.day };
    return [adds === null ? about : { ...about, adds }];
  });
  return { kind: 'asks', asks };
}

/** The plans that these wishes are about. */
export function plansOf(plans: readonly PlanInSweep[], wishes: readonly Wish[]): readonly PlanInSweep[] {
  return plans.filter((plan) => wishes.some((wish) => wish.plan === plan.head.plan.id));
}
