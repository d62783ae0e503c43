import { strToU8, zipSync } from 'fflate';

/** A cell of a table that a test writes: its paragraphs, and what it covers. */
export interface WrittenCell {
  readonly text: string;
  readonly across?: number;
  /** Rows that it covers; `above`: covered by the cell above. */
  readonly down?: number | 'above';
}

export interface WrittenParagraph {
  readonly text: string;
  /** 1 to 6 for headings. */
  readonly level?: number;
}

/** A document as tests write it: paragraphs and tables in order. */
export type WrittenPart =
  | { readonly kind: 'paragraph'; readonly paragraph: WrittenParagraph }
  | { readonly kind: 'table'; readonly rows: readonly (readonly WrittenCell[])[] };

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const zip = (parts: Readonly<Record<string, string>>) =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A Word document with the given body, and other parts of `word/` by name. */
export function docxWith(body: string, more: Readonly<Record<string, string>> = {}): Uint8Array {
  const relations = Object.keys(more).map(
    (name, index) => `<Relationship Id="r${index}" Type="${OFFICE}/${name.replace('.xml', '')}" Target="${name}"/>`,
  );
  return zip({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels': `<Relationships><Relationship Id="r" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document ${W}><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
    ...Object.fromEntries(Object.entries(more).map(([name, text]) => [`word/${name}`, text])),
  });
}

/** A Word paragraph. */
export function wordParagraph(text: string, level?: number): string {
  const style = level === undefined ? '' : `<w:pPr><w:pStyle w:val="Heading${level}"/></w:pPr>`;
  // Word breaks runs anywhere.
  const half = Math.floor(text.length / 2);
  const runs = [text.slice(0, half), text.slice(half)].map(
    (part) => `<w:r><w:t xml:space="preserve">${escaped(part)}</w:t></w:r>`,
  );
  return `<w:p>${style}${runs.join('')}</w:p>`;
}

export function wordStyles(): string {
  const styles = [1, 2, 3].map(
    (level) => `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/></w:style>`,
  );
  return `<w:styles ${W}>${styles.join('')}</w:styles>`;
}

/** The parts as a Word document. */
export function asDocx(parts: readonly WrittenPart[]): Uint8Array {
  const body = parts.map((part) => {
    if (part.kind === 'paragraph') return wordParagraph(part.paragraph.text, part.paragraph.level);
    const rows = part.rows.map((row) => {
      const cells = row.map(({ text, across = 1, down = 1 }) => {
        const merge = down === 'above' ? '<w:vMerge/>' : down > 1 ? '<w:vMerge w:val="restart"/>' : '';
        const span = across > 1 ? `<w:gridSpan w:val="${across}"/>` : '';
        const paragraphs = text.split('\n').map((each) => wordParagraph(each));
        return `<w:tc><w:tcPr>${span}${merge}</w:tcPr>${paragraphs.join('')}</w:tc>`;
      });
      return `<w:tr>${cells.join('')}</w:tr>`;
    });
    return `<w:tbl>${rows.join('')}</w:tbl>`;
  });
  return docxWith(body.join(''), { 'styles.xml': wordStyles() });
}

/** The parts as a web page, with whatever surrounds them. */
export function asHtml(parts: readonly WrittenPart[], before = '', after = ''): Uint8Array {
  const lines = (text: string) => text.split('\n').map(escaped).join('<br>');
  const body = parts.map((part) => {
    if (part.kind === 'paragraph') {
      const tag = part.paragraph.level === undefined ? 'p' : `h${part.paragraph.level}`;
      return `<${tag}>${lines(part.paragraph.text)}</${tag}>`;
    }
    const rows = part.rows.map((row) => {
      const cells = row
        .filter(({ down }) => down !== 'above')
        .map(({ text, across = 1, down = 1 }) => {
          const spans = `${across > 1 ? ` colspan="${across}"` : ''}${down !== 1 ? ` rowspan=${down}` : ''}`;
          return `<td${spans}>${lines(text)}</td>`;
        });
      return `<tr>${cells.join('')}</tr>`;
    });
    return `<table><tbody>${rows.join('\n')}</tbody></table>`;
  });
  return strToU8(
    `<!doctype html><html><head><title>A page</title></head><body>${before}${body.join('\n')}${after}</body></html>`,
  );
}

/** A workbook of raw sheets: XML of their rows and merges, and the other parts that cells name. */
export function xlsxWith(
  sheets: readonly { readonly name: string; readonly xml: string; readonly state?: string }[],
  more: {
    readonly shared?: string;
    readonly styles?: string;
    readonly date1904?: boolean;
    readonly parts?: Readonly<Record<string, string>>;
  } = {},
): Uint8Array {
  const named = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="r${index}"${state === undefined ? '' : ` state="${state}"`}/>`,
  );
  const relations = sheets.map(
    (_, index) => `<Relationship Id="r${index}" Type="${OFFICE}/worksheet" Target="worksheets/s${index}.xml"/>`,
  );
  return zip({
    '[Content_Types].xml':
      '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    '_rels/.rels': `<Relationships><Relationship Id="r" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${OFFICE}"><workbookPr${more.date1904 ? ' date1904="1"' : ''}/><sheets>${named.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}<Relationship Id="rs" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rt" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `<sst>${more.shared ?? ''}</sst>`,
    'xl/styles.xml': `<styleSheet>${more.styles ?? ''}</styleSheet>`,
    ...Object.fromEntries(
      sheets.map(({ xml }, index) => [`xl/worksheets/s${index}.xml`, `<worksheet>${xml}</worksheet>`]),
    ),
    ...more.parts,
  });
}

/** The parts as one sheet: texts shared and inline in turn, merged cells as merges. */
export function asXlsx(parts: readonly WrittenPart[]): Uint8Array {
  const shared: string[] = [];
  const merges: string[] = [];
  const rows: string[] = [];
  let number = 0;
  const cell = (text: string, column: number) => {
    const place = `${columnName(column)}${number}`;
    if (text === '') return '';
    if ((number + column) % 2 === 0)
      return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
    shared.push(`<si><t xml:space="preserve">${escaped(text)}</t></si>`);
    return `<c r="${place}" t="s"><v>${shared.length - 1}</v></c>`;
  };
  for (const part of parts) {
    if (part.kind === 'paragraph') {
      number += 1;
      rows.push(`<row r="${number}">${cell(part.paragraph.text, 1)}</row>`);
      continue;
    }
    number += 1;
    for (const row of part.rows) {
      number += 1;
      let column = 0;
      const cells = row.map(({ text, across = 1, down = 1 }) => {
        const at = column + 1;
        column += across;
        if (down === 'above') return '';
        if (across > 1 || down > 1) {
          merges.push(`<mergeCell ref="${columnName(at)}${number}:${columnName(column)}${number + down - 1}"/>`);
        }
        return cell(text, at);
      });
      rows.push(`<row r="${number}">${cells.join('')}</row>`);
    }
  }
  const xml = `<sheetData>${rows.join('')}</sheetData><mergeCells>${merges.join('')}</mergeCells>`;
  return xlsxWith([{ name: 'Plan', xml }], { shared: shared.join('') });
}

export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + ((column - 1) % 26));
  return column > 26 ? columnName(Math.floor((column - 1) / 26)) + letter : letter;
}
