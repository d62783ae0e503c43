import { uptime } from 'node:os';
import type { LocalClock } from '../adapters/clock.js';
import { writeReturnSheetDocx } from '../adapters/documents/own/return-sheet/write-docx.js';
import { writeReturnSheetXlsx } from '../adapters/documents/own/return-sheet/write-xlsx.js';
import { WRITTEN_FORMATS, writers } from '../adapters/documents/own/write/formats.js';
import { writeWebsitePackage } from '../adapters/documents/website-package.js';
import type { ServiceLog } from '../adapters/log.js';
import { everyMinute } from '../adapters/schedule.js';
import { isLoopbackHost } from '../adapters/teams/identity/admission.js';
import type { BotIdentity } from '../adapters/teams/identity/identity.js';
import { makeTeams } from '../adapters/teams/teams.js';
import type { SheetFor } from '../app/asking/make-return-sheet.js';
import {
  type DraftLink,
  fileStem,
  makeLoadCompiled,
  PACKAGE,
  readDraftPath,
  readPageName,
  readSheetName,
} from '../app/publishing/draft-links.js';
import { oneAtATime } from '../app/sending/one-at-a-time.js';
import type { ChatOutcome, Clock, WholeTable } from '../app/store/ports.js';
import { TableUnavailableError } from '../app/store/table-unavailable.js';
import { type Config, readBotIdentity } from './config.js';
import { backUpDaily } from './nightly-backups.js';
import { pageAt } from './pages.js';
import { whyUnfit, whyUnusable } from './place.js';
import { ConfigError } from './settings.js';
import { watchWrites } from './store-health.js';
import { connections, makeBotParts, makeUseCases, openClock, openTable, type UseCases } from './wiring.js';

