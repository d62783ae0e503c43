import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, runCommand } from '../commands-of-a-pond.js';

const PLAN = [
  'Pond Plan',
  '',
  'Rec. no.\tRecommendation\tEvidence requirement\tOwner\t4 May 2026\tStatus',
  '1\tDig the pond.\tA pond that holds water\tHead of Ponds\tInsp. Kettering met the Refuge Centr. The refuge centre agreed.\t',
].join('\n');

const folder = folderWith(PLAN);

/** One command over the plan of this test, with what it printed. */
const run = (...args: readonly string[]) => runCommand([...args, '--data', join(folder(), 'store')]);

const of = ['--plan', 'pond'];
const imported = () => run('import', join(folder(), 'plan.txt'), ...of);
const findings = async (): Promise<readonly { rule: string; words: string; suggestion: string }[]> =>
  JSON.parse((await run('review', ...of, '--json')).out).findings;

describe('Before a plan goes public, its lead', () => {
  it('reviews what is published already, without a cycle', async () => {
    await imported();
    const { code, out } = await run('review', ...of);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^Store: .*\n1 finding in what is published already[\s\S]*Insp\. Kettering/),
    ]);
  });

  it.each([
    ['on the command line', () => ['--approved-spellings', 'Refuge Centre; Pond Trust']],
    [
      'from a file, one a line',
      () => {
        const file = join(folder(), 'names.txt');
        writeFileSync(file, '\uFEFFRefuge Centre\r\nPond  Trust\r\n\r\nRefuge Centre\r\n');
        return ['--approved-spellings-file', file];
      },
    ],
  ])('approves spellings %s, and near misses are found with the right one suggested', async (_, given) => {
    await imported();
    expect((await run('settings', ...of, ...given())).out).toMatch(/Approved spellings: Refuge Centre; Pond Trust\./);
    const wrong = (await findings()).filter((each) => each.rule === 'approved-spelling');
    expect(wrong.map((each) => [each.words, each.suggestion])).toEqual([
      ['Refuge Centr', 'Write “Refuge Centre”.'],
      ['refuge centre', 'Write “Refuge Centre”.'],
    ]);
  });

  it('enters or corrects the text of a recommendation, with why and by whom in the history', async () => {
    await imported();
    const people = join(folder(), 'people.csv');
    const [lead, ada] = [`11111111-1111-4111-8111-${'0'.repeat(12)}`, `22222222-2222-4222-8222-${'0'.repeat(12)}`];
    writeFileSync(people, `target,person,name,role\nplan,${lead},Lea Dunn,lead\n1,${ada},Ada Moss,owner\n`);
    await run('assign', people, ...of);
    const text = join(folder(), 'text.txt');
    writeFileSync(text, 'Dig the pond, and keep it clean.');
    const words = ['--text-file', text, '--reason', 'The report has it.', '--as', lead];
    expect(await run('review', 'correct', ...of, '--recommendation', '2', ...words)).toMatchObject({
      code: 1,
      err: expect.stringContaining('"2"'),
    });
    expect(await run('review', 'correct', ...of, '--recommendation', '1', '--ref', '1.1', ...words)).toMatchObject({
      code: 2,
    });
    expect(await run('review', 'correct', ...of, '--recommendation', '1', ...words)).toMatchObject({
      code: 0,
      err: '',
    });
    const { out } = await run('history', ...of);
    expect(out).toContain('Dig the pond, and keep it clean.');
    expect(out).toContain('The report has it.');
  });

  it('changes what is printed only after it was shown, with a line in the history', async () => {
    await imported();
    const change = ['settings', ...of, '--print-statuses', 'yes', '--unanswered-status', 'dropped'];
    const shown = await run(...change);
    expect(shown.out).toMatch(
      /Statuses: not printed before, printed from now on\. \d+ of \d+ requirements have one today; each of the others/,
    );
    expect(shown.out).toMatch(/Nothing was changed/);
    expect((await run('settings', ...of)).out).toMatch(/Printed: statuses: not printed;/);
    expect((await run(...change, '--yes')).out).toMatch(/Printed: statuses: printed;/);
    expect((await run('history', ...of)).out).toMatch(/printed statuses, printed unanswered/);
    expect((await run('settings', ...of, '--print-moves', 'perhaps')).code).toBe(2);
  });

  it('is not asked to publish letters that a wrong encoding spoilt', async () => {
    await imported();
    const file = join(folder(), 'names.txt');
    writeFileSync(file, Uint8Array.of(0x4c, 0x6f, 0xef, 0x63));
    const { code, err } = await run('settings', ...of, '--approved-spellings-file', file);
    expect([code, err]).toEqual([1, expect.stringMatching(/UTF-8/)]);
  });

  it('says one thing only: a list or a file, a draft or what is published', async () => {
    await imported();
    expect((await run('settings', ...of, '--approved-spellings', 'A', '--approved-spellings-file', 'f')).code).toBe(2);
    expect((await run('review', ...of, '--draft', '1', '--published')).code).toBe(2);
  });
});

describe('The local clock', () => {
  it('is moved forward by a sweep at another time, never back; a dry run may look at any time', async () => {
    await imported();
    expect((await run('sweep', '--now', '2026-12-02T10:00:00Z')).code).toBe(0);
    const back = await run('sweep', '--now', '2026-12-01T10:00:00Z');
    expect([back.code, back.err]).toEqual([1, expect.stringMatching(/only move forward. It shows 2026-12-02T10:00/)]);
    expect((await run('sweep', '--now', '2026-12-01T10:00:00Z', '--dry-run')).code).toBe(0);
    expect((await run('sweep', '--now', '2026-12-03T10:00:00Z')).code).toBe(0);
  });
});
