import type { AskedItem } from '../../domain/asking/ask.js';
import { replyFingerprint, type Update } from '../../domain/asking/update.js';
import {
  type ChainTip,
  checkChain,
  type HistoryEntry,
  type KnownChain,
  linkRecord,
} from '../../domain/plan/history.js';
import { type RecordFault, recordFaults } from '../../domain/plan/history-records.js';
import type { Compiled, PlanHead, PlanStore } from '../store/stores.js';

export interface ChainsChecked {
  readonly chains: readonly { readonly chain: string; readonly entries: readonly HistoryEntry[] }[];
  /** What does not fit, in words, the oldest first; empty when all is well. */
  readonly broken: readonly string[];
}

/**
 * Checks the whole history of a plan: every chain by itself and against the newest links that other rows have seen (the
 * plan's head, the asked requirements, the seals of revisions), so that a chain whose end was cut off is found too; and
 * every answer, contribution, decision, draft and revision against what the history noted when it was written. While
 * the plan is in use something may be written between two reads: only what does not fit twice is told. `known`: links that
 * were seen elsewhere, such as in a backup.
 */
export async function checkChains(
  store: PlanStore,
  head: PlanHead,
  known: readonly KnownChain[] = [],
): Promise<ChainsChecked> {
  const first = await checkOnce(store, head, known);
  if (first.broken.length === 0) return first;
  const again = await checkOnce(store, (await store.head())?.value ?? head, known);
  return { ...again, broken: again.broken.filter((each) => first.broken.includes(each)) };
}

async function checkOnce(store: PlanStore, head: PlanHead, known: readonly KnownChain[]): Promise<ChainsChecked> {
  const items = head.cycle === null ? [] : (await store.decks(head.cycle.id)).flatMap((deck) => deck.items);
  const revisions = await revisionsOf(store, head);
  const seen = [...known, ...tipsSeen(head, revisions, items)];
  const found = await store.records([head.generation]);
  const updates = await updatesOf(
    store,
    items.map(({ value }) => value),
  );
  const names = [...new Set([...(await store.chains()), ...seen.map(({ chain }) => chain)])];
  const chains = await Promise.all(names.map(async (chain) => ({ chain, entries: await store.history(chain) })));
  const links = chains.flatMap(({ chain, entries }) => {
    const links = seen.filter((each) => each.chain === chain);
    const checks = links.length === 0 ? [checkChain(entries)] : links.map((each) => checkChain(entries, each));
    const broken = checks.find((check) => check.kind === 'broken');
    return broken === undefined ? [] : [`chain ${chain}, entry ${broken.seq}: ${broken.why}`];
  });
  const refs = await refsOf(store, head);
  const entries = chains.flatMap((each) => each.entries);
  const linked = entries.map((entry) => ({ ...linkRecord(entry.chain, entry), at: null }));
  const faults = recordFaults(entries, [...found, ...linked]);
  return {
    chains,
    broken: [
      ...links,
      ...faults.map((fault) => faultInWords(fault, refs)),
      ...items.flatMap(({ value }) => answerFault(value, updates)),
    ],
  };
}

function tipsSeen(
  head: PlanHead,
  revisions: readonly Compiled[],
  items: readonly { readonly value: AskedItem; readonly tip: ChainTip }[],
): readonly KnownChain[] {
  const plan = [head.historyTip, ...revisions.map(({ historyTip }) => historyTip)];
  return [
    ...plan.flatMap((tip): KnownChain[] => (tip === undefined ? [] : [{ chain: 'plan', tip }])),
    ...items.flatMap(({ value, tip }): KnownChain[] => (tip.seq === 0 ? [] : [{ chain: value.requirement, tip }])),
  ];
}

async function revisionsOf(store: PlanStore, head: PlanHead): Promise<readonly Compiled[]> {
  const revisions = await Promise.all(head.revisions.map((id) => store.compiled(id)));
  return revisions.filter((each) => each !== null);
}

async function updatesOf(store: PlanStore, items: readonly AskedItem[]): Promise<ReadonlyMap<string, Update>> {
  const answered = items.filter(({ answer, afterClose }) => answer !== null || afterClose !== null);
  const updates = await Promise.all(answered.map(({ requirement }) => store.updates(requirement)));
  return new Map(updates.flat().map((update) => [update.id, update]));
}

/** An answer is printed from the asked row: it must be the one that was recorded. */
function answerFault(item: AskedItem, updates: ReadonlyMap<string, Update>): readonly string[] {
  const isRecorded = [item.answer, item.afterClose].every((answer) => {
    if (answer === null) return true;
    const update = updates.get(answer.update);
    return update !== undefined && replyFingerprint(update.reply) === replyFingerprint(answer.reply);
  });
  return isRecorded ? [] : [`the answer that counts for ${item.ref} is not the one that was recorded`];
}

async function refsOf(store: PlanStore, head: PlanHead): Promise<ReadonlyMap<string, string>> {
  const { requirements } = await store.published(head.generation);
  return new Map(requirements.map(({ id, ref }) => [id, ref]));
}

const KINDS: Readonly<Record<string, string>> = {
  upd: 'an answer',
  ctb: 'a contribution',
  dec: 'a decision of the review',
  compiled: 'a draft or revision',
  gen: 'the published plan',
  his: 'a link of the history',
};

const FAULTS: Readonly<Record<RecordFault['why'], string>> = {
  changed: 'was changed after it was written',
  gone: 'is gone',
  unknown: 'is in no history',
};

function faultInWords({ record, why, at }: RecordFault, refs: ReadonlyMap<string, string>): string {
  const [area = '', about = ''] = record.split('~');
  const ref = refs.get(about);
  const named = `${KINDS[area] ?? 'a row'}${ref === undefined ? '' : ` about ${ref}`}`;
  return `${named}${at === null ? '' : ` of ${at}`} ${FAULTS[why]} (${record})`;
}
