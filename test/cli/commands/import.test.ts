import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { understoodSchema } from '../../../src/adapters/documents/understanding/schema.js';
import { runCommandLine } from '../../../src/cli/program.js';
import { asDocx, asXlsx, type WrittenPart } from '../../adapters/documents/foreign/layouts.js';
import { filledXlsx } from '../../adapters/documents/own/sheets.js';

const ROWS = [
  ['Rec. no.', 'Recommendation', 'Evidence requirement', 'Owner', 'Priority', 'First response', '4 May 2026', 'Status'],
  [
    '1',
    'Dig the pond.',
    'A pond that holds water',
    'Head of Ponds',
    'High',
    'Spades were bought.',
    'It holds.',
    'Nearly',
  ],
  ['2', 'Plant reeds.', 'Reeds that stand', '', 'Low', 'Reeds were ordered.', 'They stand.', 'Complete'],
];
const PARTS: readonly WrittenPart[] = [
  { kind: 'paragraph', paragraph: { text: 'Pond Plan', level: 1 } },
  { kind: 'paragraph', paragraph: { text: 'Organisation: Pond Trust' } },
  tableOf(ROWS),
];

function tableOf(rows: readonly (readonly string[])[]): WrittenPart {
  return { kind: 'table', rows: rows.map((row) => row.map((text) => ({ text }))) };
}

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-import-'));
  writeFileSync(join(folder, 'plan.docx'), asDocx(PARTS));
  writeFileSync(join(folder, 'plan.xlsx'), asXlsx(PARTS));
  for (const name of ['MicrosoftAppType', 'MicrosoftAppId', 'MicrosoftAppTenantId', 'HOST', 'QUARTERDECK_STORE']) {
    vi.stubEnv(name, '');
  }
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const importing = (file: string, ...args: readonly string[]) => running('import', join(folder, file), ...args);

async function running(...args: readonly string[]) {
  const said = { out: '', err: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said.out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.err += String(text);
    return true;
  });
  const of = ['--plan', 'pond', '--data', join(folder, 'store')];
  const code = await runCommandLine(['node', 'quarterdeck', ...args, ...of]);
  vi.restoreAllMocks();
  return { code, ...said };
}

it('A dry run, and a review workbook, make no store where there is none', async () => {
  expect(await importing('plan.docx', '--dry-run')).toMatchObject({
    code: 0,
    out: expect.stringContaining('Would import'),
  });
  expect((await importing('plan.docx', '--workbook', join(folder, 'review.xlsx'))).code).toBe(0);
  expect([existsSync(join(folder, 'store')), existsSync(join(folder, 'review.xlsx'))]).toEqual([false, true]);
});

describe('What an import reports stands with its place as people find it', () => {
  it.each([
    ['plan.docx', 'table 1, row 3', /^table 1, row 2, cell|^table 1, row 2, column 5$/],
    ['plan.xlsx', 'sheet Plan, row 6', /^sheet Plan, cell E5$/],
  ])('in %s', async (file, row, cell) => {
    const { code, out } = await importing(file, '--dry-run');
    expect(code).toBe(0);
    expect(out).toContain(`  ${row}, 2: No owner is printed`);
    const { questions, repairs, leftOut } = JSON.parse((await importing(file, '--dry-run', '--json')).out);
    expect([...questions, ...repairs].every((each) => typeof each.where === 'string' && each.line > 0)).toBe(true);
    expect(questions).toContainEqual(expect.objectContaining({ where: row, ref: '2' }));
    const high = leftOut.find((each: { text: string }) => each.text === 'High');
    expect(high.where).toMatch(cell);
    expect(out).toContain(`  ${high.where}: High`);
  });
});

describe('What was understood', () => {
  it('is written with its places, beside the counts of the report', async () => {
    const out = join(folder, 'understood.json');
    const { code, out: said } = await importing('plan.xlsx', '--dry-run', '--json', '--understood', out);
    expect(code).toBe(0);
    expect(JSON.parse(said)).toMatchObject({ recommendations: 2, requirements: 2, updates: 2, standing: 'check' });
    const understood = understoodSchema.parse(JSON.parse(readFileSync(out, 'utf8')));
    expect(understood).toMatchObject({
      plan: { title: 'Pond Plan', organisation: 'Pond Trust' },
      standing: 'check',
      updates: [{ ref: '1', column: '2026-05-04', text: 'It holds.' }, { ref: '2' }],
    });
    expect(understood.requirements[0]?.at.owner).toMatchObject([
      { where: 'sheet Plan, cell D5', words: 'Head of Ponds' },
    ]);
  });

  it('is written of a file that is no plan too, and the exit code is 1', async () => {
    writeFileSync(join(folder, 'note.txt'), 'Dear all,\n\nPlease find the plan attached.\n');
    const out = join(folder, 'understood.json');
    const { code } = await importing('note.txt', '--dry-run', '--understood', out);
    expect(code).toBe(1);
    expect(understoodSchema.parse(JSON.parse(readFileSync(out, 'utf8')))).toMatchObject({
      plan: null,
      leftOut: [{ text: 'Dear all,' }, { text: 'Please find the plan attached.' }],
      standing: 'notUnderstood',
    });
  });
});

