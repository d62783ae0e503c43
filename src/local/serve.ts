import { makeLog } from '../adapters/log.js';
import { LOCAL_TENANT } from '../host/config.js';
import { placeLine } from '../host/place.js';
import { runUntilStopped, stopSignal } from '../host/run-service.js';
import { startService } from '../host/service.js';
import { readLocalConfig } from './local-config.js';

/** `quarterdeck-local serve`: the service in local mode, until it is stopped. */
export async function serveCommand(options: { readonly data?: string }): Promise<void> {
  const config = readLocalConfig(options);
  process.stdout.write(`${placeLine(config.store, [LOCAL_TENANT])}\n`);
  const stopped = stopSignal();
  const service = await startService({ config, log: makeLog(config.logLevel), local: { tenant: LOCAL_TENANT } });
  process.stdout.write(`Quarterdeck listens on ${service.url} (local mode)\n`);
  await runUntilStopped(service, stopped);
}
