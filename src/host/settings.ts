import { closestMatch } from 'leven';
import { z } from 'zod';
import { isTenantId } from './tenant-id.js';

/** A setting that cannot be used: says which, and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const port = (highest: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().max(highest));
const address = z.url({ protocol: /^https?$/ });
const text = z.string();

/** Every setting of the environment. Empty ones never come so far. */
const environmentSchema = z.object({
  PORT: port(65_535).default(3978),
  HOST: text.regex(/^[^\s/]+$/).optional(),
  PLAYGROUND_PORT: port(65_435).default(56_150),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
  PUBLIC_URL: address.regex(/^[^?#]*$/).optional(),
  QUARTERDECK_DATA: text.optional(),
  QUARTERDECK_STORE: z.enum(['embedded', 'azure']).default('embedded'),
  QUARTERDECK_TABLE: text.regex(/^[A-Za-z][A-Za-z0-9]{2,62}$/).default('quarterdeck'),
  QUARTERDECK_TABLE_ENDPOINT: address.optional(),
  QUARTERDECK_BACKUPS: text.optional(),
  QUARTERDECK_BACKUPS_KEPT: text
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .pipe(z.number().min(1))
    .default(14),
  QUARTERDECK_RETENTION_MONTHS: text
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.number().min(6))
    .optional(),
  QUARTERDECK_TENANTS: text
    .transform((list) => list.split(',').map((tenant) => tenant.trim().toLowerCase()))
    .transform((list) => list.filter((tenant) => tenant !== ''))
    .pipe(z.array(text.refine(isTenantId)))
    .default([]),
  QUARTERDECK_ADMINISTRATORS: text
    .transform((list) => list.split(',').map((person) => person.trim().toLowerCase()))
    .transform((list) => list.filter((person) => person !== ''))
    .pipe(z.array(text.refine(isTenantId)))
    .default([]),
  QUARTERDECK_FILE_HOSTS: text
    .transform((list) => list.split(',').map((host) => host.trim().toLowerCase()))
    .transform((list) => list.filter((host) => host !== ''))
    .pipe(z.array(text.regex(/^(?:\*\.)?(?:[a-z0-9-]+\.)+[a-z]{2,}$/)))
    .optional(),
  AZURE_STORAGE_CONNECTION_STRING: text
    .regex(/(?:^|;)\s*(?:AccountName|TableEndpoint|UseDevelopmentStorage)\s*=/i)
    .optional(),
  AZURE_CLIENT_ID: text.refine(isTenantId).optional(),
  QUARTERDECK_METRICS_PORT: port(65_535).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: address.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: text.regex(/^[^=,]+=[^,]*(?:,[^=,]+=[^,]*)*$/).optional(),
  QUARTERDECK_BOT_ID: text.optional(),
  QUARTERDECK_DOMAIN: text.optional(),
  MicrosoftAppType: text.optional(),
  MicrosoftAppId: text.optional(),
  MicrosoftAppTenantId: text.optional(),
  MicrosoftAppFederatedClientId: text.optional(),
  MicrosoftAppCertificateThumbprint: text.optional(),
  MicrosoftAppCertificateKey: text.optional(),
  MicrosoftAppPassword: text.optional(),
});

export type Settings = z.infer<typeof environmentSchema>;

const GUID = 'an id such as 2b1c7f0e-51a7-4a55-9e0c-7d6c2f9b8a10';
const AN_ADDRESS = 'an address that begins with https:// (or http://)';

/** What a setting must be, for whoever set it otherwise. */
const MUST_BE: Partial<Record<keyof Settings, string>> = {
  PORT: 'a whole number from 0 to 65535',
  HOST: 'the name or the number of a network address of this machine, such as 127.0.0.1 or 0.0.0.0',
  PLAYGROUND_PORT: 'a whole number from 0 to 65435',
  LOG_LEVEL: 'debug, info, warn, error or silent',
  PUBLIC_URL: `${AN_ADDRESS}, without ? or #`,
  QUARTERDECK_STORE: 'embedded or azure',
  QUARTERDECK_TABLE: '3 to 63 letters and digits, of which the first is a letter',
  QUARTERDECK_TABLE_ENDPOINT: AN_ADDRESS,
  QUARTERDECK_BACKUPS_KEPT: 'a whole number from 1 to 9999',
  QUARTERDECK_RETENTION_MONTHS: 'a whole number of months from 6 to 999',
  QUARTERDECK_TENANTS: `ids of tenants, apart by commas, each ${GUID}`,
  QUARTERDECK_ADMINISTRATORS: `Entra object ids of people, apart by commas, each ${GUID}`,
  QUARTERDECK_FILE_HOSTS: 'names of hosts, apart by commas, such as northmoor-my.sharepoint.com or *.sharepoint.com',
  AZURE_STORAGE_CONNECTION_STRING:
    'a connection string of a storage account, with AccountName= or TableEndpoint= in it',
  AZURE_CLIENT_ID: GUID,
  QUARTERDECK_METRICS_PORT: 'a whole number from 0 to 65535, and another one than PORT',
  OTEL_EXPORTER_OTLP_ENDPOINT: `${AN_ADDRESS}, to which /v1/metrics is added`,
  OTEL_EXPORTER_OTLP_HEADERS: 'names and values such as api-key=…, apart by commas',
};

/** Whose value is never repeated: it opens the store, or somebody's monitoring. */
const SECRET: ReadonlySet<string> = new Set(['AZURE_STORAGE_CONNECTION_STRING', 'OTEL_EXPORTER_OTLP_HEADERS']);

/** Letters that may be wrong in the name of a setting for it to be taken for that one. */
const SLIPS = 6;

/**
 * Every setting that the environment holds, checked. Empty settings count as absent. Throws a `ConfigError` for a value that
 * cannot be used and for a name that begins with ours and is none: a setting with a slip in its name would do nothing.
 */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const unknown = Object.keys(given).find((name) => /^QUARTERDECK_/i.test(name) && !(name in environmentSchema.shape));
  if (unknown !== undefined) throw new ConfigError(unknownSetting(unknown));
  const parsed = environmentSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const name = String(parsed.error.issues[0]?.path[0]) as keyof Settings;
  const shown = SECRET.has(name) ? '' : ` It is "${given[name] ?? ''}".`;
  throw new ConfigError(`The setting ${name} must be ${MUST_BE[name] ?? 'a text'}.${shown}`);
}

function unknownSetting(name: string): string {
  const ours = Object.keys(environmentSchema.shape).filter((each) => each.startsWith('QUARTERDECK_'));
  const near = closestMatch(name.toUpperCase(), ours, { maxDistance: SLIPS });
  const meant = near === undefined ? `The settings of that kind are ${ours.join(', ')}.` : `Did you mean ${near}?`;
  return `There is no setting ${name}. ${meant} Unset it, or give it the right name.`;
}
