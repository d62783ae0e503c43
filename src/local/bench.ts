import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, freemem, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { WRITTEN_FORMATS, type WrittenFormat } from '../adapters/documents/write/formats.js';
import { type Cell, cellSchema, runCell } from './bench-cells.js';
import { type DocumentCost, type DocumentTask, hasFloor } from './bench-documents.js';
import { CellFailed, runInProcess, startCell } from './bench-process.js';
import { fixed, printTable, ratio, thousands } from './bench-table.js';

const PROGRAM = fileURLToPath(import.meta.url);
/** No cell may take longer, and none begins when the run has taken so long. */
const LONGEST_CELL_MS = 60_000;
const LONGEST_RUN_MS = 9 * 60_000;
/** Microsoft's Company Communicator needs so many operations of its store for a message (counted in its source). */
const COMMUNICATORS_OPERATIONS = 11;
/** Teams: 50 requests a second for an app in a tenant. */
const PERMITTED_A_SECOND = 50;

interface Sizes {
  readonly people: number;
  readonly replies: { readonly people: number; readonly each: number };
  readonly sends: number;
  readonly paced: number;
  readonly documents: readonly number[];
}
const FULL: Sizes = {
  people: 200,
  replies: { people: 500, each: 5 },
  sends: 3_000,
  paced: 750,
  documents: [39, 1_000, 10_000],
};
const QUICK: Sizes = {
  people: 60,
  replies: { people: 150, each: 4 },
  sends: 800,
  paced: 300,
  documents: [39, 1_000],
};

const ratesSchema = z.object({ acknowledged: z.number(), said: z.number() });
const costSchema = z.object({ ms: z.number(), peakMb: z.number(), bytes: z.number() });
const seenSchema = z.object({ accepted: z.number(), refused: z.number(), first: z.number(), last: z.number() });

/** Runs a cell in a process of its own. Throws `CellFailed` when it fails, or when the run has used up its time. */
async function measure(cell: Cell): Promise<unknown> {
  const left = LONGEST_RUN_MS - performance.now();
  if (left < 1_000) throw new CellFailed('out of time');
  process.stderr.write(`… ${JSON.stringify(cell).slice(0, 110)}\n`);
  return runInProcess(PROGRAM, cell, Math.min(LONGEST_CELL_MS, Math.round(left)));
}

async function replies({ people, replies: size }: Sizes): Promise<void> {
  const found = z.object({ first: z.number(), later: z.number() });
  const { first, later } = found.parse(await measure({ cell: 'transactions', people }));
  const rate = async (server: 'quarterdeck' | 'bareWithReply' | 'bareSilent') =>
    ratesSchema.parse(await measure({ cell: 'replyLoad', server, ...size }));
  const bare = await rate('bareWithReply');
  const silent = await rate('bareSilent');
  const ours = await rate('quarterdeck');
  printTable(
    'Replies',
    ['', 'ours', 'floor', 'ratio', 'aim', 'the floor'],
    [
      ['transactions a reply', fixed(later), '2', ratio(later, 2), '1.0', 'one read, one batch'],
      ['transactions of a first reply', fixed(first), '2', ratio(first, 2), '', 'the sender is noted as well'],
      rateRow('replies/s acknowledged', ours.acknowledged, bare.acknowledged, 'bare botbuilder, one line in return'),
      rateRow('replies/s, card turned', ours.said, bare.said, 'the same, until its line has arrived'),
      rateRow('replies/s acknowledged', ours.acknowledged, silent.acknowledged, 'bare botbuilder that says nothing'),
    ],
  );
}

async function sends({ sends: count, people, paced }: Sizes): Promise<void> {
  const connector = await startCell(PROGRAM, { cell: 'connector', enforceLimits: false }, LONGEST_CELL_MS);
  const serviceUrl = z.string().parse(connector.said);
  const rate = async (sender: 'door' | 'sdk' | 'raw') =>
    z.number().parse(await measure({ cell: 'sends', sender, serviceUrl, count }));
  const [raw, sdk, door] = [await rate('raw'), await rate('sdk'), await rate('door')];
  const sweepSchema = z.object({ perSecond: z.number(), perMessage: z.number() });
  const sweep = sweepSchema.parse(await measure({ cell: 'sweep', serviceUrl, people: people * 3 }));
  await connector.stop();

  const strict = await startCell(PROGRAM, { cell: 'connector', enforceLimits: true }, LONGEST_CELL_MS);
  await measure({ cell: 'paced', serviceUrl: z.string().parse(strict.said), count: paced });
  const seen = seenSchema.parse(await strict.ask());
  await strict.stop();
  const permitted = PERMITTED_A_SECOND * ((seen.last - seen.first) / 1_000 + 1);
  const refused = (100 * seen.refused) / (seen.accepted + seen.refused);
  printTable(
    'Sends',
    ['', 'ours', 'floor', 'ratio', 'aim', 'the floor'],
    [
      rateRow('sends/s through our door', door, sdk, "the SDK's client without its retries"),
      rateRow('sends/s through our door', door, raw, 'a POST over kept connections'),
      rateRow('sends/s of a sweep', sweep.perSecond, sdk, "the SDK's client; the sweep keeps intents"),
      [
        'accepted of permitted',
        thousands(seen.accepted),
        thousands(permitted),
        ratio(seen.accepted, permitted),
        '≥ 0.95',
        'a Connector with Teams’ limits',
      ],
      ['answered 429', `${fixed(refused)} %`, '', '', '≤ 0.1 %', 'the same'],
      [
        'store operations a message',
        fixed(sweep.perMessage),
        String(COMMUNICATORS_OPERATIONS),
        ratio(sweep.perMessage, COMMUNICATORS_OPERATIONS),
        '≤ 0.35',
        'Company Communicator',
      ],
    ],
  );
}

