import { makeLog } from '../../adapters/log.js';
import { type Config, LOCAL_TENANT, readBotIdentity, readConfig } from '../../host/config.js';
import { placeLine } from '../../host/place.js';
import { runUntilStopped } from '../../host/run-service.js';
import { startService } from '../../host/service.js';
import { type CommonOptions, sayWhere, WrongUsage } from '../output/command.js';

type ServeOptions = CommonOptions & { readonly local?: boolean };

/** `quarterdeck serve [--local]`: the service, until it is stopped. */
export async function serveCommand(options: ServeOptions): Promise<void> {
  const config = readConfig({ data: options.data, store: options.store });
  const tenants = tenantsOf(config, options);
  sayWhere(options, placeLine(config.store, tenants));
  const local = options.local === true ? { tenant: LOCAL_TENANT } : null;
  const service = await startService({ config, log: makeLog(config.logLevel), local });
  process.stdout.write(`Quarterdeck listens on ${service.url}${local === null ? '' : ' (local mode)'}\n`);
  await runUntilStopped(service);
}

/** Whose people the service talks with: what the settings say, which no option changes. */
function tenantsOf(config: Config, { local, data, tenant }: ServeOptions): readonly string[] {
  if (local === true && config.store.kind !== 'embedded') {
    throw new WrongUsage(
      '--local works in a folder of this machine. Unset QUARTERDECK_STORE, or add --store embedded.',
    );
  }
  if (data !== undefined && config.store.kind !== 'embedded') {
    throw new WrongUsage('--data names a folder, but the store is azure. Leave --data out, or add --store embedded.');
  }
  const tenants = local === true ? [LOCAL_TENANT] : [readBotIdentity().tenant.toLowerCase(), ...config.tenants];
  if (tenant !== undefined && !tenants.includes(tenant.toLowerCase())) {
    throw new WrongUsage(`The service is for the tenant ${tenants.join(' and ')}. Leave --tenant out.`);
  }
  return tenants;
}
