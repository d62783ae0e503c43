import type { Service } from './service.js';

/** Milliseconds from the stop signal to the end of the process, whatever hangs: container hosts kill after 30 s. */
const LONGEST_END_MS = 28_000;

/**
 * Resolves at Ctrl-C or a stop signal. To be called before anything is started: a signal that comes meanwhile then ends what
 * is being started as it ends everything else. A second signal ends the process at once.
 */
export function stopSignal(): Promise<void> {
  return new Promise((done) => {
    const stop = () => {
      process.once('SIGINT', () => process.exit(130));
      process.once('SIGTERM', () => process.exit(143));
      done();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}

/** Runs until the signal, then ends the work under way, at the longest in 28 seconds. */
export async function runUntilStopped(service: Pick<Service, 'stop'>, stopped: Promise<void>): Promise<void> {
  await stopped;
  const hangs = setTimeout(() => {
    process.stderr.write(
      'Something hangs, so the service ends without it. The next start goes on from what is saved.\n',
    );
    process.exit(1);
  }, LONGEST_END_MS);
  await service.stop();
  clearTimeout(hangs);
}
