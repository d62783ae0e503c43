import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readReturnSheet } from '../../../../../src/adapters/documents/own/return-sheet/read-return-sheet.js';
import { writeReturnSheetDocx } from '../../../../../src/adapters/documents/own/return-sheet/write-docx.js';
import { writeReturnSheetXlsx } from '../../../../../src/adapters/documents/own/return-sheet/write-xlsx.js';
import {
  type FilledSheet,
  replyOf,
  SHEET_LABELS,
  SHEET_STATUSES,
} from '../../../../../src/domain/asking/return-sheet.js';
import { aSheet, aSheetItem, escaped, filledDocx, filledXlsx, pasted, withPart } from '../sheets.js';
import { HOSTILE_TEXTS } from '../write/hostile-texts.js';
import { all, partOf } from '../write/word-parts.js';

function read(bytes: Uint8Array): FilledSheet {
  const reading = readReturnSheet(bytes);
  if (reading.kind === 'unreadable') throw new Error(reading.problem.reason);
  return reading.sheet;
}

const items = ['4.1', '4.2', '4.10'].map((ref) => aSheetItem(ref));
const sheet = aSheet(items);
const docx = await writeReturnSheetDocx(sheet);
const xlsx = await writeReturnSheetXlsx(sheet);
const DOCUMENT = 'word/document.xml';

