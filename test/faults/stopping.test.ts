import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalClock } from '../../src/adapters/clock.js';
import { civilDate, type Instant } from '../../src/domain/calendar/civil-date.js';
import { makeUseCases, openTable, type UseCases } from '../../src/host/wiring.js';
import { crowdPerson, gatherCrowd } from '../../src/local/bench/plan.js';
import { readCast } from '../../src/local/cast/people.js';
import {
  type ConnectorStandIn,
  type Scripted,
  startConnectorStandIn,
} from '../../src/local/stand-ins/connector-stand-in.js';
import { judge } from './judge.js';
import { type ServiceProcess, startService } from './service-process.js';

/** Container hosts kill what has not ended by then (30 s at Kubernetes, App Service and Container Apps). */
const GRACE_MS = 30_000;
const PEOPLE = 90;
/** States of a message of which nobody knows whether it arrived. */
const IN_DOUBT: ReadonlySet<string> = new Set(['intended', 'uncertain']);
const crowd = { tenant: readCast().tenant, plan: 'berths', people: PEOPLE };

let folder = '';
let connector: ConnectorStandIn;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-stopping-'));
  connector = await startConnectorStandIn();
  await onStore(async (useCases) => {
    const there = { ...crowd, serviceUrl: connector.url };
    const opening = await gatherCrowd(useCases, there, '2026-11-30T10:00:00.000Z' as Instant);
    await (await openLocalClock(useCases.stores.service, Date.now)).moveTo(opening);
  });
}, 120_000);
afterAll(async () => {
  await connector.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('A service that is stopped', () => {
  it.each<[string, Scripted]>([
    ['asks for more patience than there is time', { kind: 'answer', status: 429, retryAfter: '25' }],
    ['answers nothing', { kind: 'hang', delivered: false }],
  ])(
    'ends within the grace of a host while the Connector %s and a body never comes',
    async (_, scripted) => {
      const before = connector.ledger.length;
      connector.always(scripted);
      const service = await started();
      service.say('sweep');
      await connector.seen(before + 1, 20_000);
      const half = await halfARequest(service.url);

      const code = await Promise.race([service.end(), wait(GRACE_MS).then(() => 'killed by its host')]);

      expect(code).toBe(0);
      const open = connector.ledger.length - before;
      expect(open).toBeLessThan(PEOPLE);
      half.destroy();
      await onStore(async ({ stores }) => {
        // only what was on its way is in doubt; to nobody else anything was begun
        const kept = await Promise.all(
          Array.from({ length: PEOPLE }, (_person, number) =>
            stores.person(crowd.tenant, crowdPerson(number)).since(civilDate('2026-01-01')),
          ),
        );
        const doubted = kept.flatMap(({ intents }) => intents).filter(({ value }) => IN_DOUBT.has(value.state));
        expect(doubted.length).toBeLessThanOrEqual(scripted.kind === 'hang' ? open : 0);
      });
    },
    120_000,
  );

  it('leaves everybody else to the next start, who is then asked once', async () => {
    connector.always(null);
    const service = await started();
    service.say('sweep');
    while (!service.lines().some((line) => line.startsWith('swept'))) await wait(50);
    expect(await service.end()).toBe(0);
    await onStore(async ({ stores }) => {
      // a 429 says that the message was not taken
      const ledger = connector.ledger.filter(({ status }) => status !== 429);
      const { broken, askedOnce, uncertain } = await judge(stores, crowd, ledger, []);
      expect(broken).toEqual([]);
      expect(askedOnce + uncertain).toBe(PEOPLE);
      expect(askedOnce).toBeGreaterThan(PEOPLE / 2);
    });
  }, 120_000);
});

function started(): Promise<ServiceProcess> {
  return startService({ QUARTERDECK_DATA: folder }, ['test/faults/service-child.mjs']);
}

/** A request that begins and never ends. */
function halfARequest(url: string): Promise<Socket> {
  const { port } = new URL(url);
  return new Promise((done, fail) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(
        'POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
      );
      done(socket);
    });
    socket.once('error', fail);
  });
}

async function onStore(work: (useCases: UseCases) => Promise<void>): Promise<void> {
  const table = await openTable({ kind: 'embedded', folder });
  try {
    await work(makeUseCases(table));
  } finally {
    await table.close();
  }
}
