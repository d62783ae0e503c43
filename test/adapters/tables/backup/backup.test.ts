import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readBackup } from '../../../../src/adapters/tables/backup/read-backup.js';
import { endRestore, restoreBackup } from '../../../../src/adapters/tables/backup/restore-backup.js';
import { writeBackup } from '../../../../src/adapters/tables/backup/write-backup.js';
import { memoryTable } from '../../../../src/adapters/tables/engines/memory-table.js';
import { readStanding, writeStanding } from '../../../../src/adapters/tables/stores/store-standing.js';
import { checkChains } from '../../../../src/app/standing/check-chains.js';
import type { TableWrite, WholeTable } from '../../../../src/app/store/ports.js';
import { TableUnavailableError } from '../../../../src/app/store/table-unavailable.js';
import { ADA, aWorld, OPENING, openQuarter } from '../../../app/world.js';
import { engines } from '../engines/engines.js';

const ABOUT = { at: OPENING, schema: 1 };

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-backup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;
const newFile = () => {
  count += 1;
  return join(folder, `${count}.backup.gz`);
};

/** Everything in a table, without versions. */
async function contents(table: WholeTable): Promise<unknown> {
  const found: unknown[] = [];
  for (let name = await table.nextPartition(''); name !== null; name = await table.nextPartition(name)) {
    const rows = await table.snapshot(name);
    found.push(...rows.map(({ partition, key, values }) => [partition, key, values]));
  }
  return found.filter((row) => JSON.stringify(row).includes('"standing"') === false);
}

async function aQuarter(table: WholeTable): Promise<void> {
  const world = aWorld(table);
  await openQuarter(world);
  await world.reply(ADA, '4.1', `The log is kept “as agreed”. 🚒\n${'A long tale of lamps. '.repeat(250)}`, OPENING);
}

describe.each(engines)('a table kept by %s, as a whole', async (_name, open) => {
  const { table, end } = await open();
  afterAll(end);
  const put = (key: string, text: string): TableWrite => ({ kind: 'put', key, values: { text } });

  it('names its partitions in their order, and gives all rows of each', async () => {
    const many = Array.from({ length: 100 }, (_, row) => put(`r${String(row).padStart(3, '0')}`, 'x'));
    for (const letter of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k']) {
      await table.batch(
        'whole~many',
        many.map((each) => ({ ...each, key: `${letter}${each.key}` })),
      );
    }
    await table.batch('whole~a', [put('1', 'x')]);
    await table.batch('whole', [put('1', 'x'), put('2', 'y')]);
    const names: string[] = [];
    for (let name = await table.nextPartition('w'); name !== null; name = await table.nextPartition(name)) {
      names.push(name);
    }
    expect(names).toEqual(['whole', 'whole~a', 'whole~many']);
    expect((await table.snapshot('whole')).map(({ key, values }) => [key, values.text])).toEqual([
      ['1', 'x'],
      ['2', 'y'],
    ]);
    expect((await table.snapshot('whole~many')).map(({ key }) => key)).toEqual(
      [...(await table.snapshot('whole~many')).map(({ key }) => key)].sort(),
    );
    expect(await table.snapshot('whole~many')).toHaveLength(1_100);
    expect(await table.snapshot('whole~none')).toEqual([]);
  });

  it('gives a snapshot in which what was written together stands together, while somebody writes', async () => {
    let stop = false;
    const writing = (async () => {
      for (let round = 0; !stop; round += 1) {
        const text = String(round);
        await table.batch('pairs', [put('a', text), put('z', text)]);
        await new Promise((resolve) => setTimeout(resolve, round % 7 === 0 ? 40 : 0));
      }
    })();
    for (let look = 0; look < 20; look += 1) {
      const values = (await table.snapshot('pairs')).map((row) => row.values.text);
      expect(new Set(values).size).toBeLessThanOrEqual(1);
    }
    stop = true;
    await writing;
  });
});

