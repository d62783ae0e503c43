import { describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../src/adapters/documents/plan-file.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { linesOf, planIn, tabbed } from './reading.js';

const HEADINGS = ['Rec no', 'Recommendation', 'Evidence requirement', 'Owner'];
const ROWS = [
  [
    '1',
    'Open the heath.',
    'A gate that opens',
    'Head of Parks',
    'The gate was ordered.',
    'It is being painted.',
    'No change.',
  ],
  ['2', 'Mend the hut.', 'A roof that holds', 'Head of Parks', 'Slates were counted.', '', 'The hut is open again.'],
];
const file = (above: readonly string[], ...updates: readonly string[]) =>
  tabbed(['Heath plan'], ['Organisation: Heath Authority'], above, [...HEADINGS, ...updates], ...ROWS);
const asked = (read: ReturnType<typeof planIn>, words: string) =>
  read.questions.map(({ what }) => what).filter((what) => what.includes(`"${words}"`));

describe('"Initial action plan response" beside dated updates', () => {
  const UPDATES = ['Initial action plan response', 'Q3 25/26', 'March 2026 update'];

  it('waits for its date where the document names none: nothing is guessed, nothing lost, its place proposed', () => {
    const read = planIn(file([], ...UPDATES));
    expect(read.columns).toEqual(['2025-12-31', '2026-03-31']);
    expect(read.undated).toEqual([
      {
        column: 5,
        heading: 'Initial action plan response',
        texts: [
          { requirement: 'line-5', place: { line: 5, column: 5 }, text: 'The gate was ordered.' },
          { requirement: 'line-6', place: { line: 6, column: 5 }, text: 'Slates were counted.' },
        ],
      },
    ]);
    expect(read.leftOut.map(({ text }) => text)).toEqual(['The gate was ordered.', 'Slates were counted.']);
    expect(read.lostCharacters).toBe(0);
    expect(asked(read, UPDATES[0] ?? '')).toEqual([
      expect.stringMatching(/names no date.*before those of 31 December 2025 and seem to be the first/),
    ]);
  });

  it('has the date that stands above the table, which is asked about', () => {
    const read = planIn(file(['Published: 27 June 2025'], ...UPDATES));
    expect(read.columns).toEqual(['2025-06-27', '2025-12-31', '2026-03-31']);
    expect(linesOf(read)[0]?.updates[0]).toBe('2025-06-27 text The gate was ordered.');
    expect(read.undated).toBeUndefined();
    expect(asked(read, UPDATES[0] ?? '')).toEqual([expect.stringMatching(/27 June 2025 was taken/)]);
  });

  it('does not take a date from above that would put the first updates after others', () => {
    const read = planIn(file(['Published: 27 June 2026'], ...UPDATES));
    expect(read.columns).toEqual(['2025-12-31', '2026-03-31']);
    expect(read.undated).toHaveLength(1);
  });

  it('becomes a column of the date that the lead answers, and so does any heading without a day', async () => {
    const dates = new Map([
      ['Initial action plan response', civilDate('2025-09-30')],
      ['q3 25/26', civilDate('2026-01-16')],
    ]);
    const reading = await readPlanFile(new TextEncoder().encode(file([], ...UPDATES)), dates);
    if (reading.kind !== 'plan') throw new Error(reading.problem.reason);
    expect(reading.plan.columns).toEqual(['2025-09-30', '2026-01-16', '2026-03-31']);
    expect(linesOf(reading.plan)[1]?.updates[0]).toBe('2025-09-30 text Slates were counted.');
    expect(reading.plan.questions.map(({ what }) => what).filter((what) => /names no/.test(what))).toEqual([
      expect.stringMatching(/"March 2026 update".*31 March 2026, the last day of that time, was taken/),
    ]);
    expect(reading.plan.lostCharacters).toBe(0);
  });

  it('is refused a date where no column has the heading', async () => {
    const dates = new Map([['First response', civilDate('2025-09-30')]]);
    const reading = await readPlanFile(new TextEncoder().encode(file([], ...UPDATES)), dates);
    expect(reading).toMatchObject({ kind: 'unreadable', problem: { line: 4, reason: /no column has that heading/ } });
  });
});

describe('"Latest update" after dated ones', () => {
  it('has the date that stands above the table', () => {
    const read = planIn(file(['Position at 30 June 2026'], 'Q3 25/26', 'March 2026 update', 'Latest update'));
    expect(read.columns).toEqual(['2025-12-31', '2026-03-31', '2026-06-30']);
  });
});