describe('What was understood as a page', () => {
  it('is written where the file is called .html', async () => {
    const out = join(folder, 'understood.html');
    expect((await importing('plan.xlsx', '--dry-run', '--understood', out)).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toMatch(/^<!doctype html>[\s\S]*Head of Ponds/);
  });
});

describe('A file that is not understood', () => {
  it('says so, with the way through, and imports nothing', async () => {
    writeFileSync(join(folder, 'note.txt'), 'Dear all,\n\nPlease find the plan attached.\n');
    const { code, err } = await importing('note.txt');
    expect(code).toBe(1);
    expect(err).toContain('How sure: not understood. Add --workbook');
  });

  it('comes back as a workbook, with the exit code 1', async () => {
    writeFileSync(join(folder, 'note.txt'), 'Dear all,\n\nPlease find the plan attached.\n');
    const book = join(folder, 'book.xlsx');
    const { code, out, err } = await importing('note.txt', '--json', '--workbook', book);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ standing: 'notUnderstood', leftOut: 1, workbook: book });
    expect(err).toContain(book);
    const again = await importing('book.xlsx');
    expect(again.code).toBe(1);
    expect(again.err).toContain('has no recommendation yet');
  });

  it('that cannot be read at all has no workbook', async () => {
    writeFileSync(join(folder, 'empty.csv'), '');
    const { code, err } = await importing('empty.csv', '--workbook', join(folder, 'book.xlsx'));
    expect(code).toBe(1);
    expect(err).not.toContain('workbook');
  });
});

describe('A plan without updates', () => {
  it.each([
    [
      'says in one line that it has none yet',
      ROWS.map((row) => [...row.slice(0, 4), row[7] ?? '']),
      'the plan has no updates yet.',
    ],
    [
      'says that those without a day wait for one',
      ROWS.map((row) => [...row.slice(0, 4), row[5] ?? '', row[7] ?? '']),
      'its updates wait for their dates, see below.',
    ],
  ])('%s', async (_, rows, words) => {
    const first = [
      ...PARTS.slice(0, 2),
      { kind: 'table' as const, rows: rows.map((row) => row.map((text) => ({ text }))) },
    ];
    writeFileSync(join(folder, 'first.docx'), asDocx(first));
    const { code, out } = await importing('first.docx');
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => line.includes('requirements under'))).toEqual([
      `2 requirements under 2 recommendations; ${words}`,
    ]);
  });
});

describe('The date of updates whose heading names none', () => {
  it('can be given with the import', async () => {
    const { code, out } = await importing('plan.docx', '--date', 'First response=2026-02-03', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out).revisions).toEqual(['2026-02-03', '2026-05-04']);
    expect(JSON.parse(out).updates).toBe(4);
  });

  it.each([
    ['that is none', 'First response=spring', 2, /a heading and a day/],
    ['for no column', 'Last response=2026-02-03', 1, /no column has that heading/],
    ['that another column has', 'First response=2026-05-04', 1, /carry the same date/],
  ])('%s is refused', async (_, date, exit, reason) => {
    const { code, err } = await importing('plan.docx', '--date', date);
    expect(code).toBe(exit);
    expect(err).toMatch(reason);
  });
});

