import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBackup } from '../../../src/adapters/tables/backup/read-backup.js';
import { readStanding, writeStanding } from '../../../src/adapters/tables/stores/store-standing.js';
import { LOCAL_TENANT } from '../../../src/host/config.js';
import { startService } from '../../../src/host/service.js';
import { openTable } from '../../../src/host/wiring.js';
import { silentLog } from '../../app/fakes.js';
import { folderWith, runCommand } from '../commands-of-a-pond.js';

const PLAN = [
  'Pond Plan',
  '',
  'Rec. no.\tRecommendation\tEvidence requirement\tOwner\t4 May 2021\tStatus',
  '1\tDig the pond.\tA pond that holds water\tHead of Ponds\tThe hole is dug.\t',
  '2\tFence the pond.\tA fence without gaps\tHead of Fences\tThe fence stands.\t',
].join('\n');

const folder = folderWith(PLAN);
const at = (store: string, ...args: readonly string[]) => runCommand([...args, '--data', join(folder(), store)]);
const file = () => join(folder(), 'one.backup.gz');

async function backedUp(): Promise<void> {
  expect(await at('old', 'import', join(folder(), 'plan.txt'), '--plan', 'pond')).toMatchObject({ code: 0 });
  expect(await at('old', 'backup', file())).toMatchObject({ code: 0 });
}

async function inStore<T>(
  store: string,
  work: (table: Awaited<ReturnType<typeof openTable>>) => Promise<T>,
): Promise<T> {
  const table = await openTable({ kind: 'embedded', folder: join(folder(), store) });
  try {
    return await work(table);
  } finally {
    await table.close();
  }
}

describe('quarterdeck backup and restore', () => {
  it('give a store that answers every command as the one before, and sends nothing until somebody resumes', async () => {
    await backedUp();
    const { code, out } = await at('new', 'restore', file());
    expect([code, out]).toEqual([0, expect.stringContaining('Nothing is sent until the lead has looked')]);
    for (const args of [['status'], ['history'], ['history', '--verify'], ['promises'], ['review', '--published']]) {
      const before = await at('old', ...args, '--plan', 'pond', '--json');
      expect(before.code).toBe(0);
      expect((await at('new', ...args, '--plan', 'pond', '--json')).out).toBe(before.out);
    }
    const held = await at('new', 'sweep');
    expect(held).toMatchObject({ code: 1, err: expect.stringContaining('restored from a backup of') });
    expect(await at('new', 'resume')).toMatchObject({ code: 0, out: expect.stringContaining('go out again') });
    expect(await at('new', 'sweep')).toMatchObject({ code: 0 });
  });

  it('say what they hold, with the head of each history, as JSON too', async () => {
    await at('old', 'import', join(folder(), 'plan.txt'), '--plan', 'pond');
    const { out } = await at('old', 'backup', file(), '--json');
    const made = JSON.parse(out) as { readonly history: readonly unknown[] };
    const entries = JSON.parse((await at('old', 'history', '--plan', 'pond', '--json')).out) as readonly {
      readonly chain: string;
      readonly seq: number;
      readonly hash: string;
    }[];
    const newest = entries.filter(({ chain }) => chain === 'plan').at(-1);
    expect(made.history).toEqual([{ plan: `${LOCAL_TENANT}~pond`, seq: newest?.seq, hash: newest?.hash }]);
  });

  it('show that the history was written anew since the backup was made', async () => {
    await backedUp();
    const verify = (store: string) => at(store, 'history', '--plan', 'pond', '--verify', '--backup', file());
    expect(await verify('old')).toMatchObject({ code: 0 });
    // another store in its place, whole by itself
    await at('new', 'import', join(folder(), 'plan.txt'), '--plan', 'pond');
    expect(await at('new', 'history', '--plan', 'pond', '--verify')).toMatchObject({ code: 0 });
    expect(await verify('new')).toMatchObject({ code: 1, err: expect.stringContaining('another entry was seen') });
  });

  it('bring back nothing that was removed since the backup was made, as the list beside it has it', async () => {
    const [lead, gone] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
    const people = [`plan,${lead},Lea Dunn,lead,`, `plan,${gone},Gwen Ashe,executive,`];
    writeFileSync(join(folder(), 'people.csv'), ['target,person,name,role,until', ...people].join('\n'));
    expect(await at('old', 'import', join(folder(), 'plan.txt'), '--plan', 'pond')).toMatchObject({ code: 0 });
    expect(await at('old', 'assign', join(folder(), 'people.csv'), '--plan', 'pond')).toMatchObject({ code: 0 });
    expect(await at('old', 'backup', file())).toMatchObject({ code: 0 });
    const words = join(folder(), 'words.txt');
    writeFileSync(words, 'The hole is dug');
    const redact = ['redact', '--plan', 'pond', '--ref', '1', '--words-file', words, '--as', lead, '--yes'];
    expect(await at('old', ...redact)).toMatchObject({ code: 0 });
    const settings = await at('old', 'settings', '--plan', 'pond', '--contact', 'Ask whether the hole is dug', '--yes');
    expect([settings.code, settings.err]).toEqual([
      1,
      expect.stringContaining('Words that were removed from this plan'),
    ]);
    expect(await at('old', 'person', 'forget', '--person', gone, '--yes')).toMatchObject({ code: 0 });
    expect(await at('old', 'backup', join(folder(), 'two.backup.gz'))).toMatchObject({ code: 0 });
    const bytesOf = async (store: string) => {
      const all = await inStore(store, async (table) => {
        const found: unknown[] = [];
        for (let name = await table.nextPartition(''); name !== null; name = await table.nextPartition(name)) {
          found.push(await table.snapshot(name));
        }
        return found;
      });
      return JSON.stringify(all);
    };
    const { code, out } = await at('new', 'restore', file());
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/What was removed since is taken out again, .*: \d+ records?\./),
    ]);
    expect(await bytesOf('new')).not.toMatch(/The hole is dug|Gwen Ashe|000000000002/);
    expect(await bytesOf('new')).toContain('[Removed on ');
    expect(await at('new', 'history', '--plan', 'pond', '--verify')).toMatchObject({ code: 0 });
    // moved away from its list, it is restored with a word of what that means
    const alone = join(folder(), 'alone', 'one.backup.gz');
    mkdirSync(join(folder(), 'alone'));
    copyFileSync(file(), alone);
    expect((await at('other', 'restore', alone)).out).toContain('There is no list of what was removed beside it.');
    expect(await bytesOf('other')).toMatch(/The hole is dug.*Gwen Ashe|Gwen Ashe.*The hole is dug/s);
    const named = await at('third', 'restore', alone, '--removed', join(folder(), 'quarterdeck-removed.gz'));
    expect(named.out).toContain('taken out again');
    expect(await bytesOf('third')).not.toMatch(/The hole is dug|Gwen Ashe/);
  });

  it('restore nothing where the list cannot be read, and say of a backup that it is made all the same', async () => {
    await backedUp();
    writeFileSync(join(folder(), 'quarterdeck-removed.gz'), 'no list');
    const { code, err } = await at('new', 'restore', file());
    expect([code, err]).toEqual([1, expect.stringMatching(/quarterdeck-removed\.gz is no backup .*--removed/)]);
    expect(await at('new', 'status', '--plan', 'pond')).toMatchObject({
      err: expect.stringContaining('There is no plan'),
    });
    const two = join(folder(), 'two.backup.gz');
    const made = await at('old', 'backup', two);
    expect([made.code, made.out, made.err]).toEqual([
      1,
      expect.stringContaining(`${two} holds`),
      expect.stringMatching(/^The backup is made, but the list beside it, .* cannot be read\. [^\n]*\n$/),
    ]);
    expect((await readBackup(two)).end.rows).toBeGreaterThan(3);
  });

  it.each([
    ['there is no store', ['none', 'backup', 'x.gz'], /no store there/],
    ['a file is there already', ['old', 'backup', 'one.backup.gz'], /is there already/],
    ['the place is a file', ['old', 'backup', 'one.backup.gz/x.gz'], /cannot be written/],
    ['the file is none', ['new', 'restore', 'plan.txt'], /is no backup of Quarterdeck/],
    ['the store is not empty', ['old', 'restore', 'one.backup.gz'], /The store is not empty/],
  ])('refuse in one line when %s', async (_when, [store = '', command = '', name = ''], words) => {
    await backedUp();
    const { code, err } = await at(store, command, join(folder(), name));
    expect([code, err.trim().split('\n').length]).toEqual([1, 1]);
    expect(err).toMatch(words);
  });

  it('leave a store that is half restored alone until the restore ends', async () => {
    await backedUp();
    await inStore('half', (table) => writeStanding(table, { floor: 1, restoring: 'x' }, null));
    for (const args of [['status', '--plan', 'pond'], ['sweep'], ['migrate']]) {
      expect(await at('half', ...args)).toMatchObject({ code: 1, err: expect.stringContaining('half restored here') });
    }
  });
});

