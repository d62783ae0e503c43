import { describe, expect, it } from 'vitest';
import { makeSeeChanges } from '../../../src/app/publishing/see-changes.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { aPlan, aReadingOf, aRequirement, at } from '../../domain/builders.js';
import { ADA, aWorld, BEN, harbourPlan, line, OPENING, PLAN, REVISION, TENANT } from '../world.js';

const about = { tenant: TENANT, plan: PLAN, by: 'lead', dryRun: false };
const rows = aReadingOf(
  aPlan([aRequirement('4.9', { text: 'Paint it.' }), aRequirement('30')], { columns: [], updates: [] }),
);
const later = at('2026-12-01T10:00:00Z');

async function inAQuarter() {
  const world = aWorld();
  await world.importPlan({ ...about, read: aReadingOf(harbourPlan(2)) }, at('2026-08-01T10:00:00Z'));
  await world.assign({ ...about, lines: [line('4', ADA)] }, OPENING);
  await world.openCycle({ ...about, revision: REVISION, given: {} }, OPENING);
  return world;
}

describe('rows that are added in an open quarter', () => {
  it('are shown first, and then asked of their owners', async () => {
    const world = await inAQuarter();
    const head = await world.plan.head();
    const dry = await world.importPlan({ ...about, read: rows, scope: 'moreRows', dryRun: true }, later);
    expect(dry).toMatchObject({
      kind: 'imported',
      difference: { added: [{ ref: '4.9' }, { ref: '30' }], withdrawn: [], columns: [] },
    });
    expect(await world.plan.head()).toEqual(head);
    await world.importPlan({ ...about, read: rows, scope: 'moreRows' }, later);
    const refs = async (id: string) => (await world.deckOf(id)).items.map((each) => each.value.ref);
    expect(await refs(ADA)).toEqual(['4.1', '4.2', '4.9']);
    await world.assign({ ...about, lines: [line('4', ADA), line('30', BEN)] }, later);
    expect(await refs(BEN)).toEqual(['30']);
    expect((await world.plan.history('plan')).map((each) => each.payload)).toContainEqual(
      expect.objectContaining({ what: 'added rows to', who: 'lead', new: '4.9, 30' }),
    );
  });

  it('are told as new by the change log of the next revision', async () => {
    const world = await inAQuarter();
    await world.importPlan({ ...about, read: rows, scope: 'moreRows' }, later);
    const changes = await makeSeeChanges(world)(TENANT, PLAN, { kind: 'next' }, later);
    expect(changes).toMatchObject({
      kind: 'changes',
      changes: { published: { log: { added: ['4.9', '30'] } } },
    });
  });

  it('change nothing where they all stand in the plan, where there is no plan, or with a correction', async () => {
    const world = await inAQuarter();
    const head = await world.plan.head();
    const same = await world.importPlan({ ...about, read: aReadingOf(harbourPlan(1)), scope: 'moreRows' }, later);
    expect(same).toMatchObject({ kind: 'imported', difference: { added: [], withdrawn: [] } });
    const corrections = [{ ref: '4.1', column: civilDate('2026-06-19'), reason: 'Mistyped.' }];
    const correcting = await world.importPlan({ ...about, read: rows, scope: 'moreRows', corrections }, later);
    expect(correcting).toMatchObject({ kind: 'refused' });
    expect(await world.plan.head()).toEqual(head);
    const nowhere = await aWorld().importPlan({ ...about, read: rows, scope: 'moreRows' }, later);
    expect(nowhere).toMatchObject({ kind: 'refused', reason: expect.stringContaining('Import the whole plan first') });
  });
});
