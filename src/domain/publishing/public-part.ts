import type { PublishedPlan } from '../plan/plan.js';

/**
 * The plan without the rows that are marked as not for publication, and all that hangs on them: their updates, statuses,
 * discharges and corrections, and the recommendations that have no other rows. All that goes to the public is made of this.
 */
export function publicPart(published: PublishedPlan): PublishedPlan {
  const kept = partOf(published, false);
  return kept.requirements.length === published.requirements.length ? published : kept;
}

/** The other part: the rows that are marked, with all that hangs on them. */
export function hiddenPart(published: PublishedPlan): PublishedPlan {
  return partOf(published, true);
}

function partOf(published: PublishedPlan, hidden: boolean): PublishedPlan {
  const requirements = published.requirements.filter((each) => (each.notForPublication ?? false) === hidden);
  const ids = new Set(requirements.map((each) => each.id));
  const numbers = new Set(requirements.map((each) => each.recommendation));
  const others = new Set(published.requirements.map((each) => each.recommendation));
  const only = <T>(byId: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(byId).filter(([id]) => ids.has(id)));
  return {
    ...published,
    recommendations: published.recommendations.filter(
      ({ number }) => numbers.has(number) || (!hidden && !others.has(number)),
    ),
    requirements,
    updates: published.updates.filter((each) => ids.has(each.requirement)),
    statuses: only(published.statuses),
    ...(published.statusWords === undefined ? {} : { statusWords: only(published.statusWords) }),
    ...(published.statusDates === undefined ? {} : { statusDates: only(published.statusDates) }),
    discharges: only(published.discharges),
    corrections: published.corrections.filter((each) => ids.has(each.requirement)),
  };
}
