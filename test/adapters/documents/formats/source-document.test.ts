import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LARGEST_FILE, readSourceDocument } from '../../../../src/adapters/documents/formats/source-document.js';
import type { SourceDocument } from '../../../../src/domain/importing/account/reading.js';

const bytesOf = (text: string) => new TextEncoder().encode(text);

function documentIn(file: string | Uint8Array): SourceDocument {
  const reading = readSourceDocument(typeof file === 'string' ? bytesOf(file) : file);
  if (reading.kind !== 'document') throw new Error(reading.problem.reason);
  return reading.document;
}

function problemIn(file: Uint8Array) {
  const reading = readSourceDocument(file);
  return reading.kind === 'unreadable' ? reading.problem : null;
}

const cellsIn = (document: SourceDocument) =>
  document.blocks.flatMap((block) =>
    block.kind === 'text' ? block.paragraphs.map((each) => [each]) : block.rows.map((each) => [...each.cells]),
  );
const textsIn = (document: SourceDocument) => cellsIn(document).map((row) => row.map((cell) => cell.text));

const HEADER = ['Rec. No.', 'Recommendation', 'Owner', '4 May 2031'];
const PLAN = `Caf\u00e9 Plan\n\n${HEADER.join('\t')}\n3\tOpen the caf\u00e9 \u2013 soon.\tHead of Parks\tIt costs \u00a340.\n`;

function utf16(text: string, little: boolean, mark = true): Uint8Array {
  const units = `${mark ? '\ufeff' : ''}${text}`.split('').flatMap((each) => {
    const unit = each.charCodeAt(0);
    return little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255];
  });
  return Uint8Array.from(units);
}

function windows1252(text: string): Uint8Array {
  const signs: Readonly<Record<string, number>> = { '\u2013': 0x96, '\u2019': 0x92 };
  return Uint8Array.from(text.split('').map((each) => signs[each] ?? each.charCodeAt(0)));
}

describe('The encoding', () => {
  const plain = textsIn(documentIn(PLAN));
  it.each([
    ['UTF-8 with its mark', bytesOf(`\ufeff${PLAN}`)],
    ['UTF-16, little end first', utf16(PLAN, true)],
    ['UTF-16, big end first', utf16(PLAN, false)],
    ['UTF-16 without its mark, little end first', utf16(PLAN, true, false)],
    ['UTF-16 without its mark, big end first', utf16(PLAN, false, false)],
    ['Windows-1252', windows1252(PLAN)],
  ])('may be %s', (_, bytes) => {
    expect(textsIn(documentIn(bytes))).toEqual(plain);
  });

  it('is refused with line and character where UTF-8 is damaged', () => {
    const bytes = bytesOf(PLAN);
    bytes[bytes.indexOf('s'.charCodeAt(0), bytes.lastIndexOf(0xe2))] = 0xff;
    expect(problemIn(bytes)).toMatchObject({ line: 4, column: 19 });
  });

  it('is refused where a byte fits neither UTF-8 nor the English use of Windows-1252', () => {
    expect(problemIn(Uint8Array.from([...bytesOf('Plan\nab'), 0x81, 0x40]))).toMatchObject({ line: 2, column: 3 });
  });

  it('is refused where a file is cut in the middle of a character', () => {
    expect(problemIn(utf16(PLAN, true).slice(0, -1))?.reason).toMatch(/stops being UTF-16/);
  });
});

