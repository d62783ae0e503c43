import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readSourceDocument } from '../../../../../src/adapters/documents/formats/source-document.js';
import { writeReturnSheetDocx } from '../../../../../src/adapters/documents/own/return-sheet/write-docx.js';
import { writeReturnSheetXlsx } from '../../../../../src/adapters/documents/own/return-sheet/write-xlsx.js';
import { writeReviewWorkbook } from '../../../../../src/adapters/documents/own/workbook/write-workbook.js';
import { writeDocx, writePublicDocx } from '../../../../../src/adapters/documents/own/write/docx.js';
import { writeXlsx } from '../../../../../src/adapters/documents/own/write/xlsx.js';
import { changeLogReport } from '../../../../../src/adapters/documents/reports/change-log-report.js';
import { executiveReport } from '../../../../../src/adapters/documents/reports/executive-report.js';
import { leadChangeLogReport } from '../../../../../src/adapters/documents/reports/lead-change-log-report.js';
import { writeReportDocx } from '../../../../../src/adapters/documents/reports/report-docx.js';
import { civilDate } from '../../../../../src/domain/calendar/civil-date.js';
import type { ReadPlan } from '../../../../../src/domain/importing/account/reading.js';
import { readPlan } from '../../../../../src/domain/importing/read-plan.js';
import type { RevisionDocument } from '../../../../../src/domain/publishing/revision.js';
import { at } from '../../../../domain/builders.js';
import { aSheet, aSheetItem } from '../sheets.js';
import { aQuarter } from './a-quarter.js';
import { generatedRevision } from './generated-revision.js';
import { HOSTILE_TEXTS } from './hostile-texts.js';
import { packageFaults, schemaFaults } from './office-faults.js';
import { aLine, aRevision, aSection, SIGNED, sampleRevision } from './sample-revision.js';
import { spoilt } from './word-parts.js';

type Kind = 'docx' | 'xlsx';
const hostile = Object.values(HOSTILE_TEXTS);

/** Six dated columns: two more than stand beside the plan, so that there is an annex. */
function withAnnex(): RevisionDocument {
  const columns = ['2024-03-01', '2024-06-01', '2024-09-01', '2024-12-01', '2025-03-01', '2025-06-01'].map(civilDate);
  const cells = columns.map((column, index) => ({ column, text: index === 1 ? '' : `Text ${index + 1}.` }));
  return aRevision([aSection('1', [aLine('1.1', [], { cells })]), aSection('2', [])], { columns });
}

function hostilePlan(): RevisionDocument {
  const lines = hostile.map((text, index) => aLine(`1.${index}`, [text, '', text, text], { text, owner: text }));
  const section = aSection('<1>', lines, { text: hostile.join('\n') });
  return aRevision([section], { title: hostile.join(' '), organisation: hostile[0] ?? '', executiveLead: '"&<' });
}

function readOf(rows: readonly (readonly string[])[]): ReadPlan {
  const text = rows.map((row) => row.map((cell) => cell.replace(/[\t\r\n\u2028]/g, ' ')).join('\t')).join('\n');
  const source = readSourceDocument(new TextEncoder().encode(`Quay plan\n\n${text}\n`));
  if (source.kind === 'unreadable') throw new Error(source.problem.reason);
  const reading = readPlan(source.document);
  if (reading.kind === 'unreadable') throw new Error(reading.problem.reason);
  return reading.plan;
}

/** A reading with questions of several kinds, and texts that nobody should type. */
function doubtful(): ReadPlan {
  const { markup: first, cdataEnd: second } = HOSTILE_TEXTS;
  return readOf([
    ['Rec no', 'Recommendation', 'Evidence requirement', 'Owner', 'Update 20 March 2026', 'June 2026 update', 'Status'],
    ['4', 'By 30 April 2026, light the steps.', first, 'Harbour Master', 'No change.', second, 'Nearly'],
    ['4', 'By 30 April 2026, light the steps.', '', '', HOSTILE_TEXTS.formula, 'No change.', 'Complete'],
    ['5', 'Mend it by 3 May 2026, or by 9 June 2026.', 'It holds.', 'Ferry', HOSTILE_TEXTS.rightToLeft, '', 'On track'],
  ]);
}

const sheet = aSheet([
  aSheetItem('4.1'),
  aSheetItem('4.2', { previousText: null, deadline: null, text: null }),
  ...hostile.map((text, index) => aSheetItem(`9.${index}`, { text, recommendationText: text })),
]);
const made = at('2026-09-11T10:00:00Z');

const FILES: readonly (readonly [what: string, kind: Kind, write: () => Promise<Uint8Array>])[] = [
  ['the wide Word table', 'docx', () => writeDocx(sampleRevision())],
  ['the public Word document', 'docx', () => writePublicDocx(sampleRevision())],
  ['a signed revision in Word', 'docx', () => writePublicDocx(sampleRevision({ seal: SIGNED }))],
  ['the wide Word table with an annex', 'docx', () => writeDocx(withAnnex())],
  ['the public Word document with an annex', 'docx', () => writePublicDocx(withAnnex())],
  ['the wide Word table of hostile texts', 'docx', () => writeDocx(hostilePlan())],
  ['the public Word document of hostile texts', 'docx', () => writePublicDocx(hostilePlan())],
  ['a return sheet in Word', 'docx', () => writeReturnSheetDocx(sheet)],
  [
    'the public change log in Word',
    'docx',
    () => writeReportDocx(changeLogReport({ ...aQuarter(hostile.join(' ')).published, isRevision: true }, null), made),
  ],
  [
    'the lead’s change log in Word',
    'docx',
    () => writeReportDocx(leadChangeLogReport(aQuarter(hostile.join(' '))), made),
  ],
  ['the page for the executive lead', 'docx', () => writeReportDocx(executiveReport(aQuarter('It is kept.')), made)],
  ['a workbook', 'xlsx', () => writeXlsx(sampleRevision())],
  ['a workbook of a signed revision', 'xlsx', () => writeXlsx(sampleRevision({ seal: SIGNED }))],
  ['a workbook of hostile texts', 'xlsx', () => writeXlsx(hostilePlan())],
  ['a review workbook', 'xlsx', () => writeReviewWorkbook(doubtful())],
  ['a return sheet in Excel', 'xlsx', () => writeReturnSheetXlsx(sheet)],
];

