import { readFile } from 'node:fs/promises';
import { makeLog } from '../../adapters/log.js';
import { TableUnavailableError } from '../../adapters/tables/engines/table-errors.js';
import type { Clock, Log } from '../../app/store/ports.js';
import { type Config, ConfigError, readConfig } from '../../host/config.js';
import { makeUseCases, openClock, openTable, type UseCases } from '../../host/wiring.js';
import { readCast } from '../../local/people.js';

/** Options that every command takes. */
export interface CommonOptions {
  readonly data?: string;
  readonly store?: string;
  readonly tenant?: string;
  readonly json?: boolean;
}

/** A command that was not carried out: its reason goes to standard error, and the exit code is 1. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}

/** An option whose value is not of its form: the reason goes to standard error, and the exit code is 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

/** What a command works with. */
export interface CommandRun {
  readonly useCases: UseCases;
  readonly tenant: string;
  readonly clock: Clock;
  /** Whether this is an installation on one machine without an identity in Teams. */
  readonly local: boolean;
  readonly config: Config;
  readonly log: Log;
}

/** Opens the store, runs `work`, and closes the store whatever happens. */
export async function withStore(options: CommonOptions, work: (run: CommandRun) => Promise<void>): Promise<void> {
  const config = readConfig({ data: options.data, store: options.store });
  const table = await openTable(config.store);
  try {
    const useCases = makeUseCases(table);
    const local = config.store.kind === 'embedded' && !config.hasIdentity;
    // a store that was never run in local mode keeps the machine's time
    const hasClock = local && (await useCases.stores.service.localClock()) !== null;
    await work({
      useCases,
      tenant: (options.tenant ?? config.tenant ?? readCast().tenant).toLowerCase(),
      clock: await openClock(useCases, hasClock),
      local,
      config,
      log: makeLog('error'),
    });
  } finally {
    await table.close();
  }
}

/** Reads a file that the user named; fails with one clear line. */
export async function readGivenFile(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new CommandFailed(`There is no file ${path}.`, { cause: error });
    if (code === 'EISDIR') throw new CommandFailed(`${path} is a folder. Name a file in it.`, { cause: error });
    throw new CommandFailed(`The file ${path} cannot be read (${code ?? 'unknown reason'}).`, { cause: error });
  }
}

/** Reads a text that the user wrote; another encoding than UTF-8 is refused, not published with wrong letters. */
export async function readGivenText(path: string): Promise<string> {
  const bytes = await readGivenFile(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new CommandFailed(`The file ${path} is not in UTF-8. Save it as UTF-8 and try again.`, { cause: error });
  }
}

/** Prints what a command found: as JSON when it was asked for, else as the lines of text. */
export function print(options: CommonOptions, json: unknown, lines: readonly string[]): void {
  process.stdout.write(options.json === true ? `${JSON.stringify(json, null, 2)}\n` : `${lines.join('\n')}\n`);
}

/** One line for an error that a person can do something about; undefined for a defect. */
export function plainReason(error: unknown): string | undefined {
  const told = [CommandFailed, WrongUsage, ConfigError, TableUnavailableError];
  if (error instanceof Error && told.some((kind) => error instanceof kind)) return error.message;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'EADDRINUSE') {
    const { port } = error as { readonly port?: number };
    const which = port === undefined ? 'That port' : `Port ${port}`;
    return `${which} is in use. Stop the other program, or set PORT to another number.`;
  }
  if (code === 'EACCES' && (error as { syscall?: string }).syscall === 'listen') {
    return 'That port needs special rights. Set PORT to a number above 1023.';
  }
  if (code === 'ENOSPC') return 'The disk is full. Nothing was half-written. Free some space and try again.';
  return undefined;
}
