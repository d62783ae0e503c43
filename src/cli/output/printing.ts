import { setImmediate } from 'node:timers/promises';

/**
 * From now on nothing ends because standard output or standard error cannot be written: what is at work goes on. Resolves,
 * when asked at the end, to why what was printed did not arrive; null when it did, or when its reader had enough.
 */
export function goOnUnheard(): () => Promise<string | null> {
  let code: string | null = null;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') code ??= error.code ?? error.message;
  });
  process.stderr.on('error', () => undefined);
  return async () => {
    // the last write fails a turn later
    await setImmediate();
    return code === null ? null : `The command was carried out, but what it says could not be written (${code}).`;
  };
}
