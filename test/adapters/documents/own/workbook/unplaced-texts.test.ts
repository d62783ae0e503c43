import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openOfficePackage } from '../../../../../src/adapters/documents/formats/package/office-package.js';
import { readXlsx } from '../../../../../src/adapters/documents/formats/xlsx/read-xlsx.js';
import { sheetsOf } from '../../../../../src/adapters/documents/own/workbook/read-sheets.js';
import { writeReviewWorkbook } from '../../../../../src/adapters/documents/own/workbook/write-workbook.js';
import { readPlanFile } from '../../../../../src/adapters/documents/plan-file.js';
import type { ReadPlan } from '../../../../../src/domain/importing/account/reading.js';
import { doubtsOf } from '../../../../../src/domain/importing/review-workbook.js';
import { corpus } from '../../../../../src/local/bench/reading/truth.js';
import { filledXlsx } from '../sheets.js';

const LINES = 2;

/** What is known of a file: all of it, or as far as it was understood. */
async function asFarAs(bytes: Uint8Array): Promise<ReadPlan> {
  const reading = await readPlanFile(bytes);
  const read = reading.kind === 'plan' ? reading.plan : reading.asFar;
  if (read === undefined) throw new Error('The file holds nothing');
  return read;
}

/** The cells of the sheet of lines by address. */
function cellsIn(bytes: Uint8Array): ReadonlyMap<string, string> {
  const rows = sheetsOf(readXlsx(openOfficePackage(bytes))).get('Lines') ?? [];
  return new Map(
    rows.flatMap(({ row, cells }) =>
      [...cells].map(([column, text]) => [`${String.fromCharCode(64 + column)}${row}`, text] as const),
    ),
  );
}

/** Headings that nobody knows over a table that a person understands at once. */
const STRANGE = [
  'Quay Trust: what we promised',
  '',
  'Was wir tun\tWem es gilt\tWie es steht',
  'Light the steps.\tHarbour Master\tSix lamps stand.',
  'Mend the rail.\tFerry Company\tHalf done.',
].join('\n');

describe('A workbook of a document that was not understood', () => {
  it('holds every text in its row and column, and the reason first', async () => {
    const read = await asFarAs(new TextEncoder().encode(STRANGE));
    expect(read.requirements).toEqual([]);
    const cells = [...cellsIn(await writeReviewWorkbook(read)).values()];
    expect(cells).toEqual(expect.arrayContaining(['Not placed (column 1)', 'Light the steps.', 'Half done.']));
    expect(read.questions[0]?.what).toContain('not understood');
  });

  it('asks about the words that were taken for its title, in the title cell', async () => {
    const doubts = doubtsOf(await asFarAs(new TextEncoder().encode(STRANGE)));
    expect(doubts.find(({ field }) => field === 'title')?.question.what).toBe(
      'The words "Quay Trust: what we promised" were taken for the title. What is the plan called?',
    );
  });

  it('says what is missing while nothing was put in its place', async () => {
    const bytes = await writeReviewWorkbook(await asFarAs(new TextEncoder().encode(STRANGE)));
    expect(await readPlanFile(bytes)).toMatchObject({
      problem: { reason: expect.stringContaining('has no recommendation yet') },
    });
  });

  it('becomes the plan by giving its columns titles of ours', async () => {
    const bytes = await writeReviewWorkbook(await asFarAs(new TextEncoder().encode(STRANGE)));
    const cells = cellsIn(bytes);
    const at = (text: string) => [...cells].find(([, each]) => each === text)?.[0] ?? '';
    const titles = {
      [at('Not placed (column 1)')]: 'Recommendation',
      [at('Not placed (column 2)')]: 'Owner',
      [at('Not placed (column 3)')]: 'Update 30 June 2031',
      // the row of headings is none of the plan
      [at('Was wir tun')]: '',
      [at('Wem es gilt')]: '',
      [at('Wie es steht')]: '',
    };
    const back = await asFarAs(filledXlsx(bytes, titles, LINES));
    expect(back.recommendations.map(({ text }) => text)).toEqual(['Light the steps.', 'Mend the rail.']);
    expect(back.requirements.map(({ owner }) => owner)).toEqual(['Harbour Master', 'Ferry Company']);
    expect(back.updates.map(({ column, text }) => [column, text])).toEqual([
      ['2031-06-30', 'Six lamps stand.'],
      ['2031-06-30', 'Half done.'],
    ]);
    expect(back.questions.map(({ what }) => what).join()).toContain('2 recommendations of the workbook have no number');
  });

  it('puts a row without a number under the recommendation above it', async () => {
    const bytes = await writeReviewWorkbook(await asFarAs(new TextEncoder().encode(STRANGE)));
    const cells = cellsIn(bytes);
    const row = (text: string) => [...cells].find(([, each]) => each === text)?.[0].replace(/\D/g, '') ?? '';
    const column = (title: string) =>
      [...cells].find(([at, each]) => each === title && at.endsWith('1'))?.[0].replace(/\d/g, '') ?? '';
    const filled = {
      [`${column('Rec. no.')}${row('Light the steps.')}`]: '7',
      [`${column('Owner')}${row('Light the steps.')}`]: 'Harbour Master',
      [`${column('Evidence requirement')}${row('Mend the rail.')}`]: 'The rail holds.',
    };
    const back = await asFarAs(filledXlsx(bytes, filled, LINES));
    expect(back.requirements.map(({ recommendation, text }) => [recommendation, text])).toEqual([
      ['7', null],
      ['7', 'The rail holds.'],
    ]);
  });
});

