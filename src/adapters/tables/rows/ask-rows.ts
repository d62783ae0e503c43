import { z } from 'zod';
import type { Written } from '../../../app/store/held.js';
import type { Table, TableWrite } from '../../../app/store/ports.js';
import type { AskChange, AskHead, CommitmentChange, Deck, HeldItem, ItemHolder } from '../../../app/store/stores.js';
import type { AskedItem } from '../../../domain/asking/ask.js';
import type { Update } from '../../../domain/asking/update.js';
import type { Commitment } from '../../../domain/commitments/commitment.js';
import type { ChainTip, HistoryPayload } from '../../../domain/plan/history.js';
import { askedItemSchema, askHeadSchema, updateSchema } from './ask-schemas.js';
import { commitmentWrites, keyOfCommitment } from './commitment-rows.js';
import { historyWrites, tipOf } from './history-rows.js';
import { below, keyOf } from './keys.js';
import { assemble, batchesOf, parsed, readRange, readRows, writeOnce, writesOf } from './rows.js';

const AREA = 'ask';
/** Another writer of the same chain may be first; more often than this in a row is a defect. */
const TRIES = 5;

const itemRowSchema = z.object({ item: askedItemSchema, tip: z.object({ seq: z.number(), hash: z.string() }) });

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
  const writes: TableWrite[] = [];
  for (const change of changes) {
    if (change.kind === 'head') {
      writes.push(...writesOf(headKey(cycle, change.head), change.head, operation, conditionOf(change.etag)));
    } else if (change.kind === 'removeItem') {
      writes.push({ kind: 'remove', key: itemKey(cycle, change.person, change.item), etag: change.etag });
    } else {
      const tip = await tipOf(table, partition, change.item.requirement);
      const key = itemKey(cycle, change.person, change.item);
      writes.push(...writesOf(key, { item: change.item, tip }, operation, conditionOf(change.etag)));
    }
  }
  for (const batch of batchesOf(writes)) {
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
  let tip: ChainTip = held.tip;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const entry = historyWrites(tip, held.value.requirement, history, operation);
    const item = writesOf(itemKey(cycle, person, held.value), rowOf(held, entry.tip), operation, {
      kind: 'replace',
      etag: held.etag,
    });
    const kept = writesOf(updateKey(update), update, operation, { kind: 'insert' });
    const promises = commitments.flatMap((each) => commitmentWrites(each, operation, { kind: 'put' }));
    const outcome = await table.batch(partition, [...item, ...kept, ...promises, ...entry.writes]);
    if (outcome.kind === 'done') return 'done';
    const own = await table.get(partition, updateKey(update));
    if (own?.values['op'] === operation) return 'done';
    if (outcome.index < item.length + kept.length) return 'conflict';
    // only the chain moved on (something else was noted about this requirement): link after its new tip
    tip = await tipOf(table, partition, held.value.requirement);
  }
  return 'conflict';
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
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const entry = historyWrites(await tipOf(table, partition, requirement), requirement, history, operation);
    const rows = changes.flatMap(({ commitment, etag }) => commitmentWrites(commitment, operation, conditionOf(etag)));
    const item =
      holder === null
        ? []
        : writesOf(itemKey(holder.cycle, holder.person, holder.item.value), rowOf(holder.item, entry.tip), operation, {
            kind: 'replace',
            etag: holder.item.etag,
          });
    const outcome = await table.batch(partition, [...item, ...rows, ...entry.writes]);
    if (outcome.kind === 'done') return 'done';
    const first = changes[0]?.commitment;
    const own = first === undefined ? undefined : await table.get(partition, keyOfCommitment(first));
    if (own?.values['op'] === operation) return 'done';
    if (outcome.index < item.length + rows.length) return 'conflict';
    // only the chain moved on: link after its new tip
  }
  return 'conflict';
}

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

function rowOf({ value }: HeldItem, tip: ChainTip): unknown {
  return { item: value, tip };
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

function conditionOf(etag: string | null): { kind: 'insert' } | { kind: 'replace'; etag: string } {
  return etag === null ? { kind: 'insert' } : { kind: 'replace', etag };
}
