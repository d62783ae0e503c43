import { checkChain, type HistoryEntry } from '../domain/history.js';
import { CommandFailed, type CommonOptions, print, withStore } from './command.js';

interface HistoryOptions extends CommonOptions {
  readonly plan: string;
  readonly verify?: boolean;
}

/** `quarterdeck history --plan ID [--verify]`: what happened, or whether every chain is whole. */
export async function historyCommand(options: HistoryOptions): Promise<void> {
  await withStore(options, async ({ useCases, tenant }) => {
    const store = useCases.stores.plan(tenant, options.plan);
    if ((await store.head()) === null) throw new CommandFailed(`There is no plan "${options.plan}".`);
    const chains = await Promise.all(
      (await store.chains()).map(async (chain) => ({ chain, entries: await store.history(chain) })),
    );
    if (options.verify !== true) {
      const entries = chains.flatMap((each) => each.entries).sort(byTime);
      print(options, entries, entries.map(lineOf));
      return;
    }
    const checks = chains.map(({ chain, entries }) => ({ chain, ...checkChain(entries) }));
    const broken = checks.filter((check) => check.kind === 'broken');
    const total = chains.reduce((sum, each) => sum + each.entries.length, 0);
    if (broken.length > 0) {
      const where = broken.map((check) => `chain ${check.chain}, entry ${check.seq}: ${check.why}`);
      throw new CommandFailed([`${broken.length} of ${checks.length} chains are broken.`, ...where].join('\n'));
    }
    print(options, { chains: checks.length, entries: total, broken: 0 }, [
      `${checks.length} chains with ${total} entries are whole.`,
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
