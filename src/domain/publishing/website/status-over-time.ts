import type { PublishedPlan } from '../../plan/plan.js';
import { printedStatusOf, statusPhrase } from '../../plan/printed.js';
import { publicPart } from '../public-part.js';
import type { StandingOverTime, StandingThen } from './page-about.js';

/** Publications that are shown; what is older stands in the earlier revisions themselves. */
const MOST = 12;

/**
 * The status of every printed requirement, publication by publication, as each was printed then. `plans`: oldest first, the
 * last is the one that is published now. Empty where no status is printed now; what was never public stands in none.
 */
export function standingsOverTime(plans: readonly PublishedPlan[]): readonly StandingOverTime[] {
  const shown = plans.map(publicPart).slice(-MOST);
  const now = shown.at(-1);
  if (now === undefined) return [];
  const rows = now.requirements
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ id, ref, recommendation }): StandingOverTime => {
      const times = shown.flatMap((plan): StandingThen[] => {
        const column = plan.columns.at(-1);
        if (column === undefined || plan.requirements.every((each) => each.id !== id)) return [];
        const { status, statusWords } = printedStatusOf(plan, id);
        const words = statusPhrase(statusWords === undefined ? { status } : { status, statusWords });
        return [{ column, status, words }];
      });
      return { recommendation, ref, times: [...new Map(times.map((each) => [each.column, each])).values()] };
    });
  const isStated = ({ status, words }: StandingThen) => status !== 'notStated' || words !== statusPhrase({ status });
  return rows.some(({ times }) => times.some(isStated)) ? rows : [];
}
