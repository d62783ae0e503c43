import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findChromium } from './playground-page.js';

/** The program of local mode. */
export const LOCAL = fileURLToPath(new URL('../../dist/local/quarterdeck-local.js', import.meta.url));
export const COMMAND_LINE = fileURLToPath(new URL('../../dist/bin/quarterdeck.js', import.meta.url));
const READY_WITHIN_MS = 180_000;

/** What a process left behind. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `npm start` runs, on ports that nobody else has. */
export interface RunningQuarterdeck {
  readonly url: string;
  readonly ownerUrl: string;
  readonly leadUrl: string;
  /** What it has printed. */
  readonly said: string;
  readonly process: ChildProcess;
  /** Sends the signal (Ctrl-C unless told otherwise) and waits for the end. Harmless to call twice. */
  end(signal?: NodeJS.Signals): Promise<Ended>;
}

/** Starts what `npm start` runs and waits until it says what to open. The store is the given folder. */
export async function startQuarterdeck(data: string): Promise<RunningQuarterdeck> {
  const child = spawn(process.execPath, [LOCAL, 'start'], {
    env: { ...cleanEnvironment(), PORT: '0', PLAYGROUND_PORT: '0', QUARTERDECK_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = endOf(child);
  const said = await new Promise<string>((done, fail) => {
    let text = '';
    const impatience = setTimeout(() => fail(new Error(`Quarterdeck was not ready in time. ${text}`)), READY_WITHIN_MS);
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (!text.includes('Ctrl-C stops.')) return;
      clearTimeout(impatience);
      done(text);
    });
    void ended.then(({ stdout, stderr }) => {
      clearTimeout(impatience);
      fail(new Error(`Quarterdeck ended before it was ready. ${stdout}${stderr}`));
    });
  });
  const address = (before: string) => new RegExp(`${before} (http://127\\.0\\.0\\.1:\\d+)`).exec(said)?.[1] ?? '';
  return {
    url: address('runs at'),
    ownerUrl: address('1\\. Open'),
    leadUrl: address('2\\. Open'),
    said,
    process: child,
    end(signal = 'SIGINT') {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs what `npm start` runs, for as long as it takes to refuse. `before` are words for node itself. */
export function startThatEnds(environment: Record<string, string>, before: readonly string[] = []): Promise<Ended> {
  return endOf(
    spawn(process.execPath, [...before, LOCAL, 'start'], { env: { ...cleanEnvironment(), ...environment } }),
  );
}

/** Runs the service with these settings until it listens, then stops it; or until it refuses. */
export function serveOnce(environment: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, [COMMAND_LINE, 'serve'], { env: { ...cleanEnvironment(), ...environment } });
  child.stdout.on('data', (chunk: Buffer) => {
    if (chunk.toString().includes('listens on')) child.kill('SIGTERM');
  });
  return endOf(child);
}

/** Runs one `quarterdeck …` command on a store. */
export function quarterdeck(data: string, ...words: readonly string[]): Promise<Ended> {
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [COMMAND_LINE, ...words, '--data', data],
      { env: cleanEnvironment() },
      (_error, stdout, stderr) => done({ code: child.exitCode, signal: child.signalCode, stdout, stderr }),
    );
  });
}

function endOf(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return new Promise((done) => child.once('close', (code, signal) => done({ code, signal, stdout, stderr })));
}

/** Only what a program needs: no setting of the machine that runs the tests may reach it. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, SystemRoot } = process.env;
  return { PATH, HOME, TMPDIR, SystemRoot };
}

/** Why the tests in the client are skipped, to be put into their title; empty where there is a browser. */
export const NO_BROWSER =
  findChromium() === undefined ? ' (skipped: there is no Chromium on this machine; install it to run these)' : '';
