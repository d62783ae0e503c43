import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { importOver } from '../../../src/domain/importing/import-over.js';
import { addRows, asMoreRows } from '../../../src/domain/importing/more-rows.js';
import type { PublishedPlan, Requirement } from '../../../src/domain/plan/plan.js';
import { aPlan, aReadingOf, aRequirement } from '../builders.js';

const june = civilDate('2026-06-19');
const before = aPlan([
  aRequirement('4.1', { refFrom: 'ours' }),
  aRequirement('4.2', { refFrom: 'ours' }),
  aRequirement('9'),
  aRequirement('12'),
]);

function bringing(requirements: readonly Requirement[], over: Partial<PublishedPlan> = {}) {
  const file = aPlan(requirements, { columns: [], updates: [], ...over });
  let next = 1;
  return addRows(before, aReadingOf(file), () => `new${next++}`);
}

function added(requirements: readonly Requirement[], over: Partial<PublishedPlan> = {}): PublishedPlan {
  const merge = bringing(requirements, over);
  if (merge.kind === 'refused') throw new Error(merge.reason);
  return merge.published;
}

describe('more rows', () => {
  it('stand in the order of their numbers, and change nothing that stands in the plan', () => {
    const after = added([
      aRequirement('30'),
      aRequirement('10'),
      aRequirement('2'),
      aRequirement('4', { text: 'Paint it.' }),
    ]);
    expect(after.recommendations.map((each) => each.number)).toEqual(['2', '4', '9', '10', '12', '30']);
    expect(after.requirements.map((each) => each.ref)).toEqual(['2', '4.1', '4.2', '4.3', '9', '10', '12', '30']);
    expect(after.requirements.filter((each) => !each.id.startsWith('new'))).toEqual(before.requirements);
    expect(after.plan).toEqual(before.plan);
    expect([after.columns, after.updates]).toEqual([before.columns, before.updates]);
  });

  it('bring their updates and statuses with them', () => {
    const row = aRequirement('10');
    const updates = [{ requirement: row.id, column: june, kind: 'text' as const, text: 'Begun.' }];
    const after = added([row], { columns: [june], updates, statuses: { [row.id]: 'onTrack' } });
    expect(after.updates.at(-1)).toEqual({ requirement: 'new1', column: june, kind: 'text', text: 'Begun.' });
    expect(after.statuses).toEqual({ new1: 'onTrack' });
  });

  it('say who answers them, and who answers a row that stands in the plan', () => {
    const read = aReadingOf(aPlan([aRequirement('9'), aRequirement('30')]));
    const requirements = read.requirements.map((row) => ({ ...row, answers: `ada of ${row.ref}` }));
    expect(addRows(before, { ...read, updates: [], requirements }, () => 'new')).toMatchObject({
      answering: [
        { requirement: 'id9', who: 'ada of 9' },
        { requirement: 'new', who: 'ada of 30' },
      ],
    });
  });

  it('leave a row as it is that stands in the plan in the same words', () => {
    expect(added([aRequirement('9', { owner: '' }), aRequirement('12')])).toEqual(before);
  });

  it('bring a row back that was withdrawn', () => {
    const gone = { ...before, requirements: before.requirements.map((each) => ({ ...each, withdrawn: true })) };
    const merge = addRows(gone, aReadingOf(aPlan([aRequirement('9')])), () => 'new');
    expect(merge).toMatchObject({ kind: 'merged' });
    const live = merge.kind === 'merged' ? merge.published.requirements.filter((each) => !each.withdrawn) : [];
    expect(live.map((each) => each.id)).toEqual(['id9']);
  });

  const row = aRequirement('9');
  it.each<[string, readonly Requirement[], Partial<PublishedPlan>]>([
    ['9 (its text)', [aRequirement('9', { text: 'Paint it.' })], {}],
    ['9 (its owner)', [aRequirement('9', { owner: 'Head of Paint' })], {}],
    ['9 (its status)', [row], { statuses: { [row.id]: 'complete' } }],
    ['9 (its deadline)', [aRequirement('9', { deadline: { date: june, original: june, moves: [] } })], {}],
    [
      '9 (its update of 2026-06-19)',
      [row],
      { columns: [june], updates: [{ requirement: row.id, column: june, kind: 'text', text: 'Ended.' }] },
    ],
    [
      'recommendation 9 (its text)',
      [aRequirement('9.7')],
      { recommendations: [{ number: '9', text: 'Paint all.', deadline: null }] },
    ],
  ])('are refused with %s in other words', (named, requirements, over) => {
    expect(bringing(requirements, over)).toMatchObject({ kind: 'refused', reason: expect.stringContaining(named) });
  });

  it('need no head, and no text that the plan has', () => {
    const read = aReadingOf(aPlan([aRequirement('9.7'), aRequirement('30')]));
    const asked = (what: string, ref: string | null) => ({ line: 1, ref, what });
    const questions = [
      asked('The plan has no title above its table. What is it called?', null),
      asked('No line above the table names the organisation. Whose plan is it?', null),
      asked('Recommendation 9 has no text in the source. What does it say?', '9'),
      asked('Recommendation 30 has no text in the source. What does it say?', '30'),
      asked('No owner is printed. Who answers for it?', '9.7'),
    ];
    expect(asMoreRows({ ...read, questions }, before).questions).toEqual(questions.slice(3));
  });
});

describe('a file that is imported as the whole plan', () => {
  const whole = (requirements: readonly Requirement[], over: Partial<PublishedPlan> = {}) =>
    importOver(before, aReadingOf(aPlan(requirements, over)), 'harbour', () => 'new');

  it('is perhaps more rows where it only leaves something out', () => {
    expect(whole([aRequirement('30')], { columns: [], updates: [] })).toMatchObject({ kind: 'refused', isPart: true });
    const other = civilDate('2026-09-18');
    const read = aPlan([aRequirement('30')], { columns: [other], updates: [] });
    expect(importOver(before, aReadingOf(read), 'harbour', () => 'new')).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('None of the rows'),
      isPart: true,
    });
  });

  it('is not where it prints something otherwise', () => {
    const updates = [{ requirement: 'id9', column: june, kind: 'text' as const, text: 'Ended.' }];
    expect(whole([aRequirement('9')], { updates })).toMatchObject({ kind: 'refused', isPart: false });
  });
});
