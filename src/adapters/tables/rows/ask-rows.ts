import { z } from 'zod';
import type { Written } from '../../../app/store/held.js';
import type { Table, TableWrite } from '../../../app/store/ports.js';
import { retryOnConflict } from '../../../app/store/retry-on-conflict.js';
import type { AskChange, AskHead, CommitmentChange, Deck, HeldItem, ItemHolder } from '../../../app/store/stores.js';
import type { AskedItem } from '../../../domain/asking/ask.js';
import type { Update } from '../../../domain/asking/update.js';
import type { Commitment } from '../../../domain/commitments/commitment.js';
import type { Contribution } from '../../../domain/people/contribution.js';
import type { ChainTip, HistoryNote, HistoryPayload } from '../../../domain/plan/history.js';
import { askedItemSchema, askHeadSchema, contributionSchema, updateSchema } from './ask-schemas.js';
import { commitmentWrites, keyOfCommitment } from './commitment-rows.js';
import { historyWrites, notedWith, recordOf, tipOf } from './history-rows.js';
import { below, keyOf } from './keys.js';
import { assemble, batchesOf, parsed, readRange, readRows, writeOnce, writesOf } from './rows.js';

const AREA = 'ask';

const itemRowSchema = z.looseObject({
  item: askedItemSchema,
  tip: z.looseObject({ seq: z.number(), hash: z.string() }),
});

/** One person's deck: its head and items stand next to each other, so this is one range read. */
export async function readDeck(table: Table, partition: string, cycle: string, person: string): Promise<Deck | null> {
  return (await readDecks(table, partition, keyOf(AREA, cycle, person)))[0] ?? null;
}

/** All decks of a cycle. */
export async function readCycle(table: Table, partition: string, cycle: string): Promise<readonly Deck[]> {
  return readDecks(table, partition, below(AREA, cycle));
}

/** Brings asks to what the changes say. Batches are cut by size; a conflict stops, and the caller reads again. */
export async function writeAskChanges(
  table: Table,
  partition: string,
  cycle: string,
  changes: readonly AskChange[],
  operation: string,
): Promise<Written> {
  const together: (readonly TableWrite[])[] = [];
  for (const change of changes) {
    if (change.kind === 'head') {
      together.push(writesOf(headKey(cycle, change.head), change.head, operation, conditionOf(change.etag)));
    } else if (change.kind === 'removeItem') {
      together.push([{ kind: 'remove', key: itemKey(cycle, change.person, change.item), etag: change.etag }]);
    } else {
      const chain = change.item.requirement;
      const asked = change.asked === undefined ? [] : [change.asked];
      const noted = historyWrites(await tipOf(table, partition, chain), chain, asked, operation);
      const key = itemKey(cycle, change.person, change.item);
      const row = { item: change.item, tip: noted.tip };
      together.push([...writesOf(key, row, operation, conditionOf(change.etag)), ...noted.writes]);
    }
  }
  for (const batch of batchesOf(together)) {
    if ((await writeOnce(table, partition, batch, operation)) === 'conflict') return 'conflict';
  }
  return 'done';
}

/** An accepted reply in one batch: item, update, commitments and history; all or nothing. The item's version guards them all. */
export async function writeReply(
  table: Table,
  partition: string,
  cycle: string,
  person: string,
  held: HeldItem,
  update: Update,
  commitments: readonly Commitment[],
  history: readonly HistoryPayload[],
  operation: string,
): Promise<Written> {
  const kept = writesOf(updateKey(update), update, operation, { kind: 'insert' });
  const promises = commitments.flatMap((each) => commitmentWrites(each, operation, { kind: 'put' }));
  const notes = notedWith(history, [recordOf(updateKey(update), update)]);
  const chain = { chain: held.value.requirement, history: notes, tip: held.tip };
  return writeLinked(table, partition, chain, operation, updateKey(update), (tip) => [
    ...itemWrites({ cycle, person, item: held }, tip, operation),
    ...kept,
    ...promises,
  ]);
}

/** A contribution in one batch: the item that holds it, its own row and its history. The item's version guards them all. */
export async function writeContribution(
  table: Table,
  partition: string,
  holder: ItemHolder,
  contribution: Contribution,
  history: HistoryPayload,
  operation: string,
): Promise<Written> {
  const { value, tip } = holder.item;
  const key = contributionKey(contribution);
  const kept = writesOf(key, contribution, operation, { kind: 'insert' });
  const notes = notedWith([history], [recordOf(key, contribution)]);
  const chain = { chain: value.requirement, history: notes, tip };
  return writeLinked(table, partition, chain, operation, key, (tip) => [
    ...itemWrites(holder, tip, operation),
    ...kept,
  ]);
}

