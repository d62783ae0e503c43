import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SAMPLE_PLAN } from '../../src/local/cast/seed-sample.js';
import { freePortFrom, isFree } from '../../src/local/playground/free-port.js';
import { cleanEnvironment, quarterdeck, serveOnce, startQuarterdeck, startThatEnds } from './running-quarterdeck.js';

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-starting-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('npm start', { timeout: 240_000 }, () => {
  it('ends with code 0 at Ctrl-C, takes its clients along, and goes on from there at the next start', async () => {
    const data = join(folder, 'twice');
    const first = await startQuarterdeck(data);
    const clients = childrenOf(first.process.pid ?? 0);
    expect(clients).toHaveLength(2);
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
    const moved = await quarterdeck(data, 'sweep', '--now', '2026-12-16T10:15:00Z');
    expect(moved.code).toBe(0);
    const ports = [first.url, first.ownerUrl, first.leadUrl].map((url) => Number(new URL(url).port));

    const ended = await first.end('SIGINT');

    expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(ended.stdout).toMatch(/Stopped\. Start again to go on from here\.\n$/);
    for (const pid of clients) expect(() => process.kill(pid, 0)).toThrow();
    for (const port of ports) expect(await isFree(port)).toBe(true);
    const before = await quarterdeck(data, 'history', '--plan', SAMPLE_PLAN, '--json');

    const second = await startQuarterdeck(data);
    expect(second.said).toContain('Its local clock shows Wednesday 16 December 2026, 10:1');
    const after = await quarterdeck(data, 'history', '--plan', SAMPLE_PLAN, '--json');
    expect(JSON.parse(after.stdout)).toEqual(JSON.parse(before.stdout));
    expect(await second.end('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
  }, 240_000);

  it('says in one line that its port is in use', async () => {
    const port = await freePortFrom(0);
    const occupier = createServer().listen(port, '127.0.0.1');
    const ended = await startThatEnds({ PORT: String(port), QUARTERDECK_DATA: join(folder, 'port') });
    occupier.close();
    expect(ended.code).toBe(1);
    expect(ended.stderr).toBe(`Port ${port} is in use. Stop the other program, or set PORT to another number.\n`);
  });

  it('says in one line that its folder cannot be written', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const ended = await startThatEnds({ PORT: '0', QUARTERDECK_DATA: join(file, 'data') });
    expect(ended.code).toBe(1);
    expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(ended.stderr).toContain(join(file, 'data'));
  });

  it('says in one line that a setting cannot be used', async () => {
    const ended = await startThatEnds({ PORT: 'harbour', QUARTERDECK_DATA: join(folder, 'setting') });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/^The setting PORT must be .+\n$/);
  });
});

describe('quarterdeck serve', () => {
  const bot = '2b1c7f0e-51a7-4a55-9e0c-7d6c2f9b8a10';
  const settings = {
    PORT: '0',
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppId: bot,
    MicrosoftAppTenantId: bot,
    MicrosoftAppPassword: 'not-a-real-one',
  };
  const serving = (more: Record<string, string>) =>
    serveOnce({ ...settings, QUARTERDECK_DATA: join(folder, 'served'), ...more });

  it('says at its start that links lead nowhere without PUBLIC_URL', async () => {
    const ended = await serving({});
    expect(ended).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Quarterdeck listens on http://127.0.0.1:'),
    });
    expect(ended.stderr).toMatch(
      /^\{.*"msg":"started"\}\nPUBLIC_URL is not set, so links in messages lead to http:\/\/127[^\n]+\n$/,
    );
  });

  it('says nothing of it where it is set', async () => {
    expect(await serving({ PUBLIC_URL: 'https://pond.example' })).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^\{.*"msg":"started"\}\n$/),
    });
  });

  it.each(['pond.invalid', '203.0.113.7'])('names an address that this machine has not: HOST=%s', async (host) => {
    expect(await serving({ HOST: host })).toMatchObject({
      code: 1,
      stderr: `This machine has no network address ${host}. Set HOST to 127.0.0.1, or to 0.0.0.0 for all of them.\n`,
    });
  });
});

describe('An older Node', () => {
  const preload = join(folder, 'older-node.cjs');
  writeFileSync(
    preload,
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } });",
  );

  it.each(['dist/bin/quarterdeck.js', 'dist/local/quarterdeck-local.js', 'src/local/check-node.cjs'])(
    'is named in one line by %s, and the exit code is 1',
    (file) => {
      let failure: unknown;
      try {
        execFileSync(process.execPath, ['--require', preload, file, 'status'], {
          env: cleanEnvironment(),
          encoding: 'utf8',
          stdio: 'pipe',
        });
      } catch (error) {
        failure = error;
      }
      expect(failure).toMatchObject({ status: 1, stdout: '' });
      expect((failure as { stderr: string }).stderr).toMatch(
        /^Quarterdeck needs Node(?:\.js)? 20\.19 or newer.*18\.20\.4.*\n$/,
      );
    },
  );
});

/** The processes that a process has started itself. */
function childrenOf(pid: number): readonly number[] {
  return execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (child !== undefined && parent === pid ? [child] : []));
}
