import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openOfficePackage } from '../../../../../src/adapters/documents/formats/package/office-package.js';
import { readSourceDocument } from '../../../../../src/adapters/documents/formats/source-document.js';
import { readXlsx } from '../../../../../src/adapters/documents/formats/xlsx/read-xlsx.js';
import { unsigned } from '../../../../../src/adapters/documents/own/workbook/words.js';
import { writeReviewWorkbook } from '../../../../../src/adapters/documents/own/workbook/write-workbook.js';
import { writeXlsx } from '../../../../../src/adapters/documents/own/write/xlsx.js';
import { readPlanFile } from '../../../../../src/adapters/documents/plan-file.js';
import { civilDate } from '../../../../../src/domain/calendar/civil-date.js';
import type { ReadPlan } from '../../../../../src/domain/importing/account/reading.js';
import { readPlan } from '../../../../../src/domain/importing/read-plan.js';
import { doubtsOf } from '../../../../../src/domain/importing/review-workbook.js';
import { aPlan, aReadingOf, aRequirement } from '../../../../domain/builders.js';
import { filledXlsx, withPart } from '../sheets.js';
import { HOSTILE_TEXTS } from '../write/hostile-texts.js';
import { sampleRevision } from '../write/sample-revision.js';
import { all, partOf } from '../write/word-parts.js';

const march = civilDate('2026-03-20');
const june = civilDate('2026-06-19');

async function readBack(bytes: Uint8Array): Promise<ReadPlan> {
  const reading = await readPlanFile(bytes);
  if (reading.kind === 'unreadable') throw new Error(reading.problem.reason);
  return reading.plan;
}

/** A source with something to ask about every kind of cell. */
const SOURCE = [
  ['Rec no', 'Recommendation', 'Evidence requirement', 'Owner', 'Update 20 March 2026', 'June 2026 update', 'Status'],
  [
    '4',
    'By 30 April 2026, light the steps.',
    'A lamp stands at each step.',
    'Harbour Master',
    'No change.',
    'Six lamps stand.',
    'Nearly',
  ],
  ['4', 'By 30 April 2026, light the steps.', '', '', 'Ordered.', 'No change.', 'Complete'],
  [
    '5',
    'Mend the rail by 3 May 2026, or by 9 June 2026.',
    'The rail holds.',
    'Ferry Company',
    'Asked.',
    'Half done.',
    'On track',
  ],
]
  .map((row) => row.join('\t'))
  .join('\n');

function sourceReading(): ReadPlan {
  const source = readSourceDocument(new TextEncoder().encode(`Quay plan\n\n${SOURCE}\n`));
  if (source.kind === 'unreadable') throw new Error(source.problem.reason);
  const reading = readPlan(source.document);
  if (reading.kind === 'unreadable') throw new Error(reading.problem.reason);
  return reading.plan;
}

const read = sourceReading();
const workbook = await writeReviewWorkbook(read);

/** Addresses of `Lines` by column title and row. */
function addresses(bytes: Uint8Array): (title: string, row: number) => string {
  const document = readXlsx(openOfficePackage(bytes));
  const cells = document.blocks.flatMap((block) =>
    block.kind === 'rows' ? block.rows.flatMap((row) => row.cells) : [],
  );
  return (title, row) => {
    const found = cells.find((cell) => cell.place.where?.startsWith('sheet Lines,') && unsigned(cell.text) === title);
    const [, letters] = /cell ([A-Z]+)1$/.exec(found?.place.where ?? '') ?? [];
    if (letters === undefined) throw new Error(`There is no column ${title}`);
    return `${letters}${row}`;
  };
}
const at = addresses(workbook);
const LINES = 2;
const QUESTIONS = 3;

describe('a review workbook', () => {
  it('comes back as the very reading that it was made from, when nothing is corrected', async () => {
    expect(read.questions.length).toBeGreaterThan(5);
    expect(await readBack(workbook)).toEqual({ ...read, frame: [], places: undefined });
  });

  it('is known by its content, and other workbooks are not taken for it', async () => {
    const other = await writeXlsx(sampleRevision());
    expect((await readBack(other)).title).toBe(sampleRevision().title);
  });

  it('marks each cell in doubt by a colour and a sign, and says why beside it', async () => {
    const fields = doubtsOf(read).map(({ field, row }) => [field, row === null]);
    expect(fields).toContainEqual(['organisation', true]);
    expect(fields).toContainEqual(['heading:2026-06-30', true]);
    for (const field of ['owner', 'requirement', 'status', 'recommendationDeadline', 'update:2026-03-20']) {
      expect(fields).toContainEqual([field, false]);
    }
    const shared = all(partOf(workbook, 'xl/sharedStrings.xml'), 'si').map((item) => item.textContent ?? '');
    expect(shared).toContain('⚠ Nearly');
    expect(shared).toContain('⚠ Update 30 June 2026');
    expect(shared.some((text) => text.includes('No owner is printed'))).toBe(true);
    const styles = partOf(workbook, 'xl/styles.xml');
    expect(all(styles, 'fgColor').map((fill) => fill.getAttribute('rgb')?.toLowerCase().slice(-6))).toContain('ffe08a');
  });
});

