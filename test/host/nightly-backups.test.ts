import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBackup } from '../../src/adapters/tables/backup/read-backup.js';
import { memoryTable } from '../../src/adapters/tables/engines/memory-table.js';
import { openStores } from '../../src/adapters/tables/stores/service-store.js';
import { backUpDaily } from '../../src/host/nightly-backups.js';
import { silentLog } from '../app/fakes.js';
import { at } from '../domain/builders.js';

let folder: string;
const failures: unknown[] = [];
const log = { ...silentLog, error: (_event: string, facts?: unknown) => void failures.push(facts) };
const table = memoryTable();
const made = (now: string, signal = new AbortController().signal, of = table) =>
  backUpDaily(of, { folder, count: 3 }, at(now), { log, signal });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-nightly-'));
  failures.length = 0;
  await table.batch('a~plan', [{ kind: 'put', key: 'row', values: { text: 'x' } }]);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('backups that the service makes by itself', () => {
  it('are made once a day, each whole, and the newest three stay', async () => {
    const made2: boolean[] = [];
    for (let hour = 0; hour < 24 * 6; hour += 6) {
      const now = new Date(Date.UTC(2026, 10, 1, hour)).toISOString();
      made2.push(await made(now));
    }
    expect(made2.filter(Boolean)).toHaveLength(6);
    expect(readdirSync(folder).sort()).toEqual([
      'quarterdeck-2026-11-04T00.00.00.000Z.backup.gz',
      'quarterdeck-2026-11-05T00.00.00.000Z.backup.gz',
      'quarterdeck-2026-11-06T00.00.00.000Z.backup.gz',
    ]);
    for (const name of readdirSync(folder)) expect((await readBackup(join(folder, name))).end.rows).toBe(1);
  });

  it('have the list of what was removed beside them, brought up to date at every call', async () => {
    const own = memoryTable();
    const signal = new AbortController().signal;
    const list = join(folder, 'quarterdeck-removed.gz');
    const tenant = '00000000-0000-4000-8000-0000000000aa';
    await openStores(own).directory.addPlan(tenant, 'plan');
    await made('2026-11-01T00:00:00.000Z', signal, own);
    expect(existsSync(list)).toBe(false);
    const removed = async (id: string, now: string) => {
      await own.batch(`${tenant}~removed~words`, [{ kind: 'put', key: `plan~${id}`, values: { text: id } }]);
      expect(await made(now, signal, own)).toBe(false);
      return (await readBackup(list)).end.rows;
    };
    expect(await removed('one', '2026-11-01T00:01:00.000Z')).toBe(1);
    expect(await removed('two', '2026-11-01T00:02:00.000Z')).toBe(2);
    const before = readFileSync(list);
    await made('2026-11-01T00:03:00.000Z', signal, own);
    expect(readFileSync(list).equals(before)).toBe(true);
  });

  it('leave every other file in the folder alone', async () => {
    for (const name of ['quarterdeck-mine.backup.gz', 'a.txt', '0.backup.gz']) writeFileSync(join(folder, name), '');
    for (const day of [1, 2, 3, 4, 5]) await made(`2026-11-0${day}T03:00:00.000Z`);
    expect(readdirSync(folder).filter((name) => !name.startsWith('quarterdeck-2026'))).toEqual([
      '0.backup.gz',
      'a.txt',
      'quarterdeck-mine.backup.gz',
    ]);
  });

  it('are tried again after a failure, which is logged and stops nothing', async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder should be');
    expect(await made('2026-11-01T00:00:00.000Z')).toBe(false);
    expect(failures).toHaveLength(1);
    rmSync(folder);
    expect(await made('2026-11-01T00:01:00.000Z')).toBe(true);
  });

  it('are made though the list beside them cannot be read, which is logged', async () => {
    writeFileSync(join(folder, 'quarterdeck-removed.gz'), 'no list');
    expect(await made('2026-11-01T00:00:00.000Z')).toBe(true);
    expect(failures).toEqual([
      { error: expect.objectContaining({ message: expect.stringContaining('is no backup') }) },
    ]);
  });

  it('leave nothing behind when the service stops meanwhile', async () => {
    const ending = new AbortController();
    ending.abort();
    expect(await made('2026-11-01T00:00:00.000Z', ending.signal)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
    expect(failures).toEqual([]);
  });
});
