import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { fixed, openTable, ratio } from './printing/table.js';
import { CellFailed } from './process.js';

const QUARTERDECK = fileURLToPath(new URL('../../bin/quarterdeck.js', import.meta.url));
const COMMANDER = import.meta.resolve('commander');
const BARE = `import { Command } from ${JSON.stringify(COMMANDER)}; new Command('bare').parse(['node', 'bare']);`;
/** Prints the processor time of its process in microseconds, as the last line of standard error. */
const TIMED =
  'data:text/javascript,process.on("exit",()=>{const{user,system}=process.cpuUsage();console.error("\\n"+(user+system))})';
const TIMES = 15;

const CALLS = [['--version'], ['--help'], ['status', '--help']] as const;

/** What a command costs before it does anything, against commander with nothing to say: processor time, median of 15. */
export async function start(): Promise<void> {
  const row = openTable('Start of the command line, in processor time', [
    { title: 'quarterdeck', width: 16 },
    { title: 'ours', width: 9 },
    { title: 'commander', width: 10 },
    { title: 'ratio', width: 6 },
  ]);
  for (const call of CALLS) {
    const ours: number[] = [];
    const bare: number[] = [];
    // by turns, so that other programs slow both alike
    for (let time = 0; time < TIMES; time += 1) {
      bare.push(costOf(['--input-type=module', '--eval', BARE]));
      ours.push(costOf([QUARTERDECK, ...call]));
    }
    const [own, floor] = [median(ours), median(bare)];
    row([call.join(' '), `${fixed(own)} ms`, `${fixed(floor)} ms`, ratio(own, floor)]);
  }
}

/** Milliseconds. */
function costOf(options: readonly string[]): number {
  const run = spawnSync(process.execPath, ['--import', TIMED, ...options], { encoding: 'utf8' });
  const said = Number(run.stderr.trim().split('\n').at(-1));
  if (run.status !== 0 || Number.isNaN(said)) throw new CellFailed(`It ended with ${run.status}: ${run.stderr.trim()}`);
  return said / 1_000;
}

function median(of: readonly number[]): number {
  return [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] as number;
}
