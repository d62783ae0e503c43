import { hostname, uptime } from 'node:os';
import type { LocalClock } from '../adapters/clock.js';
import { makeApart } from '../adapters/documents/apart/read-apart.js';
import { newId } from '../adapters/ids.js';
import type { ServiceLog } from '../adapters/log.js';
import { everyMinute } from '../adapters/schedule.js';
import { isLoopbackHost } from '../adapters/teams/identity/admission.js';
import type { BotIdentity } from '../adapters/teams/identity/identity.js';
import { makeFetchFile, TEAMS_FILE_HOSTS } from '../adapters/teams/inbound/downloads.js';
import { makeTeams } from '../adapters/teams/teams.js';
import { underId } from '../adapters/telemetry/correlation.js';
import { type Meter, NO_METER } from '../adapters/telemetry/meter.js';
import { makeKeepToRetention } from '../app/forgetting/keep-to-retention.js';
import { oneAtATime } from '../app/sending/one-at-a-time.js';
import type { ChatOutcome, Clock, WholeTable } from '../app/store/ports.js';
import { TableUnavailableError } from '../app/store/table-unavailable.js';
import { type Config, readBotIdentity } from './config.js';
import { CHAT_FORMATS, makeFileAt, SHEET_FORMATS } from './files.js';
import { backUpDaily } from './nightly-backups.js';
import { placeLine, whyUnfit, whyUnusable } from './place.js';
import { ConfigError } from './settings.js';
import { watchWrites } from './store-health.js';
import { countingLog, timedTable } from './telemetry.js';
import { versionOfPackage } from './version.js';
import { connections, makeBotParts, makeUseCases, openClock, openTable, type UseCases } from './wiring.js';

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

/** That sweeps end well is told in the log at least this often. */
const SWEEP_TOLD_MS = 5 * 60_000;

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
  const measured = await measure(options);
  const table = await openTable(config.store);
  try {
    return await startOn(table, identity, tenants, { ...options, ...measured });
  } catch (error) {
    await measured.stop();
    await table.close();
    throw error;
  }
}

/** The meter and the log that counts on it; what serves and sends its readings is loaded only where the settings ask for it. */
async function measure({ config, log }: ServiceOptions): Promise<Measured> {
  if (config.metrics === null) {
    return { meter: NO_METER, log: countingLog(log, NO_METER), lagOf: () => undefined, stop: async () => undefined };
  }
  const { makeMeter } = await import('../adapters/telemetry/meter.js');
  const { startReporting } = await import('../adapters/telemetry/reporting.js');
  let silentMs = () => 0;
  const meter = makeMeter({ sweepLag: () => silentMs() / 1_000, memory: () => process.memoryUsage.rss() });
  const counted = countingLog(log, meter);
  const resource = { version: versionOfPackage(), instance: hostname(), startedMs: Date.now() };
  const reporting = await startReporting(config.metrics, { meter, resource, wallMs: Date.now, log: counted });
  if (reporting.url !== null) counted.info('metrics', { url: reporting.url });
  return {
    meter,
    log: counted,
    lagOf: (silent) => {
      silentMs = silent;
    },
    stop: () => reporting.stop(),
  };
}

interface Measured {
  readonly meter: Meter;
  readonly log: ServiceLog;
  /** Says by what the sweep's lag is known. */
  readonly lagOf: (silentMs: () => number) => void;
  readonly stop: () => Promise<void>;
}

