import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { deadlineMoved, discharged, reworded } from '../../../src/domain/plan/amend.js';
import { deadlineOf, type PublishedPlan } from '../../../src/domain/plan/plan.js';
import { overdueIn } from '../../../src/domain/standing/standing.js';
import { aPlan, aRequirement } from '../builders.js';

const TODAY = civilDate('2026-09-18');
const deadline = { date: civilDate('2026-07-01'), original: civilDate('2026-07-01'), moves: [] };
const base = aPlan([aRequirement('4.1'), aRequirement('4.2'), aRequirement('5')]);
const plan: PublishedPlan = { ...base, recommendations: base.recommendations.map((each) => ({ ...each, deadline })) };
const move = { to: civilDate('2027-01-29'), agreedBy: 'the Inspectorate', reason: 'the yard burnt down', on: TODAY };
const discharge = { by: 'the Inspectorate', on: civilDate('2026-08-20'), reference: 'I/7' };

function amended(amendment: ReturnType<typeof discharged>): PublishedPlan {
  if (amendment.kind === 'invalid') throw new Error(amendment.problem);
  return amendment.published;
}

describe('the text of a recommendation', () => {
  it('is entered or corrected by its number, and nothing else changes', () => {
    const silent = { ...plan, recommendations: plan.recommendations.map((each) => ({ ...each, text: null })) };
    const outcome = reworded(silent, ' 4 ', 'Keep a log.');
    expect(outcome).toMatchObject({ kind: 'amended', about: 'recommendation 4', requirements: [{}, {}] });
    const { recommendations, ...rest } = amended(outcome);
    expect(recommendations.map((each) => each.text)).toEqual(['Keep a log.', null]);
    expect(rest).toEqual({ ...rest, requirements: plan.requirements, updates: plan.updates });
  });

  it('is refused for a number that the plan has not, and in the same words', () => {
    expect(reworded(plan, '4.1', 'Keep a log.')).toMatchObject({
      problem: 'No recommendation of this plan is called "4.1".',
    });
    const again = amended(reworded(plan, '4', 'Keep a log.'));
    expect(reworded(again, '4', 'Keep a log.')).toMatchObject({ problem: expect.stringContaining('already') });
  });
});

describe('a deadline that is moved', () => {
  it('keeps the date first published with every move', () => {
    const once = amended(deadlineMoved(plan, '4.1', move));
    const twice = amended(deadlineMoved(once, '4.1', { ...move, to: civilDate('2027-05-28') }));
    const [requirement] = twice.requirements;
    expect(requirement?.deadline).toMatchObject({ date: '2027-05-28', original: '2026-07-01' });
    expect(requirement?.deadline?.moves.map((each) => [each.from, each.to])).toEqual([
      ['2026-07-01', '2027-01-29'],
      ['2027-01-29', '2027-05-28'],
    ]);
  });

  it('moves for one requirement alone where the recommendation has others, and for the recommendation by its number', () => {
    const dates = (published: PublishedPlan) =>
      published.requirements.map((each) => deadlineOf(each, published.recommendations)?.date);
    expect(dates(amended(deadlineMoved(plan, '4.2', move)))).toEqual(['2026-07-01', '2027-01-29', '2026-07-01']);
    expect(dates(amended(deadlineMoved(plan, '4', move)))).toEqual(['2027-01-29', '2027-01-29', '2026-07-01']);
    const only = amended(deadlineMoved(plan, '5', move));
    expect(only.requirements).toEqual(plan.requirements);
    expect(dates(only)).toEqual(['2026-07-01', '2026-07-01', '2027-01-29']);
  });

  it('stays overdue: more time never clears it', () => {
    expect(overdueIn(plan, [], TODAY)).toBe(3);
    expect(overdueIn(amended(deadlineMoved(plan, '4', move)), [], TODAY)).toBe(3);
  });

  it.each([
    ['nobody agreed', { agreedBy: ' ' }, 'who agreed'],
    ['there is no reason', { reason: '' }, 'reason'],
    ['it is the date in force', { to: deadline.date }, 'already'],
  ])('is refused where %s', (_, over, words) => {
    expect(deadlineMoved(plan, '4.1', { ...move, ...over })).toMatchObject({
      kind: 'invalid',
      problem: expect.stringContaining(words),
    });
  });

  it('is refused where the plan states none, and for what nobody knows', () => {
    expect(deadlineMoved(base, '4.1', move)).toMatchObject({ kind: 'invalid' });
    expect(deadlineMoved(plan, '9.9', move)).toMatchObject({
      kind: 'invalid',
      problem: 'Nothing in this plan is called "9.9".',
    });
  });
});

describe('a discharge', () => {
  it('closes at the inspecting body and leaves our own status as it is', () => {
    const published = amended(discharged(plan, '4.1', discharge, TODAY));
    expect(published.discharges).toEqual({ id4x1: discharge });
    expect(published.statuses).toEqual(plan.statuses);
    expect(overdueIn(published, [], TODAY)).toBe(2);
  });

  it('of a recommendation closes what is still open of it, and changes no discharge that was entered before', () => {
    const first = amended(discharged(plan, '4.1', { ...discharge, reference: 'I/1' }, TODAY));
    const published = amended(discharged(first, '4', discharge, TODAY));
    expect(published.discharges).toMatchObject({ id4x1: { reference: 'I/1' }, id4x2: { reference: 'I/7' } });
    expect(discharged(published, '4', discharge, TODAY)).toMatchObject({ kind: 'invalid' });
  });

  it.each([
    ['without a body', { by: '' }],
    ['without a reference', { reference: ' ' }],
    ['in the future', { on: civilDate('2026-09-19') }],
  ])('is refused %s', (_, over) => {
    expect(discharged(plan, '4.1', { ...discharge, ...over }, TODAY).kind).toBe('invalid');
  });
});
