import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CommandFailed } from '../../cli/output/command.js';
import { type Cast, type Person, readCast } from '../cast/people.js';
import { freePortFrom } from './free-port.js';

const PACKAGE = '@microsoft/m365agentsplayground';
const LOOPBACK_ONLY = fileURLToPath(new URL('../../../src/local/playground/loopback-only.cjs', import.meta.url));
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 3_000;
const TRIES = 3;

type Client = ChildProcessByStdio<Writable, Readable, Readable>;

/** What the client is to show. */
export interface PlaygroundOptions {
  /** Where the bot listens, e.g. `http://127.0.0.1:3978/api/messages`. */
  readonly endpoint: string;
  /** The port wished for on 127.0.0.1; the next free one is taken instead of a taken one. 0 is any. */
  readonly port: number;
  /** Who looks on: one instance shows one person's chats. */
  readonly person: Person;
  /** An existing or new folder of ours for the configuration and the log of this client. */
  readonly folder: string;
}

/** A client that answers. */
export interface Playground {
  /** The page to open: `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Ends the client; resolves when its process is gone. Harmless to call twice. */
  stop(): Promise<void>;
}

/** Microsoft's client is a development dependency; an installation for production does not have it. */
export class PlaygroundMissingError extends CommandFailed {}

/**
 * Starts Microsoft's Agents Playground, a Teams-like client, as one person. It listens on 127.0.0.1 only, opens
 * no browser, sends no telemetry, and ends with this process however that ends.
 * The chat's id is the same at every start, so that what the bot stored about it stays true.
 * @throws PlaygroundMissingError when its package is not installed; Error with its last words when it does not start.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const cli = locatePlayground(import.meta.url);
  const cast = readCast();
  await mkdir(options.folder, { recursive: true });
  const config = join(options.folder, `${options.person.key}.yml`);
  // JSON is YAML; the Playground reads nothing else.
  await writeFile(config, `${JSON.stringify(configurationFor(cast, options.person), null, 2)}\n`);

  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const port = await freePortFrom(options.port);
    // The client adds to its log and never shortens it.
    await rm(logOf(options), { force: true });
    const client = launch(cli, { ...options, port }, config);
    const taken = await readyPort(client, logOf(options));
    if (taken === port) {
      return { url: `http://127.0.0.1:${port}`, stop: () => end(client) };
    }
    // Somebody took the port after we looked. The client went elsewhere, but tells the bot the wished one.
    await end(client);
  }
  throw new Error(`The Agents Playground did not get the port it was given, in ${TRIES} tries.`);
}

/**
 * Where the Playground's command line lies, seen from a module or folder URL.
 * @throws PlaygroundMissingError
 */
export function locatePlayground(from: string): string {
  try {
    return createRequire(from).resolve(`${PACKAGE}/cli.js`);
  } catch (cause) {
    throw new PlaygroundMissingError(
      `Microsoft's Agents Playground (${PACKAGE}) is not installed. It is a development dependency: ` +
        'run "npm install" in the project, without --omit=dev and with NODE_ENV not set to production.',
      { cause },
    );
  }
}

/** The Playground's own configuration: version 0.1.1, exactly five users besides the current one, all ids different. */
function configurationFor(cast: Cast, person: Person): unknown {
  const others = [...cast.people, cast.visitor].filter((each) => each.id !== person.id);
  return {
    version: '0.1.1',
    tenantId: cast.tenant,
    bot: cast.bot,
    currentUser: userOf(person),
    users: others.map(userOf),
    personalChat: { id: `a:personal-${person.key}` },
    groupChat: { id: '19:group@thread.v2', name: 'Action plan' },
    team: { id: '19:team@thread.tacv2', name: cast.organisation, aadGroupId: cast.tenant, channels: [] },
  };
}

function userOf(person: Person): unknown {
  return {
    id: `29:${person.id}`,
    name: person.name,
    // The Playground's own spelling.
    userPrincipleName: person.userPrincipalName,
    aadObjectId: person.id,
    givenName: person.givenName,
    surname: person.surname,
    email: person.userPrincipalName,
  };
}

function launch(cli: string, options: PlaygroundOptions, config: string): Client {
  const own = `http://127.0.0.1:${options.port}`;
  const words = ['start', '--app-endpoint', options.endpoint, '--channel-id', 'msteams', '--port', `${options.port}`];
  return spawn(
    process.execPath,
    ['--require', LOOPBACK_ONLY, cli, ...words, '--service-url', `${own}/_connector`, '--disable-telemetry'],
    {
      cwd: options.folder,
      // Not the whole environment: a proxy, a debug switch or a bot's secret of the caller is none of its business.
      env: {
        ...inherited(['PATH', 'HOME', 'USERPROFILE', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'LANG', 'TZ']),
        TEAMSAPPTESTER_BROWSER: 'none',
        APPLICATION_INSIGHTS_NO_STATSBEAT: '1',
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: config,
        M365_AGENTS_PLAYGROUND_LOGFILE: logOf(options),
        M365_AGENTS_PLAYGROUND_RECORDING_FILE: join(options.folder, `${options.person.key}.events`),
      },
      // Standard input is the life line that loopback-only.cjs watches.
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
}

function inherited(names: readonly string[]): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {};
  for (const name of names) {
    const value = process.env[name];
    if (value !== undefined) {
      environment[name] = value;
    }
  }
  return environment;
}

function logOf(options: PlaygroundOptions): string {
  return join(options.folder, `${options.person.key}.log`);
}

/** Waits until the client says which port it took and answers there. */
async function readyPort(client: Client, log: string): Promise<number> {
  const said = lastWords(client);
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && client.exitCode === null && client.signalCode === null) {
    const port = /^Listening on (\d+)$/m.exec(said())?.[1];
    if (port !== undefined && (await answers(Number(port)))) {
      return Number(port);
    }
    await wait(100);
  }
  const fate = client.exitCode === null ? `did not answer within ${READY_WITHIN_MS / 1000} seconds` : 'ended at once';
  await end(client);
  throw new Error(
    `The Agents Playground ${fate}. It said: ${[said(), await errorsIn(log)].join('\n').trim() || 'nothing'}`,
  );
}

/** Where it does not print to a terminal, the client tells what went wrong only to its log. */
async function errorsIn(log: string): Promise<string> {
  const lines = await readFile(log, 'utf8').catch(() => '');
  return lines
    .split('\n')
    .filter((line) => line.startsWith('error '))
    .join('\n');
}

/** Collects what the client prints (the last 4,000 characters), and keeps its pipes flowing for as long as it lives. */
function lastWords(client: Client): () => string {
  let words = '';
  for (const stream of [client.stdout, client.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      words = (words + chunk).slice(-4_000);
    });
  }
  // A failed spawn is an event, not a rejection; without a listener it would end this process.
  client.on('error', (error) => {
    words += error.message;
  });
  client.stdin.on('error', () => undefined);
  return () => words;
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/_debug/ping`, { signal: AbortSignal.timeout(1_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

async function end(client: Client): Promise<void> {
  if (client.pid === undefined || client.exitCode !== null || client.signalCode !== null) {
    return;
  }
  const gone = new Promise<void>((resolve) => client.once('exit', () => resolve()));
  client.stdin.end();
  client.kill('SIGTERM');
  const impatience = setTimeout(() => client.kill('SIGKILL'), STOP_WITHIN_MS);
  await gone;
  clearTimeout(impatience);
}
