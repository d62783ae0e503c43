import writeExcelFile, { type CellObject, type Row } from 'write-excel-file/node';
import {
  type ReturnSheet,
  SHEET_LABELS,
  SHEET_STATUSES,
  type SheetItem,
} from '../../../../domain/asking/return-sheet.js';
import { longDate } from '../../../../domain/calendar/civil-date.js';
import { printable } from '../../formats/text/printable.js';
import { columnLetter, headerCell, heightOf, INK, setupFeature, textCell } from '../../formats/xlsx/write-cells.js';
import type { SheetSetup } from '../../formats/xlsx/write-parts.js';
import { NOTHING_WORDS, shortened } from '../write/words.js';
import {
  HINTS,
  previousWords,
  recommendationOf,
  referenceWords,
  sheetDeadline,
  sheetFacts,
  sheetHow,
  sheetTitle,
  statusBefore,
} from './words.js';

const PLACE = '#fff8dc';
const NAME = 'Your updates';
/** Points: room to write in, also where little was published. */
const LEAST_HEIGHT = 60;
const HEAD_HEIGHT = 38;

interface SheetColumn {
  readonly label: string;
  readonly hint?: string;
  /** In characters. */
  readonly width: number;
  readonly cell: (item: SheetItem) => CellObject;
}

const place = (text = ''): CellObject => textCell(text, { backgroundColor: PLACE });

const COLUMNS: readonly SheetColumn[] = [
  { label: SHEET_LABELS.ref, width: 8, cell: ({ ref }) => textCell(ref, { fontWeight: 'bold' }) },
  {
    label: SHEET_LABELS.recommendation,
    width: 28,
    cell: (item) => textCell(recommendationOf(item)),
  },
  { label: SHEET_LABELS.requirement, width: 28, cell: ({ text }) => textCell(text ?? NOTHING_WORDS.requirement) },
  { label: SHEET_LABELS.deadline, width: 16, cell: (item) => textCell(sheetDeadline(item)) },
  {
    label: SHEET_LABELS.previous,
    width: 45,
    cell: (item) => {
      const date = item.previousText === null ? [] : [`(${longDate(item.previousText.column)})`];
      return textCell([previousWords(item), ...date, ...statusBefore(item)].join('\n'));
    },
  },
  { label: SHEET_LABELS.status, hint: 'Choose from the list', width: 16, cell: () => place() },
  { label: SHEET_LABELS.update, hint: HINTS.update, width: 50, cell: () => place() },
  { label: SHEET_LABELS.evidence, hint: HINTS.evidence, width: 22, cell: () => place() },
  {
    label: SHEET_LABELS.noChange,
    hint: 'X if nothing has changed',
    width: 14,
    cell: ({ previousText }) => (previousText === null ? textCell('–', { align: 'center' }) : place()),
  },
];

/**
 * A return sheet as a workbook: a row a requirement, what must be known on the left, shaded places for the answer on
 * the right, the status chosen from a list. Prints on A4 landscape. Throws as `textCell` does.
 */
export async function writeReturnSheetXlsx(sheet: ReturnSheet): Promise<Uint8Array> {
  const facts = sheetFacts(sheet).map(({ label, value }) => `${label}: ${value}`);
  const line = (text: string, style: Partial<CellObject> = {}): Row => [textCell(text, { wrap: false, ...style })];
  const front: Row[] = [
    line(sheetTitle(sheet).replace(/\s+/g, ' '), { fontWeight: 'bold', fontSize: 16, textColor: INK, height: 24 }),
    line(facts.join('.  ').replace(/\s+/g, ' '), { fontWeight: 'bold' }),
    ...sheetHow(sheet).map((text) => line(text)),
  ];
  const head = COLUMNS.map(({ label, hint }) => ({
    ...headerCell(hint === undefined ? label : `${label}\n(${hint})`),
    height: HEAD_HEIGHT,
  }));
  const rows = sheet.items.map((item): Row => {
    const cells = COLUMNS.map(({ cell }) => cell(item));
    const height = Math.max(LEAST_HEIGHT, ...cells.map((cell, index) => heightOf(cell, COLUMNS[index]?.width ?? 1)));
    return cells.map((cell) => ({ ...cell, height, ...BORDER }));
  });
  const first = front.length + 2;
  const last = first + rows.length - 1;
  const rangeOf = (label: string) => {
    const letter = columnLetter(COLUMNS.findIndex((each) => each.label === label) + 1);
    return `${letter}${first}:${letter}${last}`;
  };
  const setup: SheetSetup = {
    name: NAME,
    filter: null,
    bars: null,
    lists: [{ range: rangeOf(SHEET_LABELS.status), words: SHEET_STATUSES }],
    paper: 9,
    header: shortened(printable(sheet.forWhom), 100),
    footer: shortened(printable(sheet.planTitle), 100),
  };
  const small = line(referenceWords(sheet), { fontSize: 6, textColor: '#767676' });
  const written = writeExcelFile(
    [
      {
        sheet: NAME,
        data: [...front, head, ...rows, [], small],
        columns: COLUMNS.map(({ width }) => ({ width })),
        orientation: 'landscape' as const,
        stickyRowsCount: front.length + 1,
      },
    ],
    { fontFamily: 'Arial', fontSize: 9, features: [setupFeature([setup])] },
  );
  return new Uint8Array(await written.toBuffer());
}

const BORDER = { borderStyle: 'thin', borderColor: '#b4bec8' } as const;
