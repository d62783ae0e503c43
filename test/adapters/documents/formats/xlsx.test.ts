import { describe, expect, it } from 'vitest';
import { readSourceDocument } from '../../../../src/adapters/documents/formats/source-document.js';
import { cellsOf } from '../../../../src/domain/importing/account/ledger.js';
import type { SourceDocument } from '../../../../src/domain/importing/account/reading.js';
import { readPlan } from '../../../../src/domain/importing/read-plan.js';
import { columnName, xlsxWith } from '../foreign/layouts.js';

function read(...given: Parameters<typeof xlsxWith>): SourceDocument {
  const reading = readSourceDocument(xlsxWith(...given));
  if (reading.kind !== 'document') throw new Error(reading.problem.reason);
  return reading.document;
}

const texts = (document: SourceDocument) => cellsOf(document).map(({ text }) => text);
const sheet = (rows: string, more = '') => [{ name: 'Plan', xml: `<sheetData>${rows}</sheetData>${more}` }];
const inline = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
/** Rows of texts from the first row on. */
const table = (rows: readonly (readonly string[])[], from = 1) =>
  rows
    .map(
      (row, index) =>
        `<row r="${from + index}">${row.map((text, column) => inline(`${columnName(column + 1)}${from + index}`, text)).join('')}</row>`,
    )
    .join('');

const STYLES =
  '<numFmts><numFmt numFmtId="164" formatCode="d mmmm yyyy"/><numFmt numFmtId="165" formatCode="mmm\\-yy;@"/><numFmt numFmtId="166" formatCode="&quot;Rec &quot;0.00"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="2"/></cellXfs>';

