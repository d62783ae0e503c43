import { describe, expect, it } from 'vitest';
import { linesOf, planIn } from './reading.js';

/** Lines of cells as a csv file. */
const csv = (delimiter: string, ...lines: readonly (readonly string[])[]) =>
  lines
    .map((cells) =>
      cells.map((cell) => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter),
    )
    .join('\n');
const what = (notes: readonly { readonly what: string }[]) => notes.map((each) => each.what).join('\n');

describe('A tracker of internal audit with references by year', () => {
  const read = planIn(
    csv(
      ',',
      ['Internal audit recommendation tracker'],
      ['Council: Marrow District Council'],
      [],
      [
        'Audit title',
        'Rec no',
        'Recommendation',
        'Priority',
        'Agreed management action',
        'Responsible officer',
        'Original target date',
        'Revised target date',
        '% complete',
        'RAG',
        'Progress update Sept 2026',
        'Progress update Dec 2026',
      ],
      [
        'Fleet fuel cards',
        '2023/24-07',
        'Fuel cards should be checked against mileage each month.',
        'High',
        'Monthly report to the depot manager, signed.',
        'Head of Fleet',
        '31/03/2026',
        '30/06/2026',
        '60%',
        'A',
        'The first two reports were run in August and show three gaps.',
        'As per previous update.',
      ],
      [
        'Fleet fuel cards',
        '2023/24-08',
        'Lost cards should be cancelled within a day.',
        'Medium',
        'A form for lost cards, and one inbox.',
        'Head of Fleet',
        '30/04/2026',
        '',
        '100%',
        'G',
        'The form is live and was used twice.',
        '',
      ],
      [
        'Market stalls',
        '2024/25-01',
        'Rents should be reviewed yearly.',
        'Low',
        'Paper to Cabinet in the spring.',
        'Markets Manager',
        '31/12/2026',
        '31/03/2027',
        '10%',
        'R',
        'Paper drafted.',
        'The paper is with Legal.',
      ],
    ),
  );

  it('keeps its references as numbers and refs, in its order', () => {
    expect(read.recommendations.map(({ number }) => number)).toEqual(['2023/24-07', '2023/24-08', '2024/25-01']);
    expect(read.requirements.map(({ ref, refFrom }) => [ref, refFrom])).toEqual([
      ['2023/24-07', 'source'],
      ['2023/24-08', 'source'],
      ['2024/25-01', 'source'],
    ]);
  });

  it('gives each action its officer, its status by letter and its dated updates', () => {
    expect(linesOf(read).map(({ text, owner, status, updates }) => [text, owner, status, updates.length])).toEqual([
      ['Monthly report to the depot manager, signed.', 'Head of Fleet', 'atRisk', 2],
      ['A form for lost cards, and one inbox.', 'Head of Fleet', 'onTrack', 1],
      ['Paper to Cabinet in the spring.', 'Markets Manager', 'offTrack', 2],
    ]);
    expect(linesOf(read)[0]?.updates[1]).toBe('2026-12-31 noChange As per previous update.');
  });

  it('has the original and the revised date', () => {
    expect(read.requirements.map(({ deadline }) => [deadline?.original, deadline?.date])).toEqual([
      ['2026-03-31', '2026-06-30'],
      ['2026-04-30', '2026-04-30'],
      ['2026-12-31', '2027-03-31'],
    ]);
  });

  it('leaves out what a plan has no place for, with its place, and says so', () => {
    expect(read.leftOut).toContainEqual({ place: { line: 5, column: 4 }, text: 'High' });
    expect(read.leftOut).toContainEqual({ place: { line: 5, column: 9 }, text: '60%' });
    expect(what(read.repairs)).toMatch(/"Priority"[\s\S]*"% complete"/);
    expect(what(read.questions)).toMatch(/"Audit title"/);
    expect(read.lostCharacters).toBe(0);
  });

  it('says which day it took for a month, and asks', () => {
    expect(read.columns).toEqual(['2026-09-30', '2026-12-31']);
    expect(what(read.questions)).toMatch(/"Progress update Sept 2026".*30 September 2026, the last day of that time/);
  });
});

