import { escapeXml } from '../package/core-properties.js';

/** What Excel needs to print and filter a sheet, and the library has no option for. */
export interface SheetSetup {
  /** As in the workbook, without apostrophes. */
  readonly name: string;
  /** "A1:L40": the range with filter arrows; its first row is printed on every page. Null for none. */
  readonly filter: string | null;
  /** "B8:B14": numbers shown with a bar behind them. Null for none. */
  readonly bars: string | null;
  /** Ranges in which only words of a list can be chosen (an empty cell can stay empty); at most 255 characters a list. */
  readonly lists?: readonly { readonly range: string; readonly words: readonly string[] }[];
  /** Paper of ECMA-376 part 1, 18.3.1.63: 8 is A3, 9 is A4. */
  readonly paper: 8 | 9;
  /** So many pages side by side hold all columns; one where it is absent. The first column is then printed on each. */
  readonly pagesAcross?: number;
  /** Printed at the top of every page, as text. */
  readonly header: string;
  readonly footer: string;
}

/** Inches, as narrow as printers can. */
const PAGE_MARGINS = '<pageMargins left="0.4" right="0.4" top="0.7" bottom="0.6" header="0.3" footer="0.3"/>';

/**
 * The worksheet with filter, data bars, print set-up and page header put where ECMA-376 wants them
 * (part 1, 18.3.1.99: the order of a worksheet's children is fixed).
 */
export function withSetup(sheetXml: string, setup: SheetSetup): string {
  const filter = setup.filter === null ? '' : `<autoFilter ref="${setup.filter}"/>`;
  const headerFooter = `<headerFooter><oddHeader>&amp;L${printedText(setup.header)}</oddHeader><oddFooter>&amp;L${printedText(setup.footer)}&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>`;
  return sheetXml
    .replace(/<worksheet [^>]*>/, (tag) => `${tag}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`)
    .replace(
      '</sheetData>',
      () => `</sheetData>${filter}${setup.bars === null ? '' : dataBars(setup.bars)}${choices(setup.lists ?? [])}`,
    )
    .replace(/<pageMargins [^>]*\/>/, PAGE_MARGINS)
    .replace(
      /<pageSetup ([^>]*?)\/>/,
      (_, attributes: string) =>
        `<pageSetup ${attributes.replace(/paperSize="\d+"/, `paperSize="${setup.paper}"`)} fitToWidth="${setup.pagesAcross ?? 1}" fitToHeight="0"/>${headerFooter}`,
    );
}

/** Children of a font in the order of the Open XML SDK's schema; later editions of the standard allow any. */
const FONT_ORDER = ['b', 'i', 'strike', 'u', 'vertAlign', 'sz', 'color', 'name', 'family', 'charset', 'scheme'];

/** The styles with the children of each font in the order in which Excel writes them; the library has its own. */
export function withFontsInOrder(stylesXml: string): string {
  const place = (tag: string) => FONT_ORDER.indexOf(/^<(\w+)/.exec(tag)?.[1] ?? '');
  return stylesXml.replace(/<font>(.*?)<\/font>/g, (_, children: string) => {
    const tags = children.match(/<[^>]+\/>/g) ?? [];
    return `<font>${tags.toSorted((one, other) => place(one) - place(other)).join('')}</font>`;
  });
}

/** The workbook's names for the filters and for the rows that are printed on every page. */
export function definedNames(setups: readonly SheetSetup[]): string {
  const names = setups.flatMap(({ name, filter, pagesAcross = 1 }, index) => {
    if (filter === null) return [];
    const range = filter.replace(/[A-Z]+|\d+/g, (part) => `$${part}`);
    const titles = /\d+/.exec(filter)?.[0] ?? '1';
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">'${name}'!${range}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${pagesAcross > 1 ? `'${name}'!$A:$A,` : ''}'${name}'!$${titles}:$${titles}</definedName>`,
    ];
  });
  return `<definedNames>${names.join('')}</definedNames>`;
}

function dataBars(range: string): string {
  return `<conditionalFormatting sqref="${range}"><cfRule type="dataBar" priority="1"><dataBar minLength="0" maxLength="100"><cfvo type="num" val="0"/><cfvo type="max"/><color rgb="FF9DB4CC"/></dataBar></cfRule></conditionalFormatting>`;
}

function choices(lists: NonNullable<SheetSetup['lists']>): string {
  if (lists.length === 0) return '';
  const one = ({ range, words }: (typeof lists)[number]) =>
    `<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" errorTitle="Please choose from the list" error="${escapeXml(words.join(', '))}" sqref="${range}"><formula1>"${escapeXml(words.join(','))}"</formula1></dataValidation>`;
  return `<dataValidations count="${lists.length}">${lists.map(one).join('')}</dataValidations>`;
}

/** In headers and footers "&" begins a code, and 255 characters is the most that Excel opens. */
function printedText(text: string): string {
  return escapeXml(text.replace(/&/g, '&&'));
}
