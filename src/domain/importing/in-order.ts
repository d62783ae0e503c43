import type { Recommendation, Requirement } from '../plan/plan.js';

/** The recommendations with one more, behind the last whose number comes before its own. */
export function withRecommendation(all: readonly Recommendation[], added: Recommendation): readonly Recommendation[] {
  return insertedAfter(all, added, (each) => inOrder(each.number, added.number) < 0);
}

/** The requirements with one more: by the place of its recommendation among `recommendations`, then by its ref. */
export function withRequirement(
  all: readonly Requirement[],
  added: Requirement,
  recommendations: readonly Recommendation[],
): readonly Requirement[] {
  const order = new Map(recommendations.map((each, index) => [each.number, index]));
  const place = ({ recommendation }: Requirement) => order.get(recommendation) ?? 0;
  return insertedAfter(all, added, (each) =>
    each.recommendation === added.recommendation ? inOrder(each.ref, added.ref) < 0 : place(each) < place(added),
  );
}

function insertedAfter<T>(all: readonly T[], added: T, isBefore: (each: T) => boolean): readonly T[] {
  return all.toSpliced(all.findLastIndex(isBefore) + 1, 0, added);
}

/** "9.1" before "10", "A2" before "A10". */
function inOrder(a: string, b: string): number {
  return a.localeCompare(b, 'en-GB', { numeric: true });
}
