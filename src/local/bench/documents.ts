import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { parse as parseHtml } from 'parse5';
import writeExcelFile from 'write-excel-file/node';
import { readSourceDocument } from '../../adapters/documents/formats/source-document.js';
import { readOwnLayout } from '../../adapters/documents/own/read/own-layout.js';
import { layoutWriters, type WrittenFormat, writers } from '../../adapters/documents/own/write/formats.js';
import { readPlanFile } from '../../adapters/documents/plan-file.js';
import { type CivilDate, civilDate, instantOf } from '../../domain/calendar/civil-date.js';
import { readPlan } from '../../domain/importing/read-plan.js';
import type { RevisionDocument } from '../../domain/publishing/revision.js';

/** What is done with a format: by us, or by the bare library with the same cells. */
export type DocumentTask = 'write' | 'writeFloor' | 'read' | 'readAsForeign' | 'readFloor';

export interface DocumentCost {
  /** Time of the processor: unlike that of the clock, hardly changed by what else the machine does. */
  readonly ms: number;
  /** Most memory that the process held at once, all in all. */
  readonly peakMb: number;
  /** As much of it as it held before the work began: the program, and the plan or the file to work on. */
  readonly startMb: number;
  readonly bytes: number;
}

/** Dated columns; with number, text, owner and status an eight-column plan has four. */
const COLUMNS: readonly CivilDate[] = ['2025-03-14', '2025-06-20', '2025-10-10', '2026-01-30'].map(civilDate);
/** The median update of a real plan is about 390 characters long. */
const SENTENCE =
  'The monthly inspection now covers all nine quays, and the log is kept in the maintenance system instead of on paper; two ladders were replaced in the second week of the month. ';

/** Does one thing with one format once, in a process that did nothing else before. `file` holds the written document. */
export async function documentCost(
  task: DocumentTask,
  format: WrittenFormat,
  requirements: number,
  file: string,
): Promise<DocumentCost> {
  const work = await prepared(task, format, requirements, file);
  return costOf(work);
}

/** All formats and layouts after each other in one process, as a compile does. */
export async function allFormatsCost(requirements: number): Promise<DocumentCost> {
  const document = planOf(requirements);
  return costOf(async () => {
    let bytes = 0;
    for (const write of Object.values(writers)) bytes += (await write(document)).byteLength;
    for (const layout of Object.values(layoutWriters)) bytes += (await layout.write(document)).byteLength;
    return bytes;
  });
}

async function costOf(work: () => Promise<number>): Promise<DocumentCost> {
  const startMb = peakMb();
  const before = process.cpuUsage();
  const bytes = await work();
  return { ms: processorMs(before), peakMb: peakMb(), startMb, bytes };
}

function peakMb(): number {
  return process.resourceUsage().maxRSS / 1_024;
}

function processorMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Whether there is something bare to hold a task against. */
export function hasFloor(task: DocumentTask, format: WrittenFormat): boolean {
  return task !== 'readFloor' || format === 'csv' || format === 'json' || format === 'html';
}

async function prepared(
  task: DocumentTask,
  format: WrittenFormat,
  requirements: number,
  file: string,
): Promise<() => Promise<number>> {
  switch (task) {
    case 'write': {
      const document = planOf(requirements);
      return async () => {
        const bytes = await writers[format](document);
        writeFileSync(file, bytes);
        return bytes.byteLength;
      };
    }
    case 'writeFloor': {
      const document = planOf(requirements);
      const cells = cellsOf(document);
      return () => writeBare(format, document, cells);
    }
    case 'read': {
      const bytes = readFileSync(file);
      return async () => {
        const reading = await readPlanFile(bytes);
        expectAll(reading.kind === 'plan' ? reading.plan.requirements.length : 0, requirements);
        return bytes.byteLength;
      };
    }
    case 'readAsForeign': {
      const bytes = readFileSync(file);
      return async () => {
        const source = readSourceDocument(bytes);
        if (source.kind === 'unreadable') throw new Error(source.problem.reason);
        // as `readPlanFile` does with a document of ours that has lost its data
        const ours = readOwnLayout(source.document);
        const reading = ours === null ? readPlan(source.document) : { kind: 'plan' as const, plan: ours };
        expectAll(reading.kind === 'plan' ? reading.plan.requirements.length : 0, requirements);
        return bytes.byteLength;
      };
    }
    case 'readFloor': {
      const bytes = readFileSync(file);
      return async () => readBare(format, bytes);
    }
  }
}

