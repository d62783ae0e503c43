import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeLog } from '../../src/adapters/log.js';
import { readBotIdentity, readConfig } from '../../src/host/config.js';

const CLIENT = '6f0d7c52-6f0a-4b7e-8d0e-4f3f6d1c2b3a';
const TENANT = '2b1c7f0e-51a7-4a55-9e0c-7d6c2f9b8a10';

const MAIN = readFileSync('infra/main.bicep', 'utf8');
const MODULES = new Map(
  readdirSync('infra/modules').map((name) => [`modules/${name}`, readFileSync(`infra/modules/${name}`, 'utf8')]),
);
const moduleNamed = (name: string) => MODULES.get(`modules/${name}.bicep`) ?? '';

/** What Azure would put in the place of each expression of the Bicep file. */
const VALUES: Record<string, string> = {
  clientId: CLIENT,
  tenantId: TENANT,
  tableEndpoint: 'https://northmoor.table.example/',
  "'https://${web.properties.defaultHostName}'": 'https://quarterdeck.example',
};

/** The environment that infra/modules/web.bicep gives the web app, without App Service's own settings. */
function environmentInBicep(): Record<string, string> {
  const block = /name: 'appsettings'\s+properties: \{([\s\S]*?)\n {2}\}/.exec(moduleNamed('web'))?.[1] ?? '';
  const lines = [...block.matchAll(/^ {4}(\w+): (.+)$/gm)].filter(([, name]) => !/^(WEBSITE|SCM)_/.test(name ?? ''));
  return Object.fromEntries(
    lines.map(([, name = '', given = '']) => [name, VALUES[given] ?? given.replace(/^'|'$/g, '')]),
  );
}

describe('The settings in infra/modules/web.bicep', () => {
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

describe('The modules of infra/', () => {
  const used = [...MAIN.matchAll(/^module (\w+) '([^']+)'[^\n]*\{\n([\s\S]*?)^\}/gm)].map(
    ([, symbol = '', path = '', body = '']) => ({ symbol, path, body }),
  );
  const namesIn = (source: string, word: 'param' | 'output') =>
    [...source.matchAll(new RegExp(`^${word} (\\w+)`, 'gm'))].map(([, name = '']) => name);

  it('are used, each of them', () => {
    expect(used.map(({ path }) => path).sort()).toEqual([...MODULES.keys()].sort());
  });

  it.each(used)('$symbol is given every parameter that it has, and no other', ({ path, body }) => {
    const params = body.slice(body.indexOf('params:')).replaceAll(/[{}]/g, '\n').replaceAll(', ', '\n');
    const given = [...params.matchAll(/^\s*(\w+): ?[\w'!(]/gm)].map(([, name = '']) => name);
    expect(given.filter((name) => name !== 'params').sort()).toEqual(namesIn(MODULES.get(path) ?? '', 'param').sort());
  });

  it('give every output that is asked of them', () => {
    const asked = [...MAIN.matchAll(/\b(\w+)\.outputs\.(\w+)/g)];
    expect(asked.length).toBeGreaterThan(10);
    for (const [whole, symbol, output = ''] of asked) {
      const path = used.find((each) => each.symbol === symbol)?.path ?? '';
      expect(namesIn(MODULES.get(path) ?? '', 'output'), whole).toContain(output);
    }
  });

  it('take from azd what main.bicep has parameters for', () => {
    const { parameters } = JSON.parse(readFileSync('infra/main.parameters.json', 'utf8')) as { parameters: object };
    expect(namesIn(MAIN, 'param')).toEqual(expect.arrayContaining(Object.keys(parameters)));
    const required = [...MAIN.matchAll(/^param (\w+) \w+$/gm)].map(([, name = '']) => name);
    expect(Object.keys(parameters)).toEqual(expect.arrayContaining(required));
  });

  it('keep the store from keys, from strangers and from being deleted', () => {
    const storage = moduleNamed('storage');
    for (const line of ['allowSharedKeyAccess: false', 'allowBlobPublicAccess: false', "level: 'CanNotDelete'"])
      expect(storage).toContain(line);
    expect([MAIN, ...MODULES.values()].join('\n')).not.toMatch(
      /listKeys|@secure|MicrosoftAppPassword|connectionString/i,
    );
  });

  it('ask the service where it answers', () => {
    const path = /healthCheckPath: '([^']+)'/.exec(moduleNamed('web'))?.[1];
    expect(readFileSync('src/adapters/teams/inbound/server.ts', 'utf8')).toContain(`app.get('${path}'`);
    expect(moduleNamed('bot')).toContain('/api/messages');
  });
});

describe('The alerts of infra/modules/alerts.bicep', () => {
  const queries = [...moduleNamed('alerts').matchAll(/query: '((?:[^'\\]|\\.)*)'/g)].map(([, query = '']) =>
    query.replaceAll("\\'", "'"),
  );
  /** The words that a query looks for in a line. */
  const words = (query = '') => [...query.matchAll(/ has '([^']+)'/g)].map(([, word = '']) => word);
  const lineOf = (write: (log: ReturnType<typeof makeLog>) => void) => {
    let line = '';
    write(
      makeLog('info', (bytes) => {
        line += Buffer.from(bytes).toString();
        return bytes.length;
      }),
    );
    return line;
  };

  it('look for words that the program writes', () => {
    const [sweep, errors, sends] = queries;
    for (const word of words(sweep)) expect(lineOf((log) => log.info('sweep', { lines: 0 }))).toContain(word);
    for (const word of words(errors)) expect(lineOf((log) => log.error('anything'))).toContain(word);
    for (const word of words(sends)) expect(lineOf((log) => log.info('message', { outcome: 'sent' }))).toContain(word);
    const written = readFileSync('src/host/service.ts', 'utf8') + readFileSync('src/host/telemetry.ts', 'utf8');
    for (const event of ['sweep', 'message']) expect(written).toContain(`log.info('${event}', {`);
  });
});

describe('infra/assemble.sh', () => {
  const script = readFileSync('infra/assemble.sh', 'utf8');

  it('deploys every room but the local one', () => {
    const rooms = /for room in ([\w ]+);/.exec(script)?.[1]?.split(' ') ?? [];
    const built = readdirSync('src').filter((name) => name !== 'local' && !name.includes('.'));
    expect(rooms.sort()).toEqual(built.sort());
  });

  it('is what azd and the Dockerfile run, and what starts there is what was built', () => {
    expect(readFileSync('azure.yaml', 'utf8')).toContain('run: sh infra/assemble.sh out/azure');
    const docker = readFileSync('infra/Dockerfile', 'utf8');
    expect(docker).toContain('RUN sh infra/assemble.sh /deployed');
    expect(docker).toMatch(/^USER node$/m);
    expect(docker).toContain('CMD ["node", "dist/bin/service.js"]');
    expect(moduleNamed('web')).toContain("appCommandLine: 'node dist/bin/service.js'");
    const lines = [...docker.matchAll(/^FROM node:(\d+)-/gm)].map(([, line]) => line);
    expect(new Set(lines)).toEqual(new Set([/nodeVersion string = '(\d+)-lts'/.exec(MAIN)?.[1]]));
  });
});
