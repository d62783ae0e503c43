import { randomUUID } from 'node:crypto';
import type {
  BatchOutcome,
  RangePage,
  RangeQuery,
  StoredRow,
  TableWrite,
  WholeTable,
} from '../../../app/store/ports.js';
import { TableUnavailableError } from '../../../app/store/table-unavailable.js';
import { checkBatch, checkKey } from './limits.js';
import { PROOF } from './proof-row.js';
import { continuationAfter, continued, rangeBounds } from './range-bounds.js';
import { keptValues, refusal } from './stored-values.js';

/** A table that lives and dies with the process: for unit tests and dry runs. Limits as on every engine. */
export function memoryTable(): WholeTable {
  const partitions = new Map<string, OrderedRows>();
  let closed = false;
  const rowsOf = (partition: string): OrderedRows => {
    if (closed) throw new TableUnavailableError('The table is closed.');
    return partitions.get(partition) ?? { keys: [], byKey: new Map() };
  };

  return {
    async get(partition, key) {
      checkKey('partition', partition);
      checkKey('key', key);
      const row = rowsOf(partition).byKey.get(key);
      return row && copied(row);
    },

    async range(query: RangeQuery): Promise<RangePage> {
      const { from, before, limit } = continued(rangeBounds(query), query.continuation);
      const { keys, byKey } = rowsOf(query.partition);
      const start = placeOf(keys, from);
      const end = before === undefined ? keys.length : placeOf(keys, before);
      const found = keys.slice(start, Math.min(end, start + limit));
      const rows = found.flatMap((key) => byKey.get(key) ?? []).map(copied);
      const last = found.at(-1);
      return start + limit < end && last !== undefined ? { rows, continuation: continuationAfter(last) } : { rows };
    },

    async batch(partition, writes): Promise<BatchOutcome> {
      checkBatch(partition, writes);
      const rows = rowsOf(partition);
      for (const [index, write] of writes.entries()) {
        const reason = refusal(write, rows.byKey.get(write.key));
        if (reason) return { kind: 'conflict', index, reason };
      }
      // A key stands in a batch only once, so one etag for the whole batch is new for every row of it.
      const etag = randomUUID();
      for (const write of writes) apply(rows, partition, write, etag);
      partitions.set(partition, rows);
      return { kind: 'done' };
    },

    async nextPartition(after) {
      const later = [...partitions.keys()].filter((name) => name > after && rowsOf(name).keys.length > 0);
      return later.sort()[0] ?? null;
    },

    async snapshot(partition) {
      return [...rowsOf(partition).keys].flatMap((key) => rowsOf(partition).byKey.get(key) ?? []).map(copied);
    },

    async proveWritable() {
      rowsOf(PROOF.partition);
    },

    async close() {
      closed = true;
      partitions.clear();
    },
  };
}

/** The rows of a partition; `keys` is sorted by code unit. */
interface OrderedRows {
  readonly keys: string[];
  readonly byKey: Map<string, StoredRow>;
}

function apply(rows: OrderedRows, partition: string, write: TableWrite, etag: string): void {
  const place = placeOf(rows.keys, write.key);
  if (write.kind === 'remove') {
    rows.keys.splice(place, 1);
    rows.byKey.delete(write.key);
    return;
  }
  if (!rows.byKey.has(write.key)) rows.keys.splice(place, 0, write.key);
  rows.byKey.set(write.key, { partition, key: write.key, values: keptValues(write.values), etag });
}

function copied(row: StoredRow): StoredRow {
  return { ...row, values: { ...row.values } };
}

/** Where `key` stands, or would stand, in the sorted keys. */
function placeOf(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
