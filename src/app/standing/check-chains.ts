import { type ChainTip, checkChain, type HistoryEntry } from '../../domain/plan/history.js';
import type { PlanHead, PlanStore } from '../store/stores.js';

export interface ChainsChecked {
  readonly chains: readonly { readonly chain: string; readonly entries: readonly HistoryEntry[] }[];
  /** What is wrong with chains that are not whole; empty when all is well. */
  readonly broken: readonly string[];
}

/**
 * Checks every history chain of a plan against the newest links that other rows have seen: the plan's head for its own
 * chain, the asked requirements of the cycle for theirs. So a chain whose end was cut off, or that is gone, is found too.
 */
export async function checkChains(store: PlanStore, head: PlanHead): Promise<ChainsChecked> {
  const seen = await tipsSeen(store, head);
  const names = [...new Set([...(await store.chains()), ...seen.keys()])];
  const chains = await Promise.all(names.map(async (chain) => ({ chain, entries: await store.history(chain) })));
  const broken = chains.flatMap(({ chain, entries }) => {
    const tip = seen.get(chain);
    const check = checkChain(entries, tip === undefined ? undefined : { chain, tip });
    return check.kind === 'broken' ? [`chain ${chain}, entry ${check.seq}: ${check.why}`] : [];
  });
  return { chains, broken };
}

async function tipsSeen(store: PlanStore, head: PlanHead): Promise<ReadonlyMap<string, ChainTip>> {
  const seen = new Map<string, ChainTip>();
  const note = (chain: string, tip: ChainTip) => {
    if (tip.seq > (seen.get(chain)?.seq ?? 0)) seen.set(chain, tip);
  };
  if (head.historyTip !== undefined) note('plan', head.historyTip);
  if (head.cycle !== null) {
    for (const deck of await store.decks(head.cycle.id)) {
      for (const { value, tip } of deck.items) note(value.requirement, tip);
    }
  }
  return seen;
}
