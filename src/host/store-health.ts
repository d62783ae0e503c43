import type { Table } from '../app/store/ports.js';
import { TableUnavailableError } from '../app/store/table-unavailable.js';

/** A proof that the store can be written holds for this long: whoever asks more often costs nothing. */
const PROOF_MS = 5_000;
/** After a write that failed, a proof is asked for no sooner than this. */
const PAUSE_MS = 3_000;

/** A table whose writes are watched, and what is known of them. */
export interface WatchedTable {
  readonly table: Table;
  /** Why nothing can be saved, in a few words; null when it can. */
  trouble(): Promise<string | null>;
}

/**
 * Watches the writes of a table. One that fails is trouble until a proof succeeds; without one, a proof is asked for when
 * somebody wants to know. A write that succeeds proves nothing: on a full disk the small ones still do for a while.
 */
export function watchWrites(inner: Table, steadyMs: () => number): WatchedTable {
  let why: string | null = null;
  let knownAt = Number.NEGATIVE_INFINITY;
  let proof: Promise<void> | null = null;

  const note = (found: string | null): void => {
    why = found;
    knownAt = steadyMs();
  };
  const prove = async (): Promise<void> => {
    try {
      await inner.proveWritable();
      note(null);
    } catch (error) {
      if (!(error instanceof TableUnavailableError)) throw error;
      note(error.why);
    } finally {
      proof = null;
    }
  };

  return {
    table: {
      get: (partition, key) => inner.get(partition, key),
      range: (query) => inner.range(query),
      async batch(partition, writes) {
        try {
          return await inner.batch(partition, writes);
        } catch (error) {
          if (error instanceof TableUnavailableError) note(error.why);
          throw error;
        }
      },
      proveWritable: () => inner.proveWritable(),
      close: () => inner.close(),
    },
    async trouble() {
      if (steadyMs() - knownAt < (why === null ? PROOF_MS : PAUSE_MS)) return why;
      proof ??= prove();
      await proof;
      return why;
    },
  };
}
