import { readFile } from 'node:fs/promises';
import { makeLog } from '../../adapters/log.js';
import { BackupUnreadable } from '../../adapters/tables/backup/backup-format.js';
import { holdsTable } from '../../adapters/tables/engines/embedded-folder.js';
import { memoryTable } from '../../adapters/tables/engines/memory-table.js';
import type { Clock, Log, WholeTable } from '../../app/store/ports.js';
import { TableUnavailableError } from '../../app/store/table-unavailable.js';
import { type Config, readConfig } from '../../host/config.js';
import { type Place, placeLine, placeOf, whyUnfit, whyUnusable } from '../../host/place.js';
import { ConfigError } from '../../host/settings.js';
import { makeUseCases, openClock, openTable, type UseCases } from '../../host/wiring.js';
import { type DoneSoFar, followCommand } from './done-so-far.js';
import { FileNotWritten } from './write-whole.js';

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
  /** Writes a file whole or not at all, in a folder that is made. A failure is told with what was done before it. */
  readonly writeFile: DoneSoFar['writeFile'];
}

/** A command that ended before its end, for whatever reason; says what it had done. */
export class EndedEarly extends Error {
  override readonly name = 'EndedEarly';
  readonly done: readonly string[];

  constructor(cause: unknown, done: readonly string[]) {
    super('The command ended before its end.', { cause });
    this.done = done;
  }
}

/** What a command on the whole store works with. */
export interface TableRun {
  readonly table: WholeTable;
  readonly place: Extract<Place, { kind: 'place' }>;
  readonly config: Config;
}

/**
 * Says where the work goes, opens the table there, runs `work`, and closes the table whatever happens.
 * Nothing is opened, and so nothing made, where the place is not clear; nor is a new store made for `onlyLooks`. A store
 * that this version must not use is refused, unless the command `restores` it.
 */
export async function withTable(
  options: CommonOptions,
  work: (run: TableRun) => Promise<void>,
  { onlyLooks = false, restores = false } = {},
): Promise<void> {
  const config = readConfig({ data: options.data, store: options.store });
  const place = placeOf(config, options, holdsTable);
  if (place.kind === 'refused') throw new WrongUsage(place.reason);
  const { store, tenant, isNew } = place;
  sayWhere(options, placeLine(store, [tenant], isNew));
  const table = isNew && onlyLooks ? memoryTable() : await openTable(store);
  try {
    const unusable = restores ? null : await whyUnusable(table);
    if (unusable !== null) throw new CommandFailed(unusable);
    await work({ table, place, config });
  } finally {
    await table.close();
  }
}

/** Like `withTable`, with the use cases; a store of other tenants is refused. */
export async function withStore(
  options: CommonOptions,
  work: (run: CommandRun) => Promise<void>,
  { onlyLooks = false } = {},
): Promise<void> {
  await withTable(options, (run) => withUseCases(run, work), { onlyLooks });
}

async function withUseCases({ table, place, config }: TableRun, work: (run: CommandRun) => Promise<void>) {
  const { store, tenant, local } = place;
  const done = followCommand(table);
  try {
    const useCases = makeUseCases(done.table);
    const unfit = store.kind === 'embedded' ? await whyUnfit(useCases.stores, [tenant]) : null;
    if (unfit !== null) throw new WrongUsage(unfit);
    // a store that was never run in local mode keeps the machine's time
    const hasClock = local && (await useCases.stores.service.localClock()) !== null;
    await work({
      useCases,
      tenant,
      clock: await openClock(useCases, hasClock),
      local,
      config,
      log: makeLog('error'),
      writeFile: done.writeFile,
    });
  } catch (error) {
    // a command that says itself why it ended says what became of its work
    if (error instanceof CommandFailed || error instanceof WrongUsage) throw error;
    throw new EndedEarly(error, done.words());
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

/** The first line of a command. With --json standard output holds that and nothing else, so it goes to standard error. */
export function sayWhere(options: CommonOptions, line: string): void {
  (options.json === true ? process.stderr : process.stdout).write(`${line}\n`);
}

/** Prints what a command found: as JSON when it was asked for, else as the lines of text. */
export function print(options: CommonOptions, json: unknown, lines: readonly string[]): void {
  process.stdout.write(options.json === true ? `${JSON.stringify(json, null, 2)}\n` : `${lines.join('\n')}\n`);
}

/** How a system says that it cannot listen on the address that was named. */
const NO_SUCH_HOST: ReadonlySet<string> = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA']);

/** What to tell of an error that a person can do something about; undefined for a defect. */
export function plainReason(error: unknown): string | undefined {
  if (error instanceof EndedEarly) {
    const reason = plainReason(error.cause);
    return reason === undefined ? undefined : [reason, ...error.done].join('\n');
  }
  const told = [CommandFailed, WrongUsage, ConfigError, TableUnavailableError, FileNotWritten, BackupUnreadable];
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
  if (code !== undefined && NO_SUCH_HOST.has(code)) {
    const { address, hostname } = error as { readonly address?: string; readonly hostname?: string };
    return `This machine has no network address ${hostname ?? address ?? 'of that name'}. Set HOST to 127.0.0.1, or to 0.0.0.0 for all of them.`;
  }
  if (code === 'ENOSPC') return 'The disk is full. Free some space and try again.';
  return undefined;
}
