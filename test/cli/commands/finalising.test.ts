import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, runCommand } from '../commands-of-a-pond.js';

const PLAN = [
  'Pond Plan',
  '',
  'Rec. no.\tRecommendation\tEvidence requirement\tOwner\t4 May 2021\tStatus',
  '1\tDig the pond.\tA pond that holds water\tHead of Ponds\tThe hole is dug.\t',
  '2\tFence the pond.\tA fence without gaps\tHead of Fences\tThe pond will be fenced by 1 June 2021.\t',
].join('\n');

const folder = folderWith(PLAN);
const of = ['--plan', 'pond'];
const run = (...args: readonly string[]) => runCommand([...args, ...of, '--data', join(folder(), 'store')]);
/** A quarter whose last day is after or before today, whatever day that is. */
const opened = async (isOver: boolean) => {
  await run('import', join(folder(), 'plan.txt'));
  const dates = isOver
    ? ['--opens', '2021-05-05', '--due', '2021-07-06', '--closes', '2021-07-07', '--revision', '2021-07-08']
    : ['--opens', '2021-05-05', '--due', '2099-01-05', '--closes', '2099-01-06', '--revision', '2099-01-07'];
  expect(await run('cycle', 'open', ...dates)).toMatchObject({ code: 0 });
};
const compile = (...more: readonly string[]) => run('compile', '--final', '--out', join(folder(), 'out'), ...more);
const state = async () => JSON.parse((await run('status', '--json')).out).cycle?.state;
const decided = async () => {
  const { findings } = JSON.parse((await run('review', '--json')).out) as { findings: { id: string }[] };
  const ids = findings.map(({ id }) => id);
  expect(await run('review', 'accept', ...ids, '--reason', 'Read.')).toMatchObject({ code: 0 });
};

describe('quarterdeck compile --final', () => {
  it('while the quarter is open lists what stands in its way, makes nothing, and is no use with --yes', async () => {
    await opened(false);
    for (const more of [[], ['--yes']]) {
      const { code, out, err } = await compile(...more);
      expect(code).toBe(1);
      expect(out).toMatch(/^The revision of 7 January 2099 cannot be made yet\n {2}Pond Plan \(pond\)\n/m);
      expect(out).toMatch(/open until Tuesday 6 January, \d+ days from today/);
      expect(out).toMatch(/To be decided first:\n {2}Promise gone by {2}1 finding: 2\n/);
      expect(out).toContain(
        '"No update received" is printed for 2 requirements:\n  Head of Ponds  1 requirement: 1  (nobody is assigned)\n  Head of Fences  1 requirement: 2  (nobody is assigned)',
      );
      expect(err).toContain('Close it first: quarterdeck cycle close --plan pond');
      expect(err).toContain('must be decided: 1. List them: quarterdeck review --plan pond');
    }
    expect(await state()).toBe('open');
    expect(existsSync(join(folder(), 'out'))).toBe(false);
  });

  it('gives the same as JSON on standard output, with the reason on standard error', async () => {
    await opened(false);
    const { code, out, err } = await compile('--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      kind: 'notMade',
      revision: '2099-01-07',
      closes: '2099-01-06',
      daysToClose: expect.any(Number),
      silent: [
        { owner: 'Head of Ponds', refs: ['1'] },
        { owner: 'Head of Fences', refs: ['2'] },
      ],
      findings: [{ ref: '2', rule: 'commitment-gone-by', state: 'open' }],
      signature: null,
      reasons: ['cycleOpen', 'undecided'],
    });
    expect(err).toMatch(/^The revision was not made\./m);
  });

  it('after the close needs every finding decided, and then --yes', async () => {
    await opened(true);
    expect(await compile('--yes')).toMatchObject({ code: 1, err: expect.stringContaining('must be decided: 1') });
    await decided();
    const shown = await compile();
    expect(shown).toMatchObject({ code: 1, err: expect.stringContaining('give the same command with --yes') });
    expect(shown.out).toMatch(/^Make the revision of 8 July 2021 final\?\n/m);
    expect(shown.out).toMatch(/The last day of the quarter was Wednesday 7 July, \d+ days? ago\./);
    expect(existsSync(join(folder(), 'out'))).toBe(false);

    const made = await compile('--yes');
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toContain('"No update received" is printed for 2 requirements:');
    expect(made.out).toContain('Revision 1 of Pond Plan, dated 2021-07-08: 0 answers.');
    expect(await state()).toBe('revised');
  });

  it('of a revision that is made writes the same files again, and changes nothing', async () => {
    await opened(true);
    await decided();
    await compile('--yes', '--formats', 'csv');
    const [file = ''] = readdirSync(join(folder(), 'out'));
    const first = readFileSync(join(folder(), 'out', file));
    const again = await compile('--formats', 'csv');
    expect([again.code, again.out]).toEqual([0, expect.stringMatching(/^It was made before and is not changed\./m)]);
    expect(readFileSync(join(folder(), 'out', file))).toEqual(first);
    const { code, err } = await run('compile', '--out', join(folder(), 'out'));
    expect([code, err]).toEqual([1, expect.stringContaining('is made and cannot change')]);
  });

  it('prints nothing but the result as JSON when it is made', async () => {
    await opened(true);
    await decided();
    const { code, out } = await compile('--yes', '--json');
    expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ kind: 'revision', silent: ['1', '2'] })]);
  });
});

describe('quarterdeck cycle close', () => {
  it('before the last day has passed lists whose answers are open, and needs --yes', async () => {
    await opened(false);
    const shown = await run('cycle', 'close');
    expect(shown).toMatchObject({ code: 1, err: expect.stringContaining('give the same command with --yes') });
    expect(shown.out).toMatch(/^Close the quarter now\?\n/m);
    expect(shown.out).toContain(
      '2 updates are still open:\n  Head of Ponds  1 requirement: 1  (nobody is assigned)\n  Head of Fences  1 requirement: 2  (nobody is assigned)',
    );
    expect(shown.out).toContain('kept for the next revision');
    const asJson = await run('cycle', 'close', '--json');
    expect([asJson.code, JSON.parse(asJson.out)]).toMatchObject([
      1,
      { kind: 'notClosed', waiting: [{ refs: ['1'] }, { refs: ['2'] }] },
    ]);
    expect(await state()).toBe('open');

    expect(await run('cycle', 'close', '--yes')).toMatchObject({ code: 0, err: '' });
    expect(await state()).toBe('closed');
    expect(await run('cycle', 'close', '--yes')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no open quarter'),
    });
    // closing did not make the revision, and making it is confirmed by itself
    await decided();
    expect(await compile()).toMatchObject({ code: 1, out: expect.stringContaining('closed before its last day') });
    expect(await compile('--yes')).toMatchObject({ code: 0 });
  });

  it('after it needs no confirmation', async () => {
    await opened(true);
    expect(await run('cycle', 'close')).toMatchObject({ code: 0 });
    expect(await state()).toBe('closed');
  });
});
