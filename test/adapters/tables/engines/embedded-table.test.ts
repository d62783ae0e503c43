import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { embeddedTable } from '../../../../src/adapters/tables/engines/embedded-table.js';
import type { Table } from '../../../../src/app/store/ports.js';
import { TableUnavailableError } from '../../../../src/app/store/table-unavailable.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

interface Child {
  readonly process: ChildProcess;
  /** What it has said so far, line by line; only whole lines. */
  lines(): string[];
  readonly gone: Promise<unknown>;
}

let scratch = '';
let children: ChildProcess[] = [];
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'quarterdeck-embedded-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(scratch, { recursive: true });
});

function start(task: string, folder: string, name: string, limitBlocks?: number): Child {
  const script = [here('./embedded-child.mjs'), task, folder, name];
  const limited = ['-c', `ulimit -f ${limitBlocks} && exec "$0" "$@"`, process.execPath, ...script];
  const child = limitBlocks === undefined ? spawn(process.execPath, script) : spawn('sh', limited);
  children.push(child);
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  return { process: child, gone: once(child, 'close'), lines: () => said.split('\n').slice(0, -1) };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function allKeys(table: Table, partition: string): Promise<Set<string>> {
  const keys = new Set<string>();
  let continuation: string | undefined;
  do {
    const page = await table.range({ partition, ...(continuation ? { continuation } : {}) });
    for (const { key } of page.rows) keys.add(key);
    continuation = page.continuation;
  } while (continuation);
  return keys;
}

describe('The folder of an embedded table', () => {
  it('is made when missing, for its owner alone', async () => {
    const folder = join(scratch, 'deep', 'data.d');
    await (await embeddedTable(folder)).close();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('is closed to others if it stood open', async () => {
    const folder = join(scratch, 'data');
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    await (await embeddedTable(folder)).close();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('keeps its rows from one start to the next', async () => {
    const first = await embeddedTable(scratch);
    await first.batch('tenant~plan', [{ kind: 'insert', key: 'row', values: { value: 1 } }]);
    await first.close();
    const second = await embeddedTable(scratch);
    expect((await second.get('tenant~plan', 'row'))?.values).toEqual({ value: 1 });
    await second.close();
  });

  it('is still there for one who has it open when another in the process closes it', async () => {
    const [first, second] = [await embeddedTable(scratch), await embeddedTable(scratch)];
    await first.close();
    await second.batch('tenant~plan', [{ kind: 'insert', key: 'row', values: {} }]);
    expect(await second.get('tenant~plan', 'row')).toBeDefined();
    await second.close();
  });

  it('gives a batch that was under way its answer before it is closed', async () => {
    const table = await embeddedTable(scratch);
    const batches = Array.from({ length: 200 }, (_, place) =>
      table.batch('tenant~plan', [{ kind: 'insert', key: `row-${place}`, values: {} }]),
    );
    const closed = table.close();
    expect(new Set((await Promise.all(batches)).map(({ kind }) => kind))).toEqual(new Set(['done']));
    await closed;
  });

  it('is refused in plain words if it is a file', async () => {
    const file = join(scratch, 'data');
    writeFileSync(file, '');
    await expect(embeddedTable(file)).rejects.toThrow(`The data folder “${file}” is a file. Name a folder`);
    await expect(embeddedTable(file)).rejects.toBeInstanceOf(TableUnavailableError);
  });

  it('is refused in plain words if its path leads through a file', async () => {
    writeFileSync(join(scratch, 'file'), '');
    const act = embeddedTable(join(scratch, 'file', 'data'));
    await expect(act).rejects.toThrow('cannot be used: a part of the path is a file');
    await expect(act).rejects.toMatchObject({ name: 'TableUnavailableError', cause: { code: 'ENOTDIR' } });
  });

  it('is refused in plain words if we may not write there', async () => {
    // An administrator may write everywhere but in the kernel's own tree.
    const closed = process.getuid?.() === 0 ? '/sys' : join(scratch, 'closed');
    if (closed !== '/sys') mkdirSync(closed, { mode: 0o500 });
    const act = embeddedTable(join(closed, 'data'));
    await expect(act).rejects.toThrow('cannot be used: this account may not write there');
    await expect(act).rejects.toBeInstanceOf(TableUnavailableError);
  });

  it.each([
    ['a file of something else', 'Minutes of the board, in the wrong place. '.repeat(500)],
    ['a file cut short', 'Minutes'],
  ])('is refused if what lies in it is %s', async (_what, content) => {
    writeFileSync(join(scratch, 'table.mdb'), content);
    const act = embeddedTable(scratch);
    await expect(act).rejects.toThrow('is damaged or not a table of ours');
    await expect(act).rejects.toBeInstanceOf(TableUnavailableError);
  });

  it('may hold the empty file that a start killed at its first step leaves', async () => {
    writeFileSync(join(scratch, 'table.mdb'), '');
    const table = await embeddedTable(scratch);
    expect(await table.batch('tenant~plan', [{ kind: 'insert', key: 'row', values: {} }])).toEqual({ kind: 'done' });
    await table.close();
  });
});

describe('An embedded table shared with other processes', () => {
  beforeAll(() => {
    if (existsSync(here('../../../../dist/adapters/tables/engines/embedded-table.js'))) return;
    throw new Error('These tests run the built engine in processes of their own. Run `npx tsc -b` first.');
  });

  it('has every row that a process was told is written before kill -9 ended it, and no half of a batch', async () => {
    const table = await embeddedTable(scratch);
    const acknowledged: string[] = [];
    for (let round = 1; round <= 4; round += 1) {
      const child = start('write', scratch, `round${round}`);
      await until(() => child.lines().length > 100 * round);
      child.process.kill('SIGKILL');
      await child.gone;
      expect(child.lines().filter((line) => line.startsWith('conflict'))).toEqual([]);
      acknowledged.push(
        ...child
          .lines()
          .slice(1)
          .flatMap((line) => line.split(' ')),
      );
      // The one who was killed may have held the lock; the next write must not wait for it.
      const after = await table.batch('tenant~crash', [{ kind: 'insert', key: `after-${round}`, values: {} }]);
      expect(after).toEqual({ kind: 'done' });
    }
    await table.close();

    const reopened = await embeddedTable(scratch);
    const kept = await allKeys(reopened, 'tenant~crash');
    await reopened.close();
    expect(acknowledged.length).toBeGreaterThan(1_000);
    expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
    const rows = [...kept].filter((key) => !key.startsWith('after'));
    const torn = rows.filter((key) => !['a', 'b', 'c'].every((part) => kept.has(key.replace(/.$/, part))));
    expect(torn).toEqual([]);
  });

  it('loses no update when three processes count in the same row', async () => {
    const table = await embeddedTable(scratch);
    await table.batch('tenant~count', [{ kind: 'insert', key: 'number', values: { value: 0 } }]);
    const counters = ['one', 'two', 'three'].map((name) => start('count', scratch, name));
    await Promise.all(counters.map((counter) => counter.gone));
    expect(counters.map((counter) => counter.lines().at(-1))).toEqual(['closed', 'closed', 'closed']);
    expect((await table.get('tenant~count', 'number'))?.values).toEqual({ value: 600 });
    expect((await allKeys(table, 'tenant~count')).size).toBe(601);
    // Else they never met, and the test has shown nothing.
    expect(counters.flatMap((counter) => counter.lines()).filter((line) => line === 'conflict').length).toBeGreaterThan(
      0,
    );
    await table.close();
  });

  it('is refused in plain words if the disk is full from the start', async () => {
    const child = start('fill', scratch, 'filler', 20);
    await child.gone;
    const said = child.lines().join(' ');
    expect(said).toContain(`TableUnavailableError: The data folder “${scratch}” cannot be used: the disk is full.`);
    expect(readdirSync(scratch)).toEqual([]);
  });

  it('says that the disk may be full, lives on, and has what it acknowledged', async () => {
    const child = start('fill', scratch, 'filler', 6_000);
    await child.gone;
    const lines = child.lines();
    expect(lines.find((line) => line.startsWith('refused'))).toMatch(
      /^refused TableUnavailableError: Could not write the data in “.*” \(.*\)\. Is the disk full\? Make room and try again\.$/,
    );
    expect(lines.slice(-2)).toEqual(['still reads row-000000', 'closed']);
    const acknowledged = lines.filter((line) => line.startsWith('row-'));
    expect(acknowledged.length).toBeGreaterThan(10);

    const table = await embeddedTable(scratch);
    expect([...(await allKeys(table, 'tenant~fill'))]).toEqual(acknowledged);
    await table.batch('tenant~fill', [{ kind: 'insert', key: 'room again', values: {} }]);
    await table.close();
  });

  it.each([
    [1, 2_500],
    [2, 5_000],
    [3, 9_000],
  ])('leaves no write to LMDB that the disk will not take (%i)', async (seed, limit) => {
    const child = start('squeeze', scratch, String(seed), limit);
    await child.gone;
    // LMDB would say "Write error" there, and spoil its memory with the words
    const [ready, counts = '', closed, ...rest] = child.lines();
    expect([ready, closed, child.process.exitCode, rest]).toEqual(['ready', 'closed', 0, []]);
    const { done, refused } = JSON.parse(counts) as Record<string, number>;
    expect(done).toBeGreaterThan(10);
    expect(refused).toBeGreaterThan(10);
  });

  it('writes nothing into a file that was cut short', async () => {
    const child = start('cut', scratch, 'cutter');
    await child.gone;
    expect(child.lines()).toEqual(['ready', expect.stringContaining('(it was cut short to 16384 bytes)'), '16384']);
  });
});
