import { spawn } from 'node:child_process';
import { NOBODY } from '../../src/app/store/stores.js';
import { signCard } from '../../src/chat/deck/card-signature.js';
import type { CardContext } from '../../src/chat/messages.js';
import type { HistoryEntry } from '../../src/domain/plan/history.js';
import { makeUseCases, openClock, openTable, type UseCases } from '../../src/host/wiring.js';
import { readCast } from '../../src/local/cast/people.js';
import { SAMPLE_PLAN, seedSample } from '../../src/local/cast/seed-sample.js';
import { type ChannelStandIn, makeChannelStandIn } from '../../src/local/stand-ins/channel-stand-in.js';
import { cleanEnvironment, LOCAL, quarterdeck } from './running-quarterdeck.js';

/** A card that could be pressed: whose it is, and what its buttons carry. */
export interface PressableCard {
  readonly person: string;
  readonly name: string;
  readonly context: CardContext;
}

/** Puts the sample plan with an open cycle into an empty folder and returns every card that its owners could press. */
export async function seedStore(folder: string): Promise<readonly PressableCard[]> {
  const cast = readCast();
  return withStoreAt(folder, async (useCases) => {
    await seedSample(useCases, await openClock(useCases, true), cast);
    const store = useCases.stores.plan(cast.tenant, SAMPLE_PLAN);
    const cycle = (await store.head())?.value.cycle?.id ?? '';
    const key = await useCases.cardKey();
    const held = (await store.decks(cycle)).filter(({ head }) => head.value.person !== NOBODY);
    return held.flatMap(({ head, items }) =>
      items.map(({ value: item }) => {
        const { person, name, ask } = head.value;
        const unsigned = { tenant: cast.tenant, plan: SAMPLE_PLAN, cycle, ask, ref: item.ref, basedOn: '' };
        return { person, name, context: signCard(key, person, unsigned) };
      }),
    );
  });
}

/** Opens a store that no service has open for writing at that moment, and closes it again. */
async function withStoreAt<T>(folder: string, work: (useCases: UseCases) => Promise<T>): Promise<T> {
  const table = await openTable({ kind: 'embedded', folder });
  try {
    return await work(makeUseCases(table));
  } finally {
    await table.close();
  }
}

/** What `quarterdeck history` prints about the sample plan. */
export async function historyOf(folder: string): Promise<readonly HistoryEntry[]> {
  const { stdout } = await quarterdeck(folder, 'history', '--plan', SAMPLE_PLAN, '--json');
  return JSON.parse(stdout) as HistoryEntry[];
}

/** `quarterdeck-local serve` as its own process, and Teams' side of it. */
export interface RunningService {
  readonly url: string;
  readonly channel: ChannelStandIn;
  /** Ends the process, without warning if that is the signal, and resolves when it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Starts the service on a seeded folder. `serviceUrl` is the Connector that it answers through. */
export async function serveStore(folder: string, serviceUrl: string): Promise<RunningService> {
  const child = spawn(process.execPath, [LOCAL, 'serve', '--data', folder], {
    env: { ...cleanEnvironment(), PORT: '0', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const url = await new Promise<string>((done, fail) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const address = /listens on (http:\/\/127\.0\.0\.1:\d+)/.exec(chunk.toString())?.[1];
      if (address !== undefined) done(address);
    });
    void gone.then(() => fail(new Error('The service ended before it listened.')));
  });
  return {
    url,
    channel: makeChannelStandIn({ botUrl: `${url}/api/messages`, serviceUrl, tenant: readCast().tenant }),
    async end(signal) {
      child.kill(signal);
      await gone;
    },
  };
}