async function writeBare(
  format: WrittenFormat,
  document: RevisionDocument,
  cells: readonly (readonly string[])[],
): Promise<number> {
  switch (format) {
    case 'csv':
      return Buffer.byteLength(stringify(cells.map((row) => [...row])));
    case 'json':
      return Buffer.byteLength(JSON.stringify(document));
    case 'html': {
      const rows = cells.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
      return Buffer.byteLength(`<!doctype html><table>${rows.join('\n')}</table>`);
    }
    case 'docx': {
      const rows = cells.map(
        (row) => new TableRow({ children: row.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) }),
      );
      const file = new Document({ sections: [{ children: [new Table({ rows })] }] });
      return (await Packer.toArrayBuffer(file)).byteLength;
    }
    case 'xlsx': {
      const data = cells.map((row) => row.map((value) => ({ value, type: String })));
      return (await writeExcelFile(data).toBuffer()).byteLength;
    }
  }
}

function readBare(format: WrittenFormat, bytes: Buffer): number {
  const text = bytes.toString('utf8');
  if (format === 'csv') return (parse(text, { bom: true, relax_column_count: true }) as unknown[]).length;
  if (format === 'json') return Object.keys(JSON.parse(text) as object).length;
  if (format === 'html') return parseHtml(text).childNodes.length;
  throw new Error(`There is no bare reader of ${format} to compare with.`);
}

function expectAll(read: number, wanted: number): void {
  if (read !== wanted) throw new Error(`${read} of ${wanted} requirements were read.`);
}

/** An invented plan with two requirements under each recommendation. */
function planOf(requirements: number): RevisionDocument {
  const numbers = Array.from({ length: Math.ceil(requirements / 2) }, (_, index) => index + 1);
  return {
    title: 'Safe Quays Action Plan',
    organisation: 'Northmoor Harbour Authority',
    executiveLead: 'Deputy Chief Executive',
    operationalLead: 'Head of Planning and Assurance',
    date: civilDate('2026-01-30'),
    columns: COLUMNS,
    seal: { kind: 'draft', number: 1, compiledAt: instantOf(Date.UTC(2026, 0, 14)) },
    sections: numbers.map((number) => ({
      number: String(number),
      text: `By 31 October 2027, make sure that quay ${number} is inspected each month and that defects are mended in good time.`,
      deadline: { date: civilDate('2027-10-31'), original: civilDate('2027-10-31'), moves: [] },
      lines: Array.from({ length: Math.min(2, requirements - (number - 1) * 2) }, (_, line) => ({
        id: `requirement-${number}-${line + 1}`,
        ref: `${number}.${line + 1}`,
        refFrom: 'source' as const,
        text: `A dated log of inspection ${line + 1} at quay ${number}, with what was found and who has to mend it.`,
        owner: 'Harbour Master',
        deadline: null,
        cells: COLUMNS.map((column) => ({
          column,
          text: `${number}.${line + 1} on ${column}: ${SENTENCE}${SENTENCE}`,
        })),
        status: 'onTrack' as const,
        discharge: null,
      })),
    })),
  };
}

function cellsOf(document: RevisionDocument): readonly (readonly string[])[] {
  return document.sections.flatMap((section) =>
    section.lines.map((line) => [
      section.number,
      section.text ?? '',
      line.ref,
      line.text ?? '',
      line.owner,
      section.deadline?.date ?? '',
      ...line.cells.map((cell) => cell.text),
      line.status,
    ]),
  );
}