/** Two tables that say the same in other words: each heading is known, and the whole is not understood. */
const TWO = [
  'Quay Trust action plan',
  '',
  'No.\tRecommendation\tOwner\tUpdate 30 June 2031\tShoe size',
  '1\tLight the steps.\tHarbour Master\tSix lamps stand.\t41',
  '',
  'Ref\tOwner\tRecommendation\tUpdate 30 June 2031',
  '2\tFerry Company\tMend the rail.\tHalf done.',
].join('\n');

describe('A workbook of a document whose headings are known and which is not understood', () => {
  it('has each text in the column of its heading, marked, and no row of headings', async () => {
    const bytes = new TextEncoder().encode(TWO);
    expect(await readPlanFile(bytes)).toMatchObject({ kind: 'unreadable' });
    const workbook = await writeReviewWorkbook(await asFarAs(bytes));
    const back = await asFarAs(workbook);
    expect(back.recommendations.map(({ number, text }) => [number, text])).toEqual([
      ['1', 'Light the steps.'],
      ['2', 'Mend the rail.'],
    ]);
    expect(back.requirements.map(({ owner }) => owner)).toEqual(['Harbour Master', 'Ferry Company']);
    expect(back.updates.map(({ column, text }) => [column, text])).toEqual([
      ['2031-06-30', 'Six lamps stand.'],
      ['2031-06-30', 'Half done.'],
    ]);
    expect(back.leftOut.map(({ text }) => text)).toEqual(['Shoe size', '41']);
    expect(back.questions[0]?.what).toContain('not understood');
  });
});

/** The published cases lie beside the project, where they are at hand at all. */
const CASES = fileURLToPath(new URL('../../../../../../shared/cases/', import.meta.url));
const CASE_FILES = existsSync(CASES)
  ? readdirSync(CASES, { recursive: true, encoding: 'utf8' })
      .filter((file) => /input\.\w+$|^layouts\/.*\.(?!md)\w+$/.test(file))
      .map((name) => ({ name, path: join(CASES, name) }))
  : [];

describe('Every workbook comes back', () => {
  it.each([...corpus(), ...CASE_FILES])('of $name, with nothing changed and nothing lost', async ({ path }) => {
    const read = await asFarAs(readFileSync(path));
    const reading = await readPlanFile(await writeReviewWorkbook(read));
    if (read.requirements.length === 0 && read.recommendations.length > 0) {
      const rows = reading.kind === 'plan' ? reading.plan.requirements : [];
      expect(rows.map(({ recommendation }) => recommendation)).toEqual(
        read.recommendations.map(({ number }) => number),
      );
      return;
    }
    if (read.leftOut.some(({ perhaps }) => perhaps !== undefined)) {
      const said = JSON.stringify(reading.kind === 'plan' ? reading.plan : read).replace(/\\n|\s/g, '');
      // a deadline and a status come back as what they mean
      const words = read.leftOut.filter(({ perhaps }) => perhaps !== 'deadline' && perhaps !== 'status');
      for (const { text } of words)
        expect(said).toContain(
          JSON.stringify(text)
            .slice(1, -1)
            .replace(/\\n|\s/g, ''),
        );
      return;
    }
    if (read.requirements.length === 0) {
      expect(reading).toMatchObject({ problem: { reason: expect.stringContaining('has no recommendation yet') } });
      return;
    }
    const back = reading.kind === 'plan' ? reading.plan : null;
    expect(back?.recommendations).toEqual(read.recommendations);
    // the workbook names the line that a person sees, and two rows may stand in one
    const onLines = read.requirements.map((row) => ({ ...row, line: Math.floor(row.line) }));
    expect(back?.requirements.map((row) => ({ ...row, line: Math.floor(row.line) }))).toEqual(onLines);
    // a cell keeps no empty line between two paragraphs
    const close = (updates: ReadPlan['updates'] = []) =>
      updates.map((each) => ({ ...each, text: each.text.replace(/\n+/g, '\n') }));
    expect(close(back?.updates)).toEqual(close(read.updates));
    expect(back?.columns).toEqual(read.columns);
    const asked = (questions: ReadPlan['questions'] = []) => questions.map(({ what }) => what).sort();
    expect(asked(back?.questions)).toEqual(asked(read.questions));
    // parts of one cell may come back in one piece
    const letters = (left: ReadPlan['leftOut'] = []) =>
      left.flatMap(({ text }) => text.replace(/\s+/g, '').split('')).sort();
    expect(letters(back?.leftOut).join('')).toBe(letters(read.leftOut).join(''));
  });
});
