import { cpus, freemem, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cellSchema, runCell } from './cells.js';
import { documents } from './documents-table.js';
import { type Bench, makeBench, reasonOf } from './process.js';
import { reading } from './reading/measure.js';
import { start } from './start.js';
import { replies, sends, type TeamsSizes } from './teams.js';

const PROGRAM = fileURLToPath(import.meta.url);
/** No cell may take longer; the run as a whole takes as long as its cells. */
const LONGEST_CELL_MS = 180_000;

interface Sizes extends TeamsSizes {
  /** Requirements of a plan, from small to large. */
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

type Section = (bench: Bench, sizes: Sizes, about?: string) => Promise<void>;
const SECTIONS: Readonly<Record<string, Section>> = {
  start,
  replies,
  sends,
  documents: (bench, sizes) => documents(bench, sizes.documents),
  reading: (_bench, _sizes, about) => reading(about),
};

function machineFacts(): string {
  const processors = cpus();
  const gigabytes = (bytes: number) => (bytes / 2 ** 30).toFixed(1);
  const load = loadavg()[0] ?? 0;
  return [
    `Node ${process.versions.node} on ${process.platform} ${process.arch}, ${processors.length} × ${processors[0]?.model.trim() ?? 'processor'}`,
    `${gigabytes(totalmem())} GB of memory, ${gigabytes(freemem())} GB free; load ${load.toFixed(1)}${load > processors.length / 2 ? ' (other programs are running: times will vary)' : ''}`,
  ].join('\n');
}

/** Every figure against a floor that was measured in the same run; a section that fails says why and the next begins. */
async function run(sections: readonly string[], sizes: Sizes, about?: string): Promise<void> {
  const began = performance.now();
  process.stdout.write(`${machineFacts()}\n`);
  const bench = makeBench(PROGRAM, LONGEST_CELL_MS);
  for (const name of sections) {
    await SECTIONS[name]?.(bench, sizes, about).catch((error: unknown) => {
      process.stdout.write(`\nNo further figures for the ${name}: ${reasonOf(error)}\n`);
    });
  }
  process.stdout.write(`\nMeasured in ${((performance.now() - began) / 60_000).toFixed(1)} minutes.\n`);
}

// npm run bench -- [--quick] [--only start|replies|sends|documents|reading [--about DOCUMENT]]
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    about: { type: 'string' },
    cell: { type: 'string' },
  },
});
if (values.cell !== undefined) {
  // The run that started this cell holds its standard input: when that is gone, nobody waits for the cell.
  process.stdin.on('end', () => process.exit(1)).resume();
  const bench = makeBench(PROGRAM, LONGEST_CELL_MS);
  await runCell(
    cellSchema.parse(JSON.parse(values.cell)),
    (found) => process.stdout.write(`${JSON.stringify(found)}\n`),
    (cell) => bench.server(cell),
  );
} else if (values.only !== undefined && !(values.only in SECTIONS)) {
  process.stderr.write(`There is nothing called "${values.only}" to measure: ${Object.keys(SECTIONS).join(', ')}.\n`);
  process.exitCode = 1;
} else {
  await run(
    values.only === undefined ? Object.keys(SECTIONS) : [values.only],
    values.quick ? QUICK : FULL,
    values.about,
  );
}
