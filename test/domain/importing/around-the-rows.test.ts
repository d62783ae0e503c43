import { describe, expect, it } from 'vitest';
import { xlsxWith } from '../../adapters/documents/foreign/layouts.js';
import { linesOf, planIn, tabbed } from './reading.js';

const HEADINGS = ['No', 'Recommendation', 'Owner', 'Due', 'Status'];
const ROWS = [
  ['1', 'Mend the quay wall.', 'Harbour Master', '30/06/2026', 'On track', 'Stones came.'],
  ['2', 'Paint the buoys red.', 'Harbour Master', '31/07/2026', 'Complete', 'Painted in May.'],
];
const table = (update: string) => [[...HEADINGS, update], ...ROWS];
const under = (...lines: readonly string[]) =>
  planIn(tabbed(...lines.map((line) => [line]), ...table('Update 31 March 2026')));

describe('what a plan is called', () => {
  it('is the subject of a mail, never who wrote it, to whom or when', () => {
    const read = under('From: Harbour Master', 'To: The board', 'Subject: Quay plan', 'Dear all');
    expect(read.title).toBe('Quay plan');
    expect(under('3 December 2025', 'Dear Sir', 'Quay plan').title).toBe('Quay plan');
  });

  it('stands beside the label "Report", and without the marks of a heading', () => {
    expect(planIn(tabbed(['Report', 'Quay monitoring'], ...table('Update 31 March 2026'))).title).toBe(
      'Quay monitoring',
    );
    expect(under('# Quay plan').title).toBe('Quay plan');
  });

  it('is not said on a sheet that tells how to use the others', () => {
    const cells = (rows: readonly (readonly string[])[]) =>
      rows
        .map(
          (row, at) =>
            `<row r="${at + 1}">${row.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`,
        )
        .join('');
    const sheets = (first: string) => [
      { name: 'Guide', xml: `<sheetData>${cells([[first], ['Change your rows by the fifth.']])}</sheetData>` },
      { name: 'Plan', xml: `<sheetData>${cells(table('Update 31 March 2026'))}</sheetData>` },
    ];
    expect(planIn(xlsxWith(sheets('How to use this tracker'))).title).toBe('');
    expect(planIn(xlsxWith(sheets('Quay plan'))).title).toBe('Quay plan');
  });
});

describe('lines drawn with signs', () => {
  it('are no row of a table of bars', () => {
    const [head, ...rows] = table('Update 31 March 2026').map((row) => `| ${row.join(' | ')} |`);
    const read = planIn(`Quay plan\n\n${[head, '|----|:---|----|---|---|----|', ...rows].join('\n')}\n`);
    expect(linesOf(read).map(({ recommendation, owner }) => [recommendation, owner])).toEqual([
      ['1', 'Harbour Master'],
      ['2', 'Harbour Master'],
    ]);
    expect(read.questions.filter(({ what }) => /number|row/i.test(what))).toEqual([]);
  });
});

describe('a column "Notes"', () => {
  it('holds updates without a date; one of days beside it is none', () => {
    const rows = [
      ['Notes', 'Latest note date'],
      ['', '8 January 2026'],
      ['', '9 January 2026'],
    ];
    const read = planIn(tabbed(['Quay plan'], ...table('Notes').map((row, at) => [...row, rows[at]?.[1] ?? ''])));
    expect(read.undated?.map(({ heading, texts }) => [heading, texts.map(({ text }) => text)])).toEqual([
      ['Notes', ['Stones came.', 'Painted in May.']],
    ]);
  });
});

describe('columns of statuses', () => {
  const asked = (read: ReturnType<typeof planIn>, words: RegExp) =>
    read.questions.map(({ what }) => what).filter((what) => words.test(what));
  const twice = (...headings: readonly string[]) =>
    planIn(
      tabbed(['Quay plan'], headings, ...ROWS.map((row) => [...row, row[4] === 'Complete' ? 'On track' : 'Off track'])),
    );

  it('are asked about where two have the same words and nothing says which is newer', () => {
    expect(asked(twice(...HEADINGS, 'Update 31 March 2026', 'Status'), /Two columns are called/)).toEqual([
      'Two columns are called "Status". The one (column 5) was left out, the other was taken. Which of them counts?',
    ]);
    expect(asked(twice(...HEADINGS, 'Update 31 March 2026', 'RAG June 2026'), /Two columns are called/)).toEqual([]);
  });

  it('may go without a heading over coloured signs that the document explains', () => {
    const rows = ROWS.map((row, at) => [...row.slice(0, 4), at === 0 ? '🟢' : '🔴', row[5] ?? '']);
    const read = planIn(
      tabbed(
        ['Quay plan'],
        ['🟢 on track   🔴 off track'],
        [...HEADINGS.slice(0, 4), '', 'Update 31 March 2026'],
        ...rows,
      ),
    );
    expect(read.requirements.map(({ status, printedStatus }) => [status, printedStatus])).toEqual([
      ['onTrack', '🟢'],
      ['offTrack', '🔴'],
    ]);
  });
});

describe('a dated column', () => {
  it('is asked about where it stands years after all others', () => {
    const read = (year: string) =>
      planIn(
        tabbed(
          ['Quay plan'],
          [...HEADINGS, 'Update 31 March 2026', `Update 30 June ${year}`],
          ...ROWS.map((row) => [...row, 'More came.']),
        ),
      );
    const far = (year: string) => read(year).questions.filter(({ what }) => /years after the one before/.test(what));
    expect([far('2026').length, far('2052').length]).toEqual([0, 1]);
  });
});
