import { checkChains } from '../../app/standing/check-chains.js';
import { loadPlan } from '../../app/store/load-plan.js';
import type { HistoryEntry } from '../../domain/plan/history.js';
import { counted } from '../../domain/text/counted.js';
import { CommandFailed, type CommonOptions, print, withStore } from '../output/command.js';

interface HistoryOptions extends CommonOptions {
  readonly plan: string;
  readonly verify?: boolean;
}

/** `quarterdeck history --plan ID [--verify]`: what happened, or whether every chain is whole. */
export async function historyCommand(options: HistoryOptions): Promise<void> {
  await withStore(options, async ({ useCases, tenant }) => {
    const loaded = await loadPlan(useCases.stores, tenant, options.plan);
    if (loaded.kind === 'refused') throw new CommandFailed(loaded.reason);
    const { chains, broken } = await checkChains(loaded.store, loaded.head);
    if (options.verify !== true) {
      const entries = chains.flatMap((each) => each.entries).sort(byTime);
      print(options, entries, entries.map(lineOf));
      return;
    }
    const total = chains.reduce((sum, each) => sum + each.entries.length, 0);
    if (broken.length > 0) {
      throw new CommandFailed([`${broken.length} of ${chains.length} chains are broken.`, ...broken].join('\n'));
    }
    print(options, { chains: chains.length, entries: total, broken: 0 }, [
      `${counted(chains.length, 'chain')} with ${counted(total, 'entry', 'entries')} ${chains.length === 1 ? 'is' : 'are'} whole.`,
    ]);
  });
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
