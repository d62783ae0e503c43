import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { WRITTEN_FORMATS, type WrittenFormat } from '../../adapters/documents/own/write/formats.js';
import { type DocumentCost, type DocumentTask, hasFloor } from './documents.js';
import { fixed, growthExponent, openTable, ratio, thousands } from './printing/table.js';
import { type Bench, reasonOf } from './process.js';

const TASKS: readonly { readonly words: string; readonly task: DocumentTask; readonly floor: DocumentTask | null }[] = [
  { words: 'write', task: 'write', floor: 'writeFloor' },
  { words: 'read our own', task: 'read', floor: 'readFloor' },
  { words: 'read by layout:', task: 'readAsForeign', floor: null },
];
const COLUMNS = [
  { title: '', width: 20 },
  { title: 'ours', width: 10 },
  { title: 'floor', width: 10 },
  { title: 'ratio', width: 6 },
  { title: 'peak', width: 9 },
  { title: 'for the work', width: 12 },
  { title: "floor's peak", width: 12 },
  { title: 'file', width: 9 },
  { title: 'note', width: 0 },
] as const;
const GROWTH_COLUMNS = [
  { title: '', width: 20 },
  { title: 'time', width: 6 },
  { title: 'memory', width: 7 },
  { title: 'note', width: 0 },
] as const;
/** An exponent beyond this is told as more than linear; below it, the machine's own unrest is as large. */
const LINEAR = 1.1;

const costSchema = z.object({ ms: z.number(), peakMb: z.number(), startMb: z.number(), bytes: z.number() });
type Measured = { readonly requirements: number; readonly cost: DocumentCost };

/**
 * Reads and writes plans of these sizes in every format, each in a process of its own, and prints each row as soon as
 * it is known: whatever ends the run, what was measured before is there. At last how time and memory grow between the
 * two largest sizes. A cell without a figure says why, and the rest goes on.
 */
export async function documents(bench: Bench, sizes: readonly number[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-files-'));
  const measured = new Map<string, Measured[]>();
  try {
    for (const requirements of sizes) {
      const row = openTable(`Documents of ${thousands(requirements)} requirements, in processor time`, COLUMNS);
      for (const format of WRITTEN_FORMATS) {
        for (const { words, task, floor } of TASKS) {
          // json is ours alone: there is no other layout of it
          if (task === 'readAsForeign' && format === 'json') continue;
          const cost = await costOf(bench, folder, task, format, requirements);
          const kind = measured.get(`${words} ${format}`) ?? [];
          measured.set(`${words} ${format}`, kind);
          if (typeof cost === 'string') {
            row([`${words} ${format}`, '', '', '', '', '', '', '', cost]);
            continue;
          }
          const hasOne = floor !== null && hasFloor(floor, format);
          const bare = hasOne ? await costOf(bench, folder, floor, format, requirements) : null;
          row([`${words} ${format}`, ...columnsOf(cost, bare)]);
          kind.push({ requirements, cost });
        }
      }
      await whole(bench, requirements);
    }
    growth(measured, sizes.slice(-2));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function costOf(
  bench: Bench,
  folder: string,
  task: DocumentTask,
  format: WrittenFormat,
  requirements: number,
): Promise<DocumentCost | string> {
  const file = join(folder, `${requirements}.${format}`);
  const found = await bench.measure({ cell: 'document', task, format, requirements, file }).catch(reasonOf);
  return typeof found === 'string' ? found : costSchema.parse(found);
}

async function whole(bench: Bench, requirements: number): Promise<void> {
  const found = await bench.measure({ cell: 'allFormats', requirements }).catch(reasonOf);
  const cost = typeof found === 'string' ? null : costSchema.parse(found);
  const aim = requirements === 1_000 ? ' (aim: below 500 MB)' : '';
  const said = cost === null ? String(found) : `${thousands(cost.ms)} ms, peak ${thousands(cost.peakMb)} MB${aim}`;
  process.stdout.write(`All formats and layouts after each other in one process: ${said}\n`);
}

function columnsOf(ours: DocumentCost, floor: DocumentCost | string | null): string[] {
  const own = [`${thousands(ours.peakMb)} MB`, `${thousands(ours.peakMb - ours.startMb)} MB`];
  const size = `${thousands(ours.bytes / 1_024)} kB`;
  if (floor === null) return [`${thousands(ours.ms)} ms`, '', '', ...own, '', size, ''];
  if (typeof floor === 'string') return [`${thousands(ours.ms)} ms`, '', '', ...own, '', size, `floor: ${floor}`];
  return [
    `${thousands(ours.ms)} ms`,
    `${thousands(floor.ms)} ms`,
    ratio(ours.ms, floor.ms),
    ...own,
    `${thousands(floor.peakMb)} MB`,
    size,
    '',
  ];
}

/** Between the two largest sizes: below a thousand, what is measured is a program that has just started. */
function growth(measured: ReadonlyMap<string, readonly Measured[]>, [small, large]: readonly number[]): void {
  if (small === undefined || large === undefined || small < 1_000) return;
  const title = `Growth from ${thousands(small)} to ${thousands(large)} requirements (exponent; linear is 1)`;
  const row = openTable(title, GROWTH_COLUMNS);
  for (const [kind, all] of measured) {
    const [before, after] = [small, large].map((size) => all.find((each) => each.requirements === size)?.cost);
    if (before === undefined || after === undefined) {
      row([kind, '', '', 'not measured at both sizes']);
      continue;
    }
    const time = growthExponent(large / small, before.ms, after.ms);
    const memory = growthExponent(large / small, before.peakMb - before.startMb, after.peakMb - after.startMb);
    const beyond = [time, memory].some((exponent) => exponent !== null && exponent > LINEAR);
    const words = (exponent: number | null) => (exponent === null ? '' : fixed(exponent));
    row([kind, words(time), words(memory), beyond ? 'more than linear' : '']);
  }
}
