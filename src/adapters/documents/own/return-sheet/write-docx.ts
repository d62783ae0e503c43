import {
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  HeadingLevel,
  HeightRule,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import {
  CHOOSE_STATUS,
  type ReturnSheet,
  SHEET_LABELS,
  SHEET_STATUSES,
  type SheetItem,
} from '../../../../domain/asking/return-sheet.js';
import { dropDown, tickBox } from '../../formats/docx/controls.js';
import { docxStyles, INK, MARGIN, mm, PAGE, RULE, STYLE, textWidth } from '../../formats/docx/write-styles.js';
import { corePropertiesOf } from '../../formats/package/core-properties.js';
import { paragraphsOr, printable } from '../../formats/text/printable.js';
import { fact, heading, words } from '../write/docx-parts.js';
import { shortened } from '../write/words.js';
import {
  HINTS,
  itemHeading,
  previousLabel,
  previousWords,
  recommendationOf,
  referenceWords,
  sheetDeadline,
  sheetFacts,
  sheetHow,
  sheetTitle,
  statusBefore,
} from './words.js';

/** The colour of the places to write in: black on it is 19:1. */
const PLACE = 'FFF8DC';
const LABEL_WIDTH = mm(43);

/**
 * A return sheet as a Word document: for each requirement a table of two columns, what must be known above and shaded
 * places for the answer below. Places are ordinary table cells with a label beside them, so they survive Word,
 * LibreOffice and Google Docs; where the program knows them, the status is a list and "No change" a tick box.
 */
export async function writeReturnSheetDocx(sheet: ReturnSheet): Promise<Uint8Array> {
  const file = new Document({
    title: printable(sheetTitle(sheet)),
    creator: printable(sheet.organisation),
    styles: docxStyles('public'),
    sections: [
      {
        properties: {
          page: {
            size: PAGE,
            margin: {
              top: mm(17),
              bottom: mm(15),
              left: MARGIN.public,
              right: MARGIN.public,
              header: mm(8),
              footer: mm(7),
            },
          },
        },
        footers: { default: footer(sheet) },
        children: [
          new Paragraph({
            heading: HeadingLevel.TITLE,
            children: [new TextRun(printable(sheetTitle(sheet)).replace(/\s+/g, ' '))],
          }),
          ...sheetFacts(sheet).map(({ label, value }) => fact(label, value, STYLE.fact)),
          ...sheetHow(sheet).map((paragraph) => words(paragraph, STYLE.note)),
          reference(sheet),
          ...sheet.items.flatMap(itemPart),
        ],
      },
    ],
  });
  const { organisation, madeAt: at } = sheet;
  const properties = corePropertiesOf({ title: sheetTitle(sheet), subject: sheet.forWhom, organisation, at });
  return new Uint8Array(await Packer.toArrayBuffer(file, undefined, [{ path: 'docProps/core.xml', data: properties }]));
}

function itemPart(item: SheetItem): readonly FileChild[] {
  const told = [
    row(SHEET_LABELS.ref, [], [words(item.ref, STYLE.cell)]),
    row(SHEET_LABELS.recommendation, [], texts(recommendationOf(item))),
    ...(item.text === null ? [] : [row(SHEET_LABELS.requirement, [], texts(item.text))]),
    row(SHEET_LABELS.deadline, [], texts(sheetDeadline(item))),
    row(previousLabel(item.previousText?.column ?? null), [], texts(previousWords(item)), { keep: true }),
  ];
  const placeOf = (control: ReturnType<typeof dropDown>) => {
    const paragraph = new Paragraph({ style: STYLE.cell });
    paragraph.addChildElement(control);
    return paragraph;
  };
  const empty = () => [new Paragraph({ style: STYLE.cell })];
  const status = placeOf(dropDown(`Status of ${item.ref}`, CHOOSE_STATUS, SHEET_STATUSES));
  const places = [
    row(SHEET_LABELS.status, [HINTS.status, ...statusBefore(item)], [status], { place: true, keep: true }),
    row(SHEET_LABELS.update, [HINTS.update], empty(), { place: true, height: mm(28), keep: true }),
    row(SHEET_LABELS.evidence, [HINTS.evidence], empty(), { place: true, keep: item.previousText !== null }),
    ...(item.previousText === null
      ? []
      : [
          row(SHEET_LABELS.noChange, [HINTS.noChange], [placeOf(tickBox(`No change to ${item.ref}`))], {
            place: true,
          }),
        ]),
  ];
  return [heading(itemHeading(item), 'HEADING_1'), table([...told, ...places])];
}

function texts(text: string): Paragraph[] {
  return paragraphsOr(text, '').map((paragraph) => words(paragraph, STYLE.cell));
}

/** `keep`: on one page with the next row, so that what was published and the places for the answer are seen together. */
function row(
  label: string,
  hints: readonly string[],
  children: readonly Paragraph[],
  {
    place = false,
    height = 0,
    keep = false,
  }: { readonly place?: boolean; readonly height?: number; readonly keep?: boolean } = {},
): TableRow {
  const fill = place ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: PLACE } } : {};
  const labels = [
    new Paragraph({
      style: STYLE.cell,
      keepNext: keep,
      children: [new TextRun({ text: label, bold: true, color: INK })],
    }),
    ...hints.map((text) => new Paragraph({ style: STYLE.cell, children: [new TextRun({ text, size: 16 })] })),
  ];
  return new TableRow({
    ...(place ? { cantSplit: true } : {}),
    ...(height > 0 ? { height: { value: height, rule: HeightRule.ATLEAST } } : {}),
    children: [
      new TableCell({ width: { size: LABEL_WIDTH, type: WidthType.DXA }, children: labels }),
      new TableCell({ ...fill, width: { size: valueWidth(), type: WidthType.DXA }, children: [...children] }),
    ],
  });
}

function table(rows: readonly TableRow[]): Table {
  const line = { style: BorderStyle.SINGLE, size: 4, color: RULE } as const;
  return new Table({
    width: { size: textWidth('public'), type: WidthType.DXA },
    columnWidths: [LABEL_WIDTH, valueWidth()],
    layout: TableLayoutType.FIXED,
    tableLook: { firstColumn: true, firstRow: false, noVBand: true },
    margins: { top: mm(0.8), bottom: mm(0.6), left: mm(1.3), right: mm(1.3) },
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: [...rows],
  });
}

function valueWidth(): number {
  return textWidth('public') - LABEL_WIDTH;
}

/** Small, and above the requirements: what stands last is deleted first, and would often be a page of its own. */
function reference(sheet: ReturnSheet): Paragraph {
  return new Paragraph({
    style: STYLE.note,
    spacing: { before: 60, after: 0 },
    children: [new TextRun({ text: referenceWords(sheet), size: 10, color: '767676', noProof: true })],
  });
}

function footer(sheet: ReturnSheet): Footer {
  const title = shortened(printable(`${sheet.forWhom}: ${sheet.planTitle}`), 95);
  return new Footer({
    children: [
      new Paragraph({
        style: STYLE.margin,
        border: { top: { style: BorderStyle.SINGLE, size: 4, space: 4, color: RULE } },
        tabStops: [{ type: TabStopType.RIGHT, position: textWidth('public') }],
        children: [
          new TextRun(title),
          new TextRun({ children: ['\tPage ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  });
}
