import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Cell } from './bench-cells.js';

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

/** The program that runs one cell: this one's own entry point, with the cell as its argument. */
export type CellProgram = string;

/** Starts a cell and waits for its first line, at most so long. Throws `CellFailed` when none comes. */
export async function startCell(program: CellProgram, cell: Cell, mostMs: number): Promise<CellProcess> {
  const memory = '--max-old-space-size=6000';
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

/** Runs a cell to its first line and ends it. */
export async function runInProcess(program: CellProgram, cell: Cell, mostMs: number): Promise<unknown> {
  const process = await startCell(program, cell, mostMs);
  await process.stop();
  return process.said;
}

function nextLine(lines: Interface, child: ChildProcess, mostMs: number, why: () => string): Promise<unknown> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new CellFailed(`more than ${mostMs / 1_000} s`)), mostMs);
    lines.once('line', (line) => {
      clearTimeout(timer);
      done(JSON.parse(line));
    });
    child.once('close', () => {
      clearTimeout(timer);
      fail(
        new CellFailed(
          why()
            .trim()
            .split('\n')
            .find((line) => /^\w*Error: /.test(line)) ?? 'it ended without a word',
        ),
      );
    });
  });
}
