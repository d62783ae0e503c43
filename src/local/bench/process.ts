import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Cell } from './cells.js';

/** A cell in a process of its own; every line that it prints is JSON. */
export interface CellProcess {
  /** What it printed first. */
  readonly said: unknown;
  /** Asks it for another line. */
  ask(): Promise<unknown>;
  stop(): Promise<void>;
}

/** Why a cell has no figure. */
export class CellFailed extends Error {
  override readonly name = 'CellFailed';
}

/** Runs cells, each in a process of its own. */
export interface Bench {
  /** What a cell found. Throws `CellFailed` when it finds nothing in time. */
  measure(cell: Cell): Promise<unknown>;
  /** A cell that goes on until it is stopped. Throws `CellFailed` when it says nothing in time. */
  server(cell: Cell): Promise<CellProcess>;
}

/** `program` runs one cell, which is its argument; a cell may take `longestMs` to say something. */
export function makeBench(program: string, longestMs: number): Bench {
  return {
    async measure(cell) {
      process.stderr.write(`… ${JSON.stringify(cell).slice(0, 110)}\n`);
      const running = await startCell(program, cell, longestMs);
      await running.stop();
      return running.said;
    },
    server: (cell) => startCell(program, cell, longestMs),
  };
}

/** Why a cell has no figure, in a line. Throws whatever is no failure of a cell. */
export function reasonOf(error: unknown): string {
  if (error instanceof CellFailed) return error.message.slice(0, 90);
  throw error;
}

/** As much as a small server gives: with more, a process lets its rubbish lie, and its peak says nothing of what it needs. */
const HEAP_MB = 1_024;

async function startCell(program: string, cell: Cell, mostMs: number): Promise<CellProcess> {
  const memory = `--max-old-space-size=${HEAP_MB}`;
  const child = spawn(process.execPath, [memory, program, '--cell', JSON.stringify(cell)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] },
  });
  let complained = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complained += chunk.toString();
  });
  const gone = once(child, 'close');
  const lines = createInterface({ input: child.stdout });
  const stop = async () => {
    child.kill('SIGKILL');
    await gone;
  };
  try {
    const said = await nextLine(lines, child, mostMs, () => complained);
    return {
      said,
      stop,
      ask() {
        const answer = nextLine(lines, child, mostMs, () => complained);
        child.stdin.write('\n');
        return answer;
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function nextLine(lines: Interface, child: ChildProcess, mostMs: number, why: () => string): Promise<unknown> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new CellFailed(`more than ${mostMs / 1_000} s`)), mostMs);
    lines.once('line', (line) => {
      clearTimeout(timer);
      try {
        done(JSON.parse(line));
      } catch {
        fail(new CellFailed(`it said ${line.slice(0, 60)}`));
      }
    });
    child.once('close', () => {
      clearTimeout(timer);
      fail(
        new CellFailed(
          why()
            .trim()
            .split('\n')
            .find((line) => /^(?:\w*Error|FATAL ERROR): /.test(line)) ?? 'it ended without a word',
        ),
      );
    });
  });
}
