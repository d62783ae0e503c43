import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';

export interface Azurite {
  readonly connectionString: string;
  /** Ends the process; what it held is gone. */
  stop(): Promise<void>;
}

/** The account that Azurite comes with; printed in its documentation, no secret. */
const ACCOUNT = 'devstoreaccount1';
const ACCOUNT_KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

const main = createRequire(import.meta.url).resolve('azurite/dist/src/table/main.js');

/** Starts Azurite's table service on a free port of this machine, with nothing kept on disk. */
export async function startAzurite(): Promise<Azurite> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const child = spawn(process.execPath, [main, ...arguments_(port)], { cwd: tmpdir(), stdio: 'pipe' });
    const end = (): void => void child.kill('SIGKILL');
    process.once('exit', end);
    const failure = await startedOrFailed(child);
    if (failure === undefined) return { connectionString: connectionString(port), stop: () => stopped(child, end) };
    await stopped(child, end);
    if (attempt === 3) throw new Error(`Azurite did not start: ${failure}`);
  }
}

function arguments_(port: number): readonly string[] {
  const address = ['--tableHost', '127.0.0.1', '--tablePort', String(port)];
  return [...address, '--inMemoryPersistence', '--silent', '--disableTelemetry', '--skipApiVersionCheck'];
}

function connectionString(port: number): string {
  const endpoint = `http://127.0.0.1:${port}/${ACCOUNT}`;
  return `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${ACCOUNT_KEY};TableEndpoint=${endpoint};`;
}

/** A port that was free a moment ago; should another take it in between, the start is tried again. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The machine gave no port.');
  return address.port;
}

/** Resolves with `undefined` when the service says that it has started, else with what it said before it ended. */
function startedOrFailed(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = '';
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes('successfully started')) resolve(undefined);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', (error) => resolve(error.message));
    child.once('exit', () => resolve(said));
  });
}

async function stopped(child: ChildProcess, end: () => void): Promise<void> {
  process.off('exit', end);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  end();
  await gone;
}
