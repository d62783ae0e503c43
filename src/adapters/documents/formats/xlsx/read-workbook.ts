import { type OfficePackage, relationshipsOf } from '../package/office-package.js';
import { readXml } from '../package/xml.js';
import type { ZipParts } from '../package/zip.js';
import { colourName } from '../text/colours.js';
import { RefusedFile } from '../text/refused-file.js';
import { struck } from '../text/struck.js';
import { type NumberStyle, numberStyles } from './numbers.js';

/** A workbook without the cells of its sheets. */
export interface Workbook {
  readonly sheets: readonly WorkbookSheet[];
  readonly texts: readonly string[];
  readonly styles: readonly NumberStyle[];
  /** The styles of cells whose words are struck through. */
  readonly struck: ReadonlySet<number>;
  /** The colours of cells by their styles. */
  readonly fills: ReadonlyMap<number, string>;
  /** Days count from 1904, as in old workbooks from a Mac. */
  readonly epoch1904: boolean;
}

export interface WorkbookSheet {
  readonly name: string;
  /** Name of its part. */
  readonly part: string;
  readonly state: 'visible' | 'hidden' | 'veryHidden';
}

/** Reads what all sheets of a workbook share (ECMA-376 part 1, 18.2 and 18.4). */
export function readWorkbook({ parts, main }: OfficePackage): Workbook {
  const bytes = parts.read(main);
  if (bytes === null) throw new RefusedFile('The file is damaged: its main part is missing.');
  const related = relationshipsOf(parts, main);
  const partOf = (type: string) => [...related.values()].find((each) => each.type === type)?.target ?? null;
  const sheets: WorkbookSheet[] = [];
  let epoch1904 = false;
  readXml(bytes, main, {
    open: (name, attributes) => {
      if (name === 'workbookPr') epoch1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const target = related.get(attributes.id ?? '');
      if (target?.type !== 'worksheet' || target.target === null) return;
      const state = attributes.state === 'hidden' || attributes.state === 'veryHidden' ? attributes.state : 'visible';
      sheets.push({ name: unescaped(attributes.name ?? ''), part: target.target, state });
    },
    close: () => {},
  });
  const shared = partOf('sharedStrings');
  const texts = shared === null ? [] : sharedTexts(parts.read(shared), shared);
  return {
    sheets,
    texts,
    styles: numberStyles(parts, partOf('styles')),
    ...markedStyles(parts, partOf('styles')),
    epoch1904,
  };
}

/** The colours of the theme that Excel gives a new workbook, from the fifth on: those before are black, white and greys. */
const THEME = ['4472C4', 'ED7D31', 'A5A5A5', 'FFC000', '5B9BD5', '70AD47'];

/** The places in the list of cell formats of those whose font is struck through, and of those whose ground is coloured. */
function markedStyles(parts: ZipParts, part: string | null): Pick<Workbook, 'struck' | 'fills'> {
  const bytes = part === null ? null : parts.read(part);
  const found = new Set<number>();
  const coloured = new Map<number, string>();
  if (bytes === null || part === null) return { struck: found, fills: coloured };
  const fonts: boolean[] = [];
  const fills: (string | null)[] = [];
  let within: 'fonts' | 'fills' | 'cellXfs' | null = null;
  let formats = 0;
  readXml(bytes, part, {
    open: (name, attributes) => {
      if (name === 'fonts' || name === 'fills' || name === 'cellXfs') within = name;
      else if (within === 'fonts' && name === 'font') fonts.push(false);
      else if (within === 'fonts' && name === 'strike')
        fonts[fonts.length - 1] = !/^(?:0|false)$/.test(attributes.val ?? '');
      else if (within === 'fills' && name === 'fill') fills.push(null);
      else if (within === 'fills' && name === 'fgColor')
        fills[fills.length - 1] = colourName(attributes.rgb ?? THEME[Number(attributes.theme ?? -1) - 4] ?? '');
      else if (within === 'cellXfs' && name === 'xf') {
        if (fonts[Number(attributes.fontId ?? 0)] === true) found.add(formats);
        const fill = fills[Number(attributes.fillId ?? 0)] ?? null;
        if (fill !== null) coloured.set(formats, fill);
        formats += 1;
      }
    },
    close: (name) => {
      if (name === within) within = null;
    },
  });
  return { struck: found, fills: coloured };
}

function sharedTexts(bytes: Uint8Array | null, part: string): string[] {
  const texts: string[] = [];
  if (bytes === null) return texts;
  let text = '';
  let inText = false;
  let aside = 0;
  let crossed = false;
  readXml(bytes, part, {
    open: (name, attributes) => {
      if (name === 'si') text = '';
      if (name === 'r') crossed = false;
      if (name === 'strike') crossed = !/^(?:0|false)$/.test(attributes.val ?? '');
      // Pronunciation stands above the words and is no part of them.
      if (name === 'rPh') aside += 1;
      inText = name === 't' && aside === 0;
    },
    close: (name) => {
      if (name === 'si') texts.push(unescaped(text));
      if (name === 'r') crossed = false;
      if (name === 'rPh') aside -= 1;
      if (name === 't') inText = false;
    },
    text: (words) => {
      if (inText) text += crossed ? struck(words) : words;
    },
  });
  return texts;
}

/** Excel writes what XML cannot hold as "_x0007_" (ECMA-376 part 1, 22.9.2.19). */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
