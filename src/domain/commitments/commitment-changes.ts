import type { CivilDate } from '../calendar/civil-date.js';
import type { Commitment } from './commitment.js';
import { byDue, isToBeAsked } from './commitment-standing.js';

/** What became of promises between two publications, each list earliest first. */
export interface PromiseChanges {
  readonly kept: readonly Commitment[];
  /** With a new date; `promised` is the first one. */
  readonly moved: readonly Commitment[];
  readonly withdrawn: readonly Commitment[];
  /** Their day has passed, and nobody said what became of them. */
  readonly goneBy: readonly Commitment[];
}

/** Nothing of any kind. */
export const NO_PROMISE_CHANGES: PromiseChanges = { kept: [], moved: [], withdrawn: [], goneBy: [] };

/**
 * What became of the standing commitments since the plan was last published. `cycle`: answers given in it count, and
 * so do those between cycles from the day of the revision before (`since`; null: there was none).
 */
export function promiseChanges(
  standing: readonly Commitment[],
  { cycle, since, on }: { readonly cycle: string; readonly since: CivilDate | null; readonly on: CivilDate },
): PromiseChanges {
  const isNew = ({ answeredIn, answeredOn }: Commitment) =>
    answeredIn === cycle || (answeredIn === null && answeredOn !== null && (since === null || answeredOn >= since));
  const answered = (state: Commitment['state']) =>
    standing.filter((each) => each.state === state && isNew(each)).toSorted(byDue);
  return {
    kept: answered('done'),
    moved: answered('late'),
    withdrawn: answered('withdrawn'),
    goneBy: standing.filter((each) => isToBeAsked(each, on)).toSorted(byDue),
  };
}