/** Every contribution to a requirement, oldest first. */
export async function readContributions(
  table: Table,
  partition: string,
  requirement: string,
): Promise<readonly Contribution[]> {
  const rows = await readRange(table, { partition, prefix: below('ctb', requirement) }, contributionSchema);
  return rows.map((row) => row.value);
}

/** Commitments of one requirement in one batch, with the item that holds them where one does, and their history. */
export async function writeCommitments(
  table: Table,
  partition: string,
  requirement: string,
  changes: readonly CommitmentChange[],
  holder: ItemHolder | null,
  history: readonly HistoryPayload[],
  operation: string,
): Promise<Written> {
  const [first] = changes;
  const rows = changes.flatMap(({ commitment, etag }) => commitmentWrites(commitment, operation, conditionOf(etag)));
  const chain = { chain: requirement, history, tip: null };
  const item = holder === null ? null : itemKey(holder.cycle, holder.person, holder.item.value);
  const own = first === undefined ? item : keyOfCommitment(first.commitment);
  return writeLinked(table, partition, chain, operation, own, (tip) => [
    ...(holder === null ? [] : itemWrites(holder, tip, operation)),
    ...rows,
  ]);
}

/**
 * Rows and the history of their requirement in one batch. Where only the chain has moved on (something else was noted
 * about this requirement), it is linked after its new tip; a conflict of the rows is the caller's. `own`: a row in which
 * the operation of this write is found again.
 */
async function writeLinked(
  table: Table,
  partition: string,
  {
    chain,
    history,
    tip,
  }: { readonly chain: string; readonly history: readonly HistoryNote[]; readonly tip: ChainTip | null },
  operation: string,
  own: string | null,
  rowsAt: (tip: ChainTip) => readonly TableWrite[],
): Promise<Written> {
  let seen = tip;
  const outcome = await retryOnConflict(overtaken, async () => {
    const entry = historyWrites(seen ?? (await tipOf(table, partition, chain)), chain, history, operation);
    seen = null;
    const rows = rowsAt(entry.tip);
    const outcome = await table.batch(partition, [...rows, ...entry.writes]);
    if (outcome.kind === 'done') return 'done';
    const there = own === null ? undefined : await table.get(partition, own);
    if (there?.values['op'] === operation) return 'done';
    return outcome.index < rows.length ? overtaken() : 'conflict';
  });
  return outcome === 'done' ? 'done' : 'conflict';
}
/** Some other row was first, or the chain moved on too often: the caller reads again. */
const overtaken = () => 'overtaken' as const;

/** Every update about a requirement, oldest first. */
export async function readUpdates(table: Table, partition: string, requirement: string): Promise<readonly Update[]> {
  const rows = await readRange(table, { partition, prefix: below('upd', requirement) }, updateSchema);
  return rows.map((row) => row.value);
}

async function readDecks(table: Table, partition: string, prefix: string): Promise<readonly Deck[]> {
  const decks: { head: Deck['head']; items: HeldItem[] }[] = [];
  for (const raw of assemble(await readRows(table, { partition, prefix }))) {
    if (raw.key.split('~').length === 3) {
      decks.push({ head: parsed(raw, askHeadSchema), items: [] });
    } else {
      const { value, etag } = parsed(raw, itemRowSchema);
      decks.at(-1)?.items.push({ value: value.item, etag, tip: value.tip });
    }
  }
  for (const deck of decks) deck.items.sort((a, b) => a.value.order - b.value.order);
  return decks;
}

function itemWrites({ cycle, person, item }: ItemHolder, tip: ChainTip, operation: string): readonly TableWrite[] {
  const row = { item: item.value, tip };
  return writesOf(itemKey(cycle, person, item.value), row, operation, { kind: 'replace', etag: item.etag });
}

function headKey(cycle: string, head: AskHead): string {
  return keyOf(AREA, cycle, head.person);
}

function itemKey(cycle: string, person: string, item: AskedItem): string {
  return keyOf(AREA, cycle, person, item.requirement);
}

function updateKey(update: Update): string {
  return keyOf('upd', update.requirement, update.at.replaceAll(':', '.'), update.id);
}

function contributionKey({ requirement, at, id }: Contribution): string {
  return keyOf('ctb', requirement, at.replaceAll(':', '.'), id);
}

function conditionOf(etag: string | null): { kind: 'insert' } | { kind: 'replace'; etag: string } {
  return etag === null ? { kind: 'insert' } : { kind: 'replace', etag };
}