describe('a corrected workbook', () => {
  const gone = (before: ReadPlan, after: ReadPlan) =>
    before.questions.filter(
      (each) => !after.questions.some((other) => other.what === each.what && other.line === each.line),
    );

  it('has the corrections, and no longer the questions about the corrected cells', async () => {
    const after = await readBack(
      filledXlsx(
        workbook,
        {
          [at('Status', 2)]: 'At risk',
          [at('Owner', 3)]: 'Pilots',
          [at('Evidence requirement', 3)]: '⚠ A rail runs along each step.',
          [at('Update 30 June 2026', 1)]: 'Update 19 June 2026',
        },
        LINES,
      ),
    );
    expect(after.requirements.map(({ status, owner, text }) => ({ status, owner, text }))).toMatchObject([
      { status: 'atRisk' },
      { owner: 'Pilots', text: 'A rail runs along each step.' },
      {},
    ]);
    expect(after.columns).toEqual([march, june]);
    expect(after.updates.filter((each) => each.column === june)).toHaveLength(3);
    expect(gone(read, after)).toHaveLength(4);
    expect(after.questions).toHaveLength(read.questions.length - 4);
    expect(after.repairs.filter((each) => each.what.includes('Corrected in the review workbook'))).toHaveLength(4);
  });

  it('has no question any more that was answered in words, and keeps the answer', async () => {
    const rows = read.questions.map((_, index) => [`G${index + 2}`, 'Right'] as const);
    const after = await readBack(filledXlsx(workbook, Object.fromEntries(rows), QUESTIONS));
    expect(after.questions).toEqual([]);
    expect(after.repairs).toHaveLength(read.repairs.length + read.questions.length);
    expect(
      after.repairs.filter((each) => each.what.endsWith('Answered in the review workbook: "Right".')),
    ).toHaveLength(read.questions.length);
    expect({ ...after, questions: [], repairs: [] }).toEqual({
      ...read,
      questions: [],
      repairs: [],
      frame: [],
      places: undefined,
    });
  });

  it('asks anew about what a correction leaves unclear, and loses none of its words', async () => {
    const after = await readBack(
      filledXlsx(
        workbook,
        { [at('Status', 2)]: 'Soonish', [at("Recommendation's deadline", 4)]: 'in the spring', [at('Ref', 4)]: '4.1' },
        LINES,
      ),
    );
    const asked = after.questions.map((each) => each.what).join('\n');
    expect(asked).toContain('"Soonish"');
    expect(asked).toContain('"in the spring"');
    expect(asked).toContain('more than once');
    expect(after.requirements[0]?.statusWords).toBe('Soonish');
    expect(after.leftOut.map((each) => each.text)).toContain('in the spring');
    expect(new Set(after.requirements.map((each) => each.ref)).size).toBe(3);
  });

  it('is put in the order of the source again after it was sorted', async () => {
    const turned = withPart(workbook, 'xl/worksheets/sheet2.xml', (xml) => {
      const rows = xml.match(/<row r="[234]".*?<\/row>/gs) ?? [];
      const moved = [...rows].reverse().map((row, index) => row.replace(/(r="[A-Z]*)\d+"/g, `$1${index + 2}"`));
      return rows
        .reduce((whole, row, index) => whole.replace(row, `@${index}@`), xml)
        .replace(/@(\d)@/g, (_, index) => moved[Number(index)] ?? '');
    });
    expect((await readBack(turned)).requirements).toEqual(read.requirements);
  });

  it('says when lines are gone, and asks nothing more about them', async () => {
    const fewer = withPart(workbook, 'xl/worksheets/sheet2.xml', (xml) => xml.replace(/<row r="3".*?<\/row>/s, ''));
    const after = await readBack(fewer);
    expect(after.requirements).toHaveLength(2);
    expect(after.repairs.map((each) => each.what)).toContain(
      'The workbook was made with 3 lines and came back with 2.',
    );
    expect(after.questions.some((each) => each.what.startsWith('No owner'))).toBe(false);
  });

  it('leaves out, with its place, what stands where nothing belongs', async () => {
    const more = withPart(workbook, 'xl/worksheets/sheet2.xml', (xml) =>
      xml.replace(/(<row r="2".*?)(<\/row>)/s, '$1<c r="Z2" t="inlineStr"><is><t>my note</t></is></c>$2'),
    );
    const after = await readBack(more);
    expect(after.leftOut).toEqual([{ place: { line: 2, where: 'sheet Lines, row 2' }, text: 'my note' }]);
  });

  it('without its lines or a plain date above a column is refused with what to do', async () => {
    const heading = filledXlsx(workbook, { [at('Update 30 June 2026', 1)]: 'Update of the summer' }, LINES);
    expect(await readPlanFile(heading)).toMatchObject({ problem: { reason: expect.stringContaining('names no day') } });
    const renamed = withPart(workbook, 'xl/workbook.xml', (xml) => xml.replace('name="Lines"', 'name="Other"'));
    expect(await readPlanFile(renamed)).toMatchObject({ problem: { reason: expect.stringContaining('"Lines"') } });
  });
});

describe('a review workbook of a plan without updates', () => {
  const first: ReadPlan = { ...read, columns: [], updates: [], questions: [] };

  it('comes back as it was', async () => {
    const back = await readBack(await writeReviewWorkbook(first));
    expect(back).toMatchObject({ columns: [], updates: [], questions: [] });
    expect(back.requirements.map(({ text }) => text)).toEqual(first.requirements.map(({ text }) => text));
  });

  it('is not what is left of one whose only updates have lost their titles', async () => {
    const titles = { [at('Update 20 March 2026', 1)]: 'Spring', [at('Update 30 June 2026', 1)]: 'Summer' };
    expect(await readPlanFile(filledXlsx(workbook, titles, LINES))).toMatchObject({
      problem: { reason: expect.stringContaining('texts in columns with other titles') },
    });
  });
});

describe('what cells do not show', () => {
  const deadline = {
    date: civilDate('2026-12-20'),
    original: march,
    moves: [{ from: march, to: civilDate('2026-12-20'), agreedBy: 'Board', reason: 'Storm', on: march }],
  };
  const plan = aPlan(
    [aRequirement('4.1', { deadline }), aRequirement('4.2', { deadline: { date: june, original: march, moves: [] } })],
    {
      discharges: { [aRequirement('4.1').id]: { by: 'Inspectorate', on: june, reference: 'R (1)' } },
    },
  );
  const whole = { ...aReadingOf(plan), title: plan.plan.title };

  it('stays: moves of deadlines, discharges, recommendations without a line', async () => {
    const recommendations = [
      { number: '3', text: 'Alone.', deadline },
      ...whole.recommendations,
      { number: '9', text: null, deadline: null },
    ];
    const reading = { ...whole, recommendations };
    const { id: _, ...expected } = reading as ReadPlan & { id?: string };
    expect(await readBack(await writeReviewWorkbook(reading))).toEqual({ ...expected, introduction: [] });
  });

  it('is asked about where a changed date contradicts it', async () => {
    const bytes = await writeReviewWorkbook(whole);
    const after = await readBack(filledXlsx(bytes, { [addresses(bytes)('Own deadline', 2)]: '1 May 2027' }, LINES));
    expect(after.requirements[0]?.deadline).toEqual({ date: '2027-05-01', original: march, moves: [] });
    expect(after.questions.map((each) => each.what).join()).toContain('how it had moved before was left out');
  });

  it('is not lost with any text that a cell can hold', async () => {
    const text = fc.oneof(
      fc.constantFrom(...Object.values(HOSTILE_TEXTS).filter((each) => each.length < 4000)),
      fc.constantFrom('⚠ careful', '⚠', 'constructor', '__proto__', 'On track', '=1+1', '4.10', "'quoted", '-'),
      fc.string({ maxLength: 40 }),
    );
    // as every reader of files hands them over: no control characters, outer white space gone
    const plain = text
      .map((each) =>
        each
          .replace(/\p{C}|\uFFFD|\p{Zl}|\p{Zp}/gu, '')
          .replace(/_x[0-9A-Fa-f]{4}_/g, '')
          .trim(),
      )
      .filter((each) => each !== '');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(plain, plain, plain), { minLength: 1, maxLength: 4 }), async (rows) => {
        const requirements = rows.map(([words, owner], index) =>
          aRequirement(`4.${index + 1}`, { text: words, owner }),
        );
        const updates = rows.map(([, , words], index) => ({
          requirement: requirements[index]?.id ?? '',
          column: june,
          kind: 'text' as const,
          text: words,
        }));
        const reading = aReadingOf(aPlan(requirements, { updates }));
        const after = await readBack(await writeReviewWorkbook(reading));
        expect(after.requirements).toEqual(reading.requirements);
        expect(after.updates.map((each) => each.text)).toEqual(updates.map((each) => each.text));
      }),
      { numRuns: 60 },
    );
  });
});

describe('The sheet of lines in print', () => {
  const WIDTHS_OF_A4 = 150;

  it('stands on as many pages side by side as its columns need, with the ref on each', async () => {
    const workbook = await writeReviewWorkbook(sourceReading());
    const sheet = partOf(workbook, 'xl/worksheets/sheet2.xml');
    const across = Number(all(sheet, 'pageSetup')[0]?.getAttribute('fitToWidth'));
    const width = all(sheet, 'col')
      .map((col) => Number(col.getAttribute('width')))
      .reduce((sum, each) => sum + each, 0);
    // at less than nine tenths of its size nobody can read it
    expect((across * WIDTHS_OF_A4) / width).toBeGreaterThan(0.9);
    expect(across).toBeGreaterThan(1);
    const names = all(partOf(workbook, 'xl/workbook.xml'), 'definedName').map((each) => each.textContent);
    expect(names).toContain("'Lines'!$A:$A,'Lines'!$1:$1");
  });
});
