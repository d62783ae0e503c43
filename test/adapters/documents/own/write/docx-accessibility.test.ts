import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeReturnSheetDocx } from '../../../../../src/adapters/documents/own/return-sheet/write-docx.js';
import { writeDocx, writePublicDocx } from '../../../../../src/adapters/documents/own/write/docx.js';
import { changeLogReport } from '../../../../../src/adapters/documents/reports/change-log-report.js';
import { executiveReport } from '../../../../../src/adapters/documents/reports/executive-report.js';
import { leadChangeLogReport } from '../../../../../src/adapters/documents/reports/lead-change-log-report.js';
import { writeReportDocx } from '../../../../../src/adapters/documents/reports/report-docx.js';
import { at } from '../../../../domain/builders.js';
import { aSheet, aSheetItem } from '../sheets.js';
import { aQuarter } from './a-quarter.js';
import { generatedRevision } from './generated-revision.js';
import { SIGNED, sampleRevision } from './sample-revision.js';
import { all, partOf, spoilt, wordsOf } from './word-parts.js';

const HEADINGS = ['Title', 'Heading1', 'Heading2', 'Heading3', 'Heading4'];

/** What a screen reader or a checker of accessibility would stumble over in a Word document; places and words. */
function barriersIn(docx: Uint8Array): string[] {
  const body = partOf(docx, 'word/document.xml');
  const core = partOf(docx, 'docProps/core.xml');
  const language = all(partOf(docx, 'word/styles.xml'), 'w:lang')[0]?.getAttribute('w:val');
  return [
    ...headingBarriers(body),
    ...all(body, 'w:tbl').flatMap((table, index) =>
      tableBarriers(table).map((barrier) => `table ${index + 1}: ${barrier}`),
    ),
    ...linkBarriers(body),
    ...all(body, 'w:p')
      .filter((paragraph) => wordsOf(paragraph).trim() === '')
      .map(() => 'an empty paragraph'),
    ...[...all(body, 'w:drawing'), ...all(body, 'w:pict')]
      .filter((picture) => (all(picture, 'wp:docPr')[0]?.getAttribute('descr') ?? '').trim() === '')
      .map(() => 'a picture without a description'),
    ...((all(core, 'dc:title')[0]?.textContent ?? '').trim() === '' ? ['no title in the properties'] : []),
    ...(all(core, 'dc:language')[0]?.textContent === 'en-GB' ? [] : ['no language in the properties']),
    ...(language === 'en-GB' ? [] : ['no language in the styles']),
  ];
}

function headingBarriers(body: Element): string[] {
  const levels = all(body, 'w:pStyle')
    .map((style) => HEADINGS.indexOf(style.getAttribute('w:val') ?? ''))
    .filter((level) => level >= 0);
  const titles = levels.filter((level) => level === 0).length;
  const gaps = levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1);
  return [
    ...(titles === 1 && levels[0] === 0 ? [] : [`${titles} titles, and the first heading is ${levels[0] ?? 'none'}`]),
    ...gaps.map((level) => `a heading of level ${level} that skips one`),
  ];
}

function tableBarriers(table: Element): string[] {
  const rows = all(table, 'w:tr');
  const heads = rows.map((row) => all(row, 'w:tblHeader').length > 0);
  const columns = all(table, 'w:gridCol').length;
  const cells = all(table, 'w:tc');
  return [
    ...(heads[0] === true && !heads.includes(true, 1) ? [] : ['its first row alone is not tagged as its header']),
    ...rows.filter((row) => all(row, 'w:tc').length !== columns).map(() => 'a row of another number of cells'),
    ...['w:gridSpan', 'w:vMerge', 'w:hMerge'].filter((merge) => all(table, merge).length > 0),
    ...cells.filter((cell) => wordsOf(cell).trim() === '').map(() => 'an empty cell'),
    // Word refuses a file where one does not (ECMA-376 part 1, 17.4.65), and no schema says so
    ...cells.filter((cell) => cell.lastChild?.nodeName !== 'w:p').map(() => 'a cell that does not end in a paragraph'),
    ...(all(table, 'w:tbl').length > 0 ? ['a table within it'] : []),
  ];
}