async function startOn(
  opened: WholeTable,
  identity: BotIdentity,
  tenants: readonly string[],
  { config, log, meter, lagOf, stop, local, prepare, opensChats = true }: ServiceOptions & Measured,
): Promise<Service> {
  const steadyMs = () => performance.now();
  const watched = watchWrites(timedTable(opened, meter, steadyMs), steadyMs);
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
  const apart = makeApart();
  const bot = makeBotParts(useCases, {
    sentFiles: {
      fetchFile: makeFetchFile({ hosts: config.fileHosts ?? TEAMS_FILE_HOSTS, local: local !== null }),
      readFile: apart.read,
      administrators: config.administrators,
    },
    messenger: opensChats ? teams.messenger : { ...teams.messenger, open: noChatOpens },
    replies: teams.replies,
    rosters: teams.rosters,
    log,
    meter,
    clock,
    // unlike performance.now() it goes on while the machine sleeps: a sleep is no jump of the clock
    steadyMs: () => uptime() * 1_000,
    stopping: () => isStopping,
    retentionMonths: config.retentionMonths,
    publicUrl: () => config.publicUrl?.replace(/\/+$/, '') ?? url,
    sheetFormats: SHEET_FORMATS,
    formats: CHAT_FORMATS,
    moveClock:
      localClock === null
        ? null
        : async (to) => {
            await localClock.moveTo(to);
            // the time that was skipped was no silence
            await useCases.stores.service.saveHeartbeat(to);
          },
  });
  let toldAt = Number.NEGATIVE_INFINITY;
  // one that found something is told at once, one in five minutes of all others: silence is what an alert looks for
  const tellOfSweep = (found: number) => {
    if (found === 0 && performance.now() - toldAt < SWEEP_TOLD_MS) return;
    toldAt = performance.now();
    log.info('sweep', { lines: found });
  };
  let lastSweep: Promise<void> = Promise.resolve();
  const sweep = () => {
    lastSweep = underId(`sweep ${newId()}`, sweepOnce);
    return lastSweep;
  };
  const sweepOnce = async () => {
    // a newer version may have taken the store over since the start: then it sends, and this one no longer
    if ((await whyUnusable(table)) !== null) return;
    const now = await clock.now();
    const outcome = await bot.watch.wake();
    await localClock?.save();
    meter.count('sweeps', { outcome: outcome.kind });
    if (outcome.kind === 'swept') tellOfSweep(outcome.report.lines.length);
    if (!isStopping) await bot.roster.refreshDue(now);
    if (!isStopping) await useCases.dropLapsedFiles(now);
    if (!isStopping) void keepBackups();
    if (!isStopping) void keepToRetention();
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
  const lettingGo = makeKeepToRetention({ letGo: useCases.letGo, months: config.retentionMonths, log });
  let lastLettingGo: Promise<unknown> = Promise.resolve();
  const keepToRetention = oneAtATime(async () => {
    lastLettingGo = lettingGo(await clock.now());
    await lastLettingGo;
  });
  const wakeUp = everyMinute(sweep, log, Date.now);
  lagOf(() => wakeUp.silentMs());
  const server = teams.makeServer({
    conversation: bot.conversation,
    watched: bot.watched,
    under: underId,
    files: makeFileAt(useCases, { clock, wallMs: Date.now, steadyMs: () => performance.now() }, apart),
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
  log.info('started', startFacts(identity, tenants, config, url));
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
      await Promise.all([wakeUp.stop(), server.close(), lastSweep.catch(() => undefined), lastBackup, lastLettingGo]);
      clearTimeout(slow);
      // on a full disk the clock is not saved, but the rest ends as it should
      await localClock?.save().catch((error: unknown) => log.error('the local clock was not saved', { error }));
      await stop();
      await table.close();
    },
  };
}

/** What an administrator asks first: which store, whose, as whom, which version, by which address. No secret is among it. */
function startFacts(identity: BotIdentity, tenants: readonly string[], { store, publicUrl }: Config, url: string) {
  const bot = identity.kind === 'none' ? 'none' : identity.appId;
  return { store: placeLine(store, tenants), bot, signIn: identity.kind, publicUrl: publicUrl ?? 'not set', url };
}

async function noChatOpens(): Promise<ChatOutcome> {
  return { kind: 'unreachable', why: 'notInstalled', reason: 'only who opens their client has a chat' };
}