describe('A follow-up of audits with letters and misspelt headings', () => {
  const read = planIn(
    csv(
      ';',
      ['Follow-up of audit actions'],
      ['Authority: Tansy Borough Council'],
      ['Position at 30 September 2026'],
      [
        'Ref',
        'Audit recomendation',
        'Managment response',
        'Action owner',
        'Due date',
        'Revised date',
        'Risk rating',
        'Implementation status',
        'Latest position',
      ],
      [
        'A',
        'Starters should be approved by two people.',
        'Agreed. Second approval is switched on.',
        'Payroll Lead',
        '31 May 2026',
        '',
        'Significant',
        'Implemented',
        'Second approval works since May.',
      ],
      [
        'B',
        'A leaver should be removed within a week.',
        'Agreed, monthly list from HR.',
        'HR Business Partner',
        '31 May 2026',
        '31 October 2026',
        'Moderate',
        'Partially implemented',
        'The list came for June and July, not yet for August.',
      ],
      [
        'C',
        'Fees should be banked weekly.',
        'Agreed.',
        'Cemeteries Officer',
        '30 June 2026',
        '',
        'Minor',
        'Not implemented',
        'Safe not delivered yet. The supplier names the end of October.',
      ],
    ),
  );

  it('has its letters as numbers', () => {
    expect(read.requirements.map(({ ref, recommendation }) => [ref, recommendation])).toEqual([
      ['A', 'A'],
      ['B', 'B'],
      ['C', 'C'],
    ]);
    expect(read.recommendations[1]?.text).toBe('A leaver should be removed within a week.');
  });

  it('takes the response of its management for what is asked, and the date due for the first of two', () => {
    expect(read.requirements[1]?.text).toBe('Agreed, monthly list from HR.');
    expect(read.requirements.map(({ deadline }) => [deadline?.original, deadline?.date])).toEqual([
      ['2026-05-31', '2026-05-31'],
      ['2026-05-31', '2026-10-31'],
      ['2026-06-30', '2026-06-30'],
    ]);
  });

  it('asks about a status that is not plainly one, and never guesses the unknown', () => {
    expect(read.requirements.map(({ status, statusWords }) => [status, statusWords])).toEqual([
      ['complete', null],
      ['onTrack', null],
      ['notStated', 'Not implemented'],
    ]);
    expect(what(read.questions)).toMatch(/"Partially implemented"[\s\S]*"Not implemented"/);
  });

  it('takes the day of its only updates from above the table, and asks', () => {
    expect(read.columns).toEqual(['2026-09-30']);
    expect(what(read.questions)).toMatch(/"Latest position".*30 September 2026 was taken/);
    expect(read.lostCharacters).toBe(0);
  });
});

describe('A tracker in which the numbers stand under "Recommendation"', () => {
  const read = planIn(
    csv(
      ',',
      ['Keys and drills: audit actions'],
      ['Organisation: Sorrel Leisure Trust'],
      [],
      [
        'Recommendation',
        'Finding',
        'Recomendation text',
        'Sevrity',
        'Management action agreed',
        'Resposible officer',
        'Orignal target date',
        'Revised target date',
        'Percentage complete',
        'RAG status',
        'Progres update Q1 26/27',
        'Progress update Q2 26/27',
        'Comments',
      ],
      [
        'IA/25/03',
        'No log of keys.',
        'Keep a log of keys.',
        '2',
        'A log at reception',
        'Facilities Manager',
        '30/04/2026',
        '31/07/2026',
        '0.5',
        'Amber',
        'Log bought, not yet filled.',
        'Filled for all doors but two.',
        '',
      ],
      [
        'IA/25/04',
        'Keys not returned.',
        'Take keys back from leavers.',
        '1',
        'Leavers form',
        'HR Manager',
        '30/04/2026',
        '',
        '1',
        'Green',
        'On the form.',
        'No further update.',
        'Seen by audit',
      ],
      [
        'IA/25/11',
        'No fire drill.',
        'Hold a drill in each half year.',
        '1',
        'Two drills a year',
        'Facilities Manager',
        '30/06/2026',
        '',
        '0.25',
        'Red',
        'None held.',
        'First drill held in August; report awaited.',
        '',
      ],
    ),
  );

  it('has them as numbers, and the text beside the finding as the recommendation', () => {
    expect(read.recommendations.map(({ number, text }) => [number, text])).toEqual([
      ['IA/25/03', 'Keep a log of keys.'],
      ['IA/25/04', 'Take keys back from leavers.'],
      ['IA/25/11', 'Hold a drill in each half year.'],
    ]);
    expect(what(read.questions)).toMatch(/"Finding"/);
  });

  it('reads the rest under its misspelt headings', () => {
    expect(linesOf(read).map(({ text, owner, status }) => [text, owner, status])).toEqual([
      ['A log at reception', 'Facilities Manager', 'atRisk'],
      ['Leavers form', 'HR Manager', 'onTrack'],
      ['Two drills a year', 'Facilities Manager', 'offTrack'],
    ]);
    expect(read.columns).toEqual(['2026-06-30', '2026-09-30']);
    expect(read.requirements[0]?.deadline).toMatchObject({ original: '2026-04-30', date: '2026-07-31' });
    expect(what(read.repairs)).toMatch(/"Sevrity"[\s\S]*"Percentage complete"/);
  });

  it('keeps the comments of no date, left out with their place until somebody says when', () => {
    expect(read.leftOut).toContainEqual({ place: { line: 6, column: 13 }, text: 'Seen by audit' });
    expect(what(read.questions)).toMatch(/"Comments".*names no date.*after those of 30 September 2026/);
    expect(read.lostCharacters).toBe(0);
  });
});
