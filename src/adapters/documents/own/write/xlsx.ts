import writeExcelFile, { type CellObject, type Row } from 'write-excel-file/node';
import type { RevisionDocument, RevisionLine, RevisionSection } from '../../../../domain/publishing/revision.js';
import { shareWidth } from '../../formats/text/column-widths.js';
import { DATA_SHEET } from '../../formats/text/marks-of-ours.js';
import { printable } from '../../formats/text/printable.js';
import {
  columnLetter,
  dateCell,
  headerCell,
  heightOf,
  hiddenSheet,
  INK,
  propertiesFeature,
  setupFeature,
  textCell,
} from '../../formats/xlsx/write-cells.js';
import type { SheetSetup } from '../../formats/xlsx/write-parts.js';
import { coreProperties } from './office-properties.js';
import { type DataLayout, planData } from './plan-data.js';
import {
  columnTitle,
  dischargeWords,
  factsOf,
  moveWords,
  NO_STATUS,
  shortened,
  showsStatuses,
  signatureWords,
  standingWords,
  statusCounts,
  statusWords,
} from './words.js';

/**
 * The revision as a workbook for filtering and sorting. `Summary` says what it is and counts the statuses with
 * bars; `Plan` has a row a requirement, a frozen header with filters, wrapped texts, true dates, and prints on
 * A3 landscape with the header on every page. Texts are texts: nothing is ever a formula.
 * Throws a RangeError for a text longer than an Excel cell holds.
 */
export async function writeXlsx(
  document: RevisionDocument,
  { layout = 'workbook' }: { readonly layout?: XlsxLayout } = {},
): Promise<Uint8Array> {
  const summary = summaryRows(document);
  const columns = planColumns(document, layout);
  const plan = [columns.map(({ title }) => ({ ...headerCell(title), ...SET_IN })), ...planRows(document, columns)];
  const last = `${columnLetter(columns.length)}${plan.length}`;
  const pages = { header: standingWords(document), footer: shortened(printable(document.title), 100) };
  const counts = shownCounts(document).length;
  const bars = counts === 0 ? null : `B${summary.length - counts + 1}:B${summary.length}`;
  const setups: readonly SheetSetup[] = [
    { name: 'Summary', filter: null, bars, paper: 9, ...pages },
    { name: 'Plan', filter: `A1:${last}`, bars: null, paper: 8, ...pages },
  ];
  const sheets = [
    {
      sheet: 'Summary',
      data: summary,
      columns: [{ width: 26 }, { width: SUMMARY_WIDTH }],
      orientation: 'landscape' as const,
      showGridLines: false,
    },
    {
      sheet: 'Plan',
      data: plan,
      columns: columns.map(({ width }) => ({ width: width + ROOM })),
      orientation: 'landscape' as const,
      stickyRowsCount: 1,
      stickyColumnsCount: 1,
    },
    { sheet: DATA_SHEET, data: dataRows(document, layout) },
  ];
  const features = [setupFeature(setups), hiddenSheet(DATA_SHEET), propertiesFeature(coreProperties(document))];
  const written = writeExcelFile(sheets, { fontFamily: 'Arial', fontSize: 9, features });
  return new Uint8Array(await written.toBuffer());
}

/** Of the column of values on the first sheet, in characters. */
const SUMMARY_WIDTH = 105;

/** The workbook of today, and that of earlier versions, which is written only to be compared with. */
type XlsxLayout = Extract<DataLayout, 'workbook' | 'xlsx'>;

/** What a reader needs beside the words, in cells that hold it. */
function dataRows(document: RevisionDocument, layout: XlsxLayout): Row[] {
  return (planData(document, layout).match(/.{1,30000}/g) ?? []).map((value) => [{ type: String, value }]);
}

/** Characters of all columns together, as far as they can be: A3 prints so many in about seven points. */
const WIDTH = 300;
/** A row is at most 409 points high, which is 33 lines: no column may be so narrow that its longest text needs more. */
const CHARACTERS_BY_WIDTH = 36;
/** Ref, number, owner, two deadlines and status. */
const FIXED_WIDTH = 7 + 8 + 17 + 17 + 17 + 18;

/** Characters between a text and the next column's, so that two wrapped texts do not read as one. */
const ROOM = 2;
/** Excel takes an indent only with a side to count it from. */
const SET_IN = { align: 'left', indent: 1 } as const;

interface PlanColumn {
  readonly title: string;
  /** In characters. */
  readonly width: number;
  readonly cell: (section: RevisionSection, line: RevisionLine | null) => CellObject | null;
}