describe('How sure an import is', () => {
  it('stands in one line, and as a word in the report for programs', async () => {
    const { code, out } = await importing('plan.docx', '--dry-run');
    expect(code).toBe(0);
    const { questions, standing } = JSON.parse((await importing('plan.docx', '--dry-run', '--json')).out);
    expect(standing).toBe('check');
    expect(out).toContain(`How sure: please check ${questions.length} places.`);
  });

  it('is explained by each way of reading, its measures and what they count, when that is asked for', async () => {
    const { out } = await importing('plan.docx', '--dry-run', '--explain');
    expect(out).toMatch(/^Read as table: 0\.\d{3} \(placed [01]\.\d\d × 3, texts 1\.00 × 3, /m);
    const { explained } = JSON.parse((await importing('plan.docx', '--dry-run', '--explain', '--json')).out);
    expect(explained[0]).toMatchObject({ shape: 'table', measures: { owners: 0.5 } });
  });
});

it('A file that only brings more rows is pointed to --more-rows, and added with it', async () => {
  writeFileSync(join(folder, 'more.csv'), 'Rec. no.,Recommendation,Owner\n3,Count the frogs.,Head of Frogs\n');
  expect((await importing('plan.docx', '--date', 'First response=2026-02-02')).code).toBe(0);
  const refused = await importing('more.csv');
  expect(refused).toMatchObject({
    code: 1,
    err: expect.stringMatching(/column of 2026-05-04 is missing.*--more-rows/s),
  });
  const shown = await importing('more.csv', '--more-rows', '--dry-run');
  expect(shown).toMatchObject({
    code: 0,
    out: expect.stringMatching(/Added \(1\):\n {2}3: .*Would add rows to: Pond Plan/s),
  });
  expect(shown.out).not.toContain('has no title');
  expect((await importing('more.csv', '--more-rows')).out).toContain('Added rows to: Pond Plan');
  expect((await importing('more.csv', '--more-rows')).out).toContain(
    'All rows of the file stand already in: Pond Plan',
  );
  expect((await importing('more.csv', '--more-rows', '--json')).out).toContain('"requirements": 1');
});

it('Rows that only say that they are finished are one question, which is answered with a command', async () => {
  const rows = ROWS.map((cells) => (cells[0] === '1' ? cells.with(6, 'Complete.').with(7, '') : cells));
  writeFileSync(join(folder, 'ended.docx'), asDocx([...PARTS.slice(0, 2), tableOf(rows)]));
  const dates = ['--date', 'First response=2026-02-02'];
  const { out } = await importing('ended.docx', ...dates);
  expect(out).toContain('1 row only says that it is finished: 1. Shall it be asked about?');
  expect(out).toContain('quarterdeck finished --plan pond --close all');
  expect((await running('finished')).out).toContain('1: "Complete." (4 May 2026), which would be "Complete"');
  expect(await running('finished', '--close', '2')).toMatchObject({ code: 1, err: expect.stringContaining('"2"') });
  expect((await running('finished', '--close', 'all')).out).toContain('printed in the next revision as: 1 "Complete"');
  expect((await importing('ended.docx', ...dates)).out).not.toContain('only says');
  expect((await running('finished')).out).toContain('No row is waiting');
  expect((await running('finished', '--ask', '1')).out).toContain('Asked about like all others: 1.');
  expect((await running('history')).out).toMatch(/ closed 1 [\s\S]* decided to ask about 1 /);
  expect(await running('finished', '--ask', '1', '--close', '1')).toMatchObject({ code: 2 });
});

it('What presents a plan is printed before its rows, with a page that presents it, and read back to the same plan', async () => {
  const [title, organisation, table] = PARTS as [WrittenPart, WrittenPart, WrittenPart];
  const said = {
    kind: 'paragraph',
    paragraph: { text: 'The inspectors looked at every pond in the spring.' },
  } as const;
  writeFileSync(join(folder, 'presented.docx'), asDocx([title, organisation, said, table]));
  writeFileSync(
    join(folder, 'page.html'),
    '<main><h2>Why ponds, and why now</h2><p>Frogs are rare, they say, in our town.</p><ul><li>Toads</li><li>Newts</li></ul></main>',
  );
  const dates = ['--date', 'First response=2026-02-02', '--introduction', join(folder, 'page.html')];
  const { out } = await importing('presented.docx', ...dates);
  expect(out).toContain(
    'Introduction, printed before the rows (5 parts): from "Why ponds, and why now" to "The inspectors',
  );
  expect(out).not.toContain('Left out, because the plan has no place for it (3)');
  expect((await running('cycle', 'open', '--revision', '2031-08-04')).code).toBe(0);
  const formats = ['--out', join(folder, 'out'), '--formats', 'docx,html,csv,xlsx,json,public,fragment'];
  expect((await running('compile', ...formats)).code).toBe(0);
  const page = readFileSync(join(folder, 'out/pond-draft-1.html'), 'utf8');
  expect(page).toMatch(
    /<h2>Why ponds, and why now<\/h2>\s*<p>Frogs.*<\/p>\s*<ul>\s*<li>Toads<\/li>\s*<li>Newts<\/li>\s*<\/ul>\s*<p>The inspectors[\s\S]*plan-recommendation-1/,
  );
  for (const name of ['1.docx', '1.html', '1.csv', '1.xlsx', '1.json', '1-public.docx']) {
    const again = await importing(`out/pond-draft-${name}`, '--dry-run', '--json');
    const { difference, introduction, leftOut } = JSON.parse(again.out);
    expect([name, introduction.length, difference.plan, leftOut]).toEqual([name, 5, [], []]);
  }
  const wrong = await importing('presented.docx', '--more-rows', '--introduction', join(folder, 'page.html'));
  expect(wrong.code).toBe(2);
  expect((await importing('presented.docx', ...dates, '--workbook', join(folder, 'review.xlsx'))).code).toBe(0);
  const again = (await importing('presented.docx', ...dates, '--dry-run', '--json')).out;
  const back = JSON.parse((await importing('review.xlsx', '--dry-run', '--json')).out);
  expect([back.introduction, back.difference.plan]).toEqual([JSON.parse(again).introduction, []]);
});

it('A workbook that says who answers each row staffs the plan in the same upload', async () => {
  const workbook = ['--date', 'First response=2026-02-02', '--workbook', join(folder, 'review.xlsx')];
  expect((await importing('plan.docx', ...workbook)).code).toBe(0);
  const fill = (cells: Readonly<Record<string, string>>) =>
    writeFileSync(join(folder, 'staffed.xlsx'), filledXlsx(readFileSync(join(folder, 'review.xlsx')), cells, 2));
  const ada = '31f89313-0132-4edf-863a-4f5922a59802';
  const ben = '37723bbb-abb6-438a-af1e-7685d211cfbc';
  fill({ H2: `Ada Moss <${ada}>`, H3: `Ben Reed, ${ben.toUpperCase()}` });
  const shown = JSON.parse((await importing('staffed.xlsx', '--dry-run', '--json')).out);
  expect([shown.answering, shown.leftOut.length]).toEqual([2, 2]);
  const done = await importing('staffed.xlsx');
  expect(done.out).toContain('Under "Who answers" 2 rows have somebody to be asked.\nEvery requirement has an owner.');
  expect((await running('cycle', 'open', '--revision', '2031-08-04')).out).toContain('2 requirements, 2 people.');
  // one row is given to somebody else, the other keeps who has it
  fill({ H2: `Ben Reed ${ben}` });
  expect((await importing('staffed.xlsx')).out).toContain('Under "Who answers" 1 row has somebody to be asked.');
  fill({ H2: 'the pond keeper', H3: 'nobody@pond.example' });
  const wrong = await importing('staffed.xlsx');
  expect(wrong).toMatchObject({
    code: 1,
    err: expect.stringMatching(/Nobody was assigned[\s\S]*Row 1: "the pond keeper"[\s\S]*Row 2: /),
  });
});

it('A workbook that says who contributes to a row, and what they are asked, staffs that too', async () => {
  const workbook = ['--date', 'First response=2026-02-02', '--workbook', join(folder, 'review.xlsx')];
  expect((await importing('plan.docx', ...workbook)).code).toBe(0);
  const fill = (cells: Readonly<Record<string, string>>) =>
    writeFileSync(join(folder, 'staffed.xlsx'), filledXlsx(readFileSync(join(folder, 'review.xlsx')), cells, 2));
  const ada = '31f89313-0132-4edf-863a-4f5922a59802';
  const ben = '37723bbb-abb6-438a-af1e-7685d211cfbc';
  fill({
    H2: ada,
    H3: ada,
    I2: `Legal: Has the guidance changed?\nBen Reed <${ben}>: How many were trained?`,
    I3: 'OPCC',
  });
  const shown = JSON.parse((await importing('staffed.xlsx', '--dry-run', '--json')).out);
  expect([shown.answering, shown.contributing, shown.leftOut.length]).toEqual([2, 3, 2]);
  const done = await importing('staffed.xlsx');
  expect(done.out).toContain(
    '3 contributors are asked first.\nKnown by a name alone, so asked on a return sheet and not in Teams: Legal, OPCC.',
  );
  // a workbook made again keeps what stands in these cells
  expect((await importing('staffed.xlsx', '--workbook', join(folder, 'again.xlsx'))).code).toBe(0);
  const again = JSON.parse((await importing('again.xlsx', '--dry-run', '--json')).out);
  expect([again.answering, again.contributing]).toEqual([2, 3]);
  fill({ I2: `Legal: ${'q'.repeat(501)}` });
  const wrong = await importing('staffed.xlsx');
  expect(wrong).toMatchObject({
    code: 1,
    err: expect.stringMatching(/under "Who contributes.*\nRow 1: the question is 1 char/),
  });
});
