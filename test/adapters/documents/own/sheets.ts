import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { ReturnSheet, SheetItem } from '../../../../src/domain/asking/return-sheet.js';
import { civilDate } from '../../../../src/domain/calendar/civil-date.js';
import { at } from '../../../domain/builders.js';

export function aSheetItem(ref: string, over: Partial<SheetItem> = {}): SheetItem {
  return {
    ref,
    recommendation: '4',
    recommendationText: 'Look after quay 4.',
    text: `Keep the log of quay ${ref}`,
    deadline: null,
    status: 'onTrack',
    previousText: { column: civilDate('2026-06-19'), text: `The log of ${ref} was begun.` },
    ...over,
  };
}

export function aSheet(items: readonly SheetItem[], over: Partial<ReturnSheet> = {}): ReturnSheet {
  return {
    planTitle: 'Safe quays plan',
    organisation: 'Northmoor Harbour Authority',
    forWhom: 'Ada Moss',
    due: civilDate('2026-12-18'),
    closes: civilDate('2027-01-04'),
    revision: civilDate('2027-01-06'),
    items,
    reference: 'QDS1.abc_-1.def_-2',
    madeAt: at('2026-11-27T09:10:00Z'),
    ...over,
  };
}

/** What somebody writes for one requirement. */
export interface Written {
  readonly status?: string;
  readonly update?: string;
  readonly evidence?: string;
  readonly ticked?: boolean;
}

/** A part of an Office file, changed as text; the file stays a whole one. */
export function withPart(file: Uint8Array, path: string, change: (xml: string) => string): Uint8Array {
  const parts = unzipSync(file);
  parts[path] = strToU8(change(strFromU8(parts[path] ?? new Uint8Array())));
  return zipSync(parts);
}

export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** A paragraph of Word with direct formatting of its own, as pasted from elsewhere; line feeds are breaks. */
export function pasted(text: string): string {
  const runs = text
    .split('\n')
    .map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`)
    .join('<w:br/>');
  return `<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="Comic Sans MS"/><w:b/><w:color w:val="FF0000"/></w:rPr>${runs}</w:r></w:p>`;
}

/** The Word sheet as Word leaves it when the places of its requirements are filled, in their order. */
export function filledDocx(file: Uint8Array, written: readonly Written[]): Uint8Array {
  return withPart(file, 'word/document.xml', (xml) => {
    const [front = '', ...tables] = xml.split(/(?=<w:tbl>)/);
    return front + tables.map((table, index) => filledTable(table, written[index] ?? {})).join('');
  });
}

function filledTable(table: string, { status, update, evidence, ticked }: Written): string {
  const rows = table.split(/(?=<w:tr>|<w:tr )/);
  return rows
    .map((row) => {
      const put = (text: string | undefined) =>
        text === undefined ? row : row.replace(/<w:p>(?:(?!<w:p>).)*<\/w:p>(?=<\/w:tc><\/w:tr>)/s, () => pasted(text));
      if (row.includes('>Status<')) {
        return status === undefined
          ? row
          : row.replace('<w:showingPlcHdr/>', '').replace(/>Choose a status</, () => `>${escaped(status)}<`);
      }
      if (row.includes('>Your update<')) return put(update);
      if (row.includes('>Link to evidence<')) return put(evidence);
      if (row.includes('>No change<') && ticked) return row.replace('☐', '☒');
      return row;
    })
    .join('');
}

/** The workbook as a program leaves it when cells are typed into: inline texts at their addresses ("F6"). */
export function filledXlsx(file: Uint8Array, cells: Readonly<Record<string, string>>, sheet = 1): Uint8Array {
  return withPart(file, `xl/worksheets/sheet${sheet}.xml`, (xml) =>
    Object.entries(cells).reduce((whole, [address, text]) => {
      const cell = `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
      const found = new RegExp(`<c r="${address}"[^>]*?(?:/>|>.*?</c>)`, 's');
      if (!found.test(whole)) throw new Error(`There is no cell ${address}`);
      return whole.replace(found, () => cell);
    }, xml),
  );
}
