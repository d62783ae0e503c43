import { describe, expect, it } from 'vitest';
import { openOfficePackage } from '../../../../../src/adapters/documents/formats/package/office-package.js';
import { readXlsx } from '../../../../../src/adapters/documents/formats/xlsx/read-xlsx.js';
import { unsigned } from '../../../../../src/adapters/documents/own/workbook/words.js';
import { writeReviewWorkbook } from '../../../../../src/adapters/documents/own/workbook/write-workbook.js';
import { readPlanFile } from '../../../../../src/adapters/documents/plan-file.js';
import type { ReadPlan } from '../../../../../src/domain/importing/account/reading.js';
import { planIn, tabbed } from '../../../../domain/importing/reading.js';
import { filledXlsx } from '../sheets.js';

const read = planIn(
  tabbed(
    ['Heath plan'],
    [],
    [
      'Rec no',
      'Recommendation',
      'Evidence requirement',
      'Owner',
      'Deadline',
      'Shoe size',
      'Update 12 September 2025',
      'Status',
    ],
    ['1', 'Open the heath.', 'A gate that opens', '', 'in the spring', '41', 'The gate was ordered.', 'Simmering'],
    ['2', 'Mend the hut.', 'A roof that holds', '', 'in the spring', '42', 'The hut is open again.', 'Simmering'],
    ['3', 'Count the hares.', '', '', '1 May 2026', '43', 'They were counted.', 'Complete'],
    ['4', '', 'A bench', 'Head of Parks', '1 May 2026', '44', 'It was painted.', 'Complete'],
  ),
);
const workbook = await writeReviewWorkbook(read);

function cellsOf(bytes: Uint8Array, sheet: string): readonly { readonly address: string; readonly text: string }[] {
  return readXlsx(openOfficePackage(bytes))
    .blocks.flatMap((block) => (block.kind === 'rows' ? block.rows.flatMap(({ cells }) => cells) : block.paragraphs))
    .flatMap(({ place, text }) => {
      const [, name, address = ''] = /^sheet (.*), cell ([A-Z]+\d+)$/.exec(place.where ?? '') ?? [];
      return name === sheet ? [{ address, text: unsigned(text) }] : [];
    });
}

/** The workbook with words beside the questions that begin so. */
function answered(answers: Readonly<Record<string, string>>, bytes = workbook): Uint8Array {
  const cells = cellsOf(bytes, 'Questions');
  const column = cells.find(({ text }) => text === 'Your answer')?.address.replace(/\d+/, '') ?? '';
  const changes = Object.entries(answers).map(([begin, answer]) => {
    const found = cells.find(({ text }) => text.startsWith(begin));
    if (found === undefined) throw new Error(`Nothing is asked like ${begin}`);
    return [`${column}${/\d+$/.exec(found.address)?.[0]}`, answer] as const;
  });
  return filledXlsx(bytes, Object.fromEntries(changes), 3);
}

async function readBack(bytes: Uint8Array): Promise<ReadPlan> {
  const reading = await readPlanFile(bytes);
  if (reading.kind === 'unreadable') throw new Error(reading.problem.reason);
  return reading.plan;
}

const asked = ({ questions }: ReadPlan, begin: string) => questions.filter(({ what }) => what.startsWith(begin));
const NO_OWNER = 'No owner is printed';
const STATUS = 'The status "Simmering"';
const DEADLINE = 'The deadline in column';

describe('Words under "Your answer"', () => {
  it('are the value of each cell that the question is about', async () => {
    const after = await readBack(
      answered({
        'No line above the table': 'The Heath Authority',
        [NO_OWNER]: 'Detective Superintendent',
        [STATUS]: 'At risk',
        [DEADLINE]: '30 April 2026',
        'Recommendation 4 has no text': 'Put up a bench.',
        'The requirement has no text': 'A count of hares',
      }),
    );
    expect(after.organisation).toBe('The Heath Authority');
    expect(after.requirements.map(({ owner, status }) => [owner, status])).toEqual([
      ['Detective Superintendent', 'atRisk'],
      ['Detective Superintendent', 'atRisk'],
      ['Detective Superintendent', 'complete'],
      ['Head of Parks', 'complete'],
    ]);
    expect(after.requirements.slice(0, 2).map(({ deadline }) => deadline?.date)).toEqual(['2026-04-30', '2026-04-30']);
    expect(after.recommendations.at(-1)?.text).toBe('Put up a bench.');
    expect(after.questions.map(({ what }) => what)).toEqual([expect.stringMatching(/^The column "Shoe size"/)]);
    expect(after.repairs.find(({ what }) => what.startsWith(NO_OWNER))).toMatchObject({
      ref: '1',
      also: ['2', '3'],
      what: expect.stringMatching(/Answered in the review workbook: "Detective Superintendent"\.$/),
    });
  });

  it.each([
    [NO_OWNER, "don't know", /words as they should be printed/],
    [NO_OWNER, 'Yes', /words as they should be printed/],
    [STATUS, 'Boiling', /Write one of these: on track/],
    [DEADLINE, 'soon after', /Write one date/],
    ['The column "Shoe size"', 'The size of their shoes', /Give the column "Not placed"/],
  ])('are not used where they are no value, and the question stays: %s %s', async (begin, answer, hint) => {
    const after = await readBack(answered({ [begin]: answer }));
    const [question, ...others] = asked(after, begin);
    expect(question?.what).toContain(`Your answer "${answer}" was not used.`);
    expect(question?.what).toMatch(hint);
    expect(others).toEqual([]);
    expect(after.questions).toHaveLength(read.questions.length);
    expect(after.requirements).toEqual(read.requirements);
  });

  it('leave a cell that was corrected itself, and answer for the others', async () => {
    const owner = cellsOf(workbook, 'Lines')
      .find(({ text }) => text === 'Owner')
      ?.address.replace(/\d+/, '');
    const after = await readBack(filledXlsx(answered({ [NO_OWNER]: 'Ranger' }), { [`${owner}3`]: 'Warden' }, 2));
    expect(after.requirements.map((each) => each.owner)).toEqual(['Ranger', 'Warden', 'Ranger', 'Head of Parks']);
    expect(asked(after, NO_OWNER)).toEqual([]);
  });

  it('that say "Right" keep what stands there', async () => {
    const after = await readBack(answered({ [NO_OWNER]: 'right.', [STATUS]: 'Right' }));
    expect(after.requirements).toEqual(read.requirements);
    expect([...asked(after, NO_OWNER), ...asked(after, STATUS)]).toEqual([]);
  });

  it('can be written anew after they were not used', async () => {
    const once = await writeReviewWorkbook(await readBack(answered({ [STATUS]: 'Boiling' })));
    const after = await readBack(answered({ [STATUS]: 'On track' }, once));
    expect(after.requirements.map(({ status }) => status)).toEqual(['onTrack', 'onTrack', 'complete', 'complete']);
    expect(asked(after, STATUS)).toEqual([]);
  });
});

describe('A question about several cells', () => {
  it('stays for those that were not corrected', async () => {
    const owner = cellsOf(workbook, 'Lines')
      .find(({ text }) => text === 'Owner')
      ?.address.replace(/\d+/, '');
    const after = await readBack(filledXlsx(workbook, { [`${owner}2`]: 'Warden' }, 2));
    expect(asked(after, NO_OWNER)).toMatchObject([{ ref: '2', also: ['3'] }]);
  });
});
