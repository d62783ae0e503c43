import { openLocalClock } from '../../adapters/clock.js';
import { makeTeams } from '../../adapters/teams/teams.js';
import type { Hold } from '../../app/store/directory.js';
import { parseInstant } from '../../domain/calendar/civil-date.js';
import { readBotIdentity } from '../../host/config.js';
import { connections, makeWatchWith } from '../../host/wiring.js';
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
      const stored = await useCases.stores.service.localClock();
      const moved = await openLocalClock(useCases.stores.service, Date.now);
      const shows = await moved.now();
      // before local mode was ever run there is no clock to move back: this sets it
      if (stored !== null && given < shows) {
        throw new CommandFailed(
          `The local clock can only move forward. It shows ${shows}. Name a later time, or add --dry-run to look at another.`,
        );
      }
      await moved.moveTo(given);
    }
    // a dry run says nothing to anybody, so it needs no name to say it under
    const identity = local || dryRun ? ({ kind: 'none' } as const) : readBotIdentity();
    const teams = makeTeams({ identity, tenants: [tenant, ...config.tenants], log, connections });
    const shown = given === undefined ? clock : { now: async () => given };
    const { messenger } = teams;
    const watch = makeWatchWith(useCases, { messenger, log, clock: shown, local, steadyMs: null });
    const outcome = dryRun
      ? ({ kind: 'swept', report: await watch.wouldSend(await shown.now()) } as const)
      : await watch.wake();
    if (outcome.kind === 'held') throw new CommandFailed(heldBack(outcome.hold));
    const { report } = outcome;
    print(options, report, [
      ...report.closes.map(
        (plan) => `${dryRun ? 'Would close' : 'Closed'} the cycle of ${plan}: its last day has passed.`,
      ),
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

function heldBack({ from, to, people, why }: Hold): string {
  if (why === 'restored') {
    return `Nothing was sent: the store was restored from a backup of ${from}, and what was sent since then is not known. Once you have looked at the status, run "quarterdeck resume", or the lead writes /resume. --dry-run shows what would be sent.`;
  }
  const what = people === 0 ? 'the sweep is' : `messages to ${people} people are`;
  return `Nothing was sent: the clock jumped from ${from} to ${to}, and ${what} held. If that is the right time, run "quarterdeck resume", or the lead writes /resume; if not, set the clock right. --dry-run shows what would be sent.`;
}
