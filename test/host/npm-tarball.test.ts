import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCast } from '../../src/local/cast/people.js';
import { makeChannelStandIn } from '../../src/local/stand-ins/channel-stand-in.js';
import { startConnectorStandIn } from '../../src/local/stand-ins/connector-stand-in.js';
import { startService } from '../faults/service-process.js';

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-packed-'));
const root = join(folder, 'package');
const programs = (JSON.parse(readFileSync('package.json', 'utf8')) as { bin: Record<string, string> }).bin;
const program = (name: string) => join(root, programs[name] ?? '');

/** Unpacks what npm would publish, with the packages beside it that an installation without tools has. */
beforeAll(() => {
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { stdio: 'ignore' });
  const [tarball = ''] = readdirSync(folder);
  execFileSync('tar', ['-xzf', tarball], { cwd: folder });
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { readonly dev?: true }>;
  };
  for (const [path, { dev }] of Object.entries(packages)) {
    if (path === '' || dev === true || path.lastIndexOf('node_modules/') > 0) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    symlinkSync(resolve(path), join(root, path));
  }
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(name: string, ...words: readonly string[]) {
  const { stdout } = await promisify(execFile)(process.execPath, [program(name), ...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'] },
  });
  return stdout;
}

describe('What npm would publish', { timeout: 240_000 }, () => {
  it('holds the program and what it reads, no source, no test, no bench', () => {
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
    const own = files.filter((name) => !name.startsWith('node_modules'));
    expect(own.filter((name) => name.endsWith('.ts') || /^test|bench|\.build/.test(name))).toEqual([]);
    expect(new Set(own.map((name) => name.split('/')[0]))).toEqual(
      new Set(['README.md', 'cards', 'dist', 'docs', 'manifest', 'package.json', 'src']),
    );
  });

  it('makes the app package, and says that the schema was not there to check it against', async () => {
    const said = await run('quarterdeck', 'package', '--sample', '--out', 'made');
    expect(said).toMatch(/^made\/quarterdeck-teams\.zip: \d+ bytes, not checked against Microsoft's schema/);
    expect(readdirSync(join(folder, 'made'))).toEqual(['quarterdeck-teams.zip']);
  });

  it('runs in local mode and answers with a card', async () => {
    const plan = ['--plan', 'northmoor', '--data', join(folder, 'data')];
    await run('quarterdeck', 'import', join(root, 'src/local/sample-plan.txt'), ...plan);
    await run('quarterdeck', 'assign', join(root, 'src/local/sample-assignments.csv'), ...plan);
    const connector = await startConnectorStandIn();
    const service = await startService({ QUARTERDECK_DATA: join(folder, 'data') }, [
      program('quarterdeck-local'),
      'serve',
    ]);
    const { tenant, people } = readCast();
    const lead = people.find((each) => each.role === 'lead');
    if (lead === undefined) throw new Error('The cast has no lead.');
    const channel = makeChannelStandIn({ botUrl: `${service.url}/api/messages`, serviceUrl: connector.url, tenant });
    expect(await channel.type(lead, '/status')).toMatchObject({ status: 200 });
    await connector.seen(1, 10_000);
    expect(JSON.stringify(connector.ledger)).toContain('AdaptiveCard');
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
    await service.end();
    await connector.close();
  });

  it('says what is missing where the client of local mode is not installed', async () => {
    const starting = run('quarterdeck-local', 'start', '--data', join(folder, 'started'));
    await expect(starting).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/is not installed/) });
  });
});
