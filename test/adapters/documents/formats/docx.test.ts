import { describe, expect, it } from 'vitest';
import { readSourceDocument } from '../../../../src/adapters/documents/formats/source-document.js';
import { cellsOf } from '../../../../src/domain/importing/account/ledger.js';
import type { SourceDocument } from '../../../../src/domain/importing/account/reading.js';
import { docxWith, wordParagraph } from '../foreign/layouts.js';
import { withPart } from '../own/sheets.js';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

function read(body: string, more: Readonly<Record<string, string>> = {}): SourceDocument {
  const reading = readSourceDocument(docxWith(body, more));
  if (reading.kind !== 'document') throw new Error(reading.problem.reason);
  return reading.document;
}

const texts = (document: SourceDocument) => cellsOf(document).map(({ text }) => text);
const rows = (document: SourceDocument) =>
  document.blocks.flatMap((block) =>
    block.kind === 'rows' ? block.rows.map((row) => row.cells.map(({ text }) => text)) : [],
  );
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const cell = (content: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
const p = (text: string) => wordParagraph(text);

describe('A Word document', () => {
  it('has its tracked changes accepted: insertions and moves in, deletions out, and told', () => {
    const document = read(
      `<w:p>${run('We ')}<w:ins w:id="1">${run('now ')}</w:ins><w:del w:id="2"><w:r><w:delText>never </w:delText></w:r></w:del>${run('inspect ')}<w:moveFrom w:id="3">${run('twice')}</w:moveFrom><w:moveTo w:id="3">${run('weekly')}</w:moveTo></w:p>`,
    );
    expect(texts(document)).toEqual(['We now inspect weekly', 'never']);
    expect(document.blocks.at(-1)).toMatchObject({ paragraphs: [{ text: 'never', aside: true, place: { line: 1 } }] });
    expect(document.notes?.map(({ what }) => what).join()).toMatch(/tracked changes/);
  });

  it('keeps words that are struck through apart, with their place, whatever runs they are made of', () => {
    const crossed = (text: string, how = '<w:strike/>') =>
      `<w:r><w:rPr>${how}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
    const document = read(
      `<w:p>${run('We ')}${crossed('nev')}${crossed('er ', '<w:dstrike/>')}${run('inspect')}${crossed(' weekly', '<w:strike w:val="false"/>')}${crossed('!')}</w:p>`,
    );
    expect(texts(document)).toEqual(['We inspect weekly', 'never', '!']);
    expect(document.notes?.map(({ what }) => what).join()).toMatch(/struck through or deleted in 2 places/);
  });

  it('loses a row that was deleted, and joins paragraphs whose mark was', () => {
    const deleted = `<w:tr><w:trPr><w:del w:id="1"/></w:trPr>${cell(p('gone'))}${cell(p('gone'))}</w:tr>`;
    const document = read(
      `<w:tbl>${row(cell(p('a')), cell(p('b')))}${deleted}</w:tbl><w:p><w:pPr><w:rPr><w:del w:id="2"/></w:rPr></w:pPr>${run('one ')}</w:p><w:p>${run('two')}</w:p>`,
    );
    expect(rows(document)).toEqual([['a', 'b']]);
    expect(texts(document).at(-1)).toBe('one two');
  });

  it('repeats a cell merged downwards in each row and leaves the rest of one merged across empty', () => {
    const document = read(
      `<w:tbl>${row(cell(p('a'), '<w:vMerge w:val="restart"/>'), cell(p('b')), cell(p('c')))}${row(cell('<w:p/>', '<w:vMerge/>'), cell(p('wide'), '<w:gridSpan w:val="2"/>'))}</w:tbl>`,
    );
    expect(rows(document)).toEqual([
      ['a', 'b', 'c'],
      ['a', 'wide'],
    ]);
    expect(cellsOf(document).filter(({ spanned }) => spanned)).toHaveLength(1);
  });

  it('has its columns where the borders nearly are, however often a border was dragged', () => {
    const grid = [1000, 20, 2000, 2000].map((width) => `<w:gridCol w:w="${width}"/>`).join('');
    const span = (across: number) => `<w:gridSpan w:val="${across}"/>`;
    const document = read(
      `<w:tbl><w:tblGrid>${grid}</w:tblGrid>${row(cell(p('1'), span(2)), cell(p('2')), cell(p('3')))}${row(cell(p('x')), cell(p('y and z'), span(3)))}${row(cell(p('q')), cell(p('r'), span(2)), cell(p('s')))}</w:tbl>`,
    );
    expect(rows(document)).toEqual([
      ['1', '2', '3'],
      ['x', 'y and z'],
      ['q', 'r', 's'],
    ]);
  });

  it('counts its lists as Word does, so that a number that is only drawn is read', () => {
    const numbering = `<w:numbering ${W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="7"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1(%2)"/></w:lvl></w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
    const item = (level: number, text: string) =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="4"/></w:numPr></w:pPr>${run(text)}</w:p>`;
    const document = read(
      item(0, 'Quays') + item(1, 'rails') + item(1, 'ladders') + item(0, 'Boats') + item(1, 'oars'),
      {
        'numbering.xml': numbering,
      },
    );
    expect(texts(document)).toEqual(['7 Quays', '7(a) rails', '7(b) ladders', '8 Boats', '8(a) oars']);
  });

  it('reports footnotes and hidden text with their place instead of mixing them into the words', () => {
    const notes = `<w:footnotes ${W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p>${run('Measured at low water.')}</w:p></w:footnote></w:footnotes>`;
    const document = read(
      `<w:p>${run('Depth is two metres')}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> check this</w:t></w:r></w:p>`,
      { 'footnotes.xml': notes },
    );
    expect(cellsOf(document).map(({ text, place }) => [text, place.where])).toEqual([
      ['Depth is two metres', 'paragraph 1'],
      ['check this', 'hidden text near line 0'],
      ['Measured at low water.', 'footnote 2, referred to in line 0'],
    ]);
  });

  it('has tables inside cells as lines of their cell, and asks', () => {
    const inner = `<w:tbl>${row(cell(p('May')), cell(p('4')))}${row(cell(p('June')), cell(p('6')))}</w:tbl>`;
    const document = read(`<w:tbl>${row(cell(p('7.1')), cell(`${p('Counts:')}${inner}<w:p/>`))}</w:tbl>`);
    expect(rows(document)).toEqual([['7.1', 'Counts:\nMay\t4\nJune\t6']]);
    expect(document.notes?.map(({ kind }) => kind)).toEqual(['question']);
  });

  it('has breaks, tabs and ticks as characters, and no second copy of a drawing', () => {
    const document = read(
      `<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice>${run('c')}</mc:Choice><mc:Fallback>${run('again')}</mc:Fallback></mc:AlternateContent></w:p>`,
    );
    expect(texts(document)).toEqual(['a\nb\t‑✓c']);
  });

  it('keeps the address of a link behind its words, as a page does, unless they are the address', () => {
    const link = (text: string) => `<w:hyperlink r:id="out" xmlns:r="r">${run(text)}</w:hyperlink>`;
    const char = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
    const field = (instruction: string, text: string) =>
      `${char('begin')}<w:r><w:instrText> ${instruction} </w:instrText></w:r>${char('separate')}${run(text)}${char('end')}`;
    const bytes = withPart(
      docxWith(
        `<w:p>${run('See ')}${link('our log')}${run('.')}</w:p><w:p>${link('https://example.org/log')}</w:p>` +
          `<w:p>${field('HYPERLINK "https://example.org/map"', 'the map')}${run(', page ')}${field('PAGE', '4')}</w:p>` +
          `<w:p><w:hyperlink w:anchor="top">${run('up')}</w:hyperlink></w:p>`,
      ),
      'word/_rels/document.xml.rels',
      (xml) =>
        xml.replace(
          '</Relationships>',
          '<Relationship Id="out" Type="x/hyperlink" Target="https://example.org/log" TargetMode="External"/></Relationships>',
        ),
    );
    const reading = readSourceDocument(bytes);
    expect(reading.kind === 'document' && texts(reading.document)).toEqual([
      'See our log (https://example.org/log).',
      'https://example.org/log',
      'the map (https://example.org/map), page 4',
      'up',
    ]);
  });

  it('has text boxes, comments, descriptions of pictures and what stands around its pages after all else, with their places', () => {
    const box = `<w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing><wp:docPr xmlns:wp="wp" id="1" name="Box" descr="A quay"/><w:txbxContent><w:tbl>${row(cell(p('in the')))}</w:tbl>${p('box')}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${p('box')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    const around = (name: string, text: string) => `<w:${name} ${W}>${p(text)}</w:${name}>`;
    const document = read(
      `${p('Plan')}<w:tbl>${row(cell(p('7.1')), cell(`<w:p>${run('We inspect')}${box}<w:r><w:commentReference w:id="3"/></w:r></w:p>`))}</w:tbl>`,
      {
        'header.xml': around('hdr', 'Northmouth'),
        'footer.xml': around('ftr', 'Page 2 of 9'),
        'comments.xml': `<w:comments ${W}><w:comment w:id="3" w:author="T. Okafor">${p('Is it so?')}</w:comment></w:comments>`,
      },
    );
    expect(cellsOf(document).map(({ text, place, aside }) => [text, place.where, aside ?? false])).toEqual([
      ['Plan', 'paragraph 1', false],
      ['7.1', 'table 1, row 1, column 1', false],
      ['We inspect', 'table 1, row 1, column 2', false],
      ['A quay', 'description of a picture near line 2', true],
      ['in the', 'text box near line 2', false],
      ['box', 'text box near line 2', false],
      ['Is it so?', 'comment by T. Okafor near line 2', true],
      ['Northmouth', 'header of the pages', true],
    ]);
  });
});

describe('Raised figures', () => {
  it('are the marks of notes, and no figures of the word before them', () => {
    const up = (text: string) => `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>${text}</w:t></w:r>`;
    const document = read(
      `<w:p>${run('All are trained')}${up('12')}${run(' by the 45')}${up('th')}${run(' week.')}</w:p>`,
    );
    expect(texts(document)).toEqual(['All are trained¹² by the 45th week.']);
  });
});
