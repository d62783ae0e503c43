import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import { outsideId } from '../../../src/domain/people/contributor.js';
import { at } from '../../domain/builders.js';
import { FakeMessenger } from '../fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  CAT,
  line,
  mustBe,
  OPENING,
  openQuarter,
  PLAN,
  TENANT,
  USUAL_LINES,
  type World,
} from '../world.js';

let world: World;
const now = at('2026-11-30T12:00:00Z');
const assign = (lines: Parameters<World['assign']>[0]['lines']) =>
  world.assign({ tenant: TENANT, plan: PLAN, by: 'lead', lines }, now);
const refsOf = async (id: string) => (await world.deckOf(id)).items.map((item) => item.value.ref);

beforeEach(async () => {
  world = aWorld(memoryTable(), new FakeMessenger());
  await openQuarter(world, { lines: [...USUAL_LINES, line('plan', CAT, 'contributor')] });
  await world.sweep(OPENING);
});

describe('An assignment file', () => {
  it('leaves what people handed over with whom they gave it to', async () => {
    const about = {
      tenant: TENANT,
      plan: PLAN,
      cycle: await world.cycleId(),
      person: ADA,
      ref: '4.1',
      note: 'On leave.',
    };
    mustBe('handedOver', await world.handOver({ ...about, to: CAT }, now));
    const outcome = await assign([...USUAL_LINES, line('plan', CAT, 'contributor')]);
    expect(outcome).toMatchObject({ kind: 'assigned', kept: [{ person: CAT, role: 'delegate' }] });
    expect(await refsOf(CAT)).toEqual(['4.1']);
  });

  it('may name another delegate for it, and then that one holds', async () => {
    const about = {
      tenant: TENANT,
      plan: PLAN,
      cycle: await world.cycleId(),
      person: ADA,
      ref: '4.1',
      note: 'On leave.',
    };
    mustBe('handedOver', await world.handOver({ ...about, to: CAT }, now));
    mustBe('assigned', await assign([...USUAL_LINES, line('4.1', BEN, 'delegate', '2026-12-20')]));
    expect(await refsOf(BEN)).toEqual(['4.1', '4.3']);
  });

  it.each([
    ['two owners of one line', [line('4.1', ADA), line('4.1', BEN)], /already has Ada Moss as its owner/],
    ['a day that is past', [line('4.1', ADA, 'delegate', '2026-11-29')], /is past/],
    ['a delegate without an end', [line('4.1', ADA, 'delegate')], /needs an end date/],
    ['a lead of one line only', [line('4.1', ADA, 'lead')], /holds for the whole plan/],
    ['a target that the plan does not have', [line('9.9', ADA)], /is not a ref/],
    ['an address that nobody knows', [line('4.1', 'ada@harbour.example')], /known from a roster/],
  ])('with %s changes nothing', async (_what, lines, reason) => {
    const before = (await world.plan.head())?.value.assignments;
    const outcome = await assign([line('4.2', BEN), ...lines]);
    expect(outcome).toMatchObject({ kind: 'refused', problems: [expect.stringMatching(reason)] });
    expect((await world.plan.head())?.value.assignments).toBe(before);
  });

  it('may name the same person twice, and several contributors', async () => {
    const lines = [
      line('4.1', ADA),
      line('4.1', ADA),
      line('4.1', BEN, 'contributor'),
      line('4.1', CAT, 'contributor'),
    ];
    expect(await assign(lines)).toMatchObject({ kind: 'assigned', uncovered: ['4.2', '4.3'] });
  });

  it('keeps what a contributor is asked, and takes one who has a name alone', async () => {
    const legal = { ...line('4.1', ''), name: 'Legal', role: 'contributor', question: ' Has the guidance changed? ' };
    const cat = { ...line('4.2', ''), name: 'cat pell', role: 'contributor', question: '' };
    const outcome = await assign([...USUAL_LINES, line('plan', CAT, 'contributor'), legal, cat]);
    mustBe('assigned', outcome);
    const kept = await world.plan.assignments((await world.plan.head())?.value.assignments ?? null);
    expect(kept.filter(({ role, target }) => role === 'contributor' && target.kind !== 'plan')).toEqual([
      expect.objectContaining({ name: 'Legal', person: outsideId('Legal'), question: 'Has the guidance changed?' }),
      { target: expect.anything(), person: CAT, name: 'Cat Pell', role: 'contributor', until: null },
    ]);
  });

  it.each([
    [
      'a question to somebody who answers',
      { ...line('4.1', BEN), question: 'How?' },
      'only a contributor has a question',
    ],
    [
      'a question that is too long',
      { ...line('4.1', BEN, 'contributor'), question: 'q'.repeat(501) },
      '1 character too long',
    ],
    ['a contributor who is not named', { ...line('4.1', '', 'contributor'), name: '' }, 'nobody is named'],
  ])('with %s changes nothing', async (_what, wrong, problem) => {
    const outcome = await assign([wrong]);
    expect(outcome).toMatchObject({ kind: 'refused', problems: [expect.stringContaining(problem)] });
  });
});
