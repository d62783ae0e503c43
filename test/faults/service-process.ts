import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A service in a process of its own, from the built program. */
export interface ServiceProcess {
  readonly url: string;
  readonly pid: number;
  /** kill -9. */
  kill(): Promise<void>;
  /** Ends it as an administrator would; resolves to the exit code, or null where a signal ended it. */
  end(): Promise<number | null>;
  /** Whole lines that it has printed. */
  lines(): readonly string[];
  say(line: string): void;
  /** Closes our end of what it prints: from then on that is a broken pipe. */
  hangUp(): void;
}

const root = (path: string) => resolve(fileURLToPath(new URL('../../', import.meta.url)), path);

/** What a test takes away from the process. */
export interface Hardship {
  /** The account that it runs as, where this one may choose. */
  readonly account?: number;
  /** Where its log goes: an open file, or a pipe of which we have closed our end. */
  readonly log?: number | 'closedPipe';
}

/** Starts `quarterdeck-local serve`, or another program with the same first line, and waits until it listens. */
export async function startService(
  environment: Readonly<Record<string, string>>,
  program: readonly string[] = ['dist/local/quarterdeck-local.js', 'serve'],
  hardship: Hardship = {},
): Promise<ServiceProcess> {
  const [script = '', ...words] = program;
  if (!existsSync(root('dist/local/quarterdeck-local.js')))
    throw new Error('These tests run the built program. Run `npx tsc -b` first.');
  const { log = 'pipe', account } = hardship;
  const child = spawn(process.execPath, [root(script), ...words], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', LOG_LEVEL: 'error', ...environment },
    stdio: ['pipe', 'pipe', log === 'closedPipe' ? 'pipe' : log],
    ...(account === undefined ? {} : { uid: account, gid: account }),
  });
  if (log === 'closedPipe') child.stderr?.destroy();
  const end = () => void child.kill('SIGKILL');
  process.once('exit', end);
  const gone = once(child, 'close').then(([code]) => {
    process.off('exit', end);
    return code as number | null;
  });
  let said = '';
  let complained = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    complained += chunk.toString();
  });
  const lines = () => said.split('\n').slice(0, -1);
  const url = await listening(
    child,
    () => /listens on (\S+)/.exec(said)?.[1],
    () => complained,
  );
  const stop = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return await gone;
  };
  return {
    url,
    pid: child.pid ?? 0,
    lines,
    kill: async () => void (await stop('SIGKILL')),
    end: () => stop('SIGTERM'),
    say: (line) => void child.stdin?.write(`${line}\n`),
    hangUp: () => void child.stdout?.destroy(),
  };
}

async function listening(child: ChildProcess, url: () => string | undefined, why: () => string): Promise<string> {
  for (;;) {
    const found = url();
    if (found !== undefined) return found;
    if (child.exitCode !== null) throw new Error(`The service did not start: ${why()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
