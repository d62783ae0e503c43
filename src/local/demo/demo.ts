import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { z } from 'zod';
import type { LocalClock } from '../../adapters/clock.js';
import { makeLog } from '../../adapters/log.js';
import { instantAt, timeOfDay } from '../../domain/calendar/civil-date.js';
import { readConfig } from '../../host/config.js';
import { type Service, type ServiceOptions, startService } from '../../host/service.js';
import { type Cast, readCast } from '../cast/people.js';
import { SAMPLE_PLAN, SAMPLE_REVISION } from '../cast/seed-sample.js';
import { type ConnectorStandIn, startConnectorStandIn } from '../stand-ins/connector-stand-in.js';
import { openChats, StoryDiffers } from './chat.js';
import { differences, numbersIn } from './check.js';
import { commandLineOn, findingsDecided, newestColumn, prepareCycle, quietBetween } from './office.js';
import {
  actorsOf,
  answers,
  clockTo,
  compiles,
  corrects,
  everybodyArrives,
  finalises,
  isStopped,
  promisesLeft,
  quoted,
  remindedOn,
  type Stage,
} from './quarter.js';
import { makeScreen, type Screen } from './screen.js';

const CHAPTERS = 9;
/** The ladder of the sample's cycle: the ask, two reminders, and the one for those who are late. */
const LADDER = { ask: '2026-12-02', fiveBefore: '2026-12-16', oneBefore: '2026-12-22', late: '2026-12-29' } as const;
const BEFORE_CHRISTMAS = '2026-12-24';
const EVERYTHING = Number.POSITIVE_INFINITY;

const statusSchema = z.object({
  counts: z.object({ answered: z.number(), noChange: z.number(), pending: z.number(), late: z.number() }),
  requirements: z.array(z.object({ ref: z.string(), state: z.string() })),
});

const historySchema = z.array(z.object({ payload: z.object({ what: z.string() }).nullable() }));

