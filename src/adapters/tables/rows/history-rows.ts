import type { Table, TableWrite } from '../../../app/store/ports.js';
import { failing, retryOnConflict } from '../../../app/store/retry-on-conflict.js';
import {
  CHAIN_START,
  type ChainTip,
  type HistoryEntry,
  type HistoryNote,
  type HistoryRecord,
  linkAfter,
} from '../../../domain/plan/history.js';
import { sha256Of } from '../../../domain/text/sha256.js';
import { below, keyOf, newestFirst } from './keys.js';
import { historyEntrySchema } from './row-schemas.js';
import { assemble, parsed, readOne, readRange, readRows, writeOnce, writesOf } from './rows.js';

const AREA = 'his';

/** A stored thing as the history notes it: by its key and the hash of exactly the JSON that is stored. */
export function recordOf(key: string, value: unknown): HistoryRecord {
  return { record: key, hash: sha256Of(JSON.stringify(value)) };
}

/** Notes with things that are written in the same batch: they stand with the first of them. */
export function notedWith(notes: readonly HistoryNote[], records: readonly HistoryRecord[]): readonly HistoryNote[] {
  const [first, ...others] = notes;
  return first === undefined ? [] : [{ ...first, records: [...(first.records ?? []), ...records] }, ...others];
}

/** Entries that follow a tip, with the writes that add them; each insert fails if somebody else was first. */
export function historyWrites(
  tip: ChainTip,
  chain: string,
  notes: readonly HistoryNote[],
  operation: string,
): { readonly writes: readonly TableWrite[]; readonly tip: ChainTip } {
  let last = tip;
  const writes = notes.flatMap((note) => {
    const entry = linkAfter(last, chain, note);
    last = { seq: entry.seq, hash: entry.hash };
    return writesOf(keyOf(AREA, chain, newestFirst(entry.seq)), entry, operation, { kind: 'insert' });
  });
  return { writes, tip: last };
}

/** The newest entry of a chain: one row. */
export async function tipOf(table: Table, partition: string, chain: string): Promise<ChainTip> {
  const page = await table.range({ partition, prefix: below(AREA, chain), limit: 1 });
  const row = page.rows[0];
  if (row === undefined) return CHAIN_START;
  // an entry over several rows is not whole in this page
  const [raw] = row.values['rows'] === 1 ? assemble([row]) : [];
  const entry =
    raw === undefined ? await readOne(table, partition, row.key, historyEntrySchema) : parsed(raw, historyEntrySchema);
  return entry === null ? CHAIN_START : { seq: entry.value.seq, hash: entry.value.hash };
}

/** A whole chain, oldest first. */
export async function chainOf(table: Table, partition: string, chain: string): Promise<readonly HistoryEntry[]> {
  const rows = await readRange(table, { partition, prefix: below(AREA, chain) }, historyEntrySchema);
  return rows.map((row) => row.value).reverse();
}

/** The names of all chains of a plan. */
export async function chainsOf(table: Table, partition: string): Promise<readonly string[]> {
  const rows = await readRows(table, { partition, prefix: below(AREA) });
  return [...new Set(rows.map((row) => row.key.split('~')[1] as string))];
}

/** Adds one entry, reading the tip again until nobody else is first. */
export async function appendEntry(
  table: Table,
  partition: string,
  chain: string,
  note: HistoryNote,
  operation: string,
): Promise<void> {
  await retryOnConflict(failing(`The history chain ${chain} could not be added to`), async () => {
    const tip = await tipOf(table, partition, chain);
    const { writes } = historyWrites(tip, chain, [note], operation);
    return writeOnce(table, partition, writes, operation);
  });
}
