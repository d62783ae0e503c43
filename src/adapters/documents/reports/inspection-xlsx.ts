import writeExcelFile, { type Row } from 'write-excel-file/node';
import type { Inspection } from '../../../app/standing/see-inspection.js';
import { type CivilDate, type Instant, longDate } from '../../../domain/calendar/civil-date.js';
import { type InspectedRow, inspectedWords } from '../../../domain/standing/inspection.js';
import { corePropertiesOf } from '../formats/package/core-properties.js';
import {
  columnLetter,
  dateCell,
  headerCell,
  heightOf,
  propertiesFeature,
  setupFeature,
  textCell,
} from '../formats/xlsx/write-cells.js';
import { deadlineWords, promiseWords, saidWords, statusOf, whoWords } from './inspection-report.js';
import { markOf } from './report.js';

/** A sheet: its columns with their widths in characters, and its rows. */
interface Sheet {
  readonly name: string;
  readonly titles: readonly string[];
  readonly widths: readonly number[];
  readonly rows: readonly (readonly (string | { readonly day: CivilDate })[])[];
}

/** What is kept of each row, for an inspection, to be filtered and sorted: rows, words, statuses, promises, evidence. */
export async function writeInspectionXlsx({ picture, rows }: Inspection, at: Instant): Promise<Uint8Array> {
  const { plan, settings } = picture.head;
  const mark = markOf({ audience: { kind: 'inside', marking: settings.protectiveMarking } }) ?? '';
  const all = sheetsOf(rows);
  const setups = all.map(({ name, titles, rows: lines }) => ({
    name,
    filter: `A1:${columnLetter(titles.length)}${lines.length + 1}`,
    bars: null,
    paper: 9 as const,
    header: `${mark}. As it stands on ${longDate(picture.day)}`,
    footer: plan.title.slice(0, 100),
  }));
  const title = `For inspection: ${plan.title}`;
  const properties = corePropertiesOf({ title, subject: mark, organisation: plan.organisation, at });
  const written = writeExcelFile(
    all.map((sheet) => ({
      sheet: sheet.name,
      data: [sheet.titles.map((each) => headerCell(each)), ...sheet.rows.map((row) => cellsOf(row, sheet.widths))],
      columns: sheet.widths.map((width) => ({ width })),
      orientation: 'landscape' as const,
      stickyRowsCount: 1,
    })),
    { fontFamily: 'Arial', fontSize: 9, features: [setupFeature(setups), propertiesFeature(properties)] },
  );
  return new Uint8Array(await written.toBuffer());
}

function cellsOf(row: Sheet['rows'][number], widths: readonly number[]): Row {
  const cells = row.map((value) => (typeof value === 'string' ? textCell(value) : dateCell(value.day)));
  const height = Math.max(...cells.map((cell, index) => heightOf(cell, widths[index] ?? 1)));
  return cells.map((cell) => ({ ...cell, height }));
}

function sheetsOf(rows: readonly InspectedRow[]): readonly Sheet[] {
  return [
    {
      name: 'Rows',
      titles: ['Ref', 'What was asked', 'Owner', 'Deadline', 'Words', 'Evidence'],
      widths: [8, 70, 22, 40, 9, 10],
      rows: rows.map((row) => [
        row.requirement.ref,
        row.asked ?? '',
        row.requirement.owner,
        deadlineWords(row),
        String(row.said.length),
        row.evidence.length === 0 ? 'None' : String(row.evidence.length),
      ]),
    },
    {
      name: 'What was said',
      titles: ['Ref', 'Day', 'Who', 'Words'],
      widths: [8, 17, 28, 100],
      rows: rows.flatMap(({ requirement, said }) =>
        said.map((each) => [requirement.ref, { day: each.on }, whoWords(each), saidWords(each)]),
      ),
    },
    {
      name: 'Status by quarter',
      titles: ['Ref', 'Revision', 'Status'],
      widths: [8, 17, 28],
      rows: rows.flatMap(({ requirement, statuses }) =>
        statuses.map(({ column, status }) => [requirement.ref, { day: column }, statusOf(status)]),
      ),
    },
    {
      name: 'Promises',
      titles: ['Ref', 'Due', 'Promise'],
      widths: [8, 17, 100],
      rows: rows.flatMap(({ requirement, promises }) =>
        promises.map((each) => [requirement.ref, { day: each.due }, promiseWords(each)]),
      ),
    },
    {
      name: 'Evidence',
      titles: ['Ref', 'Named on', 'By', 'Evidence'],
      widths: [8, 17, 28, 100],
      rows: rows.flatMap(({ requirement, evidence }) =>
        evidence.map((each) => [requirement.ref, { day: each.on }, each.by, inspectedWords(each)]),
      ),
    },
  ];
}