function linkBarriers(body: Element): string[] {
  const targets = all(body, 'w:bookmarkStart').map((mark) => mark.getAttribute('w:name'));
  return all(body, 'w:hyperlink').flatMap((link) => [
    ...(wordsOf(link).trim() === '' ? ['a link without words'] : []),
    ...(targets.includes(link.getAttribute('w:anchor')) ? [] : ['a link that leads nowhere']),
  ]);
}

const made = at('2026-09-11T10:00:00Z');
const quarter = aQuarter('The council has yet to agree.');
const published = { ...quarter.published, isRevision: true };

describe('A Word document of ours has nothing in the way of a screen reader', () => {
  it.each([
    ['the wide table', () => writeDocx(sampleRevision())],
    ['the layout for the website', () => writePublicDocx(sampleRevision())],
    ['a signed revision', () => writePublicDocx(sampleRevision({ seal: SIGNED }))],
    ['the change log for the public', () => writeReportDocx(changeLogReport(published, null), made)],
    ['the change log for the lead', () => writeReportDocx(leadChangeLogReport(quarter), made)],
    ['the page for the executive lead', () => writeReportDocx(executiveReport(quarter), made)],
  ])('%s', async (_, write) => {
    expect(barriersIn(await write())).toEqual([]);
  });

  it('headings of a return sheet that skip no level', async () => {
    const sheet = await writeReturnSheetDocx(aSheet([aSheetItem('4.1'), aSheetItem('4.2')]));
    expect(headingBarriers(partOf(sheet, 'word/document.xml'))).toEqual([]);
  });

  it.each([
    ['the wide table', (document: Parameters<typeof writeDocx>[0]) => writeDocx(document)],
    ['the layout for the website', writePublicDocx],
  ] as const)('%s of any plan', async (_, write) => {
    await fc.assert(
      fc.asyncProperty(generatedRevision, async (document) => {
        expect(barriersIn(await write(document))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

describe('Among what is in the way of a screen reader is', () => {
  const document = 'word/document.xml';

  it.each([
    ['a header row that is not tagged', document, '<w:tblHeader/>', ''],
    ['a second header row', document, /(<\/w:tr><w:tr>)/, '$1<w:trPr><w:tblHeader/></w:trPr>'],
    ['an empty cell', document, /(<w:tc>(?:(?!<w:tc>).)*<w:t [^>]*>)30 January 2026</, '$1<'],
    ['merged cells', document, /(<w:tcPr><w:tcW [^>]*>)/, '$1<w:gridSpan w:val="2"/>'],
    ['a cell that ends in no paragraph', document, '</w:p></w:tc>', '</w:p><w:bookmarkEnd w:id="9"/></w:tc>'],
    ['a level of headings left out', document, '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading3"/>'],
    ['a document without a title', document, '<w:pStyle w:val="Title"/>', ''],
    ['a link that leads nowhere', document, 'w:anchor="recommendation_2"', 'w:anchor="recommendation_99"'],
    ['an empty paragraph', document, '<w:sectPr', '<w:p/><w:sectPr'],
    ['a picture that nothing describes', document, '</w:r>', '<w:pict/></w:r>'],
    ['a missing title', 'docProps/core.xml', /<dc:title>.*<\/dc:title>/, ''],
    ['a missing language', 'docProps/core.xml', /<dc:language>.*<\/dc:language>/, ''],
    ['words in no language', 'word/styles.xml', /<w:lang [^>]*>/, ''],
  ])('%s', async (_, part, from, to) => {
    expect(barriersIn(spoilt(await writePublicDocx(sampleRevision()), part, from, to))).not.toEqual([]);
  });
});