describe('What is no text is named', () => {
  it.each([
    ['a zip archive that breaks off', [0x50, 0x4b, 0x03, 0x04, 0, 0], /damaged/],
    ['a PDF', [...bytesOf('%PDF-1.7\n')], /PDF/],
    ['bytes', [0x41, 0x09, 0x42, 0x0a, 0x43, 0x07], /no text: line 2, character 2/],
    [
      'bytes by chance, of whatever name',
      [0x91, 0xe3, ...Array.from({ length: 400 }, (_, at) => (at * 151) % 256)],
      /no Word document, no workbook and no text/,
    ],
    ['XML', [...bytesOf('<?xml version="1.0"?><plan>Plan</plan>')], /XML/],
  ])('%s', (_, bytes, reason) => {
    expect(problemIn(Uint8Array.from(bytes))?.reason).toMatch(reason);
  });

  it('and a file over 50 MB is refused before anything looks at it', () => {
    expect(problemIn(new Uint8Array(LARGEST_FILE + 1))?.reason).toMatch(/50 MB/);
  });

  it.each([
    ['more rows', `${HEADER.join(',')}\n${'3,Open,Head,Done\n'.repeat(30_001)}`, /more than 30,000 rows/],
    ['more lines', 'a\n'.repeat(600_001), /more than 600,000 lines/],
    ['more columns', `${HEADER.join(',')}\n${'x,'.repeat(500)}\n`, /more columns than any plan/],
    ['more commas', `${HEADER.join(',')}\n${','.repeat(4_000_001)}`, /more columns than any plan/],
  ])('and %s than any plan has are refused before they cost anything', (_, file, reason) => {
    expect(problemIn(bytesOf(file))?.reason).toMatch(reason);
  });

  it('but the empty cells in which a spreadsheet ends its lines are nothing', () => {
    const padded = PLAN.replaceAll('\n', `${'\t'.repeat(900)}\n`);
    expect(textsIn(documentIn(padded)).flatMap((row) => row.filter((text) => text !== ''))).toEqual(
      textsIn(documentIn(PLAN)).flat(),
    );
  });

  it.each([
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a], /a picture.*Import the document/],
    ['rich text', [...bytesOf('{\\rtf1 Plan}')], /RTF.*save it as a Word document/],
    ['an empty file', [], /empty/],
  ])('and %s says what to do', (_, bytes, reason) => {
    expect(problemIn(Uint8Array.from(bytes))?.reason).toMatch(reason);
  });

  it('and no bytes whatever make it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) =>
        ['document', 'unreadable'].includes(readSourceDocument(bytes).kind),
      ),
    );
  });
});

describe('Cells', () => {
  const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const cell = fc.stringMatching(/^[a-z ,;|"\n]{0,12}$/);

  it('of a quoted file keep delimiters, line ends and marks, and each knows its line and column', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(',', ';', '|'),
        fc.array(fc.tuple(cell, cell, cell, cell), { minLength: 1, maxLength: 6 }),
        (delimiter, rows) => {
          const records = [HEADER, ...rows.map((row) => ['7', ...row.slice(1)])];
          const document = documentIn(records.map((row) => row.map(quote).join(delimiter)).join('\r\n'));
          expect(cellsIn(document).map((row) => row.map((each) => each.raw))).toEqual(records);
          let line = 1;
          const lines = records.map((row) => {
            const start = line;
            line += 1 + row.join('').split('\n').length - 1;
            return start;
          });
          expect(cellsIn(document).map((row) => row.map((each) => each.place))).toEqual(
            records.map((row, at) => row.map((_, index) => ({ line: lines[at], column: index + 1 }))),
          );
        },
      ),
    );
  });

  it('of a copy from the web are not quoted: a mark is a character', () => {
    const line = ['"3"', '"Open" the park', 'the "Parks', 'team"'];
    expect(textsIn(documentIn([HEADER, line].map((row) => row.join('\t')).join('\n')))[1]).toEqual(line);
  });

  it('of a tab-separated file from Excel are quoted where they hold line ends', () => {
    const file = `${HEADER.join('\t')}\n3\t"Open ""both""\nparks"\tHead of Parks\tDone\n`;
    expect(textsIn(documentIn(file))[1]).toEqual(['3', 'Open "both"\nparks', 'Head of Parks', 'Done']);
  });

  it('are cut by the delimiter that makes headings, though the texts are full of commas', () => {
    const file = `${HEADER.join(';')}\n3;Open the park, the gate, and the path;Head of Parks, Roads, and Lamps;Yes, no, perhaps\n`;
    expect(textsIn(documentIn(file))[1]).toHaveLength(4);
  });

  it('that a mark opens and nothing closes are refused with their line', () => {
    const problem = problemIn(bytesOf(`${HEADER.join(',')}\n3,"Open the park,Head of Parks,Done\n`));
    expect(problem).toMatchObject({ line: 2 });
    expect(problem?.reason).toMatch(/never closed/);
  });

  it('fall into blocks at blank lines, and lines of one cell are text', () => {
    expect(documentIn(PLAN).blocks.map((block) => block.kind)).toEqual(['text', 'rows']);
    const pages = documentIn(`${HEADER.join(',')}\n3,Open,Head,Done\n,,,\n4,Shut,Head,Done\n`);
    expect(pages.blocks).toHaveLength(2);
  });
});
