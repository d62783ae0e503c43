import type { Blob } from 'node:buffer';
import type { Stream } from 'node:stream';
import type { CellObject, Feature } from 'write-excel-file/node';
import type { CivilDate } from '../../../../domain/calendar/civil-date.js';
import { paragraphsOf } from '../text/printable.js';
import { definedNames, type SheetSetup, withFontsInOrder, withSetup } from './write-parts.js';

/** The colour of titles and of the cells that head columns. */
export const INK = '#12304f';
/** The most that an Excel cell holds (Excel specifications and limits). */
const CELL_LIMIT = 32_767;
/** Points. */
const LINE_HEIGHT = 12;
const TALLEST_ROW = 409;
/** A column's width counts digits; running text is narrower, less what wrapping leaves at the end of a line. */
const LETTERS_PER_DIGIT = 1.15;

/** Points that a wrapped cell needs, at most what Excel allows: LibreOffice does not find the height by itself. */
export function heightOf(cell: CellObject | null, width: number): number {
  if (typeof cell?.value !== 'string') return LINE_HEIGHT;
  const lines = cell.value
    .split('\n')
    .reduce((sum, paragraph) => sum + Math.max(1, Math.ceil(paragraph.length / (width * LETTERS_PER_DIGIT))), 0);
  return Math.min(TALLEST_ROW, lines * LINE_HEIGHT + 3);
}

/** A cell that heads a column. */
export function headerCell(title: string): CellObject {
  return textCell(title, { fontWeight: 'bold', textColor: '#ffffff', backgroundColor: INK, alignVertical: 'center' });
}

/** A text, wrapped, never a formula. Throws a RangeError for a text longer than an Excel cell holds. */
export function textCell(text: string, style: Partial<CellObject> = {}): CellObject {
  const value = paragraphsOf(text).join('\n');
  if (value.length > CELL_LIMIT) {
    throw new RangeError(`A text of ${value.length} characters does not fit an Excel cell, which holds ${CELL_LIMIT}`);
  }
  return { type: String, value: excelText(value), wrap: true, alignVertical: 'top', ...style };
}

/**
 * Three things that would be lost: the library drops U+FFFD, so another mark stands for what cannot be shown; Excel
 * reads "_x0041_" as an escaped character (ECMA-376 part 1, 22.9.2.19), so its own underscore is escaped; and the
 * library looks texts up among the properties of an object, so "constructor" and the like are written escaped.
 */
function excelText(text: string): string {
  const escaped = text.replace(/\uFFFD/g, '□').replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  if (!(escaped in Object.prototype)) return escaped;
  return `_x${escaped.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_${escaped.slice(1)}`;
}

/** A true date, shown in words; null where there is none. */
export function dateCell(date: CivilDate | undefined): CellObject | null {
  if (date === undefined) return null;
  return {
    type: Date,
    value: new Date(`${date}T00:00:00Z`),
    format: 'd mmmm yyyy',
    align: 'left',
    alignVertical: 'top',
  };
}

/** Brings what the library has no option for into each sheet and the workbook, in the order of `setups`. */
export function setupFeature(setups: readonly SheetSetup[]): Feature<Stream | Buffer | Blob> {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _, { sheetIndex }) => {
            const setup = setups[sheetIndex];
            return setup === undefined ? xml : withSetup(xml, setup);
          },
        },
        'xl/workbook.xml': {
          transform: (xml) =>
            xml.replace(/<definedNames\s*\/>|<definedNames><\/definedNames>/, () => definedNames(setups)),
        },
        'xl/styles.xml': { transform: withFontsInOrder },
      },
    },
  };
}

const CORE_TYPE = 'application/vnd.openxmlformats-package.core-properties+xml';
const CORE_RELATIONSHIP = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties';

/** Gives the workbook its title, organisation and language (docx-properties.ts), which the library does not write. */
export function propertiesFeature(coreProperties: string): Feature<Stream | Buffer | Blob> {
  return {
    files: {
      transform: {
        '[Content_Types].xml': {
          insert: () => `<Override PartName="/docProps/core.xml" ContentType="${CORE_TYPE}"/>`,
        },
        '_rels/.rels': {
          insert: () => `<Relationship Id="rIdProperties" Type="${CORE_RELATIONSHIP}" Target="docProps/core.xml"/>`,
        },
      },
      write: { files: () => ({ 'docProps/core.xml': coreProperties }) },
    },
  };
}

/** Hides a sheet so that Excel does not even offer to show it (ECMA-376 part 1, 18.18.68). */
export function hiddenSheet(name: string): Feature<Stream | Buffer | Blob> {
  return {
    files: {
      transform: {
        'xl/workbook.xml': {
          transform: (xml) => xml.replace(` name="${name}"/>`, (end) => ` state="veryHidden"${end}`),
        },
      },
    },
  };
}

/** 1 is A, 27 is AA. */
export function columnLetter(number: number): string {
  const letter = String.fromCharCode(65 + ((number - 1) % 26));
  return number > 26 ? columnLetter(Math.floor((number - 1) / 26)) + letter : letter;
}