/** What each format is called in a message and over HTTP. */
const FORMAT_NAMES: Readonly<Record<string, { readonly title: string; readonly type: string }>> = {
  docx: {
    title: 'Word document',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  html: { title: 'Web page', type: 'text/html; charset=utf-8' },
  csv: { title: 'CSV', type: 'text/csv; charset=utf-8' },
  xlsx: { title: 'Excel workbook', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
};

/** The formats of a return sheet. */
const SHEET_WRITERS = [
  { format: 'docx', write: writeReturnSheetDocx },
  { format: 'xlsx', write: writeReturnSheetXlsx },
] as const;

/** The formats that a chat offers for a draft. */
const CHAT_FORMATS = ['docx', 'html', 'csv'] as const;

export interface ServiceOptions {
  readonly config: Config;
  readonly log: ServiceLog;
  /** Local mode: no sign-in, loopback only, a clock that can be moved. */
  readonly local: { readonly tenant: string } | null;
  /** Runs once the store is open and before anything listens: loading the sample plan. */
  readonly prepare?: (useCases: UseCases, clock: Clock) => Promise<void>;
  /** Whether a chat can be opened with somebody never seen. The Agents Playground names one, and then knows nobody in it. */
  readonly opensChats?: boolean;
}

export interface Service {
  readonly url: string;
  readonly useCases: UseCases;
  readonly clock: Clock;
  /** Sweeps now, as the minute's wake-up does. */
  sweep(): Promise<void>;
  /** Stops taking requests, ends the work under way, closes the store. */
  stop(): Promise<void>;
}

/** Milliseconds that what is under way has once the service stops; then the Connector is waited for no longer. */
const LONGEST_SENDING_MS = 15_000;

/** A sweep that has not run for this long makes the service not ready. */
const SWEEP_SILENCE_MS = 5 * 60_000;

/** Starts the service: the store, the bot's door, the minute's wake-up. Leaves nothing open when it fails. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { config, local } = options;
  const identity = local === null ? readBotIdentity() : ({ kind: 'none' } as const);
  if (local !== null && config.hasIdentity) {
    throw new ConfigError(
      'Local mode is for a machine without an identity. Unset MicrosoftAppId, or write quarterdeck serve.',
    );
  }
  if (local !== null && !isLoopbackHost(config.host.includes(':') ? `[${config.host}]` : config.host)) {
    throw new ConfigError(
      `Local mode has no sign-in, so it listens on this machine only. Unset HOST, or set it to 127.0.0.1. You gave "${config.host}".`,
    );
  }
  const tenants = local === null ? [readBotIdentity().tenant.toLowerCase(), ...config.tenants] : [local.tenant];
  const table = await openTable(config.store);
  try {
    return await startOn(table, identity, tenants, options);
  } catch (error) {
    await table.close();
    throw error;
  }
}

async function startOn(
  opened: WholeTable,
  identity: BotIdentity,
  tenants: readonly string[],
  { config, log, local, prepare, opensChats = true }: ServiceOptions,
): Promise<Service> {
  const watched = watchWrites(opened, () => performance.now());
  const { table } = watched;
  const unusable = await whyUnusable(table);
  if (unusable !== null) throw new ConfigError(unusable);
  const useCases = makeUseCases(table);
  const unfit = config.store.kind === 'embedded' ? await whyUnfit(useCases.stores, tenants) : null;
  if (unfit !== null) throw new ConfigError(unfit);
  const clock = await openClock(useCases, local !== null);
  const localClock = local === null ? null : (clock as LocalClock);
  await prepare?.(useCases, clock);
  const teams = makeTeams({ identity, tenants, log, connections });
  let url = '';
  let isStopping = false;
  const bot = makeBotParts(useCases, {
    messenger: opensChats ? teams.messenger : { ...teams.messenger, open: noChatOpens },
    replies: teams.replies,
    rosters: teams.rosters,
    log,
    clock,
    // unlike performance.now() it goes on while the machine sleeps: a sleep is no jump of the clock
    steadyMs: () => uptime() * 1_000,
    stopping: () => isStopping,
    publicUrl: () => config.publicUrl?.replace(/\/+$/, '') ?? url,
    sheetFormats: SHEET_WRITERS.map(({ format }) => ({ format, title: FORMAT_NAMES[format]?.title ?? format })),
    formats: CHAT_FORMATS.map((format) => ({
      format,
      title: FORMAT_NAMES[format]?.title ?? format,
    })),
    moveClock:
      localClock === null
        ? null
        : async (to) => {
            await localClock.moveTo(to);
            // the time that was skipped was no silence
            await useCases.stores.service.saveHeartbeat(to);
          },
  });
  let lastSweep: Promise<void> = Promise.resolve();
  const sweep = () => {
    lastSweep = sweepOnce();
    return lastSweep;
  };
  const sweepOnce = async () => {
    // a newer version may have taken the store over since the start: then it sends, and this one no longer
    if ((await whyUnusable(table)) !== null) return;
    const now = await clock.now();
    const outcome = await bot.watch.wake();
    await localClock?.save();
    if (outcome.kind === 'swept' && outcome.report.lines.length > 0)
      log.info('sweep', { lines: outcome.report.lines.length });
    if (!isStopping) await bot.roster.refreshDue(now);
    if (!isStopping) void keepBackups();
  };
  const ending = new AbortController();
  let lastBackup: Promise<unknown> = Promise.resolve();
  // beside the sweep: a large store takes longer than a minute
  const keepBackups = oneAtATime(async () => {
    const { backups } = config;
    if (backups === null) return;
    lastBackup = backUpDaily(opened, backups, await clock.now(), { log, signal: ending.signal });
    await lastBackup;
  });
  const wakeUp = everyMinute(sweep, log, Date.now);
  const server = teams.makeServer({
    conversation: bot.conversation,
    watched: bot.watched,
    files: (path) => fileAt(useCases, clock, path),
    ready: async () => {
      try {
        await useCases.stores.service.heartbeat();
        const taken = await whyUnusable(table);
        if (taken !== null) return { kind: 'notReady', reason: taken };
      } catch (error) {
        if (!(error instanceof TableUnavailableError)) throw error;
        return { kind: 'notReady', reason: `nothing can be looked up: ${error.why}` };
      }
      const unwritable = await watched.trouble();
      if (unwritable !== null) return { kind: 'notReady', reason: `not everything can be saved: ${unwritable}` };
      if (wakeUp.silentMs() > SWEEP_SILENCE_MS) {
        return { kind: 'notReady', reason: 'no sweep has ended well for five minutes' };
      }
      // Without its log or its sign-in the service still takes answers. Taken out of rotation it would lose them too.
      const unlogged = log.trouble();
      const notes = [
        teams.trouble(),
        unlogged && `the log cannot be written (${unlogged.reason}), ${unlogged.lost} lines are lost`,
      ].filter((note) => note !== null);
      return notes.length === 0 ? { kind: 'ready' } : { kind: 'ready', note: notes.join('; ') };
    },
  });
  ({ url } = await server.listen(config.port, config.host));
  wakeUp.start();
  return {
    url,
    useCases,
    clock,
    sweep,
    async stop() {
      isStopping = true;
      const slow = setTimeout(() => teams.letGo(), LONGEST_SENDING_MS);
      ending.abort();
      await Promise.all([wakeUp.stop(), server.close(), lastSweep.catch(() => undefined), lastBackup]);
      clearTimeout(slow);
      // on a full disk the clock is not saved, but the rest ends as it should
      await localClock?.save().catch((error: unknown) => log.error('the local clock was not saved', { error }));
      await table.close();
    },
  };
}

async function noChatOpens(): Promise<ChatOutcome> {
  return { kind: 'unreachable', why: 'notInstalled', reason: 'only who opens their client has a chat' };
}

/** The file that a signed link names, made from the compiled rows; null when the link is not ours or has lapsed. */
async function fileAt(useCases: UseCases, clock: Clock, path: string) {
  const link = readDraftPath(await useCases.cardKey(), path, Date.now());
  if (link === null) return null;
  const wanted = readSheetName(link.compiled);
  if (wanted !== null) return sheetAt(useCases, clock, link, wanted);
  const page = readPageName(link.compiled);
  if (page !== null) return pageAt(useCases, link, page, await clock.now());
  if (link.format === PACKAGE) return packageAt(useCases, link);
  const format = WRITTEN_FORMATS.find((each) => each === link.format);
  if (format === undefined) return null;
  const document = await makeLoadCompiled(useCases)(link.tenant, link.plan, link.compiled);
  if (document === null) return null;
  return {
    bytes: await writers[format](document),
    name: `${fileStem(link.plan, document)}.${format}`,
    type: FORMAT_NAMES[format]?.type ?? 'application/octet-stream',
  };
}

/** What goes on the website, as one archive; called the same in every quarter. */
async function packageAt(useCases: UseCases, { tenant, plan, compiled }: DraftLink) {
  const seen = await useCases.seePackage(tenant, plan, compiled);
  if (seen.kind === 'refused') return null;
  const bytes = await writeWebsitePackage(seen.contents);
  return { bytes, name: `${plan}-website.zip`, type: 'application/zip' };
}

/** The return sheet that a signed link names, as it stands now. */
async function sheetAt(useCases: UseCases, clock: Clock, link: DraftLink, wanted: SheetFor) {
  const writer = SHEET_WRITERS.find((each) => each.format === link.format);
  const made = await useCases.makeReturnSheet(link.tenant, link.plan, wanted, await clock.now());
  if (writer === undefined || made.kind === 'refused') return null;
  const bytes = await writer.write(made.sheet);
  return { bytes, name: `${made.fileStem}.${writer.format}`, type: FORMAT_NAMES[writer.format]?.type ?? '' };
}
