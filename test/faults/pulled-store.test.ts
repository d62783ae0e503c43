import { chmodSync, chownSync, cpSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SAMPLE_PLAN } from '../../src/local/cast/seed-sample.js';
import { type ConnectorStandIn, startConnectorStandIn } from '../../src/local/stand-ins/connector-stand-in.js';
import { quarterdeck } from '../e2e/running-quarterdeck.js';
import { historyOf, type PressableCard, seedStore } from '../e2e/sample-service.js';
import { answering } from './answering.js';
import { type Hardship, type ServiceProcess, startService } from './service-process.js';

let folder: string;
let data: string;
let cards: readonly PressableCard[];
let connector: ConnectorStandIn;
let service: ServiceProcess;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-pulled-'));
  data = join(folder, 'data');
  cards = await seedStore(data);
  connector = await startConnectorStandIn();
});
afterEach(async () => {
  await service.kill();
  await connector.close();
  rmSync(folder, { recursive: true });
});

/** The service on that store, with one more answer saved. */
async function begun(hardship: Hardship = {}, first = 0) {
  service = await startService({ QUARTERDECK_DATA: data }, undefined, hardship);
  const owners = answering(service, connector, cards);
  expect((await owners.submit(first)).refused).toBeNull();
  return owners;
}

/** The answers in a store, by number: the local clock begins again where it was last saved. */
async function answersIn(store: string): Promise<readonly string[]> {
  const history = await historyOf(store);
  const answers = history.filter(({ payload }) => /^(answered|corrected)$/.test(payload?.what ?? ''));
  return answers.map(({ payload }) => JSON.parse(payload?.new ?? '{}').text as string).sort();
}

/** An account without rights of its own, where this one has all; else this one will do. */
const ACCOUNT = process.getuid?.() === 0 ? 65_534 : undefined;
const NO_ACCOUNTS = process.platform === 'win32' ? ' (skipped: this system has no such permissions)' : '';

describe('A service whose store is taken from under it', () => {
  it('acknowledges nothing into a folder that was moved away, and goes on by itself when it is back', async () => {
    const { submit, readyWithin, saved } = await begun();
    const away = join(folder, 'away');
    renameSync(data, away);
    const answer = await submit(1);
    expect(answer.refused).toContain(answer.text);
    expect(await readyWithin(/^503/)).toMatch(/^503 not everything can be saved: /);
    renameSync(away, data);
    expect(await readyWithin(/^200/)).toBe('200 ready');
    expect((await submit(1)).refused).toBeNull();
    expect(await service.end()).toBe(0);
    expect(await answersIn(data)).toEqual(saved);
  }, 240_000);

  it('acknowledges nothing into files that were deleted, and ends as it should', async () => {
    const { submit, ready } = await begun();
    rmSync(data, { recursive: true });
    const answer = await submit(1);
    expect(answer.refused).toContain(answer.text);
    expect(await ready()).toBe('503 not everything can be saved: its files were moved away or deleted');
    expect(await service.end()).toBe(0);
  }, 240_000);

  it.each([
    ['its table', 'table.mdb'],
    ['its lock', 'table.mdb-lock'],
  ])(
    'acknowledges nothing once %s was replaced by a copy, and has everything after a restart',
    async (_, name) => {
      const { submit, ready, saved } = await begun();
      cpSync(join(data, name), join(folder, 'copy'));
      renameSync(join(folder, 'copy'), join(data, name));
      const answer = await submit(1);
      expect(answer.refused).toContain(answer.text);
      expect(await ready()).toBe(
        '503 not everything can be saved: its files were replaced, so it must be started again',
      );
      expect(await service.end()).toBe(0);
      const again = await begun({}, 1);
      expect(await again.ready()).toBe('200 ready');
      expect(await service.end()).toBe(0);
      expect(await answersIn(data)).toEqual([...saved, ...again.saved]);
      expect(await quarterdeck(data, 'history', '--plan', SAMPLE_PLAN, '--verify')).toMatchObject({ code: 0 });
    },
    60_000,
  );

  it.skipIf(NO_ACCOUNTS !== '').each([
    ['it may not enter', 0o000],
    ['it may not write to', 0o500],
  ])(
    `says so in a folder that %s any more, and goes on by itself when it may${NO_ACCOUNTS}`,
    async (_, mode) => {
      if (ACCOUNT !== undefined) {
        chmodSync(folder, 0o755);
        for (const path of [data, ...readdirSync(data).map((name) => join(data, name))])
          chownSync(path, ACCOUNT, ACCOUNT);
      }
      const { submit, readyWithin, saved } = await begun(ACCOUNT === undefined ? {} : { account: ACCOUNT });
      chmodSync(data, mode);
      const told = '503 not everything can be saved: this account may not write there';
      expect(await readyWithin(/^503/)).toBe(told);
      // into files that are open already LMDB can still write, and what it says to be saved is
      if ((await submit(1)).refused !== null) expect(mode).toBe(0o000);
      chmodSync(data, 0o700);
      expect(await readyWithin(/^200/)).toBe('200 ready');
      expect((await submit(2)).refused).toBeNull();
      expect(await service.end()).toBe(0);
      expect(await answersIn(data)).toEqual(saved);
    },
    60_000,
  );
});
