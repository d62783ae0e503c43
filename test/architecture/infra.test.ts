import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBotIdentity, readConfig } from '../../src/host/config.js';

const CLIENT = '6f0d7c52-6f0a-4b7e-8d0e-4f3f6d1c2b3a';
const TENANT = '2b1c7f0e-51a7-4a55-9e0c-7d6c2f9b8a10';

/** What Azure would put in the place of each expression of the Bicep file. */
const VALUES: Record<string, string> = {
  'identity.properties.clientId': CLIENT,
  'identity.properties.tenantId': TENANT,
  'storage.properties.primaryEndpoints.table': 'https://northmoor.table.example/',
  "'https://${web.properties.defaultHostName}'": 'https://quarterdeck.example',
};

/** The environment that infra/main.bicep gives the web app, without App Service's own settings. */
function environmentInBicep(): Record<string, string> {
  const source = readFileSync('infra/main.bicep', 'utf8');
  const block = /name: 'appsettings'\s+properties: \{([\s\S]*?)\n {2}\}/.exec(source)?.[1] ?? '';
  const lines = [...block.matchAll(/^ {4}(\w+): (.+)$/gm)].filter(([, name]) => !/^(WEBSITE|SCM)_/.test(name ?? ''));
  return Object.fromEntries(
    lines.map(([, name = '', given = '']) => [name, VALUES[given] ?? given.replace(/^'|'$/g, '')]),
  );
}

describe('The settings in infra/main.bicep', () => {
  const environment = environmentInBicep();

  it('are settings that the service knows', () => {
    const known = readFileSync('src/host/settings.ts', 'utf8');
    expect(Object.keys(environment).length).toBeGreaterThan(4);
    expect(Object.keys(environment).filter((name) => !new RegExp(`^ {2}${name}: `, 'm').test(known))).toEqual([]);
  });

  it('make it a bot by managed identity, with the azure store and no secret', () => {
    expect(readBotIdentity(environment)).toEqual({ kind: 'managedIdentity', appId: CLIENT, tenant: TENANT });
    expect(readConfig({}, environment).store).toMatchObject({ kind: 'azureIdentity', clientId: CLIENT });
  });

  it('let App Service reach it', () => {
    expect(readConfig({}, { ...environment, PORT: '8080' })).toMatchObject({
      host: '0.0.0.0',
      port: 8080,
      publicUrl: 'https://quarterdeck.example',
    });
  });
});
