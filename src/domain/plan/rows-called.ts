import type { Requirement } from './plan.js';

/** The rows called by a ref, or all of a recommendation by its number. */
export function rowsCalled(requirements: readonly Requirement[], ref: string): readonly Requirement[] {
  const wanted = ref.toLowerCase();
  const rows = requirements.filter((each) => each.ref.toLowerCase() === wanted);
  return rows.length > 0 ? rows : requirements.filter((each) => each.recommendation.toLowerCase() === wanted);
}
