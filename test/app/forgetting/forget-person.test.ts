import { describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import { makeForgetAgain, makeForgetPerson } from '../../../src/app/forgetting/forget-person.js';
import { makeKnownOf } from '../../../src/app/forgetting/known-of.js';
import { checkChains } from '../../../src/app/standing/check-chains.js';
import { at } from '../../domain/builders.js';
import { atEveryMoment } from '../every-moment.js';
import { ADDS, remembering, spoiled } from '../redacting/spoiled.js';
import { ADA, aWorld, BEN, LEAD, line, mustBe, PLAN, TENANT, type World } from '../world.js';

const NOW = at('2027-01-20T10:00:00Z');

/** Ada's rows are Ben's now. */
async function left(world: World): Promise<void> {
  await spoiled(world);
  await world.sweep(NOW);
  const lines = [
    line('4.1', BEN),
    line('4.2', BEN),
    line('4.3', BEN),
    line('plan', LEAD, 'lead'),
    line('4.3', ADDS, 'contributor'),
  ];
  mustBe('assigned', await world.assign({ tenant: TENANT, plan: PLAN, by: 'system', lines }, NOW));
  await world.stores.directory.addAddress(TENANT, 'ada@harbour.example', ADA, 'Ada Moss');
}

describe('somebody who is forgotten', () => {
  it('is named in no row of the store, by id or by name, but for what is published', async () => {
    const store = remembering(memoryTable());
    const world = aWorld(store.table);
    await left(world);
    const namesAda = async () => (await store.rows()).filter((row) => row.includes(ADA) || row.includes('Ada Moss'));
    expect((await namesAda()).length).toBeGreaterThan(8);
    const published = await world.plan.published((await world.plan.head())?.value.generation ?? '');
    mustBe('forgotten', await makeForgetPerson(world)(TENANT, ADA.toUpperCase(), NOW));
    expect(await namesAda()).toEqual([]);
    expect(await world.plan.published((await world.plan.head())?.value.generation ?? '')).toEqual(published);
    expect(await world.stores.directory.personByAddress(TENANT, 'ada@harbour.example')).toBeNull();
  });

  it('leaves their answers, by a random key, and whole chains', async () => {
    const world = aWorld();
    await left(world);
    const id =
      (await world.plan.published((await world.plan.head())?.value.generation ?? '')).requirements[0]?.id ?? '';
    const before = await world.plan.updates(id);
    mustBe('forgotten', await makeForgetPerson(world)(TENANT, ADA, NOW));
    expect(await world.plan.updates(id)).toEqual(before);
    const head = (await world.plan.head())?.value;
    if (head === undefined) throw new Error('No plan');
    expect((await checkChains(world.plan, head)).broken).toEqual([]);
    const own = (await world.plan.history(id)).filter(({ payload }) => payload?.who === before[0]?.by);
    expect(own.length).toBeGreaterThan(0);
    expect(own.every(({ payload }) => payload?.new === null)).toBe(true);
  });

  it('takes what they said as a contributor with them', async () => {
    const world = aWorld();
    await left(world);
    mustBe('forgotten', await makeForgetPerson(world)(TENANT, ADDS, NOW));
    const id =
      (await world.plan.published((await world.plan.head())?.value.generation ?? '')).requirements[2]?.id ?? '';
    const [given] = await world.plan.contributions(id);
    expect(given).toMatchObject({
      name: 'Somebody who was forgotten',
      text: '[Removed with whoever said it, on 20 January 2027]',
    });
    expect(given?.person).toMatch(/^forgotten-/);
  });

  it('gives their rows to somebody else first', async () => {
    const world = aWorld();
    await spoiled(world);
    await world.sweep(NOW);
    const outcome = await makeForgetPerson(world)(TENANT, BEN, NOW);
    expect(outcome).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify(outcome)).toContain('Give these rows to somebody else first');
    expect(await makeForgetPerson(world)(TENANT, 'nobody', NOW)).toMatchObject({ kind: 'refused' });
  });

  it('is forgotten again in an older state that is put back, by hash alone', async () => {
    const world = aWorld();
    await left(world);
    const old = (await world.plan.everything()).filter(({ area }) => area === 'ask' || area === 'ctb');
    mustBe('forgotten', await makeForgetPerson(world)(TENANT, ADDS, NOW));
    const [entry] = await world.stores.forgotten(TENANT).list();
    expect(JSON.stringify(entry)).not.toContain(ADDS);
    for (const thing of (await world.plan.everything()).filter(({ area }) => area === 'ask' || area === 'ctb')) {
      const before = old.find(({ key }) => key === thing.key);
      if (before !== undefined) await world.plan.replaceThing(thing, before.value, 'an older state');
    }
    expect(JSON.stringify(await world.plan.everything())).toContain(ADDS);
    expect(await makeForgetAgain(world)(TENANT, NOW)).toBeGreaterThan(0);
    expect(JSON.stringify((await world.plan.everything()).map(({ key, value }) => [key, value]))).not.toContain(ADDS);
  });
});

it('everything that is stored about somebody is given to them', async () => {
  const world = aWorld();
  await left(world);
  const known = await makeKnownOf(world.stores)(TENANT, ADA);
  expect(known.names).toEqual(['Ada Moss']);
  expect(known.addresses).toBe(1);
  expect(known.own.map(({ key }) => key.split('~')[0])).toContain('record');
  const areas = new Set(known.plans.flatMap(({ things }) => things.map(({ area }) => area)));
  for (const area of ['ask', 'upd', 'his']) expect(areas).toContain(area);
});

it('a process that dies while it forgets somebody leaves nothing that the same command does not end', {
  timeout: 120_000,
}, async () => {
  await atEveryMoment(
    left,
    (world) => makeForgetPerson(world)(TENANT, ADA, NOW),
    async (world, _messenger, moment) => {
      await makeForgetPerson(world)(TENANT, ADA, NOW);
      const left = JSON.stringify(
        (await world.plan.everything()).filter(({ area }) => area !== 'compiled' && area !== 'gen'),
      );
      expect(left.includes(ADA) || left.includes('Ada Moss'), `moment ${moment}`).toBe(false);
    },
  );
});
