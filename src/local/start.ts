import { resolve } from 'node:path';
import { makeLog } from '../adapters/log.js';
import { localTime, longDay } from '../domain/calendar/civil-date.js';
import { runUntilStopped, stopSignal } from '../host/run-service.js';
import { startService } from '../host/service.js';
import { type Person, personNamed, readCast } from './cast/people.js';
import { seedSample } from './cast/seed-sample.js';
import { readLocalConfig } from './local-config.js';
import { type Playground, startPlayground } from './playground/playground.js';

/** `quarterdeck-local start`: the service in local mode with the sample plan, and a Teams-like client each for an owner and the lead. */
export async function startCommand(options: { readonly data?: string }): Promise<void> {
  const cast = readCast();
  const config = readLocalConfig(options);
  const { folder } = config.store;
  const stopped = stopSignal();
  const service = await startService({
    config,
    log: makeLog('warn'),
    local: { tenant: cast.tenant },
    opensChats: false,
    prepare: async (useCases, clock) => {
      await seedSample(useCases, clock, cast);
    },
  });
  const clients: Playground[] = [];
  const stop = async () => {
    await Promise.all(clients.map((client) => client.stop()));
    await service.stop();
  };
  try {
    const owner = personNamed(cast, 'harbour-master');
    const lead = personNamed(cast, 'lead');
    for (const [index, person] of [owner, lead].entries()) {
      clients.push(
        await startPlayground({
          endpoint: `${service.url}/api/messages`,
          port: config.playgroundPort === 0 ? 0 : config.playgroundPort + index,
          person,
          folder: resolve(folder, 'playground'),
        }),
      );
    }
    const { date, time } = localTime(await service.clock.now(), 'Europe/London');
    process.stdout.write(
      story(service.url, folder, `${longDay(date)} ${date.slice(0, 4)}, ${time}`, owner, lead, clients),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  await runUntilStopped({ stop }, stopped);
  process.stdout.write('Stopped. Start again to go on from here.\n');
}

function story(
  url: string,
  folder: string,
  time: string,
  owner: Person,
  lead: Person,
  clients: readonly Playground[],
): string {
  const [ownerUrl, leadUrl] = clients.map((client) => client.url);
  return `
Quarterdeck runs at ${url}. Its local clock shows ${time}.

  1. Open ${ownerUrl} as ${owner.name}, ${owner.post}.
     A card asks for an update. Answer it, choose "No change", put it off or hand it over.

  2. Open ${leadUrl} as ${lead.name}, the portfolio lead.
     Write /status, then /clock +10 (a reminder goes out), /clock +8 (the due date has passed), /status late, /nudge, /compile.

Everything is kept in ${folder}. Delete that folder to begin again. Ctrl-C stops.
`;
}
