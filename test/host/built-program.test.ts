import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCast } from '../../src/local/cast/people.js';
import { makeChannelStandIn } from '../../src/local/stand-ins/channel-stand-in.js';
import { startConnectorStandIn } from '../../src/local/stand-ins/connector-stand-in.js';
import { type Azurite, startAzurite } from '../adapters/tables/azurite.js';
import { type ServiceProcess, startService } from '../faults/service-process.js';

const TENANT = '2b1c7f0e-51a7-4a55-9e0c-7d6c2f9b8a10';
const IDENTITY = {
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppId: '6f0d7c52-6f0a-4b7e-8d0e-4f3f6d1c2b3a',
  MicrosoftAppTenantId: TENANT,
  MicrosoftAppPassword: 'never used',
};

/** What the guide for Azure puts into the zip that is deployed. */
const DEPLOYED = /zip .*quarterdeck\.zip (.+)/.exec(readFileSync('infra/README.md', 'utf8'))?.[1]?.split(' ') ?? [];

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-deployed-'));
const program = (name: string) => join(folder, 'app', 'dist', 'bin', name);
const data = join(folder, 'data');
let azurite: Azurite;

beforeAll(async () => {
  for (const name of DEPLOYED) {
    const there = join(folder, 'app', name);
    if (name === 'node_modules') symlinkSync(resolve(name), there);
    else cpSync(name, there, { recursive: true });
  }
  azurite = await startAzurite();
}, 60_000);
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
  it('is a folder without sources', () => {
    expect(readdirSync(join(folder, 'app')).sort()).toEqual(['cards', 'dist', 'node_modules', 'package.json']);
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

  it('runs in local mode and answers with a card', async () => {
    const connector = await startConnectorStandIn();
    const service = await startService({ QUARTERDECK_DATA: data }, [program('quarterdeck.js'), 'serve', '--local']);
    const { tenant, people } = readCast();
    const lead = people.find((each) => each.role === 'lead');
    if (lead === undefined) throw new Error('The cast has no lead.');
    const channel = makeChannelStandIn({ botUrl: `${service.url}/api/messages`, serviceUrl: connector.url, tenant });
    expect(await channel.type(lead, '/status')).toMatchObject({ status: 200 });
    await connector.seen(1, 10_000);
    expect(JSON.stringify(connector.ledger)).toContain('AdaptiveCard');
    expect(await ready(service)).toBe('200 ready');
    await service.end();
    await connector.close();
  });

  it('runs as the service of a tenant, and says first where', async () => {
    const service = await startService(
      { ...IDENTITY, QUARTERDECK_STORE: 'azure', AZURE_STORAGE_CONNECTION_STRING: azurite.connectionString },
      [program('service.js')],
    );
    expect(service.lines()[0]).toMatch(
      new RegExp(
        `^Store: azure; table: quarterdeck at http://127\\.0\\.0\\.1:\\d+/devstoreaccount1; tenant: ${TENANT}$`,
      ),
    );
    expect(await ready(service)).toBe('200 ready');
    await service.end();
  });

  it('does not run as that service in a folder of local mode', async () => {
    await expect(startService({ ...IDENTITY, QUARTERDECK_DATA: data }, [program('service.js')])).rejects.toThrow(
      /used in local mode/,
    );
  });
});