describe('A store that a newer version has changed', () => {
  it('is refused in one line by every command and by the service, and named by its readiness', async () => {
    await backedUp();
    const config = {
      port: 0,
      host: '127.0.0.1',
      playgroundPort: 0,
      store: { kind: 'embedded', folder: join(folder(), 'old') },
      folderIsNamed: true,
      backups: null,
      metrics: null,
      retentionMonths: null,
      logLevel: 'silent',
      publicUrl: null,
      tenant: null,
      hasIdentity: false,
      tenants: [],
      administrators: [],
      fileHosts: null,
    } as const;
    const options = { config, log: { ...silentLog, trouble: () => null }, local: { tenant: LOCAL_TENANT } };
    const running = await startService(options);
    expect((await fetch(`${running.url}/readyz`)).status).toBe(200);
    await inStore('old', async (table) => {
      const { etag } = await readStanding(table);
      expect((await writeStanding(table, { floor: 7, restoring: null }, etag)).kind).toBe('done');
    });
    const ready = await fetch(`${running.url}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([503, expect.stringContaining('newer version of Quarterdeck')]);
    await running.stop();
    await expect(startService(options)).rejects.toThrow(/newer version of Quarterdeck/);
    for (const args of [['status', '--plan', 'pond'], ['sweep'], ['backup', file()], ['migrate', '--yes']]) {
      const { code, err } = await at('old', ...args);
      expect([code, err]).toEqual([1, expect.stringMatching(/^A newer version of Quarterdeck has changed [^\n]*\n$/)]);
    }
  });

  it('is raised by migrate, which has nothing to do at the newest', async () => {
    await backedUp();
    expect(await at('old', 'migrate')).toMatchObject({ code: 0, out: expect.stringContaining('nothing to do') });
  });
});
