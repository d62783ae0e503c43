import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personNamed, readCast } from '../../../src/local/cast/people.js';
import { freePortFrom, isFree } from '../../../src/local/playground/free-port.js';
import {
  locatePlayground,
  type Playground,
  PlaygroundMissingError,
  startPlayground,
} from '../../../src/local/playground/playground.js';

const cast = readCast();
const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-playground-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('The Agents Playground, started as one person', () => {
  const lead = personNamed(cast, 'lead');
  let occupier: Server;
  let wished: number;
  let playground: Playground;

  beforeAll(async () => {
    wished = await freePortFrom(0);
    occupier = createServer().listen(wished, '127.0.0.1');
    playground = await startPlayground({
      endpoint: 'http://127.0.0.1:9/api/messages',
      port: wished,
      person: lead,
      folder,
    });
  });

  afterAll(async () => {
    occupier.close();
    await playground.stop();
  });

  it('takes another port when the wished one is taken, and says which', async () => {
    const port = Number(new URL(playground.url).port);
    expect(port).toBeGreaterThan(wished);
    expect((await fetch(`${playground.url}/_debug/ping`)).status).toBe(200);
  });

  it('shows that person, in the tenant of the invented people, with a chat whose id never changes', () => {
    const config = JSON.parse(readFileSync(join(folder, 'lead.yml'), 'utf8')) as Record<string, unknown>;
    expect(config).toMatchObject({
      tenantId: cast.tenant,
      currentUser: { aadObjectId: lead.id, name: lead.name },
      personalChat: { id: 'a:personal-lead' },
    });
    expect(config.users).toHaveLength(5);
  });

  it('answers on 127.0.0.1 and on no other address of this machine', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter((address) => !(address.family === 'IPv4' && address.address === '127.0.0.1') && !address.scopeid)
      .map((address) => (address.family === 'IPv6' ? `[${address.address}]` : address.address));
    for (const host of [...others, '127.0.0.2']) {
      const { port } = new URL(playground.url);
      await expect(fetch(`http://${host}:${port}/_debug/ping`), host).rejects.toThrow();
    }
  });

  it('leaves its files in its own folder', () => {
    expect(readdirSync(folder).sort()).toEqual(['lead.log', 'lead.yml']);
  });

  it('is gone when it was stopped, and stopping twice does no harm', async () => {
    const port = Number(new URL(playground.url).port);
    await playground.stop();
    await playground.stop();
    expect(await isFree(port)).toBe(true);
  });
});

describe('An Agents Playground that cannot start', () => {
  it('is named as missing, with what to do, when its package is not installed', () => {
    const elsewhere = pathToFileURL(join(folder, 'x.js')).href;
    expect(() => locatePlayground(elsewhere)).toThrow(PlaygroundMissingError);
    expect(() => locatePlayground(elsewhere)).toThrow(/npm install/);
  });

  it('is reported with its own words', async () => {
    const broken = { ...personNamed(cast, 'security'), name: 'N'.repeat(300) };
    const starting = startPlayground({ endpoint: 'http://127.0.0.1:9/api/messages', port: 0, person: broken, folder });
    await expect(starting).rejects.toThrow(/currentUser\/name/);
  });
});

describe('A process with loopback-only.cjs', () => {
  const preload = join(process.cwd(), 'src/local/playground/loopback-only.cjs');
  const serve = (listen: string) =>
    `const s = require('net').createServer(); s.on('listening', () => console.log(JSON.stringify({ pid: process.pid, ...s.address() }))); ${listen}`;

  it.each([
    ['a port', 's.listen(0)'],
    ['a port and a callback', 's.listen(0, () => {})'],
    ['nothing but a callback', 's.listen(() => {})'],
    ['nothing', 's.listen()'],
    ['a port as text', "s.listen('0')"],
    ['all interfaces by name', "s.listen(0, '0.0.0.0')"],
    ['all interfaces in options', "s.listen({ port: 0, host: '::' })"],
    ['options without a host', 's.listen({ port: 0 })'],
  ])('listens on 127.0.0.1 when it asks for %s', async (_what, listen) => {
    const child = spawn(process.execPath, ['--require', preload, '-e', serve(listen)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [line] = (await child.stdout.setEncoding('utf8').take(1).toArray()) as string[];
    child.stdin.end();
    expect(JSON.parse(line ?? '{}')).toMatchObject({ address: '127.0.0.1' });
  });

  it('ends when the process that started it is killed without warning', async () => {
    const grandchild = JSON.stringify(serve('s.listen(0)'));
    const parent = spawn(
      process.execPath,
      [
        '-e',
        `require('child_process').spawn(process.execPath, ['--require', ${JSON.stringify(preload)}, '-e', ${grandchild}], { stdio: ['pipe', 1, 2] })`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await parent.stdout.setEncoding('utf8').take(1).toArray()) as string[];
    const { pid, port } = JSON.parse(line ?? '{}') as { pid: number; port: number };
    expect(isAlive(pid)).toBe(true);

    parent.kill('SIGKILL');

    await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
    expect(await isFree(port)).toBe(true);
  });

  it('lives for as long as nobody ends it', async () => {
    const child = spawn(process.execPath, ['--require', preload, '-e', serve('s.listen(0)')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await child.stdout.take(1).toArray();
    await wait(300);
    expect(child.exitCode).toBeNull();
    child.stdin.end();
    await new Promise((resolve) => child.once('exit', resolve));
    expect(child.exitCode).toBe(0);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
