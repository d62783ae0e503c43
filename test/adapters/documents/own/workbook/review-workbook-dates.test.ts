import { describe, expect, it } from 'vitest';
import { openOfficePackage } from '../../../../../src/adapters/documents/formats/package/office-package.js';
import { readXlsx } from '../../../../../src/adapters/documents/formats/xlsx/read-xlsx.js';
import { unsigned } from '../../../../../src/adapters/documents/own/workbook/words.js';
import { writeReviewWorkbook } from '../../../../../src/adapters/documents/own/workbook/write-workbook.js';
import { readPlanFile } from '../../../../../src/adapters/documents/plan-file.js';
import type { ReadPlan } from '../../../../../src/domain/importing/account/reading.js';
import { planIn, tabbed } from '../../../../domain/importing/reading.js';
import { filledXlsx } from '../sheets.js';

const LINES = 2;
const QUESTIONS = 3;
const TITLE = 'Update of which day? (column 5: Initial action plan response)';

const read = planIn(
  tabbed(
    ['Heath plan'],
    ['Organisation: Heath Authority'],
    [],
    ['Rec no', 'Recommendation', 'Evidence requirement', 'Owner', 'Initial action plan response', 'Q3 25/26', 'Status'],
    ['1', 'Open the heath.', 'A gate that opens', 'Head of Parks', 'The gate was ordered.', 'It is being painted.', ''],
    ['2', 'Mend the hut.', 'A roof that holds', 'Head of Parks', '', 'The hut is open again.', 'Complete'],
  ),
);
const workbook = await writeReviewWorkbook(read);
const texts = (plan: ReadPlan) => plan.updates.map(({ column, text }) => `${column} ${text}`);

/** The address of the cell of a sheet that has these words, its column in another row where one is given. */
function cellOf(sheet: string, words: string | RegExp, row?: number): string {
  const cells = readXlsx(openOfficePackage(workbook)).blocks.flatMap((block) =>
    block.kind === 'rows' ? block.rows.flatMap((each) => each.cells) : [],
  );
  const found = cells.find(
    ({ place, text }) =>
      place.where?.startsWith(`sheet ${sheet},`) &&
      (typeof words === 'string' ? unsigned(text) === words : words.test(text)),
  );
  const [, letters = '', at = ''] = /cell ([A-Z]+)(\d+)$/.exec(found?.place.where ?? '') ?? [];
  if (letters === '') throw new Error(`No cell of ${sheet} says ${words}`);
  return `${letters}${row ?? at}`;
}

async function corrected(sheet: number, changes: Readonly<Record<string, string>>): Promise<ReadPlan> {
  const reading = await readPlanFile(filledXlsx(workbook, changes, sheet));
  if (reading.kind !== 'plan') throw new Error(reading.problem.reason);
  return reading.plan;
}

/** The cell for the answer to a question. */
const answerTo = (words: RegExp) => {
  const row = Number(/\d+$/.exec(cellOf('Questions', words))?.[0]);
  return cellOf('Questions', 'Your answer', row);
};

describe('A column of updates without a date', () => {
  it('stands in the workbook with its texts, and comes back as it was while nobody names its date', async () => {
    const after = await corrected(LINES, {});
    expect(after).toEqual({ ...read, frame: [], places: undefined });
    expect(after.undated?.[0]?.texts.map(({ text }) => text)).toEqual(['The gate was ordered.']);
  });

  it('is in the plan once its title names the date', async () => {
    const after = await corrected(LINES, { [cellOf('Lines', TITLE)]: 'Update 12 September 2025' });
    expect(after.columns).toEqual(['2025-09-12', '2025-12-31']);
    expect(texts(after)).toEqual([
      '2025-09-12 The gate was ordered.',
      '2025-12-31 It is being painted.',
      '2025-12-31 The hut is open again.',
    ]);
    expect([after.undated, after.leftOut]).toEqual([undefined, []]);
    expect(after.questions.map(({ what }) => what)).toEqual([expect.stringMatching(/"Q3 25\/26"/)]);
    expect(after.repairs.at(-1)?.what).toMatch(/"Initial action plan response".*Corrected in the review workbook/);
  });

  it.each(['12 September 2025', '2025-09-12', 'On 12/09/2025.'])(
    'is in the plan once its question is answered with the date: %s',
    async (answer) => {
      const after = await corrected(QUESTIONS, { [answerTo(/Initial action plan response/)]: answer });
      expect(after.columns).toEqual(['2025-09-12', '2025-12-31']);
      expect(texts(after)).toHaveLength(3);
      expect(after.questions).toHaveLength(1);
    },
  );

  it('still waits, and is still asked about, where the answer is no date', async () => {
    const after = await corrected(QUESTIONS, { [answerTo(/Initial action plan response/)]: 'Right' });
    expect(after.columns).toEqual(['2025-12-31']);
    const [first, second] = read.questions;
    const what = `${second?.what} Your answer "Right" was not used. Write one date, like 30 June 2026.`;
    expect(after.questions).toEqual([first, { ...second, what }]);
    expect(after.leftOut).toEqual(read.leftOut);
  });

  it('cannot have the date of another column', async () => {
    const changes = { [cellOf('Lines', TITLE)]: 'Update 31 December 2025' };
    await expect(corrected(LINES, changes)).rejects.toThrow(/carry the date/);
  });
});

describe('A column whose heading names no day', () => {
  it('has the day that its question is answered with', async () => {
    const after = await corrected(QUESTIONS, { [answerTo(/Q3 25\/26/)]: '16 January 2026' });
    expect(after.columns).toEqual(['2026-01-16']);
    expect(after.questions.map(({ what }) => what)).toEqual([expect.stringMatching(/Initial action plan response/)]);
  });

  it('keeps the day that was taken where somebody says that it is right', async () => {
    const after = await corrected(QUESTIONS, { [answerTo(/Q3 25\/26/)]: 'Right' });
    expect(after.columns).toEqual(['2025-12-31']);
    expect(after.questions).toHaveLength(1);
  });
});