/** What the story is told with. The service runs in this process, behind its own HTTP endpoint. */
interface Props {
  readonly screen: Screen;
  readonly connector: ConnectorStandIn;
  readonly cast: Cast;
  readonly data: string;
  readonly out: string;
  readonly start: (prepare?: ServiceOptions['prepare']) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** A whole quarter without a browser, told and then checked. Throws `StoryDiffers` where it is not as it should be. */
async function quarter({ screen, connector, cast, data, out, start, stop }: Props): Promise<void> {
  const commandLine = commandLineOn(data);
  const { lead, prompt, late, silent } = actorsOf(cast);

  screen.chapter('A published plan is imported, its people are assigned, a cycle opens');
  const opens = await prepareCycle(commandLine, screen);
  const opening = instantAt(opens, timeOfDay('09:30'), 'Europe/London');
  const url = await start((_, clock) => (clock as LocalClock).moveTo(opening));
  const chats = openChats(connector, cast, url);
  const stage: Stage = { chats, screen, cast, out, pressed: new Map() };

  screen.chapter('The owners are asked');
  await everybodyArrives(stage);

  screen.chapter('One owner answers at once');
  await answers(stage, prompt, EVERYTHING, 'Checked on every quay this quarter, 40 places in all.');
  await corrects(stage, prompt);

  screen.chapter('Reminders go to the others, five working days and one before the due date');
  await remindedOn(stage, LADDER.fiveBefore, [late, silent]);
  await answers(stage, late, 2, 'The first of this quarter, on time.');
  await remindedOn(stage, LADDER.oneBefore, [late, silent]);

  screen.chapter('The service is off over Christmas, and nobody would hear from it then anyway');
  await clockTo(stage, BEFORE_CHRISTMAS);
  await stop();
  await quietBetween(commandLine, screen, BEFORE_CHRISTMAS, LADDER.late);

  screen.chapter('It starts again: those who are late are told, and so is the lead');
  chats.moveTo(await start());
  const from = chats.ledger.length;
  await remindedOn(stage, LADDER.late, [late, silent]);
  const isNote = (entry: Parameters<typeof quoted>[0]) => quoted(entry).includes('outstanding');
  screen.found(`${lead.name} reads: ${quoted(await chats.seen(lead, from, 'the note about who is late', isNote))}`);
  await answers(stage, late, EVERYTHING, 'Late, with apologies: the work itself is done.');
  screen.say(`${silent.name} never answers.`);

  screen.chapter('The lead looks, and has a draft made');
  const statusCard = numbersIn(await chats.type(lead, '/status'));
  screen.say([...statusCard].map(([label, value]) => `${label}: ${value}`).join(' · '));
  await promisesLeft(stage);
  await compiles(stage);
  await isStopped(stage, 'The quarter is open until');

  screen.chapter('After the close the lead decides what the review found, and makes the revision');
  await clockTo(stage, SAMPLE_REVISION);
  await isStopped(stage, 'must be decided');
  await findingsDecided(commandLine, screen);
  const files = await finalises(stage);
  await stop();

  screen.chapter('The story is checked: chats, store and file each tell it on their own');
  const status = await commandLine('status', '--plan', SAMPLE_PLAN);
  await writeFile(join(out, 'demo-status.json'), status);
  await commandLine('history', '--plan', SAMPLE_PLAN, '--verify');
  const store = statusSchema.parse(JSON.parse(status));
  const expected = (asks: readonly string[], notes: readonly string[] = []) => ({ asks, notes });
  const found = differences({
    ledger: connector.ledger,
    leadConversation: chats.conversationOf(lead),
    expected: new Map([
      [chats.conversationOf(lead), expected([], [LADDER.late])],
      [chats.conversationOf(prompt), expected([LADDER.ask])],
      [chats.conversationOf(late), expected(Object.values(LADDER))],
      [chats.conversationOf(silent), expected(Object.values(LADDER))],
    ]),
    pressed: stage.pressed,
    store,
    file: await newestColumn(await readFile(files.find((each) => each.endsWith('.csv')) ?? '')),
    statusCard,
  });
  if (found.length > 0) throw new StoryDiffers(found.join('\n'));
  const revisions = historySchema.parse(JSON.parse(await commandLine('history', '--plan', SAMPLE_PLAN)));
  const made = revisions.filter((entry) => entry.payload?.what === 'made the revision').length;
  if (made !== 1) throw new StoryDiffers(`The history says ${made} times that the revision was made.`);
  const { answered, noChange, late: unanswered } = store.counts;
  screen.found(
    `${store.requirements.length} asked: ${answered} answered, ${noChange} no change, ${unanswered} silent.`,
  );
  screen.found('Nobody was asked twice; nothing went out at a weekend, on a bank holiday or at night.');
}

/** `quarterdeck-local demo`: sets the stage in a folder for the time being, tells the story, and leaves nothing behind but `out`. */
export async function demoCommand(options: { readonly out: string }): Promise<void> {
  const out = resolve(options.out);
  const began = performance.now();
  await mkdir(out, { recursive: true });
  const data = await mkdtemp(join(tmpdir(), 'quarterdeck-demo-'));
  const ledgerFile = join(out, 'demo-ledger.jsonl');
  await rm(ledgerFile, { force: true });
  const connector = await startConnectorStandIn({ ledgerFile });
  const cast = readCast();
  const screen = makeScreen(process.stdout, CHAPTERS, process.env);
  const config = { ...readConfig({ data }, {}), port: 0 };
  let service: Service | null = null;
  const start: Props['start'] = async (prepare) => {
    const local = { tenant: cast.tenant };
    // everybody opens the app themselves, and is asked then
    const opensChats = false;
    service = await startService({ config, log: makeLog('error'), local, opensChats, ...(prepare && { prepare }) });
    return service.url;
  };
  const stop = async () => {
    const running = service;
    service = null;
    await running?.stop();
  };
  try {
    await quarter({ screen, connector, cast, data, out, start, stop });
    screen.end();
    const seconds = ((performance.now() - began) / 1_000).toFixed(0);
    process.stdout.write(`\nA quarter in ${seconds} seconds. Look into ${relative(process.cwd(), out) || '.'}.\n`);
  } finally {
    screen.end();
    await stop();
    await connector.close();
    await rm(data, { recursive: true, force: true });
  }
}