/** The validator is a program of its own that has to warm up. */
const PATIENCE = 240_000;

describe('Microsoft’s validator has nothing against', () => {
  it.each(FILES)(
    '%s',
    async (_, kind, write) => {
      const file = await write();
      expect(packageFaults(file)).toEqual([]);
      expect(await schemaFaults(file, kind)).toEqual([]);
    },
    PATIENCE,
  );

  it.each([
    ['docx', (document: RevisionDocument) => writeDocx(document)],
    ['docx', writePublicDocx],
    ['xlsx', writeXlsx],
  ] as const)(
    'any plan as %s (%#)',
    async (kind, write) => {
      await fc.assert(
        fc.asyncProperty(generatedRevision, async (document) => {
          const file = await write(document);
          expect(packageFaults(file)).toEqual([]);
          expect(await schemaFaults(file, kind)).toEqual([]);
        }),
        { numRuns: 12 },
      );
    },
    PATIENCE,
  );
});

describe('Microsoft’s validator finds', () => {
  let docx: Uint8Array;
  let xlsx: Uint8Array;
  beforeAll(async () => {
    docx = await writePublicDocx(sampleRevision());
    xlsx = await writeXlsx(sampleRevision());
  });

  it.each([
    ['two properties of a paragraph changed about', 'word/document.xml', /(<w:pStyle [^>]*>)(<w:keepNext\/>)/, '$2$1'],
    [
      'two properties of a table changed about',
      'word/document.xml',
      /(<w:tblW [^>]*>)(.*?)(<w:tblLayout [^>]*>)/,
      '$3$2$1',
    ],
    ['two properties of a page changed about', 'word/document.xml', /(<w:pgSz [^>]*>)(<w:pgMar [^>]*>)/, '$2$1'],
    ['a row that is a header maybe', 'word/document.xml', '<w:tblHeader/>', '<w:tblHeader w:val="maybe"/>'],
    ['a style with a made-up part', 'word/styles.xml', '<w:qFormat/>', '<w:beautiful/>'],
    ['two properties of a style changed about', 'word/styles.xml', /(<w:basedOn [^>]*>)(<w:qFormat\/>)/, '$2$1'],
  ])(
    '%s',
    async (_, part, from, to) => {
      expect(await schemaFaults(spoilt(docx, part, from, to), 'docx')).toHaveLength(1);
    },
    PATIENCE,
  );

  it.each([
    [
      'columns before the view',
      'xl/worksheets/sheet2.xml',
      /(<sheetViews>.*?<\/sheetViews>)(<cols>.*?<\/cols>)/,
      '$2$1',
    ],
    ['a filter after the margins', 'xl/worksheets/sheet2.xml', /(<autoFilter [^>]*>)(<pageMargins [^>]*>)/, '$2$1'],
    ['a font as the library writes it', 'xl/styles.xml', /(<sz [^>]*>)(<color [^>]*>)(<name [^>]*>)/, '$3$1$2'],
    ['a cell of an unknown type', 'xl/worksheets/sheet2.xml', ' t="s"', ' t="text"'],
  ])(
    '%s',
    async (_, part, from, to) => {
      expect(await schemaFaults(spoilt(xlsx, part, from, to), 'xlsx')).toHaveLength(1);
    },
    PATIENCE,
  );
});

describe('The check of the package finds', () => {
  it.each([
    ['a part without a type', '[Content_Types].xml', /<Override [^>]*PartName="\/word\/styles.xml"[^>]*>/, ''],
    ['a type without a part', '[Content_Types].xml', 'PartName="/word/styles.xml"', 'PartName="/word/style.xml"'],
    ['a relationship that leads nowhere', 'word/_rels/document.xml.rels', 'Target="styles.xml"', 'Target="s.xml"'],
    [
      'an id that is used and not declared',
      'word/document.xml',
      /<w:headerReference ([^>]*)r:id="[^"]*"/,
      '<w:headerReference $1r:id="rId99"',
    ],
    ['two relationships of one id', 'word/_rels/document.xml.rels', 'Id="rId2"', 'Id="rId1"'],
    ['a part that nothing leads to', 'word/_rels/document.xml.rels', /<Relationship [^>]*customXml[^>]*>/, ''],
    ['a property that stands twice', 'docProps/core.xml', '<dc:title>', '<dc:title>Quays</dc:title><dc:title>'],
    ['a property that does not exist', 'docProps/core.xml', /dc:language/g, 'dc:tongue'],
    ['a date without its type', 'docProps/core.xml', ' xsi:type="dcterms:W3CDTF"', ''],
  ])('%s', async (_, part, from, to) => {
    const docx = await writePublicDocx(sampleRevision());
    expect(packageFaults(docx)).toEqual([]);
    expect(packageFaults(spoilt(docx, part, from, to))).not.toEqual([]);
  });
});
