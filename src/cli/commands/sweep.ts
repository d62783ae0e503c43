import { openLocalClock } from '../../adapters/clock.js';
import { makeTeams } from '../../adapters/teams/teams.js';
import { parseInstant } from '../../domain/calendar/civil-date.js';
import { readBotIdentity } from '../../host/config.js';
import { makeSweepWith } from '../../host/wiring.js';
import { CommandFailed, type CommonOptions, print, WrongUsage, withStore } from '../output/command.js';

interface SweepOptions extends CommonOptions {
  readonly now?: string;
  readonly dryRun?: boolean;
}

/** `quarterdeck sweep [--now ISO] [--dry-run]`: sends what is due, or says what it would send. */
export async function sweepCommand(options: SweepOptions): Promise<void> {
  const given = options.now === undefined ? undefined : parseInstant(options.now);
  if (options.now !== undefined && given === undefined) {
    throw new WrongUsage(`--now must be a time like 2027-03-31T09:30:00Z. You gave "${options.now}".`);
  }
  const dryRun = options.dryRun ?? false;
  await withStore(options, async ({ useCases, tenant, clock, local, config, log }) => {
    if (given !== undefined && !dryRun) {
      if (!local)
        throw new CommandFailed('Outside local mode --now needs --dry-run: nobody is asked at a made-up time.');
      const shown = await useCases.stores.service.localClock();
      const moved = await openLocalClock(useCases.stores.service, Date.now);
      const shows = await moved.now();
      // before local mode was ever run there is no clock to move back: this sets it
      if (shown !== null && given < shows) {
        throw new CommandFailed(
          `The local clock can only move forward. It shows ${shows}. Name a later time, or add --dry-run to look at another.`,
        );
      }
      await moved.moveTo(given);
    }
    // a dry run says nothing to anybody, so it needs no name to say it under
    const identity = local || dryRun ? ({ kind: 'none' } as const) : readBotIdentity();
    const teams = makeTeams({ identity, tenants: [tenant, ...config.tenants], log });
    const { watch, wouldSend } = makeSweepWith(useCases, { messenger: teams.messenger, log, local, steadyMs: null });
    const now = given ?? (await clock.now());
    const outcome = dryRun ? ({ kind: 'swept', report: await wouldSend(now) } as const) : await watch(now);
    if (outcome.kind === 'held') {
      throw new CommandFailed(
        `Nothing was sent: the clock jumped, and messages to ${outcome.people} people are held. If the time is right, the lead writes /resume in Teams. --dry-run shows what would be sent.`,
      );
    }
    const { report } = outcome;
    print(options, report, [
      report.lines.length === 0
        ? 'Nothing is due.'
        : `${dryRun ? 'Would send' : 'Dealt with'}: ${report.lines.length}.`,
      ...report.lines.map(
        (line) =>
          `  ${line.name || line.person}: ${line.rungs.join(', ')} of ${line.plans.join(', ')}: ${line.outcome}${line.reason === null ? '' : ` (${line.reason})`}`,
      ),
    ]);
    const failed = report.lines.filter((line) => line.outcome === 'error' || line.outcome === 'failed');
    if (failed.length > 0) {
      throw new CommandFailed(
        `${failed.length} of ${report.lines.length} could not be dealt with. The sweep went on for everybody else.`,
      );
    }
  });
}