async function documents({ documents: sizes }: Sizes): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-files-'));
  const cost = async (task: DocumentTask, format: WrittenFormat, requirements: number) => {
    const file = join(folder, `${requirements}.${format}`);
    const found = await measure({ cell: 'document', task, format, requirements, file }).catch(reasonOf);
    return typeof found === 'string' ? found : costSchema.parse(found);
  };
  const all = await measure({ cell: 'allFormats', requirements: 1_000 }).catch(reasonOf);
  const found: { readonly kind: string; readonly row: string[] }[] = [];
  const smaller = new Map<string, { readonly requirements: number; readonly ms: number }>();
  const failed = new Set<string>();
  // the largest last: should the time run out, all the others are there
  for (const requirements of sizes) {
    for (const format of WRITTEN_FORMATS) {
      for (const [task, floorTask] of TASKS) {
        const kind = `${TASK_WORDS[task]} ${format}`;
        // json is ours alone: there is no other layout of it
        if ((task === 'readAsForeign' && format === 'json') || failed.has(kind)) continue;
        const ours = await cost(task, format, requirements);
        if (typeof ours === 'string') {
          failed.add(kind);
          found.push({ kind, row: [kind, thousands(requirements), '', '', '', '', '', '', ours] });
          continue;
        }
        const hasOne = floorTask !== null && hasFloor(floorTask, format);
        const floor = hasOne ? await cost(floorTask, format, requirements) : '';
        const row = [
          kind,
          thousands(requirements),
          ...costColumns(ours, floor),
          growthOf(requirements, ours, smaller.get(kind)),
        ];
        found.push({ kind, row });
        // below a thousand, what is measured is a program that has just started
        if (requirements >= 1_000) smaller.set(kind, { requirements, ms: ours.ms });
      }
    }
  }
  rmSync(folder, { recursive: true, force: true });
  const kinds = [...new Set(found.map((each) => each.kind))];
  const rows = kinds.flatMap((kind) => found.filter((each) => each.kind === kind).map((each) => each.row));
  const head = ['', 'requirements', 'ours', 'floor', 'ratio', 'peak', "floor's peak", 'growth (linear: 1)', 'note'];
  printTable(
    'Documents, processor time (floor: the bare library with the same cells; html: strings put together)',
    head,
    rows,
  );
  const whole = typeof all === 'string' ? null : costSchema.parse(all);
  const said =
    whole === null ? String(all) : `${thousands(whole.ms)} ms, peak ${thousands(whole.peakMb)} MB (aim: below 500 MB)`;
  process.stdout.write(`\nAll formats of 1,000 requirements in one process: ${said}\n`);
}

function costColumns(ours: DocumentCost, floor: DocumentCost | string): string[] {
  const [ms, peak] = [`${thousands(ours.ms)} ms`, `${thousands(ours.peakMb)} MB`];
  if (typeof floor === 'string') return [ms, floor, '', peak, ''];
  return [ms, `${thousands(floor.ms)} ms`, ratio(ours.ms, floor.ms), peak, `${thousands(floor.peakMb)} MB`];
}

function growthOf(
  requirements: number,
  ours: DocumentCost,
  before: { readonly requirements: number; readonly ms: number } | undefined,
): string {
  return before === undefined ? '' : fixed(ours.ms / before.ms / (requirements / before.requirements));
}

const TASKS: readonly (readonly [DocumentTask, DocumentTask | null])[] = [
  ['write', 'writeFloor'],
  ['read', 'readFloor'],
  ['readAsForeign', null],
];
const TASK_WORDS: Readonly<Record<DocumentTask, string>> = {
  write: 'write',
  writeFloor: '',
  read: 'read our own',
  readAsForeign: 'read by layout:',
  readFloor: '',
};

function rateRow(what: string, ours: number, floor: number, words: string): string[] {
  return [what, thousands(ours), thousands(floor), ratio(ours, floor), '', words];
}

function reasonOf(error: unknown): string {
  if (error instanceof CellFailed) return error.message.slice(0, 70);
  throw error;
}

function machineFacts(): string {
  const processors = cpus();
  const gigabytes = (bytes: number) => (bytes / 2 ** 30).toFixed(1);
  const load = loadavg()[0] ?? 0;
  return [
    `Node ${process.versions.node} on ${process.platform} ${process.arch}, ${processors.length} × ${processors[0]?.model.trim() ?? 'processor'}`,
    `${gigabytes(totalmem())} GB of memory, ${gigabytes(freemem())} GB free; load ${load.toFixed(1)}${load > processors.length / 2 ? ' (other programs are running: times will vary)' : ''}`,
  ].join('\n');
}

/** `npm run bench [-- --quick]`: every figure against a floor that was measured in the same run. */
async function bench(sizes: Sizes): Promise<void> {
  const began = performance.now();
  process.stdout.write(`${machineFacts()}\n`);
  for (const section of [replies, sends, documents]) {
    await section(sizes).catch((error: unknown) => {
      process.stdout.write(`\nNo figures for the ${section.name}: ${reasonOf(error)}\n`);
    });
  }
  process.stdout.write(`\nMeasured in ${((performance.now() - began) / 60_000).toFixed(1)} minutes.\n`);
}

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, cell: { type: 'string' } } });
if (values.cell === undefined) await bench(values.quick ? QUICK : FULL);
else {
  await runCell(
    cellSchema.parse(JSON.parse(values.cell)),
    (found) => process.stdout.write(`${JSON.stringify(found)}\n`),
    (cell) => startCell(PROGRAM, cell, LONGEST_CELL_MS),
  );
}