describe('An Excel workbook', () => {
  it('shows its numbers as Excel shows them', () => {
    const cells = [
      '<c r="A1"><v>7.0999999999999996</v></c>',
      '<c r="B1" s="5"><v>7.1</v></c>',
      '<c r="C1" s="3"><v>0.45</v></c>',
      '<c r="D1" t="b"><v>1</v></c>',
      '<c r="E1" t="e"><v>#REF!</v></c>',
    ];
    expect(texts(read(sheet(`<row r="1">${cells.join('')}</row>`), { styles: STYLES }))).toEqual([
      '7.1',
      '7.10',
      '45%',
      'TRUE',
      '#REF!',
    ]);
  });

  it.each([
    ['from 1900', false, 45_743],
    ['from 1904', true, 45_743 - 1_462],
  ])('counts its days %s', (_, date1904, serial) => {
    const cells = [1, 4, 2].map(
      (style, column) => `<c r="${columnName(column + 1)}1" s="${style}"><v>${serial}</v></c>`,
    );
    const document = read(sheet(`<row r="1">${cells.join('')}</row>`), { styles: STYLES, date1904 });
    expect(texts(document)).toEqual(['27 March 2025', '27 March 2025', 'March 2025']);
  });

  it('gives formulas as their values, rich text as words, and escaped characters as themselves', () => {
    const shared = '<si><r><t>Two </t></r><r><rPr><b/></rPr><t>parts</t></r><rPh><t>reading</t></rPh></si>';
    const cells = [
      '<c r="A1" t="s"><v>0</v></c>',
      '<c r="B1" t="str"><f>A1&amp;"x"</f><v>Sum</v></c>',
      '<c r="C1" t="inlineStr"><is><t>_x005F_x0041_</t></is></c>',
    ];
    expect(texts(read(sheet(`<row r="1">${cells.join('')}</row>`), { shared }))).toEqual([
      'Two parts',
      'Sum',
      '_x0041_',
    ]);
  });

  it('keeps the notes on its cells, with the cell, where no row can take them', () => {
    const link = (type: string, target: string) =>
      `<Relationship Id="${type}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="../${target}"/>`;
    const document = read(sheet(table([['a', 'b']])), {
      parts: {
        'xl/worksheets/_rels/s0.xml.rels': `<Relationships>${link('comments', 'comments1.xml')}${link('threadedComment', 'threads/t1.xml')}</Relationships>`,
        'xl/comments1.xml':
          '<comments><authors><author>Clerk</author></authors><commentList><comment ref="B1" authorId="0"><text><r><t>Moved from </t></r><r><t>May.</t></r></text></comment><comment ref="A1" authorId="0"><text><t>[Threaded comment] Your version of Excel.</t></text></comment></commentList></comments>',
        'xl/threads/t1.xml':
          '<ThreadedComments><threadedComment ref="A1"><text>Who agreed?</text></threadedComment></ThreadedComments>',
      },
    });
    expect(cellsOf(document).map(({ text, aside, place }) => [text, aside, place.where])).toEqual([
      ['a', undefined, 'sheet Plan, cell A1'],
      ['b', undefined, 'sheet Plan, cell B1'],
      ['Moved from May.', true, 'note on sheet Plan, cell B1'],
      ['Who agreed?', true, 'note on sheet Plan, cell A1'],
    ]);
  });

  it('reads hidden rows, columns and sheets and says so', () => {
    const hidden = `<row r="1">${inline('A1', 'a')}${inline('B1', 'b')}</row><row r="2" hidden="1">${inline('A2', 'c')}${inline('B2', 'd')}</row>`;
    const document = read([
      { name: 'Plan', xml: `<cols><col min="2" max="2" hidden="1"/></cols><sheetData>${hidden}</sheetData>` },
      { name: 'Old', xml: `<sheetData>${table([['e', 'f']])}</sheetData>`, state: 'hidden' },
    ]);
    expect(texts(document)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    const notes = (document.notes ?? []).map(({ what }) => what).join('\n');
    expect(notes).toMatch(/row 2\b/);
    expect(notes).toMatch(/column B\b/);
    expect(notes).toMatch(/sheet "Old" is hidden/);
  });

  it('names cells as Excel does', () => {
    expect(cellsOf(read(sheet(table([['a', 'b']], 3)))).map(({ place }) => place.where)).toEqual([
      'sheet Plan, cell A3',
      'sheet Plan, cell B3',
    ]);
  });
});

describe('A workbook of several sheets', () => {
  const plan = [
    ['Rec. no.', 'Recommendation', 'Ref', 'Evidence requirement', 'Owner', 'Update 14 March 2031', 'Status'],
    ['4', 'Mend the quays.', '4.1', 'A log of repairs.', 'Harbour Master', 'The log was begun.', 'On track'],
    ['4', 'Mend the quays.', '4.2', 'Trained staff.', 'Harbour Master', 'All were trained.', 'Complete'],
  ];

  it('gives the plan of the sheet that has one, and asks about the tables of the others', () => {
    const reading = readPlan(
      read([
        {
          name: 'Contacts',
          xml: `<sheetData>${table([['Quay Safety Plan'], ['Organisation', 'Northmouth Harbour'], [], ['Action owner', 'Ref', 'Status'], ['A. Reader', '1', 'Complete']])}</sheetData>`,
        },
        { name: 'Plan', xml: `<sheetData>${table(plan)}</sheetData>` },
        {
          name: 'Lists',
          xml: `<sheetData>${table([
            ['Red', 'Late'],
            ['Green', 'Fine'],
          ])}</sheetData>`,
        },
      ]),
    );
    if (reading.kind !== 'plan') throw new Error(reading.problem.reason);
    const read_ = reading.plan;
    expect([read_.title, read_.organisation]).toEqual(['Quay Safety Plan', 'Northmouth Harbour']);
    expect(read_.requirements.map(({ ref, status }) => `${ref} ${status}`)).toEqual(['4.1 onTrack', '4.2 complete']);
    expect(read_.lostCharacters).toBe(0);
    expect(read_.questions.filter(({ what }) => what.includes('Another table'))).toHaveLength(1);
    expect(read_.leftOut.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Red', 'Late', 'Green', 'Fine', 'A. Reader']),
    );
  });

  it('joins headings in two rows', () => {
    const two = `<row r="1">${['Rec. no.', 'Recommendation', 'Owner', 'Updates'].map((text, at) => inline(`${columnName(at + 1)}1`, text)).join('')}</row><row r="2">${inline('D2', '14 March 2031')}${inline('E2', '20 June 2031')}</row><row r="3">${['4', 'Mend the quays.', 'Harbour Master', 'Begun.', 'Done at last.'].map((text, at) => inline(`${columnName(at + 1)}3`, text)).join('')}</row>`;
    const merges =
      '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/><mergeCell ref="C1:C2"/><mergeCell ref="D1:E1"/></mergeCells>';
    const reading = readPlan(read(sheet(two, merges)));
    if (reading.kind !== 'plan') throw new Error(reading.problem.reason);
    expect(reading.plan.updates.map(({ column, text }) => `${column} ${text}`)).toEqual([
      '2031-03-14 Begun.',
      '2031-06-20 Done at last.',
    ]);
    expect(reading.plan.lostCharacters).toBe(0);
  });
});

describe("A council's audit tracker", () => {
  const tracker = [
    ['Audit recommendations: position at 30 September 2031'],
    [],
    [
      'Ref',
      'Audit',
      'Recommendation',
      'Priority',
      'Responsible officer',
      'Original date',
      'Revised date',
      '% complete',
      'Progress update',
    ],
    [
      'IA23-04',
      'Payroll',
      'Check leavers monthly.',
      'High',
      'Head of Finance',
      '31 March 2031',
      '30 June 2031',
      '80%',
      'Checks began in May.',
    ],
    [
      'IA23-05',
      'Payroll',
      'Train two deputies.',
      'Low',
      'Head of Finance',
      '31 March 2031',
      '',
      '100%',
      'Both are trained.',
    ],
  ];
  const reading = readPlan(read(sheet(table(tracker))));
  const plan = reading.kind === 'plan' ? reading.plan : null;

  it('reads as a plan whose updates are of the day that it names, and asks whether that is right', () => {
    expect(reading.kind).toBe('plan');
    expect(plan?.columns).toEqual(['2031-09-30']);
    expect(plan?.requirements.map(({ ref, owner }) => `${ref} ${owner}`)).toEqual([
      'IA23-04 Head of Finance',
      'IA23-05 Head of Finance',
    ]);
    expect(plan?.updates.map(({ text }) => text)).toEqual(['Checks began in May.', 'Both are trained.']);
    expect(plan?.questions.map(({ what }) => what).join('\n')).toMatch(
      /"Progress update".*names no date. 30 September 2031 was taken/,
    );
  });

  it('has an original and a revised date as a move of which no more is said', () => {
    expect(plan?.recommendations.map(({ deadline }) => deadline)).toEqual([
      {
        date: '2031-06-30',
        original: '2031-03-31',
        moves: [
          {
            from: '2031-03-31',
            to: '2031-06-30',
            agreedBy: 'not stated in the source',
            reason: 'not stated in the source',
            on: '2031-09-30',
          },
        ],
      },
      { date: '2031-03-31', original: '2031-03-31', moves: [] },
    ]);
  });

  it('leaves columns without a place out by name, and asks only about the one that it does not understand', () => {
    expect(plan?.leftOut.map(({ text }) => text)).toEqual(expect.arrayContaining(['High', '80%', 'Payroll']));
    expect(
      plan?.repairs.filter(({ what }) => /no place for the column "(?:Priority|% complete)"/.test(what)),
    ).toHaveLength(2);
    expect(
      plan?.questions
        .filter(({ what }) => what.includes('is none that Quarterdeck knows'))
        .map(({ what }) => what)
        .join(),
    ).toMatch(/"Audit"/);
    expect(plan?.lostCharacters).toBe(0);
  });
});
