import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildTeamsPackage, settleFacts } from '../../../src/adapters/teams/app-package.js';
import { lookAt } from '../../../src/adapters/web-look.js';
import { examine } from '../../../src/host/doctor/examine.js';
import { openTable } from '../../../src/host/wiring.js';
import { at } from '../../domain/builders.js';

const APP = '6f0d7c52-6f0a-4b7e-8d0e-4f3f6d1c2b3a';
const TENANT = '2b1c7f0e-51a7-4a55-9e0c-7d6c2f9b8a10';
const NOW = at('2026-11-30T12:00:00Z');
const SECRETS = { password: 'pass-Zanzibar-word', key: 'a2V5LVphbnppYmFy', header: 'api-key=Zanzibar' };
const BOT = {
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppId: APP,
  MicrosoftAppTenantId: TENANT,
  MicrosoftAppPassword: SECRETS.password,
  PUBLIC_URL: 'https://quarterdeck.example',
};

let folder = '';
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-doctor-'));
  await (await openTable({ kind: 'embedded', folder })).close();
  for (const name of Object.keys(process.env).filter((each) => /^(MicrosoftApp|QUARTERDECK|AZURE_|OTEL_)/.test(each)))
    vi.stubEnv(name, '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

type Answer = Awaited<ReturnType<typeof lookAt>>;
const answered = (status: number, text: string, dateMs: number | null = Date.parse(NOW)): Answer => ({
  kind: 'answered',
  status,
  text,
  dateMs,
});

/** Everything is well unless a test says otherwise. */
async function found(
  environment: Readonly<Record<string, string>>,
  over: { readyz?: Answer; server?: Answer; refused?: string; package?: Uint8Array; data?: string } = {},
) {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const findings = await examine(
    { data: over.data ?? folder, package: over.package ?? null },
    {
      clock: { now: async () => NOW },
      askForToken: async () =>
        over.refused === undefined ? { kind: 'given' } : { kind: 'refused', reason: over.refused },
      lookAt: async (url) =>
        url.endsWith('/readyz') ? (over.readyz ?? answered(200, 'ready')) : (over.server ?? answered(200, '')),
    },
  );
  for (const secret of Object.values(SECRETS)) expect(JSON.stringify(findings)).not.toContain(secret);
  for (const { state, todo } of findings)
    if (state === 'bad' || state === 'doubtful') expect(todo).toMatch(/^[A-Z].*[.?]$/);
  return Object.fromEntries(findings.map((each) => [each.about, each]));
}

describe('quarterdeck doctor', () => {
  it('finds nothing to mend where all is well', async () => {
    const findings = await found(BOT);
    expect(Object.values(findings).map(({ about, state }) => `${about}: ${state}`)).toEqual([
      'settings: good',
      'identity: good',
      'token: good',
      'store: good',
      'writing: good',
      'clock: good',
      'address: good',
      'package: notLooked',
    ]);
  });

  it('stops at a setting that cannot be read', async () => {
    const findings = await found({ ...BOT, QUARTERDECK_TABEL: 'x' });
    expect(Object.keys(findings)).toEqual(['settings']);
    expect(findings['settings']).toMatchObject({
      state: 'bad',
      said: expect.stringContaining('Did you mean QUARTERDECK_TABLE?'),
    });
  });

  it.each<[string, Record<string, string>, string, string]>([
    ['without a bot', { PUBLIC_URL: BOT.PUBLIC_URL }, 'doubtful', 'local mode'],
    ['with a bot without a secret', { ...BOT, MicrosoftAppPassword: '' }, 'bad', 'exactly one of'],
    ['with a bot of a misspelt kind', { ...BOT, MicrosoftAppType: 'SingelTenant' }, 'bad', 'neither SingleTenant'],
  ])('looks at the identity: %s', async (_, environment, state, said) => {
    const { identity, token } = await found(environment);
    expect(identity).toMatchObject({ state, said: expect.stringContaining(said) });
    expect(token).toMatchObject({ state: 'notLooked' });
  });

  it('repeats why Entra gives no token', async () => {
    const { token } = await found(BOT, { refused: 'AADSTS7000222: The provided client secret keys are expired.' });
    expect(token).toMatchObject({
      state: 'bad',
      said: expect.stringContaining('AADSTS7000222: The provided client secret'),
    });
  });

  it('looks into the store, and makes none', async () => {
    const none = join(folder, 'none');
    const { store, writing } = await found(BOT, { data: none });
    expect([store?.state, writing?.state]).toEqual(['doubtful', 'notLooked']);
    await expect(lookAt(`file://${none}`)).resolves.toMatchObject({ kind: 'silent' });
  });

  it('says of a store in Azure why it cannot be read', async () => {
    const connection = `DefaultEndpointsProtocol=https;AccountName=x;AccountKey=${SECRETS.key};TableEndpoint=https://127.0.0.1:1/x`;
    const azure = {
      QUARTERDECK_STORE: 'azure',
      AZURE_STORAGE_CONNECTION_STRING: connection,
      OTEL_EXPORTER_OTLP_HEADERS: SECRETS.header,
    };
    for (const [name, value] of Object.entries({ ...BOT, ...azure })) vi.stubEnv(name, value);
    const { store, writing } = await found({});
    expect(store).toMatchObject({ state: 'bad', said: expect.stringContaining('could not be reached') });
    expect(writing?.state).toBe('notLooked');
  }, 60_000);

  it.each([
    [0, 'good'],
    [-29_000, 'good'],
    [31_000, 'doubtful'],
    [-301_000, 'bad'],
    [3_600_000, 'bad'],
    [null, 'notLooked'],
  ])('compares the clock: %s ms off', async (off, state) => {
    const server = answered(200, '', off === null ? null : Date.parse(NOW) - off);
    expect((await found(BOT, { server }))['clock']?.state).toBe(state);
  });

  it.each<[string, Record<string, string>, Answer, string]>([
    ['not set', { ...BOT, PUBLIC_URL: '' }, answered(200, 'ready'), 'doubtful'],
    ['not https', { ...BOT, PUBLIC_URL: 'http://quarterdeck.example' }, answered(200, 'ready'), 'bad'],
    ['silent', BOT, { kind: 'silent', reason: 'ENOTFOUND' }, 'bad'],
    ['of a service that is not ready', BOT, answered(503, 'nothing can be looked up'), 'bad'],
    ['of another program', BOT, answered(200, '<!doctype html>'), 'bad'],
    ['behind a sign-in page', BOT, answered(302, ''), 'bad'],
    ['of a service with a note', BOT, answered(200, 'ready, but nothing can be sent'), 'doubtful'],
  ])('looks at the public address: %s', async (_, environment, readyz, state) => {
    expect((await found(environment, { readyz }))['address']?.state).toBe(state);
  });

  it('compares the app package with the settings', async () => {
    const made = async (botId: string, domain: string) => {
      const settled = settleFacts({ botId, domain });
      if (settled.kind === 'refused') throw new Error(settled.reason);
      return (await buildTeamsPackage(settled.facts)).zip;
    };
    const states: unknown[] = [];
    for (const zip of [
      await made(APP, 'quarterdeck.example'),
      await made(TENANT, 'quarterdeck.example'),
      await made(APP, 'elsewhere.example'),
      Buffer.from('no zip'),
    ])
      states.push((await found(BOT, { package: zip }))['package']?.state);
    expect(states).toEqual(['good', 'bad', 'bad', 'bad']);
    const named = await found({ ...BOT, QUARTERDECK_BOT_ID: TENANT, QUARTERDECK_DOMAIN: 'quarterdeck.example' });
    expect(named['package']?.state).toBe('bad');
  });
});

describe('A look at an address', () => {
  it('tells the status, the first line and the time, follows nowhere, and never fails', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/away') response.writeHead(302, { location: 'https://elsewhere.example' }).end();
      else response.end('ready\nand more');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const seen = await lookAt(`http://127.0.0.1:${port}/`);
    expect(seen).toMatchObject({ kind: 'answered', status: 200, text: 'ready' });
    expect(await lookAt(`http://127.0.0.1:${port}/away`)).toMatchObject({ status: 302 });
    server.close();
    expect(await lookAt('http://127.0.0.1:1/')).toMatchObject({ kind: 'silent' });
  });
});
