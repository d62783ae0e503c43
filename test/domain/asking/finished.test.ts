import { describe, expect, it } from 'vitest';
import { itemsToAsk } from '../../../src/domain/asking/ask.js';
import { finishedAnswered, finishedRows } from '../../../src/domain/asking/finished.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { endingIn } from '../../../src/domain/plan/ending.js';
import type { PublishedPlan } from '../../../src/domain/plan/plan.js';
import { aCycle, aPlan, aRequirement } from '../builders.js';

const june = civilDate('2026-06-19');

describe('the end that a text says of its row', () => {
  it.each([
    'Complete',
    'COMPLETED.',
    'Complete ✅',
    'Completed on 18 May 2026',
    'Closed (18.05.2026).',
    'This action is now complete.',
    'All actions have been completed',
    'Recommendation closed.',
    'Status: complete',
    'Taught at the spring school - action complete.',
    'The lamps were mended (action closed)',
  ])('is "complete" in "%s"', (text) => {
    expect(endingIn(text, june)).toBe('complete');
  });

  it.each(['Transferred', 'Transferred to the harbour board.', 'This action has been transferred into plan B, row 4'])(
    'is "transferred" in "%s"',
    (text) => {
      expect(endingIn(text, june)).toBe('transferred');
    },
  );

  it.each([
    '',
    'Not complete.',
    'Nearly complete',
    '50% complete',
    'Phase 1 - complete',
    'To be completed in June.',
    'To be transferred to the harbour board.',
    'The survey is complete. The lamps are to be mended by May.',
    'Complete. Lamps are checked each month.',
    'The work is complete and will be reviewed',
    'Training completed',
    `${'Long before. '.repeat(20)}Action complete`,
  ])('is not said in "%s"', (text) => {
    expect(endingIn(text, june)).toBeNull();
  });
});

function planSaying(texts: readonly string[], over: Partial<PublishedPlan> = {}): PublishedPlan {
  const rows = texts.map((_, index) => aRequirement(`4.${index + 1}`));
  const updates = rows.map(({ id }, index) => ({
    requirement: id,
    column: june,
    kind: 'text' as const,
    text: texts[index] ?? '',
  }));
  return aPlan(rows, { updates, ...over });
}
const asked = (plan: PublishedPlan, revision = '2027-01-06') =>
  itemsToAsk(plan, { ...aCycle({ revision: civilDate(revision) }) }).map((each) => each.ref);
const answered = (plan: PublishedPlan, refs: readonly string[], answer: 'close' | 'ask') => {
  const amendment = finishedAnswered(plan, refs, answer);
  if (amendment.kind === 'invalid') throw new Error(amendment.problem);
  return amendment;
};

describe('rows whose newest words only say that they have ended', () => {
  const plan = planSaying(['Complete', 'Going on.', 'Transferred to the board.']);

  it('are one question, and asked about once a year until it is answered, while nothing is printed for them', () => {
    expect(finishedRows(plan).map(({ ref, ending }) => [ref, ending])).toEqual([
      ['4.1', 'complete'],
      ['4.3', 'transferred'],
    ]);
    expect([asked(plan), asked(plan, '2027-06-30')]).toEqual([['4.2'], ['4.1', '4.2', '4.3']]);
    expect(plan.statuses).toEqual({});
  });

  it('are no question where a status is stated, they are withdrawn, or a newer text says something', () => {
    const newer = { requirement: 'id4x1', column: civilDate('2026-09-18'), kind: 'text' as const, text: 'Reopened.' };
    expect(finishedRows({ ...plan, updates: [...plan.updates, newer] }).map((each) => each.ref)).toEqual(['4.3']);
    const pointer = { ...newer, kind: 'noChange' as const, text: 'No change.' };
    expect(finishedRows({ ...plan, updates: [...plan.updates, pointer] })).toHaveLength(2);
    expect(finishedRows({ ...plan, statuses: { id4x1: 'onTrack', id4x3: 'transferred' } })).toEqual([]);
    expect(asked({ ...plan, statuses: { id4x1: 'onTrack' } })).toEqual(['4.1', '4.2']);
  });

  it('are closed with the status that their words say, or asked about like all others', () => {
    const { published, about } = answered(plan, ['all'], 'close');
    expect([about, published.statuses]).toEqual(['4.1, 4.3', { id4x1: 'complete', id4x3: 'transferred' }]);
    expect([finishedRows(published), asked(published)]).toEqual([[], ['4.2']]);
    const again = answered(published, ['4.3'], 'ask').published;
    expect([again.statuses['id4x3'], asked(again)]).toEqual(['notStated', ['4.2', '4.3']]);
    expect(answered(again, [' 4.3 '], 'close').published.statuses['id4x3']).toBe('transferred');
  });

  it('are asked about again where an answer says that they go on', () => {
    const { published } = answered(plan, ['all'], 'close');
    expect(asked({ ...published, statuses: { ...published.statuses, id4x1: 'atRisk' } })).toEqual(['4.1', '4.2']);
  });

  it.each([[['4.2']], [['9']], [['all', '4.1']], [[]]])('leave the plan as it is for %j', (refs) => {
    expect(finishedAnswered(plan, refs, 'close')).toMatchObject({ kind: 'invalid' });
  });

  it('leave the plan as it is for "all" where nothing is to be decided', () => {
    expect(finishedAnswered(planSaying(['Going on.']), ['all'], 'ask')).toMatchObject({ kind: 'invalid' });
  });
});
