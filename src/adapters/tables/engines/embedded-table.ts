import { randomUUID } from 'node:crypto';
import { getSystemErrorName } from 'node:util';
import { type Database, open, type RootDatabase } from 'lmdb';
import { z } from 'zod';
import type {
  BatchOutcome,
  RangePage,
  RangeQuery,
  StoredRow,
  TableWrite,
  WholeTable,
} from '../../../app/store/ports.js';
import { TableUnavailableError } from '../../../app/store/table-unavailable.js';
import { filesAsOpened, prepareFolder, proveRoom, wordsFor } from './embedded-folder.js';
import { type PageStats, type Reserve, reserveIn } from './embedded-reserve.js';
import { checkBatch, checkKey } from './limits.js';
import { PROOF } from './proof-row.js';
import { continuationAfter, continued, isEmpty, type RangeBounds, rangeBounds } from './range-bounds.js';
import { keptValues, refusal } from './stored-values.js';

/** A row's record on disk; partition and key are in LMDB's key. */
const recordSchema = z.object({
  etag: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
type Rows = Database<unknown, Buffer>;

/** The most batches that share one commit, so that the event loop is never held for long. */
const MAX_GROUP = 64;

/** As much as a long answer with its history takes, so that the file must have room for it. */
const LARGE_PROOF = { a: 'x'.repeat(30_000), b: 'x'.repeat(30_000) };

/**
 * A table in a folder of this machine, kept by LMDB: ordered, crash-safe, nothing to start.
 * Several processes may open the same folder; conditions are checked inside LMDB's write transaction, which only one
 * process holds at a time. A batch resolves after its commit has reached the disk.
 * The folder is made when missing and set to 0700. Throws `TableUnavailableError` if it cannot be used.
 */
export async function embeddedTable(folder: string): Promise<WholeTable> {
  const file = await prepareFolder(folder);
  const rows = openRows(folder, file);
  const reserve = orUnavailable(folder, 'open', () => reserveIn(file));
  const write = groupCommit(rows, folder, reserve, filesAsOpened(folder));
  let closing: Promise<void> | undefined;
  const assertOpen = (): void => {
    if (closing) throw new TableUnavailableError('The table is closed.');
  };
  /** Reads see every commit before them, those of other processes too: LMDB would keep its snapshot for a while. */
  const read = <Found>(find: () => Found): Found => {
    assertOpen();
    rows.resetReadTxn();
    return orUnavailable(folder, 'read', find);
  };

  return {
    async get(partition, key) {
      checkKey('partition', partition);
      checkKey('key', key);
      return read(() => storedRow(rows, partition, key));
    },

    async range(query: RangeQuery): Promise<RangePage> {
      const bounds = continued(rangeBounds(query), query.continuation);
      return read(() => (isEmpty(bounds) ? { rows: [] } : page(rows, query.partition, bounds)));
    },

    async nextPartition(after) {
      // a name holds no 0x7f, so that ends its rows
      const start = after === '' ? Buffer.alloc(0) : Buffer.from(`${after}\0\x7f`, 'latin1');
      return read(() => {
        for (const { key } of rows.getRange({ start, limit: 1 })) return partitionOf(key);
        return null;
      });
    },

    /** One read, in which nothing else runs: so it is one moment. */
    async snapshot(partition) {
      return read(() => page(rows, partition, { from: '', limit: Number.MAX_SAFE_INTEGER - 1 }).rows);
    },

    async batch(partition, writes) {
      checkBatch(partition, writes);
      assertOpen();
      return write.commit(partition, writes);
    },

    /** LMDB finds room in its own file for a while when the disk is full, so the disk is asked too. */
    async proveWritable() {
      assertOpen();
      await proveRoom(folder);
      await write.commit(PROOF.partition, [{ kind: 'put', key: PROOF.key, values: LARGE_PROOF }]);
    },

    async close() {
      closing ??= write.settled().then(async () => {
        reserve.close();
        await rows.close();
      });
      await closing;
    },
  };
}

function openRows(folder: string, file: string): RootDatabase<unknown, Buffer> {
  return orUnavailable(folder, 'open', () =>
    open<unknown, Buffer>({
      path: file,
      // Said outright: lmdb takes a path for a file or a folder depending on a dot in it.
      noSubdir: true,
      // A commit includes its flush. By default lmdb flushes after it has reported the commit.
      overlappingSync: false,
      keyEncoding: 'binary',
      encoding: 'json',
    }),
  );
}

/** Partition and key, apart by a NUL, which neither may hold: LMDB's byte order is then that of the keys. */
function diskKey(partition: string, key: string): Buffer {
  return Buffer.from(`${partition}\0${key}`, 'latin1');
}

function partitionOf(key: Buffer): string {
  return key.toString('latin1', 0, key.indexOf(0));
}

function storedRow(rows: Rows, partition: string, key: string): StoredRow | undefined {
  const record = rows.get(diskKey(partition, key));
  return record === undefined ? undefined : { partition, key, ...recordSchema.parse(record) };
}

function page(rows: Rows, partition: string, { from, before, limit }: RangeBounds): RangePage {
  const found: StoredRow[] = [];
  // All keys are ASCII, so that 0x7f ends a partition.
  const end = diskKey(partition, before ?? '\x7f');
  for (const { key, value } of rows.getRange({ start: diskKey(partition, from), end, limit: limit + 1 })) {
    const last = found.at(-1);
    if (found.length === limit && last) return { rows: found, continuation: continuationAfter(last.key) };
    found.push({ partition, key: key.toString('latin1', partition.length + 1), ...recordSchema.parse(value) });
  }
  return { rows: found };
}

interface WaitingBatch {
  readonly partition: string;
  readonly writes: readonly TableWrite[];
  readonly resolve: (outcome: BatchOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers the batches of one turn of the event loop into one durable commit.
 * LMDB's synchronous transaction on purpose: in lmdb 3.5 a failed flush of the asynchronous one (disk full) ends in
 * an unhandled rejection, which ends the process, and it was slower (2,050 against 3,380 single commits a second).
 */
function groupCommit(
  rows: RootDatabase<unknown, Buffer>,
  folder: string,
  reserve: Reserve,
  assertSameFiles: () => void,
) {
  const waiting: WaitingBatch[] = [];
  let lastCommit: Promise<void> = Promise.resolve();

  const commitTogether = (group: readonly WaitingBatch[]): void => {
    try {
      assertSameFiles();
      const outcomes = orUnavailable(folder, 'write', () =>
        rows.transactionSync(() => {
          const batches = group.map(({ writes }) => writes);
          reserve.hold(rows.getStats() as PageStats, batches);
          return group.map(({ partition, writes }) => decideAndWrite(rows, partition, writes));
        }),
      );
      for (const [place, outcome] of outcomes.entries()) group[place]?.resolve(outcome);
    } catch (error) {
      // Nothing of the group was written. One bad batch must not fail its neighbours: each alone.
      if (group.length === 1) group[0]?.reject(error);
      else for (const batch of group) commitTogether([batch]);
    }
  };

  const commitWaiting = (): void => {
    commitTogether(waiting.splice(0, MAX_GROUP));
    if (waiting.length > 0) schedule();
  };
  const schedule = (): void => {
    setImmediate(commitWaiting);
  };

  return {
    commit(partition: string, writes: readonly TableWrite[]): Promise<BatchOutcome> {
      const outcome = new Promise<BatchOutcome>((resolve, reject) => {
        if (waiting.length === 0) schedule();
        waiting.push({ partition, writes, resolve, reject });
      });
      const settled = (): void => {};
      lastCommit = outcome.then(settled, settled);
      return outcome;
    },
    /** Resolves when the batches given so far have been committed or refused. */
    settled: (): Promise<void> => lastCommit,
  };
}

/** Runs inside LMDB's write transaction: nobody else, in this process or another, writes in between. */
function decideAndWrite(rows: Rows, partition: string, writes: readonly TableWrite[]): BatchOutcome {
  for (const [index, write] of writes.entries()) {
    const reason = refusal(write, storedRow(rows, partition, write.key));
    if (reason) return { kind: 'conflict', index, reason };
  }
  // A key stands in a batch only once, so one etag for the whole batch is new for every row of it.
  const etag = randomUUID();
  for (const write of writes) {
    const key = diskKey(partition, write.key);
    if (write.kind === 'remove') rows.removeSync(key);
    else rows.putSync(key, { etag, values: keptValues(write.values) });
  }
  return { kind: 'done' };
}

function orUnavailable<Result>(folder: string, verb: 'open' | 'read' | 'write', act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (error instanceof z.ZodError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const advice =
      verb === 'write'
        ? 'Is the disk full? Make room and try again.'
        : 'Is it a folder of ours, and may this account use it?';
    const words =
      wordsFor(systemCode(error)) ?? (verb === 'write' ? 'the disk does not take it' : 'its file cannot be used');
    throw new TableUnavailableError(`Could not ${verb} the data in “${folder}” (${reason}). ${advice}`, error, words);
  }
}

/** LMDB's errors carry the system's number for what went wrong, or a negative one of its own; Node's carry its name. */
function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code === 'string') return code;
  return typeof code === 'number' && code > 0 ? getSystemErrorName(-code) : undefined;
}
