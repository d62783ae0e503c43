import type { Table } from '../../app/store/ports.js';

/** What was asked of a table. One call is one transaction of Azure Table storage, a page of a range each. */
export interface Counts {
  reads: number;
  writes: number;
}

/** A table that counts what it is asked. */
export function countingTable(table: Table): { readonly table: Table; readonly counts: Counts } {
  const counts: Counts = { reads: 0, writes: 0 };
  return {
    counts,
    table: {
      get(partition, key) {
        counts.reads += 1;
        return table.get(partition, key);
      },
      range(query) {
        counts.reads += 1;
        return table.range(query);
      },
      batch(partition, writes) {
        counts.writes += 1;
        return table.batch(partition, writes);
      },
      proveWritable: () => table.proveWritable(),
      close: () => table.close(),
    },
  };
}
