import { makeLog } from '../../adapters/log.js';
import { readConfig } from '../../host/config.js';
import { runUntilStopped } from '../../host/run-service.js';
import { startService } from '../../host/service.js';
import { readCast } from '../../local/people.js';
import type { CommonOptions } from '../output/command.js';

/** `quarterdeck serve [--local]`: the service, until it is stopped. */
export async function serveCommand(options: CommonOptions & { readonly local?: boolean }): Promise<void> {
  const config = readConfig({ data: options.data, store: options.store });
  const local = options.local === true ? { tenant: options.tenant ?? readCast().tenant } : null;
  const service = await startService({ config, log: makeLog(config.logLevel), local });
  process.stdout.write(`Quarterdeck listens on ${service.url}${local === null ? '' : ' (local mode)'}\n`);
  await runUntilStopped(service);
}
