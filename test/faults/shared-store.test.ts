import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalClock } from '../../src/adapters/clock.js';
import { civilDate, type Instant } from '../../src/domain/calendar/civil-date.js';
import type { StoreChoice } from '../../src/host/config.js';
import { makeUseCases, openTable, type UseCases } from '../../src/host/wiring.js';
import { crowdPerson, gatherCrowd } from '../../src/local/bench/plan.js';
import { readCast } from '../../src/local/cast/people.js';
import { type ConnectorStandIn, startConnectorStandIn } from '../../src/local/stand-ins/connector-stand-in.js';
import { type Azurite, startAzurite } from '../adapters/tables/engines/azurite.js';
import { asksTo } from './judge.js';
import { type ServiceProcess, startService } from './service-process.js';

const PEOPLE = 60;
const crowd = { tenant: readCast().tenant, plan: 'berths', people: PEOPLE };
const CHILD = ['test/faults/service-child.mjs'] as const;

let connector: ConnectorStandIn;
let folder = '';
let azurite: Azurite;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-shared-'));
  azurite = await startAzurite();
}, 240_000);
afterAll(async () => {
  await azurite.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What a process and this one need to open the same store. */
interface Shared {
  readonly choice: StoreChoice;
  readonly environment: Readonly<Record<string, string>>;
}

const STORES: readonly (readonly [string, () => Shared])[] = [
  ['the embedded store', () => ({ choice: { kind: 'embedded', folder }, environment: { QUARTERDECK_DATA: folder } })],
  [
    'Azure Table storage (Azurite)',
    () => ({
      choice: { kind: 'azureConnection', connectionString: azurite.connectionString, table: 'quarterdeck' },
      environment: { QUARTERDECK_STORE: 'azure', AZURE_STORAGE_CONNECTION_STRING: azurite.connectionString },
    }),
  ],
];

describe.each(STORES)('Two services on %s', (_name, shared) => {
  it(`share a sweep of ${PEOPLE} people: one intent and one message each`, async () => {
    connector = await startConnectorStandIn();
    const { choice, environment } = shared();
    await onStore(choice, async (useCases) => {
      const there = { ...crowd, serviceUrl: connector.url };
      const opening = await gatherCrowd(useCases, there, '2026-11-30T10:00:00.000Z' as Instant);
      await (await openLocalClock(useCases.stores.service, Date.now)).moveTo(opening);
    });
    const services = await Promise.all([startService(environment, CHILD), startService(environment, CHILD)]);
    for (let round = 1; round <= 2; round += 1) {
      for (const service of services) service.say('sweep');
      await Promise.all(services.map((service) => sweeps(service, round)));
    }
    const shares = services.map((service) => Number(/(\d+) posts/.exec(service.lines().at(-1) ?? '')?.[1]));
    await Promise.all(services.map((service) => service.end()));

    const asked = Array.from({ length: PEOPLE }, (_, number) => asksTo(connector.ledger, crowdPerson(number)));
    expect(asked).toEqual(asked.map(() => 1));
    await onStore(choice, async ({ stores }) => {
      for (let number = 0; number < PEOPLE; number += 1) {
        const person = stores.person(crowd.tenant, crowdPerson(number));
        const { intents } = await person.since(civilDate('2026-01-01'));
        expect(intents.map(({ value }) => [value.state, value.attempts])).toEqual([['sent', 1]]);
      }
    });
    // else they never met, and nothing was shown
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(PEOPLE);
    expect(Math.min(...shares), `shares ${shares.join(' and ')}`).toBeGreaterThan(0);
    await connector.close();
  }, 240_000);
});

/** Resolves once a service has ended so many sweeps. */
async function sweeps(service: ServiceProcess, count: number): Promise<void> {
  while (service.lines().filter((line) => line.startsWith('swept')).length < count) await wait(10);
}

async function onStore(choice: StoreChoice, work: (useCases: UseCases) => Promise<void>): Promise<void> {
  const table = await openTable(choice);
  try {
    await work(makeUseCases(table));
  } finally {
    await table.close();
  }
}
