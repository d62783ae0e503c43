import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RULES } from '../../../src/domain/reviewing/matching/finding.js';
import { reviewAllColumns } from '../../../src/domain/reviewing/review.js';
import { realPlan, realPlanIsThere } from './real-plan.js';
import { type Spot, score, spotOf, table } from './score.js';

/**
 * Labelled by reading every cell before the rules had ever run on the plan; their first score was 0.79 / 0.86. Kinds that the
 * rules learnt later were labelled when they did.
 * Where a careful reader of the real plan wants something found. The words stand here as a hash only.
 */
const Labels = z.array(
  z.object({
    ref: z.string(),
    /** Null for a recommendation's own text. */
    column: z.string().nullable(),
    start: z.number().int().nonnegative(),
    length: z.number().int().nonnegative(),
    rule: z.enum(RULES),
    sha256: z.string().length(64),
  }),
);

/** The names that such a force would approve; none of them is a sentence of the plan. */
const APPROVED = [
  'Suzy Lamplugh Trust',
  'Hollie Gazzard Trust',
  'Alice Ruggles Trust',
  'Qlik Sense',
  'MATAC',
  'MARAC',
  'FTTCG',
];

const placeOf = (ref: string, column: string | null) => `${ref} ${column ?? 'recommendation'}`;
const told = (spots: readonly Spot[]) => spots.map((each) => `${each.rule} ${each.place} @${each.start}`).join('\n');

describe('the review of the real plan, which lies beside the project as ../shared/plan and is skipped where it is absent', () => {
  const labels = Labels.parse(JSON.parse(readFileSync(new URL('./real-plan-labels.json', import.meta.url), 'utf8')));

  it.skipIf(!realPlanIsThere)('stands on labels that still point at the same words', () => {
    const plan = realPlan();
    for (const { ref, column, start, length, sha256 } of labels) {
      const requirement = plan.requirements.find((each) => each.ref === ref)?.id;
      const cell = plan.updates.find((each) => each.requirement === requirement && each.column === column)?.text;
      const text =
        column === null ? (plan.recommendations.find((each) => each.number === ref)?.text ?? '') : (cell ?? '');
      const words = text.slice(start, start + length);
      expect(createHash('sha256').update(words).digest('hex'), placeOf(ref, column)).toBe(sha256);
    }
  });

  it.skipIf(!realPlanIsThere)('finds most of what a careful reader finds, and little else', () => {
    const findings = reviewAllColumns({
      plan: realPlan(),
      knownPeople: [],
      approvedSpellings: APPROVED,
      commitments: [],
    });
    const spots = labels.map(({ rule, ref, column, start, length }) => ({
      rule,
      place: placeOf(ref, column),
      start,
      length,
    }));
    const scores = score(
      spots,
      findings.map((each) => spotOf(each, placeOf(each.ref, each.column))),
    );
    const all = scores.at(-1);
    console.log(`Real plan\n${table(scores)}\nMissed:\n${told(all?.missed ?? [])}\nWrong:\n${told(all?.wrong ?? [])}`);
    expect(all?.precision).toBeGreaterThanOrEqual(0.97);
    expect(all?.recall).toBeGreaterThanOrEqual(0.93);
  });
});
