import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { plainReason } from '../../src/cli/output/command.js';
import { readBotIdentity, readConfig } from '../../src/host/config.js';

const TENANT = '2b1c7f0e-51a7-4a55-9e0c-7d6c2f9b8a10';
const BOT = { MicrosoftAppType: 'SingleTenant', MicrosoftAppId: TENANT, MicrosoftAppTenantId: TENANT };
const AZURE = { QUARTERDECK_STORE: 'azure' };

/** What a setting that cannot be used is answered with, in a single line that a person can act upon. */
function refusalOf(environment: NodeJS.ProcessEnv, read: (from: NodeJS.ProcessEnv) => unknown): string {
  try {
    read(environment);
  } catch (error) {
    return plainReason(error) ?? `not told in plain words: ${String(error)}`;
  }
  return 'taken';
}

describe('A setting that cannot be used', () => {
  it.each<[NodeJS.ProcessEnv, string]>([
    [{ PORT: 'harbour' }, 'The setting PORT must be a whole number from 0 to 65535. It is "harbour".'],
    [{ PORT: '70000' }, 'The setting PORT must be a whole number from 0 to 65535. It is "70000".'],
    [{ PORT: '-1' }, 'The setting PORT must be a whole number from 0 to 65535. It is "-1".'],
    [{ PORT: '80.5' }, 'The setting PORT must be a whole number from 0 to 65535. It is "80.5".'],
    [{ PORT: '0x1F' }, 'The setting PORT must be a whole number from 0 to 65535. It is "0x1F".'],
    [
      { PLAYGROUND_PORT: '65436' },
      'The setting PLAYGROUND_PORT must be a whole number from 0 to 65435. It is "65436".',
    ],
    [
      { HOST: 'https://pond.example' },
      'The setting HOST must be the name or the number of a network address of this machine, such as 127.0.0.1 or 0.0.0.0. It is "https://pond.example".',
    ],
    [{ LOG_LEVEL: 'verbose' }, 'The setting LOG_LEVEL must be debug, info, warn, error or silent. It is "verbose".'],
    [
      { PUBLIC_URL: 'pond.example' },
      'The setting PUBLIC_URL must be an address that begins with https:// (or http://), without ? or #. It is "pond.example".',
    ],
    [
      { PUBLIC_URL: 'https://pond.example/?a=1' },
      'The setting PUBLIC_URL must be an address that begins with https:// (or http://), without ? or #. It is "https://pond.example/?a=1".',
    ],
    [{ QUARTERDECK_STORE: 'Azure' }, 'The setting QUARTERDECK_STORE must be embedded or azure. It is "Azure".'],
    [
      { QUARTERDECK_TABLE: 'my-table' },
      'The setting QUARTERDECK_TABLE must be 3 to 63 letters and digits, of which the first is a letter. It is "my-table".',
    ],
    [
      { QUARTERDECK_TABLE_ENDPOINT: 'pond.table.core.windows.net' },
      'The setting QUARTERDECK_TABLE_ENDPOINT must be an address that begins with https:// (or http://). It is "pond.table.core.windows.net".',
    ],
    [
      { QUARTERDECK_TENANTS: `${TENANT}, pond.example` },
      `The setting QUARTERDECK_TENANTS must be ids of tenants, apart by commas, each an id such as 2b1c7f0e-51a7-4a55-9e0c-7d6c2f9b8a10. It is "${TENANT}, pond.example".`,
    ],
    [
      { AZURE_STORAGE_CONNECTION_STRING: 'a-secret-key' },
      'The setting AZURE_STORAGE_CONNECTION_STRING must be a connection string of a storage account, with AccountName= or TableEndpoint= in it.',
    ],
    [
      { AZURE_CLIENT_ID: 'quarterdeck-id' },
      'The setting AZURE_CLIENT_ID must be an id such as 2b1c7f0e-51a7-4a55-9e0c-7d6c2f9b8a10. It is "quarterdeck-id".',
    ],
    [
      { QUARTERDECK_TENANT: TENANT },
      'There is no setting QUARTERDECK_TENANT. Did you mean QUARTERDECK_TENANTS? Unset it, or give it the right name.',
    ],
    [
      { QUARTERDECK_STROE: 'azure' },
      'There is no setting QUARTERDECK_STROE. Did you mean QUARTERDECK_STORE? Unset it, or give it the right name.',
    ],
    [
      { quarterdeck_data: 'pond' },
      'There is no setting quarterdeck_data. Did you mean QUARTERDECK_DATA? Unset it, or give it the right name.',
    ],
    [
      { QUARTERDECK_WHATEVER_IT_MAY_BE: '3' },
      'There is no setting QUARTERDECK_WHATEVER_IT_MAY_BE. The settings of that kind are QUARTERDECK_DATA, QUARTERDECK_STORE, QUARTERDECK_TABLE, QUARTERDECK_TABLE_ENDPOINT, QUARTERDECK_BACKUPS, QUARTERDECK_BACKUPS_KEPT, QUARTERDECK_RETENTION_MONTHS, QUARTERDECK_TENANTS, QUARTERDECK_ADMINISTRATORS, QUARTERDECK_FILE_HOSTS, QUARTERDECK_METRICS_PORT, QUARTERDECK_BOT_ID, QUARTERDECK_DOMAIN. Unset it, or give it the right name.',
    ],
    [
      { QUARTERDECK_RETENTION_MONTHS: '3' },
      'The setting QUARTERDECK_RETENTION_MONTHS must be a whole number of months from 6 to 999. It is "3".',
    ],
    [
      { QUARTERDECK_METRICS_PORT: 'yes' },
      'The setting QUARTERDECK_METRICS_PORT must be a whole number from 0 to 65535, and another one than PORT. It is "yes".',
    ],
    [
      { PORT: '8080', QUARTERDECK_METRICS_PORT: '8080' },
      'QUARTERDECK_METRICS_PORT and PORT are the same. /metrics needs a port of its own.',
    ],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' },
      'The setting OTEL_EXPORTER_OTLP_ENDPOINT must be an address that begins with https:// (or http://), to which /v1/metrics is added. It is "collector:4318".',
    ],
    [
      { OTEL_EXPORTER_OTLP_HEADERS: 'a-secret-key' },
      'The setting OTEL_EXPORTER_OTLP_HEADERS must be names and values such as api-key=…, apart by commas.',
    ],
    [
      AZURE,
      'The azure store needs QUARTERDECK_TABLE_ENDPOINT (with a managed identity or your own sign-in) or AZURE_STORAGE_CONNECTION_STRING.',
    ],
    [
      {
        ...AZURE,
        QUARTERDECK_TABLE_ENDPOINT: 'https://pond.example/',
        AZURE_STORAGE_CONNECTION_STRING: 'AccountName=a',
      },
      'QUARTERDECK_TABLE_ENDPOINT and AZURE_STORAGE_CONNECTION_STRING may name two stores. Unset the one that is not meant.',
    ],
  ])('is named, with what it must be: %j', (environment, line) => {
    expect(refusalOf(environment, (from) => readConfig({}, from))).toBe(line);
  });

  it.each<[NodeJS.ProcessEnv, RegExp]>([
    [{}, /app type is missing/],
    [{ ...BOT, MicrosoftAppType: 'MultiTenant' }, /MultiTenant bots are not taken/],
    [{ ...BOT, MicrosoftAppType: 'Single' }, /neither SingleTenant nor UserAssignedMSI/],
    [{ ...BOT, MicrosoftAppId: 'pond' }, /app id is missing or is no GUID/],
    [{ ...BOT, MicrosoftAppTenantId: 'pond.example' }, /tenant id is missing or is no GUID/],
    [{ ...BOT }, /exactly one of a federated client, a certificate or a secret/],
    [{ ...BOT, MicrosoftAppCertificateThumbprint: 'AB' }, /both its thumbprint and its private key/],
    [{ ...BOT, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppPassword: 'a-secret-key' }, /takes no secret/],
  ])('of the bot is named: %j', (environment, line) => {
    const refusal = refusalOf(environment, (from) => readBotIdentity(from));
    expect(refusal).toMatch(line);
    expect(refusal).not.toContain('a-secret-key');
    expect(refusal).not.toContain('\n');
  });

  it.each(['pond.invalid', '203.0.113.7'])('is named where this machine has no such address: HOST=%s', async (host) => {
    const error = await new Promise<unknown>((done) => {
      createServer().once('error', done).listen(0, host);
    });
    expect(plainReason(error)).toBe(
      `This machine has no network address ${host}. Set HOST to 127.0.0.1, or to 0.0.0.0 for all of them.`,
    );
  });
});

describe('The settings', () => {
  it('are taken as they were meant, empty ones as if they were not there', () => {
    const config = readConfig({}, { PORT: '8080', HOST: '', QUARTERDECK_TENANTS: ` ${TENANT.toUpperCase()} ,` });
    expect(config).toMatchObject({ port: 8080, host: '127.0.0.1', tenants: [TENANT] });
  });

  it('of other programs are none of ours', () => {
    expect(readConfig({}, { MY_QUARTERDECK_THING: '1', HOME: '/' }).port).toBe(3978);
  });
});
