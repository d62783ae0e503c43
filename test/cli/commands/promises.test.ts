import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '../../../src/cli/program.js';

const PLAN = [
  'Pond Plan',
  '',
  'Rec. no.\tRecommendation\tEvidence requirement\tOwner\t4 May 2025\tStatus',
  '1\tDig the pond.\tA pond that holds water\tHead of Ponds\tThe hole is dug. The pond will be filled by 1 June 2025.\t',
  '2\tFence the pond.\tA fence without gaps\tHead of Ponds\tThe fence will be painted in March 2099.\t',
].join('\n');

/** `quarterdeck promises` and `quarterdeck promise`, told in order. */
describe('promises on the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-promises-'));

  async function run(...args: readonly string[]) {
    const said = { out: '', err: '' };
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      said.out += String(text);
      return true;
    });
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      said.err += String(text);
      return true;
    });
    const about = ['--data', join(folder, 'store'), '--plan', 'pond'];
    const code = await runCommandLine(['node', 'quarterdeck', ...args, ...about]);
    vi.restoreAllMocks();
    return { code, ...said };
  }
  const listed = async (...more: readonly string[]) =>
    JSON.parse((await run('promises', '--json', ...more)).out) as readonly Readonly<Record<string, unknown>>[];

  beforeAll(async () => {
    for (const name of ['MicrosoftAppType', 'MicrosoftAppId', 'MicrosoftAppTenantId', 'HOST', 'QUARTERDECK_STORE']) {
      vi.stubEnv(name, '');
    }
    writeFileSync(join(folder, 'plan.txt'), PLAN);
    expect(await run('import', join(folder, 'plan.txt'))).toMatchObject({ code: 0 });
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are listed with their words, days and state; those due without an answer apart', async () => {
    expect(await listed()).toMatchObject([
      {
        ref: '1',
        words: 'The pond will be filled by 1 June 2025.',
        promised: '2025-06-01',
        state: 'open',
        moved: 0,
        unanswered: true,
      },
      { ref: '2', due: '2099-03-31', unanswered: false },
    ]);
    expect(await listed('--due')).toHaveLength(1);
    const { out } = await run('promises');
    expect(out).toContain('2 promises; 1 has come due without an answer.');
    expect(out).toContain('No answer yet: open, due on 1 June 2025');
  });

  it.each([
    [['sold'], '"sold" is none of: done, late, withdrawn, reopen.'],
    [['late'], 'Give the new date: --until YYYY-MM-DD'],
    [['late', '--until', 'soon'], '--until must be a date'],
    [['withdrawn'], 'Say why: --reason TEXT'],
    [['done', '--until', '2099-01-01'], '--until goes with "late" only.'],
    [['late', '--until', '2099-01-01', '--reason', 'x'], '--reason goes with "withdrawn" only.'],
  ])('are not answered by %j: wrong usage', async (words, reason) => {
    const { code, err } = await run('promise', 'abc', ...words);
    expect([code, err]).toEqual([2, expect.stringContaining(reason)]);
  });

  it('are answered by id, and reopened; what cannot be is refused with the reason', async () => {
    const id = String((await listed())[0]?.['id']);
    expect(await run('promise', 'nobody', 'done')).toMatchObject({
      code: 1,
      err: expect.stringContaining('No promise has the id'),
    });
    expect(await run('promise', id, 'late', '--until', '2025-05-01')).toMatchObject({
      code: 1,
      err: expect.stringContaining('must be after'),
    });
    expect((await run('promise', id.slice(0, 8), 'late', '--until', '2099-05-01')).out).toContain(
      'now due on 1 May 2099 (moved once)',
    );
    expect((await run('promise', id, 'withdrawn', '--reason', 'No water.')).out).toContain(
      'will not happen: No water.',
    );
    expect(await run('promise', id, 'done')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Reopen it first'),
    });
    expect((await run('promise', id, 'reopen', '--json')).out).toContain('"state": "late"');
    expect(await listed()).toMatchObject(
      [{ moved: 1, due: '2099-05-01' }, { due: '2099-03-31' }].toSorted((a, b) => (a.due < b.due ? -1 : 1)),
    );
    expect((await run('history')).out).toContain('answered for a promise in');
  });
});
