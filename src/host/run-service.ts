import type { Service } from './service.js';

/** Runs until Ctrl-C or a stop signal, then ends cleanly. A second signal ends at once. */
export async function runUntilStopped(service: Pick<Service, 'stop'>): Promise<void> {
  await new Promise<void>((done) => {
    const stop = () => {
      process.once('SIGINT', () => process.exit(130));
      process.once('SIGTERM', () => process.exit(143));
      done();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
  await service.stop();
}
