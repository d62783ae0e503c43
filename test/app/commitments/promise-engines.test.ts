import { afterAll, describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { checkChain } from '../../../src/domain/plan/history.js';
import { engines } from '../../adapters/tables/engines/engines.js';
import { at } from '../../domain/builders.js';
import { FakeMessenger } from '../fakes.js';
import { ADA, aWorld, OPENING, openQuarter, PLAN, TENANT } from '../world.js';
import { entered, GATE, NOON, press, promising, promisingPlan, RAIL } from './promising.js';

describe.each(engines)('two promises over two quarters on %s', async (_name, open) => {
  const { table, end } = await open();
  afterAll(end);
  const world = aWorld(table, new FakeMessenger());
  const promises = promising(world);
  const about = { tenant: TENANT, plan: PLAN, by: 'lead' };

  it('are found, asked about, answered, moved and told of, and every chain is whole', async () => {
    await openQuarter(world, { plan: promisingPlan() });
    await world.sweep(OPENING);
    const rail = (await promises.rowOf(RAIL)).id;
    await press(world, ADA, { text: 'Not yet. The crane will be tested by 1 February 2027.' }, [
      entered(rail, { became: 'late', until: '2027-03-01' }),
    ]);
    await world.accepted(at('2027-01-04T10:00:00Z'));
    expect(await world.finalised(at('2027-01-04T10:00:00Z'))).toMatchObject({ kind: 'made' });
    await world.openCycle({ ...about, revision: civilDate('2027-04-09'), given: {} }, at('2027-02-26T10:00:00Z'));
    await world.sweep(at('2027-03-03T10:00:00Z'));
    expect((await promises.itemOf('4.1')).commitments.map((each) => each.due)).toEqual(['2027-02-01', '2027-03-01']);
    expect((await promises.lead(rail, { kind: 'done' }, at('2027-03-04T10:00:00Z'))).kind).toBe('answered');
    const changes = await promises.changes(TENANT, PLAN, { kind: 'next' }, NOON);
    expect(changes).toMatchObject({
      changes: {
        notes: {
          promises: { kept: [{ id: rail, moves: ['2027-03-01'] }], goneBy: [{ due: '2027-02-01' }, { words: GATE }] },
        },
      },
    });
    expect(await promises.check(TENANT, PLAN, NOON)).toMatchObject({ strayPromises: 0, broken: [] });
    for (const chain of await world.plan.chains()) {
      expect(checkChain(await world.plan.history(chain)).kind).toBe('whole');
    }
  }, 240_000);
});