const label = fc.constantFrom(...Object.values(SHEET_LABELS), 'ref', 'REF.', 'No change:', 'Your update (see below)');
const line = fc.stringMatching(/^[A-Za-z0-9 .,;:'"<>&£%()–-]{1,40}$/).filter((text) => /\w/.test(text));
const answer = fc
  .array(fc.oneof({ weight: 2, arbitrary: line }, { weight: 1, arbitrary: label }), { minLength: 1, maxLength: 4 })
  .map((lines) => lines.join('\n'));
const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

describe.each([
  ['docx', docx],
  ['xlsx', xlsx],
])('an empty return sheet as %s', (_, bytes) => {
  it('comes back with its reference and every ref, and says nothing', () => {
    const filled = read(bytes);
    expect(filled.reference).toBe(sheet.reference);
    expect(filled.items.map((item) => item.ref)).toEqual(['4.1', '4.2', '4.10']);
    expect(filled.items.map((item) => replyOf(item).kind)).toEqual(['notFilled', 'notFilled', 'notFilled']);
    expect(filled.elsewhere).toEqual([]);
    expect(filled.items[0]?.previous).toContain('The log of 4.1 was begun.');
  });
});

describe.each([
  ['docx', writeReturnSheetDocx],
  ['xlsx', writeReturnSheetXlsx],
])('a return sheet about which nothing was published, as %s', (_, write) => {
  const first = aSheet([aSheetItem('4.1', { previousText: null })]);
  const mixed = aSheet([aSheetItem('4.1', { previousText: null }), aSheetItem('4.2')]);
  const wordsOf = async (of: typeof first) =>
    Object.values(unzipSync(await write(of)))
      .map((part) => strFromU8(part))
      .join('\n')
      .replaceAll('&quot;', '"');

  it('does not say how to tick "No change" unless some row offers it, and its own words are none of an answer', async () => {
    expect(await wordsOf(first)).not.toContain('tick "No change"');
    expect(await wordsOf(mixed)).toContain('tick "No change"');
    const filled = read(await write(first));
    expect(filled.elsewhere).toEqual([]);
    expect(filled.items.map((item) => replyOf(item).kind)).toEqual(['notFilled']);
  });
});

describe('a filled Word sheet', () => {
  const written = [
    { status: 'At risk', update: 'The rail is on order.\nIt comes in May.', evidence: 'https://example.org/rail' },
    { ticked: true },
  ];

  it('gives what was written in each place, whatever the formatting', () => {
    const filled = read(filledDocx(docx, written));
    expect(filled.items[0]).toMatchObject({
      status: 'At risk',
      update: written[0]?.update,
      evidence: written[0]?.evidence,
    });
    expect(filled.items.map(replyOf)).toMatchObject([
      { reply: { kind: 'text', status: 'atRisk', evidence: 'https://example.org/rail' } },
      { reply: { kind: 'noChange' } },
      { kind: 'notFilled' },
    ]);
    expect(filled.elsewhere).toEqual([]);
  });

  it('still reads with rows and headings deleted', () => {
    const bytes = withPart(filledDocx(docx, written), DOCUMENT, (xml) =>
      xml
        .replace(/<w:tr>(?:(?!<w:tr>).)*?>Recommendation<.*?<\/w:tr>/s, '')
        .replace(/<w:tr>(?:(?!<w:tr>).)*?>Deadline<.*?<\/w:tr>/s, '')
        .replace(/<w:p><w:pPr><w:pStyle w:val="Heading2"\/>.*?<\/w:p>/gs, ''),
    );
    expect(bytes).not.toEqual(docx);
    expect(read(bytes).items.map(({ ref, update }) => [ref, update])).toEqual([
      ['4.1', written[0]?.update],
      ['4.2', ''],
      ['4.10', ''],
    ]);
  });

  it('takes a row added under the update as part of it, and hands back what stands elsewhere', () => {
    const row = (label: string, text: string) =>
      `<w:tr><w:tc>${pasted(label)}</w:tc><w:tc>${pasted(text)}</w:tc></w:tr>`;
    const bytes = withPart(filledDocx(docx, written), DOCUMENT, (xml) => {
      const [front = '', first = '', ...others] = xml.split(/(?=<w:tbl>)/);
      const more = first.replace(
        /(It comes in May\..*?<\/w:tr>)/s,
        (found) => found + row('', 'And a second one in June.') + row('Our comment', 'Who pays?'),
      );
      return [front, more, ...others].join('').replace('</w:tbl>', `</w:tbl>${pasted('Thank you for asking!')}`);
    });
    const filled = read(bytes);
    expect(filled.items[0]?.update).toBe('The rail is on order.\nIt comes in May.\nAnd a second one in June.');
    expect(filled.elsewhere.map(({ text }) => text)).toEqual(['Our comment', 'Who pays?', 'Thank you for asking!']);
  });

  it('takes tracked changes as accepted, and says so', () => {
    const tracked =
      '<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>Old words.</w:delText></w:r></w:del><w:ins w:id="2" w:author="a"><w:r><w:t>New words.</w:t></w:r></w:ins></w:p>';
    const bytes = withPart(filledDocx(docx, [{ update: 'HERE' }]), DOCUMENT, (xml) =>
      xml.replace(pasted('HERE'), () => tracked),
    );
    const filled = read(bytes);
    expect(filled.items[0]?.update).toBe('New words.');
    expect(filled.notes.join(' ')).toContain('tracked changes');
  });

  it('carries any text that Word can hold, also the words of the labels, to the paragraph', () => {
    fc.assert(
      fc.property(answer, answer, (update, evidence) => {
        const [item, next] = read(filledDocx(docx, [{ update, evidence }])).items;
        expect({ update: plain(item?.update ?? ''), evidence: plain(item?.evidence ?? '') }).toEqual({
          update: plain(update),
          evidence: plain(evidence),
        });
        expect(next).toMatchObject({ ref: '4.2', update: '', evidence: '' });
      }),
      { numRuns: 60 },
    );
  });

  it('without its reference says that it has none, and is not half of one', () => {
    const bytes = withPart(docx, DOCUMENT, (xml) => xml.replace(escaped(sheet.reference), 'QDS1.abc_-1'));
    expect(read(bytes).reference).toBe(null);
  });
});

describe('a filled workbook', () => {
  it('gives what was written in each place, and hands back what stands elsewhere', () => {
    const cells = { F6: 'Complete', G6: 'Done.\nAll of it.', H6: 'https://example.org', I7: 'x', G8: 'No change' };
    const filled = read(filledXlsx(xlsx, cells));
    expect(filled.items.map(replyOf)).toMatchObject([
      { reply: { kind: 'text', text: 'Done.\nAll of it.', status: 'complete', evidence: 'https://example.org' } },
      { reply: { kind: 'noChange' } },
      { reply: { kind: 'noChange' } },
    ]);
  });

  it('carries any text that a cell can hold, also the words of the labels', () => {
    fc.assert(
      fc.property(answer, answer, (update, evidence) => {
        const filled = read(filledXlsx(xlsx, { G6: update, H6: evidence, G8: update }));
        expect(filled.items.map((item) => [item.ref, plain(item.update), plain(item.evidence)])).toEqual([
          ['4.1', plain(update), plain(evidence)],
          ['4.2', '', ''],
          ['4.10', plain(update), ''],
        ]);
      }),
      { numRuns: 60 },
    );
  });

  it('offers the statuses as a list', () => {
    const [list] = all(partOf(xlsx, 'xl/worksheets/sheet1.xml'), 'dataValidation');
    expect(list?.getAttribute('sqref')).toBe('F6:F8');
    expect(list?.textContent).toBe(`"${SHEET_STATUSES.join(',')}"`);
  });
});

describe('a sheet that was saved as a web page', () => {
  // LibreOffice marks the end of each list to choose from with U+0001, and says its encoding in the head.
  const row = (name: string, said: string) =>
    `<tr><td><p><b>${name}</b></p><p>A hint</p></td><td><p>${said}</p></td></tr>`;
  const page = (
    update: string,
  ) => `<!DOCTYPE html><html><head><meta charset="windows-1252"><title>Return sheet</title></head>
<body><p>Reference of this sheet. Please leave it as it is: ${sheet.reference}</p><table>${row('Ref', '4.1')}${row(
    'Status',
    'At risk\u0001',
  )}${row('Your update', update)}${row('No change', '\u2610\u0001')}</table></body></html>`;

  it('is read, whatever marks the program left in it', () => {
    const [item] = read(new TextEncoder().encode(page('The rail – at last – is up.'))).items;
    expect(item).toMatchObject({
      ref: '4.1',
      status: 'At risk',
      update: 'The rail – at last – is up.',
      noChange: '\u2610',
    });
  });

  it('is read in the encoding that it names', () => {
    const bytes = Uint8Array.from(
      page('ÃÃÃÃ')
        .replaceAll('\u2610', '')
        .split('')
        .map((each) => each.charCodeAt(0)),
    );
    expect(read(bytes).items[0]?.update).toBe('ÃÃÃÃ');
  });
});

describe('a sheet that was saved as something else', () => {
  it('is refused with what to do, where it is plain text', () => {
    const reading = readReturnSheet(
      new TextEncoder().encode(`Return sheet\nReference: ${sheet.reference}\nYour update\nDone, all "of it.\n`),
    );
    expect(reading).toMatchObject({
      problem: { reason: expect.stringMatching(/plain text.*Save it as a Word document/) },
    });
  });
});

describe('a sheet of hostile texts', () => {
  it.each([
    ['docx', writeReturnSheetDocx],
    ['xlsx', writeReturnSheetXlsx],
  ])('is written, and reads back unfilled, as %s', async (_, write) => {
    for (const text of Object.values(HOSTILE_TEXTS)) {
      const item = aSheetItem('4.1', {
        recommendationText: text,
        text,
        previousText: { column: aSheet([]).due, text },
      });
      const filled = read(await write(aSheet([item], { planTitle: text, forWhom: text, organisation: text })));
      expect(filled.reference).toBe(sheet.reference);
      expect(
        filled.items.map(({ ref, update, status, evidence }) => ({ ref, said: update + evidence, status })),
      ).toEqual([{ ref: '4.1', said: '', status: expect.stringMatching(/^(?:Choose a status)?$/) }]);
    }
  });
});

describe('what a filled place amounts to', () => {
  const item = { ref: '4.1', status: '', update: '', evidence: '', noChange: '', previous: '' };

  it.each(['x', 'X', '☒', '✓', 'Yes', 'yes.', '[x]', '☐ x', 'No change'])('takes "%s" for a tick', (noChange) => {
    expect(replyOf({ ...item, noChange })).toEqual({ kind: 'reply', reply: { kind: 'noChange' } });
  });

  it.each(['', '☐', 'no', '–', '[ ]'])('takes "%s" for none', (noChange) => {
    expect(replyOf({ ...item, noChange })).toEqual({ kind: 'notFilled' });
  });

  it.each([
    [{ noChange: 'See my e-mail' }, 'stands beside "No change"'],
    [{ noChange: 'x', update: 'The rail is up.' }, 'Please keep one'],
    [{ noChange: 'x', status: 'Complete' }, 'keeps the status'],
    [{ status: 'Nearly there', update: 'Soon.' }, 'is none of the list'],
    [{ status: 'In progress', update: 'Soon.' }, 'is none of the list'],
  ])('asks instead of guessing: %o', (said, words) => {
    expect(replyOf({ ...item, ...said })).toMatchObject({ kind: 'problem', problem: expect.stringContaining(words) });
  });

  it('leaves a status without words to the rule for every answer', () => {
    expect(replyOf({ ...item, status: 'Complete' })).toMatchObject({ reply: { kind: 'text', text: '' } });
  });
});
