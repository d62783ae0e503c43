import { type BotIdentity, readIdentity } from '../adapters/teams/identity/identity.js';
import type { ReportingSettings } from '../adapters/telemetry/reporting.js';
import type { BackupsKept } from './nightly-backups.js';
import { ConfigError, readSettings, type Settings } from './settings.js';

/** The invented tenant in which local mode works. */
export const LOCAL_TENANT = '35dc6a1f-3ea3-4256-a0f7-9e96148f217e';

/** Where the rows are kept. */
export type StoreChoice =
  | { readonly kind: 'embedded'; readonly folder: string }
  | { readonly kind: 'azureConnection'; readonly connectionString: string; readonly table: string }
  | {
      readonly kind: 'azureIdentity';
      readonly endpoint: string;
      readonly table: string;
      readonly clientId: string | null;
    };

/** What the command line may say over the environment. */
export interface Overrides {
  readonly data?: string | undefined;
  readonly store?: string | undefined;
}

/** Everything that the environment can set, checked once. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** First of the ports on which `quarterdeck-local start` shows its Teams-like clients; 0: any that are free. */
  readonly playgroundPort: number;
  readonly store: StoreChoice;
  /** Whether somebody named the folder of the embedded store; else it is the usual one, below where we are. */
  readonly folderIsNamed: boolean;
  /** Where the service puts a backup every day; null: it makes none. */
  readonly backups: BackupsKept | null;
  /** Months after which the service removes what is no part of a plan's record; null: it removes nothing. */
  readonly retentionMonths: number | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Address under which people reach the service, for links in messages; null: the one it listens on. */
  readonly publicUrl: string | null;
  /** Tenant of the bot, for the command line; null where none is set. */
  readonly tenant: string | null;
  /** Whether the environment names a bot: then this is no local installation. */
  readonly hasIdentity: boolean;
  /** Where measurements go; null: nothing is measured. */
  readonly metrics: ReportingSettings | null;
  /** Tenants whose people may talk with the bot, besides the bot's own. */
  readonly tenants: readonly string[];
  /** Entra object ids of those who may bring new plans by chat. */
  readonly administrators: readonly string[];
  /** Hosts from which files that people send are fetched; null: those of SharePoint. */
  readonly fileHosts: readonly string[] | null;
}

/** Reads the environment. Empty settings count as absent. Throws a ConfigError that names the setting. */
export function readConfig(overrides: Overrides = {}, environment: NodeJS.ProcessEnv = process.env): Config {
  const values = readSettings(environment);
  return {
    port: values.PORT,
    host: values.HOST ?? '127.0.0.1',
    playgroundPort: values.PLAYGROUND_PORT,
    store: storeOf(values, overrides),
    folderIsNamed: overrides.data !== undefined || values.QUARTERDECK_DATA !== undefined,
    backups:
      values.QUARTERDECK_BACKUPS === undefined
        ? null
        : { folder: values.QUARTERDECK_BACKUPS, count: values.QUARTERDECK_BACKUPS_KEPT },
    retentionMonths: values.QUARTERDECK_RETENTION_MONTHS ?? null,
    logLevel: values.LOG_LEVEL ?? 'info',
    publicUrl: values.PUBLIC_URL ?? null,
    tenant: values.MicrosoftAppTenantId?.toLowerCase() ?? null,
    hasIdentity: values.MicrosoftAppId !== undefined,
    metrics: metricsOf(values),
    tenants: values.QUARTERDECK_TENANTS,
    administrators: values.QUARTERDECK_ADMINISTRATORS,
    fileHosts: values.QUARTERDECK_FILE_HOSTS ?? null,
  };
}

function metricsOf(values: Settings): ReportingSettings | null {
  const { QUARTERDECK_METRICS_PORT: port = null, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = values;
  if (port === null && endpoint === undefined) return null;
  if (port !== null && port !== 0 && port === values.PORT) {
    throw new ConfigError('QUARTERDECK_METRICS_PORT and PORT are the same. /metrics needs a port of its own.');
  }
  const given = (values.OTEL_EXPORTER_OTLP_HEADERS ?? '').split(',').filter((each) => each !== '');
  const headers = Object.fromEntries(
    given.map((each) => {
      const [name = '', ...value] = each.split('=');
      return [name.trim(), decodeURIComponent(value.join('=').trim())];
    }),
  );
  const otlp = endpoint === undefined ? null : { endpoint, headers };
  return { port, host: values.HOST ?? '127.0.0.1', otlp };
}

/** The bot's identity for every mode but the local one. Throws a ConfigError when it has none that is fit. */
export function readBotIdentity(environment: NodeJS.ProcessEnv = process.env): Exclude<BotIdentity, { kind: 'none' }> {
  const values = readSettings(environment);
  const read = readIdentity({
    appType: values.MicrosoftAppType,
    appId: values.MicrosoftAppId,
    tenant: values.MicrosoftAppTenantId,
    federatedClientId: values.MicrosoftAppFederatedClientId,
    certificateThumbprint: values.MicrosoftAppCertificateThumbprint,
    certificateKey: values.MicrosoftAppCertificateKey,
    secret: values.MicrosoftAppPassword,
  });
  if (read.kind === 'refused') {
    throw new ConfigError(
      `The service has no identity to work with in Teams. ${read.reason} Set MicrosoftAppType, MicrosoftAppId and MicrosoftAppTenantId, or use quarterdeck-local on this machine.`,
    );
  }
  if (read.identity.kind === 'none') throw new ConfigError('Only local mode works without an identity.');
  return read.identity;
}

/** The bot and the host that the app package for Teams names, where the environment does. */
export function readPackageSettings(environment: NodeJS.ProcessEnv = process.env) {
  const { QUARTERDECK_BOT_ID: botId, QUARTERDECK_DOMAIN: domain } = readSettings(environment);
  return { botId, domain };
}

function storeOf(values: Settings, overrides: Overrides): StoreChoice {
  const kind = overrides.store ?? values.QUARTERDECK_STORE;
  if (kind === 'embedded') return { kind, folder: overrides.data ?? values.QUARTERDECK_DATA ?? '.quarterdeck' };
  if (kind !== 'azure') throw new ConfigError(`The store "${kind}" is not known. Use "embedded" or "azure".`);
  const table = values.QUARTERDECK_TABLE;
  if (values.AZURE_STORAGE_CONNECTION_STRING !== undefined && values.QUARTERDECK_TABLE_ENDPOINT !== undefined) {
    throw new ConfigError(
      'QUARTERDECK_TABLE_ENDPOINT and AZURE_STORAGE_CONNECTION_STRING may name two stores. Unset the one that is not meant.',
    );
  }
  if (values.AZURE_STORAGE_CONNECTION_STRING !== undefined) {
    return { kind: 'azureConnection', connectionString: values.AZURE_STORAGE_CONNECTION_STRING, table };
  }
  if (values.QUARTERDECK_TABLE_ENDPOINT !== undefined) {
    const endpoint = values.QUARTERDECK_TABLE_ENDPOINT;
    return { kind: 'azureIdentity', endpoint, table, clientId: values.AZURE_CLIENT_ID ?? null };
  }
  throw new ConfigError(
    'The azure store needs QUARTERDECK_TABLE_ENDPOINT (with a managed identity or your own sign-in) or AZURE_STORAGE_CONNECTION_STRING.',
  );
}
