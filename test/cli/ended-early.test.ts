import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Table } from '../../src/app/store/ports.js';
import { folderWith, runCommand } from './commands-of-a-pond.js';

const PLAN = [
  'Pond Plan',
  '',
  'Rec. no.\tRecommendation\tEvidence requirement\tOwner\t4 May 2031\tStatus',
  '1\tDig the pond.\tA pond that holds water\tHead of Ponds\tThe hole is dug.\t',
  '2\tFill the pond.\tWater\tHead of Ponds\tThe tap is ordered.\t',
].join('\n');

/** The write of a command that fails without an answer, from 1, made or not; or every read of several rows. */
const failing = vi.hoisted(() => ({ at: Number.POSITIVE_INFINITY, made: false, reads: false }));
afterEach(() => {
  Object.assign(failing, { at: Number.POSITIVE_INFINITY, made: false, reads: false });
});

vi.mock('../../src/host/wiring.js', async (original) => {
  const wiring = await original<typeof import('../../src/host/wiring.js')>();
  return {
    ...wiring,
    async openTable(...given: Parameters<typeof wiring.openTable>) {
      const table: Table = await wiring.openTable(...given);
      let writes = 0;
      return {
        get: table.get.bind(table),
        async range(query: Parameters<Table['range']>[0]) {
          if (failing.reads) throw new Error('the line went dead');
          return table.range(query);
        },
        proveWritable: table.proveWritable.bind(table),
        close: table.close.bind(table),
        async batch(...batch: Parameters<Table['batch']>) {
          writes += 1;
          if (writes !== failing.at) return table.batch(...batch);
          if (failing.made) await table.batch(...batch);
          throw new Error('the line went dead');
        },
      };
    },
  };
});

const folder = folderWith(PLAN);
const file = (name: string) => join(folder(), name);
const run = (...args: readonly string[]) => runCommand([...args, '--data', file('store'), '--plan', 'pond']);
const saved = async () =>
  JSON.parse((await run('history', '--json')).out) as { readonly payload: { readonly what: string } }[];

describe('A command that ends before its end', () => {
  it('says that nothing was changed, where nothing was', async () => {
    await run('import', file('plan.txt'));
    failing.reads = true;
    const { code, err } = await run('status');
    expect(code).toBe(1);
    expect(err).toMatch(/^Something unexpected went wrong\.\nNothing was changed in the store\.\n/);
  });

  it.each([
    ['made', true],
    ['not made', false],
  ])('does not know about its first write, when that was %s without an answer', async (_, made) => {
    Object.assign(failing, { at: 1, made });
    const { code, err } = await run('import', file('plan.txt'));
    expect(code).toBe(1);
    expect(err).toMatch(/^Something unexpected went wrong\.\nIt may have written to the store; /);
    expect(err).toContain('the line went dead');
  });

  it('says that it had written, where it had', async () => {
    await run('import', file('plan.txt'));
    writeFileSync(
      file('people.csv'),
      'target,person,name,role,until\nHead of Ponds,3f7b0e4a-5b1c-4c58-9f0e-0d6a2f1c9b11,Ann,owner,\n',
    );
    failing.at = 3;
    const { code, err } = await run('cycle', 'open', '--revision', '2031-08-04');
    expect({ code, err: err.split('\n').slice(0, 2) }).toEqual({
      code: 1,
      err: [
        'Something unexpected went wrong.',
        'It had written to the store by then; "quarterdeck history" shows what counts of it.',
      ],
    });
  });

  it('says which files it wrote, leaves no half of one and the old one as it was', async () => {
    await run('import', file('plan.txt'));
    await run('cycle', 'open', '--revision', '2031-08-04');
    const out = file('out');
    const first = await run('compile', '--out', out, '--formats', 'html,csv', '--json');
    const [html = '', csv = ''] = (JSON.parse(first.out) as { files: string[] }).files;
    const name = (path: string, draft: number) => path.replace('draft-1', `draft-${draft}`);
    // a folder stands where the next draft's table is to go
    mkdirSync(join(name(csv, 2), 'in the way'), { recursive: true });
    const before = readFileSync(html);
    const { code, err } = await run('compile', '--out', out, '--formats', 'html,csv');
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toEqual([
      expect.stringMatching(
        /^The file .*draft-2.*csv could not be written \(E[A-Z]+\)\. The draft is kept: compile again\.$/,
      ),
      'It had written to the store by then; "quarterdeck history" shows what counts of it.',
      `Written: ${name(html, 2)}.`,
    ]);
    expect(readdirSync(out).filter((each) => each.includes('.part'))).toEqual([]);
    expect(readFileSync(html)).toEqual(before);
    const drafts = (await saved()).filter(({ payload }) => payload.what.includes('draft'));
    expect(drafts).toHaveLength(2);
  });
});
