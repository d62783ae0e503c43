import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, runCommand } from './commands-of-a-pond.js';

const PLAN = [
  'Pond Plan',
  '',
  'Rec. no.\tRecommendation\tEvidence requirement\tOwner\t4 May 2031\tStatus',
  '1\tDig the pond.\tA pond that holds water\tHead of Ponds\tThe hole is dug.\t',
].join('\n');

const folder = folderWith(PLAN);
const run = (...args: readonly string[]) => runCommand(args);

const store = () => ['--data', join(folder(), 'store')];
const plan = () => [...store(), '--plan', 'pond'];

describe('A command whose options cannot be meant exits 2, says why, and opens no store:', () => {
  it.each([
    ['a plan id with a space', ['status', '--plan', 'the pond'], /--plan/],
    ['a plan id in capitals', ['import', 'plan.txt', '--plan', 'Pond'], /small letters/],
    ['an empty plan id', ['compile', '--plan', '', '--out', 'out'], /--plan/],
    ['no plan at all', ['status'], /--plan/],
    ['an unknown option', ['status', '--plan', 'pond', '--quietly'], /--quietly/],
    ['an unknown command', ['publish'], /publish/],
    ['a tenant that is no GUID', ['status', '--plan', 'pond', '--tenant', 'pond.example'], /--tenant.*GUID/],
    ['a store that there is not', ['status', '--plan', 'pond', '--store', 'paper'], /embedded/],
    ['a day that no calendar has', ['cycle', 'open', '--plan', 'pond', '--revision', '2031-02-30'], /2031-02-30/],
    ['a format that nobody writes', ['compile', '--plan', 'pond', '--out', 'out', '--formats', 'docx,foo'], /"foo"/],
    ['a time on no day', ['sweep', '--dry-run', '--now', '2031-02-30T10:00:00Z'], /--now/],
  ])('%s', async (_, args, reason) => {
    const { code, out, err } = await run(...args, ...(args[0] === 'publish' ? [] : store()));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(reason);
    expect(err).not.toMatch(/unexpected/);
    expect(readdirSync(folder())).toEqual(['plan.txt']);
  });
});

/** Where a command works is all that it says on standard output before it is refused. */
const WHERE = /^(Store: embedded, on this machine only; folder: \S+( \(new\))?; tenant: local \(sample tenant\)\n)?$/;

describe('A command that is refused exits 1 and says why on standard error alone:', () => {
  it.each([
    ['a plan that is not there', () => ['status', ...plan()], /no plan "pond"/],
    ['a file that is not there', () => ['import', join(folder(), 'none.txt'), ...plan()], /no file/],
    ['a data folder where none can be made', () => ['status', '--plan', 'pond', '--data', '/proc/pond'], /data folder/],
    ['an out folder where none can be made', () => ['compile', ...plan(), '--out', '/proc/pond'], /--out/],
  ])('%s', async (_, args, reason) => {
    const { code, out, err } = await run(...args());
    expect([code, out]).toEqual([1, expect.stringMatching(WHERE)]);
    expect(err).toMatch(reason);
    expect(err).not.toMatch(/unexpected/);
  });

  it('an assignment file without a line, which would take everybody away', async () => {
    expect((await run('import', join(folder(), 'plan.txt'), ...plan())).code).toBe(0);
    const file = join(folder(), 'people.csv');
    writeFileSync(file, 'target,person,name,role,until\n');
    const { code, err } = await run('assign', file, ...plan());
    expect(code).toBe(1);
    expect(err).toMatch(/no line/);
  });
});
