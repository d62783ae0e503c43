import type { Amendment } from './amend.js';
import type { PublishedPlan } from './plan.js';

/**
 * Rows marked as not for publication, or that mark taken away. They are asked about and tracked like all others, and
 * stand in no public copy (`publicPart`). `refs` as typed: of requirements, or numbers of whole recommendations.
 */
export function publicationMarked(published: PublishedPlan, refs: readonly string[], hidden: boolean): Amendment {
  const wanted = refs.map((each) => each.trim().toLowerCase()).filter((each) => each !== '');
  const rows = published.requirements.filter((each) => !each.withdrawn);
  const called = (name: string) => {
    const own = rows.filter((each) => each.ref.toLowerCase() === name);
    return own.length > 0 ? own : rows.filter((each) => each.recommendation.toLowerCase() === name);
  };
  const unknown = wanted.filter((each) => called(each).length === 0);
  const invalid = (problem: string): Amendment => ({ kind: 'invalid', problem });
  if (unknown.length > 0) {
    return invalid(
      `Nothing in this plan is called ${unknown.map((each) => `"${each}"`).join(', ')}. Nothing was changed.`,
    );
  }
  const chosen = new Set(wanted.flatMap(called));
  const others = rows.filter((each) => chosen.has(each) && (each.notForPublication ?? false) !== hidden);
  if (others.length === 0) {
    return invalid(hidden ? 'All of that is not for publication already.' : 'All of that is for publication already.');
  }
  const ids = new Set(others.map((each) => each.id));
  const requirements = published.requirements.map((each) => {
    if (!ids.has(each.id)) return each;
    const { notForPublication: _, ...open } = each;
    return hidden ? { ...open, notForPublication: true as const } : open;
  });
  const about = others.map((each) => each.ref).join(', ');
  return { kind: 'amended', published: { ...published, requirements }, about, requirements: others };
}
