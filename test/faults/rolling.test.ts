import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalClock } from '../../src/adapters/clock.js';
import { planPartition } from '../../src/adapters/tables/rows/keys.js';
import { readStanding } from '../../src/adapters/tables/stores/store-standing.js';
import type { WholeTable } from '../../src/app/store/ports.js';
import type { Instant } from '../../src/domain/calendar/civil-date.js';
import type { StoreChoice } from '../../src/host/config.js';
import { makeUseCases, openTable } from '../../src/host/wiring.js';
import { gatherCrowd } from '../../src/local/bench/plan.js';
import { readCast } from '../../src/local/cast/people.js';
import { asksForUpdate, readMessage } from '../../src/local/demo/chat-cards.js';
import { makeChannelStandIn } from '../../src/local/stand-ins/channel-stand-in.js';
import { type ConnectorStandIn, startConnectorStandIn } from '../../src/local/stand-ins/connector-stand-in.js';
import { type Azurite, startAzurite } from '../adapters/tables/engines/azurite.js';
import { type Acknowledged, judge } from './judge.js';
import { type ServiceProcess, startService } from './service-process.js';

const PEOPLE = 24;
const { tenant } = readCast();
const crowd = { tenant, plan: 'berths', people: PEOPLE };
const TODAY = ['test/faults/service-child.mjs'] as const;
/** A column by which the newer version's rows are told from ours. */
const LATER = 'laterField';

let folder = '';
let azurite: Azurite;
/** The program of the next version, as this one could become: one schema on, with a column of its own in every row that it writes. */
let next: readonly string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-rolling-'));
  azurite = await startAzurite();
  const app = join(folder, 'next');
  for (const name of ['dist', 'cards', 'package.json', 'src/local', TODAY[0]])
    cpSync(name, join(app, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(app, 'node_modules'));
  change(join(app, 'dist/app/store/schema.js'), 'NEWEST_SCHEMA = 1', 'NEWEST_SCHEMA = 2');
  change(
    join(app, 'dist/host/wiring.js'),
    'export async function openTable(',
    `export async function openTable(choice) {
  const table = await openTableOfToday(choice);
  const withMore = (write) => 'values' in write ? { ...write, values: { ...write.values, ${LATER}: 'kept' } } : write;
  return { ...table, batch: (partition, writes) => table.batch(partition, writes.map(withMore)) };
}
async function openTableOfToday(`,
  );
  next = [relative('.', join(app, TODAY[0]))];
}, 240_000);
afterAll(async () => {
  await azurite.stop();
  rmSync(folder, { recursive: true, force: true });
});

function change(path: string, before: string, after: string): void {
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(before);
  writeFileSync(path, text.replace(before, after));
}

/** What a process and this one need to open the same store. */
interface Shared {
  readonly choice: StoreChoice;
  readonly environment: Readonly<Record<string, string>>;
}

const STORES: readonly (readonly [string, (name: string) => Shared])[] = [
  [
    'the embedded store',
    (name) => {
      const at = join(folder, name);
      return { choice: { kind: 'embedded', folder: at }, environment: { QUARTERDECK_DATA: at } };
    },
  ],
  [
    'Azure Table storage (Azurite)',
    (name) => {
      const { connectionString } = azurite;
      const environment = {
        QUARTERDECK_STORE: 'azure',
        AZURE_STORAGE_CONNECTION_STRING: connectionString,
        QUARTERDECK_TABLE: name,
      };
      return { choice: { kind: 'azureConnection', connectionString, table: name }, environment };
    },
  ],
];

describe.each(STORES)('Two machines on %s', (_name, shared) => {
  it('lose no answer while one of them is replaced', async () => {
    const { connector, environment, choice } = await opened(shared('replaced'));
    const first = await startService(environment, TODAY);
    const second = await startService(environment, TODAY);
    await swept([first, second]);
    const load = answerThrough([first, second], connector);
    await load.until(PEOPLE / 4);
    expect(await first.end()).toBe(0);
    await load.until(PEOPLE / 2);
    const third = await startService(environment, TODAY);
    load.machines(second, third);
    await load.until(PEOPLE);
    await load.end();
    expect(await Promise.all([second.end(), third.end()])).toEqual([0, 0]);
    expect(load.turnedAway()).toBeGreaterThan(0);
    await allThere(choice, connector, load.acknowledged);
  }, 240_000);

  it('may be of two versions, and the newer one be taken back, until it is let write in its own way', async () => {
    const { connector, environment, choice } = await opened(shared('versions'));
    const old = await startService(environment, TODAY);
    const newer = await startService(environment, next);
    await swept([old, newer]);
    const load = answerThrough([old, newer], connector);
    await load.until(PEOPLE / 3);
    // the rollback: the newer one goes, the older one works with what it left
    expect(await newer.end()).toBe(0);
    load.machines(old);
    await load.until((2 * PEOPLE) / 3);
    const left = await onTable(choice, rowsOfLater);
    expect(left.length).toBeGreaterThan(10);
    // the newer one again, beside the older one, which has left its rows alone
    const again = await startService(environment, next);
    load.machines(old, again);
    await load.until(PEOPLE);
    await load.end();
    expect(await onTable(choice, rowsOfLater)).toEqual(expect.arrayContaining([...left]));
    await allThere(choice, connector, load.acknowledged);

    // the newer version's own migrate, while both run: the older one is out, in one line
    const migrate = [join(folder, 'next/dist/bin/quarterdeck.js'), 'migrate', '--yes'];
    // the command line takes no invented tenant on Azure; what it migrates is the whole store
    const named = choice.kind === 'embedded' ? tenant : '11111111-1111-4111-8111-111111111111';
    const env = { ...process.env, MicrosoftAppTenantId: named, ...environment };
    const { stdout, stderr, status } = spawnSync(process.execPath, migrate, { env, encoding: 'utf8' });
    expect(status, stderr + stdout).toBe(0);
    expect(await onTable(choice, readStanding)).toMatchObject({ floor: 2, restoring: null });
    const ready = async ({ url }: ServiceProcess) => (await fetch(`${url}/readyz`)).text();
    expect(await ready(old)).toMatch(/^A newer version of Quarterdeck has changed this store[^\n]*$/);
    expect(await ready(again)).toBe('ready');
    await Promise.all([old.end(), again.end()]);
    await expect(startService(environment, TODAY)).rejects.toThrow(/A newer version of Quarterdeck has changed/);
  }, 240_000);
});

