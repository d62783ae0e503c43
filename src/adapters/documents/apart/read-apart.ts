import { Worker } from 'node:worker_threads';
import type { FileReading, ReadFile } from '../../../app/importing/kept-files.js';
import type { FileTask } from './file-work.js';

/** Milliseconds and megabytes that one file may cost. A plan of 400 pages costs a tenth of either. */
const LIMITS = { timeoutMs: 30_000, memoryMb: 512 } as const;

const THREAD = new URL('./reader-thread.js', import.meta.url);

const TOO_MUCH: FileReading = {
  kind: 'notUnderstood',
  reason: 'Reading this file takes more time or memory than any plan does, so it was stopped.',
  hasWorkbook: false,
};

/** What is done with files that people send. */
export interface Apart {
  readonly read: ReadFile;
  /** The bytes of what was written of a file; null where there is nothing, or it costs too much. */
  readonly write: (task: Exclude<FileTask, 'read'>, bytes: Uint8Array) => Promise<Uint8Array | null>;
}

/**
 * Reads files in threads of their own, one at a time, so that whatever somebody sends can hold up or end nothing but its
 * own reading. `thread`: where the built thread lies; only tests say another.
 */
export function makeApart(
  { timeoutMs, memoryMb }: { timeoutMs: number; memoryMb: number } = LIMITS,
  thread = THREAD,
): Apart {
  let last: Promise<unknown> = Promise.resolve();
  const run = (task: FileTask, bytes: Uint8Array): Promise<unknown> => {
    const mine = last.then(() => inThread(thread, { task, bytes }, { timeoutMs, memoryMb }));
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    read: async (bytes) => ((await run('read', bytes).catch(() => null)) as FileReading | null) ?? TOO_MUCH,
    write: async (task, bytes) => ((await run(task, bytes).catch(() => null)) as Uint8Array | null) ?? null,
  };
}

function inThread(
  thread: URL,
  workerData: unknown,
  { timeoutMs, memoryMb }: { readonly timeoutMs: number; readonly memoryMb: number },
): Promise<unknown> {
  return new Promise((done, fail) => {
    const worker = new Worker(thread, { workerData, resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
    const slow = setTimeout(() => fail(new Error('It takes too long')), timeoutMs);
    worker.once('message', done);
    worker.once('error', fail);
    worker.once('exit', () => fail(new Error('It ended without a word')));
    const end = () => {
      clearTimeout(slow);
      void worker.terminate();
    };
    worker.once('message', end);
    worker.once('error', end);
    slow.ref();
    setTimeout(end, timeoutMs).unref();
  });
}
