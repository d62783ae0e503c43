import type { FileReading } from '../../../app/importing/kept-files.js';
import { cellsOf } from '../../../domain/importing/account/ledger.js';
import type { PlanReading } from '../../../domain/importing/account/reading.js';
import { readReturnSheet } from '../own/return-sheet/read-return-sheet.js';
import { writeReviewWorkbook } from '../own/workbook/write-workbook.js';
import { readPlanFile } from '../plan-file.js';
import { writeUnderstandingPage } from '../understanding/page.js';

/** What can be done with the bytes of a file that somebody sent. */
export type FileTask = 'read' | 'page' | 'workbook';

/** What comes of it: a reading, or the bytes of what was written; null where there is nothing to write. */
export async function workOn(task: FileTask, bytes: Uint8Array): Promise<FileReading | Uint8Array | null> {
  if (task === 'read') return readingOf(bytes);
  const reading = await readPlanFile(bytes);
  if (task === 'page') return writeUnderstandingPage(reading);
  const read = reading.kind === 'plan' ? reading.plan : reading.asFar;
  return read === undefined ? null : writeReviewWorkbook(read);
}

async function readingOf(bytes: Uint8Array): Promise<FileReading> {
  const sheet = readReturnSheet(bytes);
  if (sheet.kind === 'sheet' && sheet.sheet.reference !== null) return sheet;
  const reading = await readPlanFile(bytes);
  if (reading.kind === 'plan') return { kind: 'plan', read: reading.plan };
  const reason = sheet.kind === 'unreadable' ? sheet.problem.reason : reasonOf(reading);
  return { kind: 'notUnderstood', reason, hasWorkbook: reading.asFar !== undefined };
}

/** With its place as people find it in the file, where that is known. */
function reasonOf({ problem, source }: Extract<PlanReading, { kind: 'unreadable' }>): string {
  const { line, column, reason } = problem;
  const cells = source === undefined ? [] : cellsOf(source).filter((cell) => cell.place.line === line);
  const found = cells.find((cell) => cell.place.column === (column ?? undefined)) ?? cells[0];
  const where = found?.place.where;
  return where === undefined ? reason : `${where.charAt(0).toUpperCase()}${where.slice(1)}: ${reason}`;
}
