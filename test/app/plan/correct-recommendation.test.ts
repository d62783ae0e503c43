import { expect, it } from 'vitest';
import { makeCorrectRecommendation } from '../../../src/app/plan/amend-plan.js';
import { makeReviewDraft } from '../../../src/app/reviewing/review-draft.js';
import { ADA, aWorld, harbourPlan, LEAD, OPENING, openQuarter, PLAN, TENANT } from '../world.js';

const about = { tenant: TENANT, plan: PLAN, by: LEAD, reason: 'The report has it.' };

it('a recommendation without text gets it as its finding says, on the card too, and the finding goes', async () => {
  const world = aWorld();
  const plan = harbourPlan();
  await openQuarter(world, {
    plan: { ...plan, recommendations: plan.recommendations.map((each) => ({ ...each, text: null })) },
  });
  const finding = async () => {
    const outcome = await makeReviewDraft(world)(TENANT, PLAN, null);
    if (outcome.kind === 'refused') throw new Error(outcome.reason);
    return outcome.states.find((each) => each.finding.rule === 'recommendation-without-text')?.finding;
  };
  expect((await finding())?.suggestion).toContain('review correct --recommendation 4');
  const correct = makeCorrectRecommendation(world);
  for (const wrong of [
    { text: ' \n' },
    { text: 'a'.repeat(6_001) },
    { text: 'Yes.', reason: ' ' },
    { text: 'Yes.', ref: '9' },
  ]) {
    expect(await correct({ ...about, ref: '4', ...wrong }, OPENING)).toMatchObject({ kind: 'refused' });
  }
  const said = { ...about, ref: '4', text: '\uFEFFKeep a log  \r\nof the quay.\r\n' };
  expect(await correct(said, OPENING)).toMatchObject({ kind: 'amended', ref: 'recommendation 4' });
  expect(await finding()).toBeUndefined();
  const texts = (await world.deckOf(ADA)).items.map((each) => each.value.recommendationText);
  expect(texts[0]).toBe('Keep a log\nof the quay.');
  expect((await world.plan.history('plan')).at(-1)?.payload).toMatchObject({
    what: 'corrected the text of',
    about: 'recommendation 4',
    new: expect.stringContaining('Reason: The report has it.'),
  });
});