/** A store with an open quarter, and a Connector that takes everything. */
async function opened({ choice, environment }: Shared) {
  const connector = await startConnectorStandIn();
  await onTable(choice, async (table) => {
    const useCases = makeUseCases(table);
    const opening = await gatherCrowd(
      useCases,
      { ...crowd, serviceUrl: connector.url },
      '2026-11-30T10:00:00.000Z' as Instant,
    );
    await (await openLocalClock(useCases.stores.service, Date.now)).moveTo(opening);
  });
  return { connector, choice, environment };
}

async function swept(services: readonly ServiceProcess[]): Promise<void> {
  for (const service of services) service.say('sweep');
  while (!services.every((service) => service.lines().some((line) => line.startsWith('swept')))) await wait(20);
}

/** Everybody who was asked answers, by one machine or another, until they are acknowledged, as Teams and its balancer would. */
function answerThrough(services: readonly ServiceProcess[], connector: ConnectorStandIn) {
  const channelOf = ({ url }: ServiceProcess) =>
    makeChannelStandIn({ botUrl: `${url}/api/messages`, serviceUrl: connector.url, tenant });
  let channels = services.map(channelOf);
  let turns = 0;
  let running = true;
  let turnedAway = 0;
  let allowed = 0;
  const acknowledged: Acknowledged[] = [];
  const asks = connector.ledger.filter((entry) => entry.kind === 'send' && asksForUpdate(entry.activity));
  const open = asks.map(({ conversation, activity, activityId }) => {
    const button = readMessage(activity).buttons.find((each) => each.data['verb'] === 'submit');
    const ref = String(button?.data['ref']);
    return { person: conversation.slice(2), ref, data: button?.data ?? {}, message: activityId };
  });
  const lane = async () => {
    while (running) {
      const reply = acknowledged.length < allowed ? open.shift() : undefined;
      if (reply === undefined) {
        await wait(5);
        continue;
      }
      const { person, ref, data, message } = reply;
      const text = `Berth ${ref} has new fenders.`;
      turns += 1;
      const answer = await channels[turns % channels.length]
        ?.press({ id: person, name: '' }, data, { input_text: text, input_status: 'onTrack' }, message)
        .catch(() => null);
      if (answer?.status === 200) acknowledged.push({ ref, text });
      else {
        turnedAway += 1;
        open.push(reply);
        await wait(20);
      }
    }
  };
  const lanes = Array.from({ length: 6 }, lane);
  return {
    acknowledged,
    turnedAway: () => turnedAway,
    machines(...now: readonly ServiceProcess[]) {
      channels = now.map(channelOf);
    },
    /** Lets so many be answered; resolves once they are. Some more may be under way, so that what follows meets load. */
    async until(count: number) {
      allowed = PEOPLE;
      while (acknowledged.length < count) await wait(2);
    },
    async end() {
      running = false;
      await Promise.all(lanes);
    },
  };
}

async function allThere(choice: StoreChoice, connector: ConnectorStandIn, acknowledged: readonly Acknowledged[]) {
  await onTable(choice, async (table) => {
    const verdict = await judge(makeUseCases(table).stores, crowd, connector.ledger, acknowledged);
    expect(verdict.broken).toEqual([]);
    expect([verdict.askedOnce, verdict.answers]).toEqual([PEOPLE, PEOPLE]);
  });
}

/** Keys of the plan's rows that the newer version wrote. */
async function rowsOfLater(table: WholeTable): Promise<readonly string[]> {
  const rows = await table.snapshot(planPartition(crowd.tenant, crowd.plan));
  return rows.filter(({ values }) => values[LATER] === 'kept').map(({ key }) => key);
}

async function onTable<T>(choice: StoreChoice, work: (table: WholeTable) => Promise<T>): Promise<T> {
  const table = await openTable(choice);
  try {
    return await work(table);
  } finally {
    await table.close();
  }
}
