import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import { makeChangeSettings } from '../../../src/app/plan/change-settings.js';
import { checkChains } from '../../../src/app/standing/check-chains.js';
import { makeCheckDirectory } from '../../../src/app/standing/check-directory.js';
import type { Table } from '../../../src/app/store/ports.js';
import { ADA, aWorld, OPENING, openQuarter, PLAN, TENANT, type World } from '../world.js';

let table: Table;
let world: World;

beforeEach(async () => {
  table = memoryTable();
  world = aWorld(table);
  await openQuarter(world);
  await world.reply(ADA, '4.1', 'The log is kept.', OPENING);
});

const partition = `${TENANT}~${PLAN}`;

/** Somebody takes the newest entries of a chain out of the table. */
async function cutOff(chain: string, count: number): Promise<void> {
  const { rows } = await table.range({ partition, prefix: `his~${chain}~`, limit: 100 });
  await table.batch(
    partition,
    rows.slice(0, count).map((row) => ({ kind: 'remove', key: row.key, etag: row.etag })),
  );
}

async function broken(): Promise<readonly string[]> {
  const head = (await world.plan.head())?.value;
  if (head === undefined) throw new Error('There is no plan');
  return (await checkChains(world.plan, head)).broken;
}

/** The chain of 4.1, which Ada answered. */
async function answered(): Promise<string> {
  const item = (await world.deckOf(ADA)).items.find(({ value }) => value.ref === '4.1')?.value;
  if (item === undefined) throw new Error('4.1 was not asked');
  return item.requirement;
}

describe('the history of a plan', () => {
  it('is whole while nobody touched it', async () => {
    expect(await broken()).toEqual([]);
  });

  it('shows that the end of a requirement’s chain was cut off', async () => {
    const chain = await answered();
    await cutOff(chain, 1);
    expect(await broken()).toEqual([expect.stringContaining(`chain ${chain}, entry`)]);
  });

  it('shows that a whole chain is gone', async () => {
    const chain = await answered();
    await cutOff(chain, 100);
    expect(await broken()).toEqual([expect.stringContaining(`chain ${chain}, entry 1: entries up to`)]);
  });

  it('shows that the end of the plan’s own chain was cut off, to the check command too', async () => {
    const settings = makeChangeSettings(world);
    await settings({ tenant: TENANT, plan: PLAN, by: 'lead' }, { signOff: 'executive' }, OPENING);
    await cutOff('plan', 1);
    expect(await broken()).toEqual([expect.stringContaining('chain plan, entry')]);
    expect(await makeCheckDirectory(world)(TENANT, PLAN, OPENING)).toMatchObject({
      broken: [expect.stringContaining('chain plan, entry')],
    });
  });
});
