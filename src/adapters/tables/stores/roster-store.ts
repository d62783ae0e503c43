import type { RosterStore } from '../../../app/store/person-store.js';
import type { Table } from '../../../app/store/ports.js';
import { keyOf, rosterPartition } from '../rows/keys.js';
import { onRosterSchema } from '../rows/person-schemas.js';
import { readOne, readRange, writeMany, writesOf } from '../rows/rows.js';

/** Who is and was in a tenant's teams: one row a person, in a partition of its own. */
export function rosterStore(table: Table, tenant: string): RosterStore {
  const partition = rosterPartition(tenant);
  return {
    async of(person) {
      return (await readOne(table, partition, keyOf(person), onRosterSchema))?.value ?? null;
    },
    async everybody() {
      return (await readRange(table, { partition }, onRosterSchema)).map((each) => each.value);
    },
    async write(entries) {
      const writes = entries.flatMap((each) => writesOf(keyOf(each.person), each, each.seenAt, { kind: 'put' }));
      await writeMany(table, partition, writes);
    },
    async remove(people) {
      for (const person of people) {
        const row = await table.get(partition, keyOf(person));
        // a conflict means that somebody has just written them anew
        if (row !== undefined) await table.batch(partition, [{ kind: 'remove', key: row.key, etag: row.etag }]);
      }
    },
  };
}
