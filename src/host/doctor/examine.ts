import { endpointOf } from '../../adapters/tables/engines/azure-endpoint.js';
import { holdsTable } from '../../adapters/tables/engines/embedded-folder.js';
import type { askForToken } from '../../adapters/teams/outbound/token-check.js';
import { readPackagedApp } from '../../adapters/teams/packaged-app.js';
import type { lookAt } from '../../adapters/web-look.js';
import type { Clock } from '../../app/store/ports.js';
import { TableUnavailableError } from '../../app/store/table-unavailable.js';
import { millisecondsOf } from '../../domain/calendar/civil-date.js';
import {
  type Config,
  LOCAL_TENANT,
  readBotIdentity,
  readConfig,
  readPackageSettings,
  type StoreChoice,
} from '../config.js';
import { placeLine, whyUnfit } from '../place.js';
import { ConfigError } from '../settings.js';
import { makeUseCases, openTable } from '../wiring.js';
import { bad, doubtful, type Finding, good, notLooked } from './finding.js';
import { judgeAddress, judgeClock, judgePackage } from './judge.js';

/** What is asked of others; a test answers itself. */
export interface Askers {
  readonly lookAt: typeof lookAt;
  readonly askForToken: typeof askForToken;
  readonly clock: Clock;
}

/** What to look at beside the environment. */
interface Wanted {
  readonly data?: string | undefined;
  readonly store?: string | undefined;
  /** The app package that Teams was given; null: none was named. */
  readonly package: Uint8Array | null;
}

const TOKEN_SERVICE = 'https://login.microsoftonline.com/';

/** Looks at everything that a deployment can have wrong, in the order in which to mend it. Changes nothing but a proof row. */
export async function examine(wanted: Wanted, askers: Askers): Promise<readonly Finding[]> {
  const config = settingsOf(wanted);
  if (config instanceof ConfigError) {
    return [bad('settings', config.message, 'Correct this setting, then run "quarterdeck doctor" again.')];
  }
  const { publicUrl, store } = config;
  const identity = await identityFindings(config, askers);
  const stored = await storeFindings(store, identity.tenants);
  const server = store.kind === 'embedded' ? TOKEN_SERVICE : endpoint(store);
  const clock = judgeClock(millisecondsOf(await askers.clock.now()), await askers.lookAt(server), new URL(server).host);
  const readyz = publicUrl === null ? null : await askers.lookAt(`${publicUrl.replace(/\/+$/, '')}/readyz`);
  return [
    good('settings', `Every setting can be read. ${placeLine(store, identity.tenants)}`),
    ...identity.findings,
    ...stored,
    clock,
    judgeAddress(publicUrl, readyz),
    packageFinding(wanted.package, identity.appId, publicUrl),
  ];
}

function settingsOf({ data, store }: Wanted): Config | ConfigError {
  try {
    return readConfig({ data, store });
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

async function identityFindings(config: Config, { askForToken: ask }: Askers) {
  const none = { appId: null, tenants: [config.tenant ?? LOCAL_TENANT] };
  if (!config.hasIdentity) {
    const said = 'MicrosoftAppId is not set: this is local mode, without sign-in and on this machine alone.';
    const todo = 'For Teams set MicrosoftAppType, MicrosoftAppId and MicrosoftAppTenantId (infra/README.md).';
    return { ...none, findings: [doubtful('identity', said, todo), notLooked('token', 'There is no bot to ask for.')] };
  }
  try {
    const identity = readBotIdentity();
    const { appId, tenant } = identity;
    const tenants = [tenant.toLowerCase(), ...config.tenants];
    const token = await ask(identity);
    const asked =
      token.kind === 'given'
        ? good('token', 'Entra gives the bot a token.')
        : bad('token', `Entra gives the bot no token: ${token.reason}`, TOKEN_TODO[identity.kind]);
    return {
      appId,
      tenants,
      findings: [good('identity', `Bot ${appId} of tenant ${tenant}, by ${identity.kind}.`), asked],
    };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const findings = [
      bad('identity', error.message, 'Correct the settings that begin with MicrosoftApp.'),
      notLooked('token', 'Not asked for before the identity is right.'),
    ];
    return { ...none, findings };
  }
}

const TOKEN_TODO = {
  managedIdentity:
    'Run this where the service runs: a managed identity exists there alone. Is the identity assigned to the app, and is its client id MicrosoftAppId?',
  federated: 'Look at the federated credential of the app registration in Entra: issuer, subject and audience.',
  certificate: 'Look in Entra under the app registration, Certificates: is this thumbprint there and not expired?',
  secret:
    'Make a new secret in Entra under the app registration, and set MicrosoftAppPassword to its value, not its id.',
} as const;

function endpoint(store: Exclude<StoreChoice, { kind: 'embedded' }>): string {
  return store.kind === 'azureConnection' ? endpointOf(store.connectionString) : store.endpoint;
}

async function storeFindings(store: StoreChoice, tenants: readonly string[]): Promise<readonly Finding[]> {
  if (store.kind === 'embedded' && !holdsTable(store.folder)) {
    const said = 'There is no store in the folder yet.';
    const todo = 'The first start of the service or the first import makes it. Is it the folder that was meant?';
    return [doubtful('store', said, todo), notLooked('writing', 'There is nothing to write into.')];
  }
  try {
    const table = await openTable(store);
    try {
      return await openedFindings(table, store, tenants);
    } finally {
      await table.close();
    }
  } catch (error) {
    return [
      bad('store', unavailable(error), 'Mend what is said here; infra/README.md has the settings of the store.'),
      notLooked('writing', 'Not tried before it can be read.'),
    ];
  }
}

async function openedFindings(
  table: Awaited<ReturnType<typeof openTable>>,
  store: StoreChoice,
  tenants: readonly string[],
): Promise<readonly Finding[]> {
  const { stores } = makeUseCases(table);
  const plans = (await stores.directory.allPlans()).filter(({ tenant }) => tenants.includes(tenant));
  const unfit = store.kind === 'embedded' ? await whyUnfit(stores, tenants) : null;
  const swept = await stores.service.heartbeat();
  const said = `It can be read: ${plans.length === 1 ? '1 plan' : `${plans.length} plans`}, last sweep ${swept ?? 'never'}.`;
  const read =
    unfit === null ? good('store', said) : bad('store', unfit, 'Name the right folder, or the right tenant.');
  try {
    await table.proveWritable();
    return [read, good('writing', 'It can be written.')];
  } catch (error) {
    return [read, bad('writing', unavailable(error), 'Reading works. Look at rights and at free space.')];
  }
}

function unavailable(error: unknown): string {
  if (error instanceof TableUnavailableError) return error.message;
  throw error;
}

function packageFinding(zip: Uint8Array | null, appId: string | null, publicUrl: string | null): Finding {
  if (zip !== null) return judgePackage(readPackagedApp(zip), { appId, publicUrl });
  const { botId, domain } = readPackageSettings();
  if (botId === undefined || domain === undefined) {
    return notLooked('package', 'Name the app package with --package FILE to have it compared.');
  }
  return judgePackage(
    { kind: 'app', version: 'to be made', botId: botId.toLowerCase(), domains: [domain] },
    { appId, publicUrl },
  );
}
