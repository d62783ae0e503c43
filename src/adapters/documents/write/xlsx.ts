import writeExcelFile, { type CellObject, type Row } from 'write-excel-file/node';
import { STATUS_WORDS, STATUSES } from '../../../domain/plan.js';
import type { RevisionDocument, RevisionLine, RevisionSection } from '../../../domain/revision.js';
import { coreProperties } from './docx-properties.js';
import { DATA_SHEET, planData } from './plan-data.js';
import { printable } from './printable.js';
import {
  columnTitle,
  dischargeWords,
  factsOf,
  moveWords,
  shortened,
  signatureWords,
  standingWords,
  statusWords,
} from './words.js';
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
} from './xlsx-cells.js';
import type { SheetSetup } from './xlsx-parts.js';

/**
 * The revision as a workbook for filtering and sorting. `Summary` says what it is and counts the statuses with
 * bars; `Plan` has a row a requirement, a frozen header with filters, wrapped texts, true dates, and prints on
 * A3 landscape with the header on every page. Texts are texts: nothing is ever a formula.
 * Throws a RangeError for a text longer than an Excel cell holds.
 */
export async function writeXlsx(document: RevisionDocument): Promise<Uint8Array> {
  const summary = summaryRows(document);
  const columns = planColumns(document);
  const plan = [columns.map(({ title }) => headerCell(title)), ...planRows(document, columns)];
  const last = `${columnLetter(columns.length)}${plan.length}`;
  const pages = { header: standingWords(document), footer: shortened(printable(document.title), 100) };
  const bars = `B${summary.length - STATUSES.length + 1}:B${summary.length}`;
  const setups: readonly SheetSetup[] = [
    { name: 'Summary', filter: null, bars, paper: 9, ...pages },
    { name: 'Plan', filter: `A1:${last}`, bars: null, paper: 8, ...pages },
  ];
  const sheets = [
    {
      sheet: 'Summary',
      data: summary,
      columns: [{ width: 26 }, { width: 90 }],
      orientation: 'landscape' as const,
      showGridLines: false,
    },
    {
      sheet: 'Plan',
      data: plan,
      columns: columns.map(({ width }) => ({ width })),
      orientation: 'landscape' as const,
      stickyRowsCount: 1,
      stickyColumnsCount: 1,
    },
    { sheet: DATA_SHEET, data: dataRows(document) },
  ];
  const features = [setupFeature(setups), hiddenSheet(DATA_SHEET), propertiesFeature(coreProperties(document))];
  const written = writeExcelFile(sheets, { fontFamily: 'Arial', fontSize: 9, features });
  return new Uint8Array(await written.toBuffer());
}

/** What a reader needs beside the words, in cells that hold it. */
function dataRows(document: RevisionDocument): Row[] {
  return (planData(document, 'xlsx').match(/.{1,30000}/g) ?? []).map((value) => [{ type: String, value }]);
}

interface PlanColumn {
  readonly title: string;
  /** In characters. */
  readonly width: number;
  readonly cell: (section: RevisionSection, line: RevisionLine | null) => CellObject | null;
}

function planColumns(document: RevisionDocument): readonly PlanColumn[] {
  const lines = document.sections.flatMap((section) => section.lines);
  const deadline = (section: RevisionSection, line: RevisionLine | null) => line?.deadline ?? section.deadline;
  const moved = (section: RevisionSection, line: RevisionLine | null) => {
    const its = deadline(section, line);
    return its === null ? '' : moveWords(its).join('\n');
  };
  const anyMoved = document.sections.some((section) =>
    [null, ...section.lines].some((line) => moved(section, line) !== ''),
  );
  return [
    { title: 'Ref', width: 7, cell: (_, line) => textCell(line?.ref ?? '', { fontWeight: 'bold' }) },
    { title: 'Rec. no.', width: 8, cell: (section) => textCell(section.number) },
    { title: 'Recommendation', width: 30, cell: (section) => textCell(section.text ?? '') },
    { title: 'Evidence requirement', width: 30, cell: (_, line) => textCell(line?.text ?? '') },
    { title: 'Owner', width: 17, cell: (_, line) => textCell(line?.owner ?? '') },
    { title: 'Deadline', width: 17, cell: (...place) => dateCell(deadline(...place)?.date) },
    { title: 'Original deadline', width: 17, cell: (...place) => dateCell(deadline(...place)?.original) },
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
      // A row is at most 409 points high: about 2,500 characters at the greater width.
      width: lines.some((line) => (line.cells[index]?.text.length ?? 0) > 1200) ? 75 : 40,
      cell: (_: RevisionSection, line: RevisionLine | null) => textCell(line?.cells[index]?.text ?? ''),
    })),
    {
      title: 'Status',
      width: 18,
      cell: (_, line) => (line === null ? null : textCell(statusWords(line), { fontWeight: 'bold' })),
    },
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

function planRows(document: RevisionDocument, columns: readonly PlanColumn[]): Row[] {
  return document.sections.flatMap((section) =>
    (section.lines.length === 0 ? [null] : section.lines).map((line) => {
      const cells = columns.map(({ cell }) => cell(section, line));
      const height = Math.max(...cells.map((cell, index) => heightOf(cell, columns[index]?.width ?? 1)));
      return cells.map((cell) => ({ ...cell, height, bottomBorderStyle: 'thin', bottomBorderColor: '#b4bec8' }));
    }),
  );
}

function summaryRows(document: RevisionDocument): Row[] {
  const lines = document.sections.flatMap((section) => section.lines);
  const draft = document.seal.kind === 'draft';
  return [
    [textCell(document.title, { fontWeight: 'bold', fontSize: 16, textColor: INK, wrap: false, height: 24 })],
    [
      textCell(standingWords(document), {
        fontWeight: 'bold',
        wrap: false,
        ...(draft ? { textColor: '#8f1414' } : {}),
      }),
    ],
    ...signatureWords(document).map((words) => [textCell(words, { wrap: false })]),
    ...factsOf(document).map(({ label, value }) => [textCell(label, { fontWeight: 'bold' }), textCell(value)]),
    [],
    [headerCell('Status'), headerCell('Requirements')],
    ...STATUSES.map((status) => [
      textCell(STATUS_WORDS[status]),
      { type: Number, value: lines.filter((line) => line.status === status).length, align: 'left' as const },
    ]),
  ];
}
