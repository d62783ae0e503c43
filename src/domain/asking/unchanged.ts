import type { PublishedUpdate } from '../plan/plan.js';

/** So many quarters running may pass with "no change"; the next one asks why. */
export const MOST_UNCHANGED = 2;

/** Quarters running, counted back from the newest column, in which "no change" was published of a requirement. */
export function unchangedQuarters(own: readonly PublishedUpdate[]): number {
  const newestFirst = own.toSorted((a, b) => (a.column < b.column ? 1 : -1));
  const first = newestFirst.findIndex(({ kind }) => kind !== 'noChange');
  return first === -1 ? newestFirst.length : first;
}