describe.each(engines)('a backup of %s', async (_from, openFrom) => {
  const from = await openFrom();
  afterAll(from.end);
  const file = newFile();
  beforeAll(async () => {
    await aQuarter(from.table);
    await writeBackup(from.table, file, ABOUT);
  });

  it.each(engines)('is the same when it is restored into %s, and its history is whole', async (_to, openTo) => {
    const to = await openTo();
    try {
      expect((await restoreBackup(to.table, file)).kind).toBe('restored');
      await endRestore(to.table);
      expect(await contents(to.table)).toEqual(await contents(from.table));
      const world = aWorld(to.table);
      const head = (await world.plan.head())?.value;
      expect(head === undefined ? ['no plan'] : (await checkChains(world.plan, head)).broken).toEqual([]);
      expect((await world.reply(ADA, '4.2', 'The quay is lit.', OPENING)).kind).toBe('saved');
    } finally {
      await to.end();
    }
  });

  it('holds each plan as it stood at one moment, while people answer', async () => {
    const world = aWorld(from.table);
    let stop = false;
    let answers = 0;
    const answering = (async () => {
      let basedOn = '';
      while (!stop) {
        const outcome = await world.reply(ADA, '4.2', `Answer ${answers + 1}.`, OPENING, basedOn);
        if (outcome.kind !== 'saved') throw new Error(outcome.kind);
        answers += 1;
        basedOn = outcome.item.current;
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    })();
    const seen: string[][] = [];
    for (let round = 0; round < 4; round += 1) {
      const during = newFile();
      await writeBackup(from.table, during, ABOUT);
      const to = memoryTable();
      await restoreBackup(to, during);
      const restored = aWorld(to);
      const head = (await restored.plan.head())?.value;
      if (head === undefined) throw new Error('no plan');
      seen.push([...(await checkChains(restored.plan, head)).broken]);
    }
    stop = true;
    await answering;
    expect(answers).toBeGreaterThan(1);
    expect(seen).toEqual([[], [], [], []]);
  }, 120_000);
});

describe('a backup file', () => {
  let table: WholeTable;
  let file: string;
  beforeEach(async () => {
    table = memoryTable();
    await aQuarter(table);
    file = newFile();
    await writeBackup(table, file, ABOUT);
  });
  const refused = (path: string) => restoreBackup(memoryTable(), path).then(() => 'taken', String);

  it('is for its owner alone, and takes no other file’s place', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = readFileSync(file);
    await expect(writeBackup(table, file, ABOUT)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('is refused at every length but its own', async () => {
    const whole = readFileSync(file);
    for (let share = 0; share < 40; share += 1) {
      const cut = newFile();
      writeFileSync(cut, whole.subarray(0, Math.floor((whole.length * share) / 40)));
      expect(await refused(cut)).toMatch(/no backup|ends before its end/);
    }
  });

  it('is refused with a line less, a word more, or two lines in each other’s place', async () => {
    const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
    const [first = '', second = '', third = '', ...others] = lines;
    const changes = [
      [first, second, ...others],
      [first, second, third.replace('}', ',"w":"more"}'), ...others],
      [first, second, others[0] ?? '', third, ...others.slice(1)],
      lines.slice(0, -2),
      [...lines, ...lines],
    ];
    for (const changed of changes) {
      const path = newFile();
      writeFileSync(path, gzipSync(changed.join('\n')));
      expect(await refused(path)).toMatch(/BackupUnreadable: .*(changed after it was made|ends before its end)/);
    }
  });

  it.each(['', 'PK\u0003\u0004', '{"quarterdeck":"plan"}\n'])(
    'is refused when it is another file: %j',
    async (words) => {
      const path = newFile();
      writeFileSync(path, words);
      expect(await refused(path)).toMatch(/is no backup of Quarterdeck|ends before its end/);
      writeFileSync(path, gzipSync(words));
      expect(await refused(path)).toMatch(/is no backup of Quarterdeck|ends before its end/);
    },
  );

  it('of a newer version is left to that version', async () => {
    const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
    writeFileSync(file, gzipSync(lines.join('\n').replace('"format":1', '"format":2')));
    expect(await refused(file)).toMatch(/newer version/);
  });

  it('that is not there is said', async () => {
    await expect(readBackup(join(folder, 'none'))).rejects.toThrow(/There is no file/);
  });

  it('is not taken by a store that holds something', async () => {
    expect(await restoreBackup(table, file)).toMatchObject({ kind: 'refused', reason: /not empty/ });
  });

  it('goes on where a restore was ended early, and another file does not', async () => {
    for (let writes = 0; writes < 12; writes += 1) {
      const inner = memoryTable();
      let left = writes;
      const dying: WholeTable = {
        ...inner,
        batch: async (partition, given) => {
          left -= 1;
          if (left < 0) throw new TableUnavailableError('It is gone.');
          return inner.batch(partition, given);
        },
      };
      const first = await restoreBackup(dying, file).then(
        () => 'whole',
        () => 'ended early',
      );
      if (first === 'ended early' && writes > 0) {
        expect((await readStanding(inner)).restoring).not.toBeNull();
        const other = newFile();
        await aWorld(table).reply(ADA, '4.2', `Round ${writes}.`, OPENING);
        await writeBackup(table, other, ABOUT);
        expect(await restoreBackup(inner, other)).toMatchObject({ kind: 'refused', reason: /half restored/ });
      }
      expect((await restoreBackup(inner, file)).kind).toBe('restored');
      await endRestore(inner);
      const again = memoryTable();
      await restoreBackup(again, file);
      expect(await contents(inner)).toEqual(await contents(again));
    }
  });

  it('keeps the schema that its store had', async () => {
    const newer = newFile();
    await writeBackup(table, newer, { ...ABOUT, schema: 99 });
    expect(await restoreBackup(memoryTable(), newer)).toMatchObject({ kind: 'refused', reason: /newer version/ });
    const to = memoryTable();
    await restoreBackup(to, file);
    expect(await readStanding(to)).toMatchObject({ floor: 1 });
    expect((await writeStanding(to, { floor: 2, restoring: null }, null)).kind).toBe('conflict');
  });
});
