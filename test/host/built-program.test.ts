import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Azurite, startAzurite } from '../adapters/tables/engines/azurite.js';
import { type ServiceProcess, startService } from '../faults/service-process.js';

const TENANT = '2b1c7f0e-51a7-4a55-9e0c-7d6c2f9b8a10';
const IDENTITY = {
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppId: '6f0d7c52-6f0a-4b7e-8d0e-4f3f6d1c2b3a',
  MicrosoftAppTenantId: TENANT,
  MicrosoftAppPassword: 'never used',
};

/** What infra/assemble.sh deploys. */
const SCRIPT = readFileSync('infra/assemble.sh', 'utf8');
const FILES = /^cp -R (.+) "\$to"$/m.exec(SCRIPT)?.[1]?.split(' ') ?? [];
const ROOMS = /for room in ([\w ]+);/.exec(SCRIPT)?.[1]?.split(' ') ?? [];

/** An account that owns no file. */
const NOBODY = 65_534;

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-deployed-'));
const program = (name: string) => join(folder, 'app', 'dist', 'bin', name);
const data = join(folder, 'data');
let azurite: Azurite;

beforeAll(async () => {
  chmodSync(folder, 0o755);
  for (const name of [...FILES, ...ROOMS.map((room) => join('dist', room))])
    cpSync(name, join(folder, 'app', name.startsWith('dist/') ? name : basename(name)), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'app', 'node_modules'));
  azurite = await startAzurite();
}, 240_000);
afterAll(async () => {
  await azurite.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function quarterdeck(...words: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program('quarterdeck.js'), ...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'] },
  });
  return stdout;
}

async function ready(service: ServiceProcess): Promise<string> {
  const answer = await fetch(`${service.url}/readyz`);
  return `${answer.status} ${await answer.text()}`;
}

describe('What is deployed, with no source beside it,', () => {
  it('is a folder without sources, and without local mode', () => {
    expect(readdirSync(join(folder, 'app')).sort()).toEqual([
      'LICENSE',
      'cards',
      'dist',
      basename('docs/licences.md'),
      'node_modules',
      'package-lock.json',
      'package.json',
    ]);
    expect(readdirSync(join(folder, 'app', 'dist')).sort()).toEqual([
      'adapters',
      'app',
      'bin',
      'chat',
      'cli',
      'domain',
      'host',
    ]);
  });

  it('makes no store in the folder where a command is called', async () => {
    const before = readdirSync(folder);
    const importing = quarterdeck('import', resolve('src/local/sample-plan.txt'), '--plan', 'northmoor');
    await expect(importing).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^There is no store in .*\/\.quarterdeck\. .*--store azure.*\n$/),
    });
    expect(readdirSync(folder)).toEqual(before);
  });

  it('imports a plan and says how it stands', async () => {
    const plan = ['--plan', 'northmoor', '--data', data];
    expect(await quarterdeck('import', resolve('src/local/sample-plan.txt'), ...plan)).toContain('Imported: ');
    expect(await quarterdeck('assign', resolve('src/local/sample-assignments.csv'), ...plan)).toContain('Store: ');
    expect(await quarterdeck('cycle', 'open', ...plan, '--revision', '2099-01-12')).toContain('is open');
    expect(await quarterdeck('status', ...plan)).toContain('Replies: 0 answered');
  });

  it('runs as the service of a tenant, as somebody who can write nothing, and says first where', async () => {
    const before = readdirSync(join(folder, 'app'), { recursive: true });
    const service = await startService(
      { ...IDENTITY, QUARTERDECK_STORE: 'azure', AZURE_STORAGE_CONNECTION_STRING: azurite.connectionString },
      [program('service.js')],
      // only root may choose whom to run it as
      process.getuid?.() === 0 ? { account: NOBODY } : {},
    );
    expect(service.lines()[0]).toMatch(
      new RegExp(
        `^Store: azure; table: quarterdeck at http://127\\.0\\.0\\.1:\\d+/devstoreaccount1; tenant: ${TENANT}; bot: ${IDENTITY.MicrosoftAppId}; version: [\\d.]+; public address: not set$`,
      ),
    );
    expect(await ready(service)).toBe('200 ready');
    if (process.platform === 'linux') {
      const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${service.pid}/status`, 'utf8')) ?? [];
      const [, said] = /memory when nothing happens \| (\d+) MB/.exec(readFileSync('README.md', 'utf8')) ?? [];
      expect(Number(kilobytes) / 1_000).toBeLessThan(Number(said) * 1.25);
    }
    expect(await service.end()).toBe(0);
    expect(readdirSync(join(folder, 'app'), { recursive: true })).toEqual(before);
  });

  it('does not run as that service in a folder of local mode', async () => {
    await expect(startService({ ...IDENTITY, QUARTERDECK_DATA: data }, [program('service.js')])).rejects.toThrow(
      /used in local mode/,
    );
  });
});
