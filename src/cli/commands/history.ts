import { readBackup } from '../../adapters/tables/backup/read-backup.js';
import { planPartition } from '../../adapters/tables/rows/keys.js';
import { checkChains } from '../../app/standing/check-chains.js';
import { loadPlan } from '../../app/store/load-plan.js';
import type { HistoryEntry, KnownChain } from '../../domain/plan/history.js';
import { counted } from '../../domain/text/counted.js';
import { CommandFailed, type CommonOptions, print, WrongUsage, withStore } from '../output/command.js';

interface HistoryOptions extends CommonOptions {
  readonly plan: string;
  readonly verify?: boolean;
  readonly backup?: string;
}

/** `quarterdeck history --plan ID [--verify [--backup FILE]]`: what happened, or whether all of it is as it was written. */
export async function historyCommand(options: HistoryOptions): Promise<void> {
  if (options.backup !== undefined && options.verify !== true) {
    throw new WrongUsage('--backup compares with a backup, which is a part of --verify. Give both.');
  }
  await withStore(options, async ({ useCases, tenant }) => {
    const loaded = await loadPlan(useCases.stores, tenant, options.plan);
    if (loaded.kind === 'refused') throw new CommandFailed(loaded.reason);
    const { chains, broken } = await checkChains(loaded.store, loaded.head, await knownFrom(options, tenant));
    if (options.verify !== true) {
      const entries = chains.flatMap((each) => each.entries).sort(byTime);
      print(options, entries, entries.map(lineOf));
      return;
    }
    const total = chains.reduce((sum, each) => sum + each.entries.length, 0);
    if (broken.length > 0) {
      throw new CommandFailed(
        [
          `${counted(broken.length, 'thing')} in the history of "${options.plan}" ${broken.length === 1 ? 'does' : 'do'} not fit:`,
          ...broken,
        ].join('\n'),
      );
    }
    print(options, { chains: chains.length, entries: total, broken: 0 }, [
      `${counted(chains.length, 'chain')} with ${counted(total, 'entry', 'entries')} ${chains.length === 1 ? 'is' : 'are'} whole.`,
    ]);
  });
}

/** The newest link that a backup saw. Everything that was written before it must still be there. */
async function knownFrom({ backup, plan }: HistoryOptions, tenant: string): Promise<readonly KnownChain[]> {
  if (backup === undefined) return [];
  const { end } = await readBackup(backup);
  const seen = end.history.find((each) => each.plan === planPartition(tenant, plan));
  if (seen === undefined) throw new CommandFailed(`${backup} holds no plan "${plan}" of this tenant.`);
  return [{ chain: 'plan', tip: seen }];
}

function byTime(a: HistoryEntry, b: HistoryEntry): number {
  const at = (entry: HistoryEntry) => entry.payload?.at ?? '';
  return at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : a.seq - b.seq;
}

function lineOf(entry: HistoryEntry): string {
  const { payload } = entry;
  if (payload === null) return `(erased)  ${entry.chain} ${entry.seq}`;
  const change = [payload.old, payload.new].filter((text) => text !== null).join(' -> ');
  return `${payload.at}  ${payload.who}  ${payload.what} ${payload.about}  ${change}`.trimEnd();
}