function planColumns(document: RevisionDocument, layout: XlsxLayout): readonly PlanColumn[] {
  const lines = document.sections.flatMap((section) => section.lines);
  const [recommendation = 30, requirement = 30, ...dated] = textWidths(document);
  const deadline = (section: RevisionSection, line: RevisionLine | null) => line?.deadline ?? section.deadline;
  const moved = (section: RevisionSection, line: RevisionLine | null) => {
    const its = deadline(section, line);
    return its === null ? '' : moveWords(its).join('\n');
  };
  const original = (...place: Parameters<typeof moved>) => {
    const its = deadline(...place);
    return its === null || (layout === 'workbook' && its.original === its.date) ? undefined : its.original;
  };
  const anyOriginal =
    layout === 'xlsx' ||
    document.sections.some((section) => [null, ...section.lines].some((line) => original(section, line) !== undefined));
  const anyMoved = document.sections.some((section) =>
    [null, ...section.lines].some((line) => moved(section, line) !== ''),
  );
  return [
    { title: 'Ref', width: 7, cell: (_, line) => textCell(line?.ref ?? '', { fontWeight: 'bold' }) },
    { title: 'Rec. no.', width: 8, cell: (section) => textCell(section.number) },
    { title: 'Recommendation', width: recommendation, cell: (section) => textCell(section.text ?? '') },
    { title: 'Evidence requirement', width: requirement, cell: (_, line) => textCell(line?.text ?? '') },
    { title: 'Owner', width: 17, cell: (_, line) => textCell(line?.owner ?? '') },
    { title: 'Deadline', width: 17, cell: (...place) => dateCell(deadline(...place)?.date) },
    ...(anyOriginal
      ? [
          {
            title: 'Original deadline',
            width: 17,
            cell: (...place: Parameters<typeof moved>) => dateCell(original(...place)),
          },
        ]
      : []),
    ...(anyMoved
      ? [
          {
            title: 'Deadline moves',
            width: 40,
            cell: (...place: Parameters<typeof moved>) => textCell(moved(...place)),
          },
        ]
      : []),
    ...document.columns.map((column, index) => ({
      title: columnTitle(column),
      width: dated[index] ?? 40,
      cell: (_: RevisionSection, line: RevisionLine | null) => textCell(line?.cells[index]?.text ?? ''),
    })),
    ...(showsStatuses(document)
      ? [
          {
            title: 'Status',
            width: 18,
            cell: (_: RevisionSection, line: RevisionLine | null) =>
              line === null ? null : textCell(statusWords(line) ?? NO_STATUS, { fontWeight: 'bold' }),
          },
        ]
      : []),
    ...(lines.some((line) => line.discharge !== null)
      ? [
          {
            title: 'Discharge',
            width: 30,
            cell: (_: RevisionSection, line: RevisionLine | null) => textCell((line && dischargeWords(line)) ?? ''),
          },
        ]
      : []),
  ];
}

/** Widths of recommendation, requirement and the dated columns, shared so that the rows become as low as they can. */
function textWidths({ sections, columns }: RevisionDocument): number[] {
  const lines = sections.flatMap((section) => section.lines.map((line) => ({ section, line })));
  const texts = [
    lines.map(({ section }) => section.text ?? ''),
    lines.map(({ line }) => line.text ?? ''),
    ...columns.map((_, index) => lines.map(({ line }) => line.cells[index]?.text ?? '')),
  ];
  const content = texts.map((of) => {
    const lengths = of.map((text) => text.length);
    const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
    return { lengths, least: Math.max(24, Math.ceil(longest / CHARACTERS_BY_WIDTH)) };
  });
  const needed = content.reduce((sum, { least }) => sum + least, 0);
  return shareWidth(Math.max(needed, WIDTH - FIXED_WIDTH), content);
}

function planRows(document: RevisionDocument, columns: readonly PlanColumn[]): Row[] {
  return document.sections.flatMap((section) =>
    (section.lines.length === 0 ? [null] : section.lines).map((line) => {
      const cells = columns.map(({ cell }) => cell(section, line));
      const height = Math.max(...cells.map((cell, index) => heightOf(cell, columns[index]?.width ?? 1)));
      const ruled = { height, bottomBorderStyle: 'thin', bottomBorderColor: '#b4bec8' } as const;
      return cells.map((cell) => ({ ...cell, ...ruled, ...(cell === null ? {} : SET_IN) }));
    }),
  );
}

function summaryRows(document: RevisionDocument): Row[] {
  const draft = document.seal.kind === 'draft';
  return [
    // not wrapped, for its column is narrow: a long one in large letters would make the printed page small
    [
      textCell(document.title, {
        fontWeight: 'bold',
        fontSize: titleSize(document),
        textColor: INK,
        wrap: false,
        height: 24,
      }),
    ],
    [
      textCell(standingWords(document), {
        fontWeight: 'bold',
        wrap: false,
        ...(draft ? { textColor: '#8f1414' } : {}),
      }),
    ],
    ...signatureWords(document).map((words) => [textCell(words, { wrap: false })]),
    ...factsOf(document).map(({ label, value }) => [textCell(label, { fontWeight: 'bold' }), textCell(value)]),
    ...introductionRows(document),
    ...(showsStatuses(document) ? [[], [headerCell('Status'), headerCell('Requirements')]] : []),
    ...shownCounts(document).map(({ words, count }) => [
      textCell(words),
      { type: Number, value: count, align: 'left' as const },
    ]),
  ];
}

/** What presents the plan, beside the facts: the second column is wide. */
function introductionRows({ introduction = [] }: RevisionDocument): Row[] {
  const rows = introduction.map((part): Row => {
    const cell = textCell(part.text, part.kind === 'heading' ? { fontWeight: 'bold' } : {});
    return [null, { ...cell, height: heightOf(cell, SUMMARY_WIDTH) }];
  });
  return rows.length === 0 ? [] : [[], ...rows];
}

/** By status, for the bars; none where the plan prints no statuses. */
function shownCounts(document: RevisionDocument) {
  return showsStatuses(document) ? statusCounts(document) : [];
}

/** Points. */
function titleSize({ title }: RevisionDocument): number {
  return title.length <= 75 ? 16 : title.length <= 100 ? 13 : 11;
}
