import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalClock } from '../../src/adapters/clock.js';
import { addDays, type Instant, instantAt, localTime, timeOfDay } from '../../src/domain/calendar/civil-date.js';
import { makeUseCases, openTable } from '../../src/host/wiring.js';
import { crowdPerson, gatherCrowd } from '../../src/local/bench/plan.js';
import { readCast } from '../../src/local/cast/people.js';
import { asksForUpdate, readMessage } from '../../src/local/demo/chat-cards.js';
import { makeChannelStandIn } from '../../src/local/stand-ins/channel-stand-in.js';
import { type ConnectorStandIn, startConnectorStandIn } from '../../src/local/stand-ins/connector-stand-in.js';
import { type Acknowledged, judge } from './judge.js';
import { type ServiceProcess, startService } from './service-process.js';

/** CRASH_LONG makes it four times as long; CRASH_SEED repeats a run. */
const SCALE = process.env['CRASH_LONG'] === undefined ? 1 : 4;
const SEED = Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000);
const PEOPLE = 500 * SCALE;
const KILLS = 20 * SCALE;
/** After so many kills the next working day begins, on which uncertain first asks are repeated, under kills as well. */
const KILLS_ON_FIRST_DAY = 14 * SCALE;
/** The most sends and acknowledged replies in one life of the service: its kills are spread over all 1,000 of them. */
const MOST_EVENTS_IN_A_LIFE = 70;
/** A busy machine may need seconds to send the first ask of a life. */
const LONGEST_LIFE_MS = 10_000;
/** The share of kills that come the moment an ask has arrived, before its answer; the others come at any time. */
const HIT_SHARE = 0.6;
/** Replies that are under way at once. */
const LANES = 8;
/** Of ten replies so many are delivered again after their acknowledgement, as Teams does. */
const AGAIN_OF_TEN = 2;

const { tenant } = readCast();
const crowd = { tenant, plan: 'berths', people: PEOPLE };
const random = seeded(SEED);

