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

/** What the entry that is gone had vouched for. */
const UNKNOWN_ANSWER = expect.stringMatching(/^an answer about 4\.1 of \S+ is in no history/);

describe('the history of a plan', () => {
  it('is whole while nobody touched it', async () => {
    expect(await broken()).toEqual([]);
  });

  it('shows that the end of a requirement’s chain was cut off', async () => {
    const chain = await answered();
    await cutOff(chain, 1);
    expect(await broken()).toEqual([expect.stringContaining(`chain ${chain}, entry`), UNKNOWN_ANSWER]);
  });

  it('shows that a whole chain is gone', async () => {
    const chain = await answered();
    await cutOff(chain, 100);
    expect(await broken()).toEqual([expect.stringContaining(`chain ${chain}, entry 1: entries up to`), UNKNOWN_ANSWER]);
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

describe('what stands beside the history', () => {
  /** Somebody writes other words into every row below a key. */
  async function rewrite(prefix: string, from: string, to: string): Promise<void> {
    const { rows } = await table.range({ partition, prefix, limit: 1000 });
    for (const row of rows) {
      const values = Object.fromEntries(
        Object.entries(row.values).map(([name, value]) => [
          name,
          typeof value === 'string' ? value.replaceAll(from, to) : value,
        ]),
      );
      await table.batch(partition, [{ kind: 'replace', key: row.key, etag: row.etag, values }]);
    }
  }

  it('shows an answer that was changed, by its row and its time', async () => {
    await rewrite('upd~', 'The log is kept.', 'The log is lost.');
    expect(await broken()).toEqual([
      expect.stringMatching(/^an answer about 4\.1 of 2026-\S+ was changed after it was written \(upd~/),
      'the answer that counts for 4.1 is not the one that was recorded',
    ]);
  });

  it('shows an answer that was changed only where it counts', async () => {
    await rewrite('ask~', 'The log is kept.', 'The log is lost.');
    expect(await broken()).toEqual(['the answer that counts for 4.1 is not the one that was recorded']);
  });

  it('shows an answer that is gone', async () => {
    const { rows } = await table.range({ partition, prefix: 'upd~', limit: 10 });
    await table.batch(
      partition,
      rows.map(({ key, etag }) => ({ kind: 'remove', key, etag })),
    );
    expect((await broken())[0]).toMatch(/^an answer about 4\.1 of \S+ is gone/);
  });

  it('shows an answer that nobody gave', async () => {
    const [row] = (await table.range({ partition, prefix: 'upd~', limit: 1 })).rows;
    if (row === undefined) throw new Error('Nothing was answered');
    await table.batch(partition, [{ kind: 'insert', key: `${row.key}x`, values: row.values }]);
    expect(await broken()).toEqual([expect.stringMatching(/^an answer about 4\.1 of \S+ is in no history/)]);
  });

  it('shows words that were changed in the published plan', async () => {
    await rewrite('gen~', '4.1', '4.9');
    expect(await broken()).toContainEqual(expect.stringMatching(/^the published plan of \S+ was changed/));
  });

  it('shows words that were changed in a draft, and a chain of a row that was written anew since', async () => {
    await world.compileRevision({ tenant: TENANT, plan: PLAN, by: 'lead' }, OPENING);
    expect(await broken()).toEqual([]);
    await rewrite('compiled~', 'The log is kept.', 'The log is lost.');
    expect(await broken()).toEqual([expect.stringMatching(/^a draft or revision of \S+ was changed/)]);
    await rewrite('compiled~', 'The log is lost.', 'The log is kept.');
    const chain = await answered();
    await cutOff(chain, 1);
    await world.plan.appendHistory(
      chain,
      { who: 'x', at: OPENING, what: 'answered', about: '4.1', old: null, new: null },
      'op',
    );
    expect(await broken()).toContainEqual(
      expect.stringMatching(/^a link of the history about 4\.1 of \S+ was changed/),
    );
  });

  it('is no fault where a version that noted nothing wrote it', async () => {
    const { rows } = await table.range({ partition, limit: 1000 });
    const own = rows.filter(({ key }) => key.startsWith('his~'));
    const chains = [...new Set(own.map(({ key }) => key.split('~')[1] ?? ''))];
    for (const { key, etag } of own) await table.batch(partition, [{ kind: 'remove', key, etag }]);
    for (const chain of chains) {
      const payload = { who: 'x', at: OPENING, what: 'imported', about: chain, old: null, new: null };
      await world.plan.appendHistory(chain, payload, chain);
    }
    expect((await broken()).filter((each) => !each.startsWith('chain '))).toEqual([]);
  });
});
