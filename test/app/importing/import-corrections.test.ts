import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { checkChain } from '../../../src/domain/plan/history.js';
import { aReadingOf, at } from '../../domain/builders.js';
import { aWorld, harbourPlan, PLAN, TENANT } from '../world.js';

const plan = harbourPlan(2);
const june = civilDate('2026-06-19');
const read = {
  ...aReadingOf(plan),
  updates: aReadingOf(plan).updates.map((each) =>
    each.requirement === 'row0' ? { ...each, text: 'The log of 4.1 was kept.' } : each,
  ),
};
const about = { tenant: TENANT, plan: PLAN, by: 'lead' };
const corrections = [{ ref: '4.1', column: june, reason: 'Mistyped.' }];

async function imported() {
  const world = aWorld();
  await world.importPlan({ ...about, read: aReadingOf(plan), dryRun: false }, at('2026-08-01T10:00:00Z'));
  const import_ = (more: object) =>
    world.importPlan({ ...about, read, dryRun: false, ...more }, at('2026-09-01T23:30:00Z'));
  return { world, import_ };
}

describe('a file that prints a published cell otherwise', () => {
  it('is refused with the whole difference, and leaves the store as it was', async () => {
    const { world, import_ } = await imported();
    const head = await world.plan.head();
    const outcome = await import_({});
    expect(outcome).toMatchObject({
      kind: 'refused',
      altered: [{ ref: '4.1', new: 'The log of 4.1 was kept.' }],
      difference: { altered: [{ ref: '4.1' }], added: [] },
    });
    expect(await world.plan.head()).toEqual(head);
  });

  it('is imported where the cell is named, and the plan and two chains of the history say so', async () => {
    const { world, import_ } = await imported();
    const outcome = await import_({ corrections });
    expect(outcome).toMatchObject({ kind: 'imported', difference: { altered: [{ ref: '4.1' }] } });
    const head = await world.plan.head();
    const published = await world.plan.published(head?.value.generation ?? '');
    // half past eleven in the evening, Greenwich, is the next day in London's summer
    expect(published.corrections).toMatchObject([{ reason: 'Mistyped.', on: '2026-09-02', column: june }]);
    const own = published.requirements[0]?.id ?? '';
    for (const chain of ['plan', own]) {
      const entries = await world.plan.history(chain);
      expect(checkChain(entries).kind).toBe('whole');
      expect(entries.at(-1)?.payload).toMatchObject({
        who: 'lead',
        what: 'corrected',
        about: '4.1 as published on 2026-06-19',
        old: 'The log of 4.1 was begun.',
        new: 'The log of 4.1 was kept.\nReason: Mistyped.',
      });
    }
  });

  it('is only shown in a dry run', async () => {
    const { world, import_ } = await imported();
    const head = await world.plan.head();
    expect(await import_({ corrections, dryRun: true })).toMatchObject({ difference: { altered: [{ ref: '4.1' }] } });
    expect(await world.plan.head()).toEqual(head);
  });

  it('changes nothing in a plan that is not there yet', async () => {
    const outcome = await aWorld().importPlan(
      { ...about, read, dryRun: false, corrections },
      at('2026-09-01T10:00:00Z'),
    );
    expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining('nothing published') });
  });
});
