import { hostname } from 'node:os';
import { makeLog } from '../../adapters/log.js';
import { type Config, readBotIdentity, readConfig } from '../../host/config.js';
import { placeLine } from '../../host/place.js';
import { runUntilStopped, stopSignal } from '../../host/run-service.js';
import { startService } from '../../host/service.js';
import { versionOfPackage } from '../../host/version.js';
import { type CommonOptions, sayWhere, WrongUsage } from '../output/command.js';

/** `quarterdeck serve`: the service, until it is stopped. */
export async function serveCommand(options: CommonOptions): Promise<void> {
  const config = readConfig({ data: options.data, store: options.store });
  const tenants = tenantsOf(config, options);
  const version = versionOfPackage();
  const { appId } = readBotIdentity();
  const address = config.publicUrl ?? 'not set';
  sayWhere(
    options,
    `${placeLine(config.store, tenants)}; bot: ${appId}; version: ${version}; public address: ${address}`,
  );
  const stopped = stopSignal();
  const service = await startService({
    config,
    log: makeLog(config.logLevel, undefined, { instance: hostname(), version }),
    local: null,
  });
  process.stdout.write(`Quarterdeck listens on ${service.url}\n`);
  if (config.publicUrl === null) process.stderr.write(`${unsetAddress(service.url)}\n`);
  await runUntilStopped(service, stopped);
}

/** Links in messages lead to where the service listens, which is an address of its own machine, until it is told another. */
function unsetAddress(url: string): string {
  return `PUBLIC_URL is not set, so links in messages lead to ${url}, which people may not reach. Set it to the address under which Teams finds the service.`;
}

/** Whose people the service talks with: what the settings say, which no option changes. */
function tenantsOf(config: Config, { data, tenant }: CommonOptions): readonly string[] {
  if (data !== undefined && config.store.kind !== 'embedded') {
    throw new WrongUsage('--data names a folder, but the store is azure. Leave --data out, or add --store embedded.');
  }
  const tenants = [readBotIdentity().tenant.toLowerCase(), ...config.tenants];
  if (tenant !== undefined && !tenants.includes(tenant.toLowerCase())) {
    throw new WrongUsage(`The service is for the tenant ${tenants.join(' and ')}. Leave --tenant out.`);
  }
  return tenants;
}