let folder = '';
let connector: ConnectorStandIn;
let opening: Instant;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-crash-'));
  connector = await startConnectorStandIn();
  await onStore(async (useCases) => {
    opening = await gatherCrowd(
      useCases,
      { ...crowd, serviceUrl: connector.url },
      '2026-11-30T10:00:00.000Z' as Instant,
    );
  });
  await moveClock(opening);
}, 240_000);
afterAll(async () => {
  await connector.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('A service that is killed again and again', () => {
  it(
    `loses no answer and asks nobody twice: ${KILLS} kills, ${PEOPLE} people (seed ${SEED})`,
    async () => {
      const replies = makeReplies();
      for (let kill = 0; kill < KILLS; kill += 1) {
        if (kill === KILLS_ON_FIRST_DAY) await moveClock(at(1, '09:30'));
        const service = await startService({ QUARTERDECK_DATA: folder });
        const answering = replies.answerThrough(service);
        const enough = asksSent() + replies.acknowledged.length + 1 + Math.floor(random() * MOST_EVENTS_IN_A_LIFE);
        const until = performance.now() + LONGEST_LIFE_MS;
        await wakeSweep(service, kill);
        while (asksSent() + replies.acknowledged.length < enough && performance.now() < until) await wait(4);
        if (random() < HIT_SHARE) await nextAsk();
        else await wait(random() * 20);
        await service.kill();
        await answering.stop();
      }

      const service = await startService({ QUARTERDECK_DATA: folder });
      const answering = replies.answerThrough(service);
      // whoever is left, then the repeats of that day and of the next, then whether there is anything else
      for (const now of [at(1, '11:00'), at(2, '09:30'), at(2, '15:00')]) await quarterdeck('sweep', '--now', now);
      await replies.done();
      await answering.stop();
      await service.end();

      await onStore(async ({ stores }) => {
        const verdict = await judge(stores, crowd, connector.ledger, replies.acknowledged);
        process.stdout.write(`Seed ${SEED}: ${JSON.stringify({ ...verdict, broken: verdict.broken.length })}\n`);
        expect(verdict.broken, `seed ${SEED}`).toEqual([]);
        expect(verdict.askedOnce + verdict.repeated + verdict.uncertain).toBe(PEOPLE);
        expect(verdict.answers).toBe(PEOPLE - verdict.uncertain);
        // else no kill met a send, and nothing was shown
        expect(verdict.doubted).toBeGreaterThan(0);
        // no more than were on their way at a kill
        expect(verdict.repeated + verdict.uncertain).toBeLessThanOrEqual(KILLS * 16);
      });
      await quarterdeck('history', '--plan', crowd.plan, '--verify');
    },
    300_000 * SCALE,
  );
});

/** The clicks of everybody who was asked: each is sent until it is acknowledged, some once more after that. */
function makeReplies() {
  const acknowledged: Acknowledged[] = [];
  const answered = new Set<string>();
  const underWay = new Set<string>();
  const open: (Acknowledged & { person: string; data: object; message: string })[] = [];
  const later: (typeof open)[number][] = [];
  let looked = 0;
  const look = () => {
    for (; looked < connector.ledger.length; looked += 1) {
      const entry = connector.ledger[looked];
      if (entry?.kind !== 'send' || !asksForUpdate(entry.activity)) continue;
      const person = entry.conversation.slice(2);
      if (answered.has(person)) continue;
      answered.add(person);
      const button = readMessage(entry.activity).buttons.find((each) => each.data['verb'] === 'submit');
      const ref = String(button?.data['ref']);
      const text = `Answered under seed ${SEED}: berth ${ref}.`;
      const reply = { person, ref, text, data: button?.data ?? {}, message: entry.activityId };
      (isPatient(person) ? later : open).push(reply);
    }
  };
  return {
    acknowledged,
    answerThrough(service: ServiceProcess) {
      let running = true;
      const channel = makeChannelStandIn({ botUrl: `${service.url}/api/messages`, serviceUrl: connector.url, tenant });
      const lane = async () => {
        while (running) {
          look();
          const reply = open.shift();
          if (reply === undefined) {
            await wait(5);
            continue;
          }
          underWay.add(reply.person);
          const { person, ref, text, data, message } = reply;
          const press = () =>
            channel.press({ id: person, name: '' }, data, { input_text: text, input_status: 'onTrack' }, message);
          const answer = await press().catch(() => null);
          if (answer?.status === 200) {
            acknowledged.push({ ref, text });
            if (random() * 10 < AGAIN_OF_TEN) await press().catch(() => null);
          } else open.unshift(reply);
          underWay.delete(person);
        }
      };
      const lanes = Array.from({ length: LANES }, lane);
      return {
        async stop() {
          running = false;
          await Promise.all(lanes);
        },
      };
    },
    /** Resolves once everybody who was asked has answered, the patient ones too, and has their acknowledgement. */
    async done() {
      look();
      open.push(...later.splice(0));
      while (looked < connector.ledger.length || open.length > 0 || underWay.size > 0) await wait(20);
    },
  };
}

/** Two of three answer at once, and are asked nothing more; the others leave an uncertain ask open, to be repeated. */
function isPatient(person: string): boolean {
  return Number(person.slice(-3)) % 3 === 0;
}

/** A stranger installs the app, which makes the service sweep; the welcome that they get is no ask. */
async function wakeSweep(service: ServiceProcess, number: number): Promise<void> {
  const channel = makeChannelStandIn({ botUrl: `${service.url}/api/messages`, serviceUrl: connector.url, tenant });
  await channel.install({ id: crowdPerson(900_000 + number), name: 'Stranger' }).catch(() => null);
}

/** A time so many days after the opening, a Wednesday: the two days that follow are working days. */
function at(days: number, time: string): Instant {
  const { date } = localTime(opening, 'Europe/London');
  return instantAt(addDays(date, days), timeOfDay(time), 'Europe/London');
}

async function moveClock(to: Instant): Promise<void> {
  await onStore(async ({ stores }) => (await openLocalClock(stores.service, Date.now)).moveTo(to));
}

async function quarterdeck(...words: readonly string[]): Promise<string> {
  const cli = fileURLToPath(new URL('../../dist/bin/quarterdeck.js', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...words, '--data', folder, '--json'], {
    env: { PATH: process.env['PATH'] },
    maxBuffer: 256 * 1024 * 1024,
  });
  return stdout;
}

async function onStore(work: (useCases: ReturnType<typeof makeUseCases>) => Promise<void>): Promise<void> {
  const table = await openTable({ kind: 'embedded', folder });
  try {
    await work(makeUseCases(table));
  } finally {
    await table.close();
  }
}

/** Resolves in the moment in which the Connector has got an ask and not yet answered it; after half a second anyhow. */
async function nextAsk(): Promise<void> {
  const before = asksSent();
  const until = performance.now() + 500;
  while (asksSent() === before && performance.now() < until) {
    await connector.seen(connector.ledger.length + 1, 100).catch(() => null);
  }
}

let counted = 0;
let asks = 0;
function asksSent(): number {
  for (; counted < connector.ledger.length; counted += 1) {
    const entry = connector.ledger[counted];
    if (entry?.kind === 'send' && asksForUpdate(entry.activity)) asks += 1;
  }
  return asks;
}

/** A random number from 0 to 1, the same series for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
