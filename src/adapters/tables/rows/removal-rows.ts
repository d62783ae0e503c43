import { z } from 'zod';
import type { Written } from '../../../app/store/held.js';
import type { Table, TableWrite } from '../../../app/store/ports.js';
import type { StoredThing } from '../../../app/store/stores.js';
import type { Removal } from '../../../domain/redacting/removal.js';
import { below, keyOf, removalsPartition } from './keys.js';
import { assemble, readRange, readRows, writeMany, writeOnce, writesOf } from './rows.js';
import { civilDate, instant } from './value-schemas.js';

/** docs/removals.md says what this is for. */
const removalSchema: z.ZodType<Removal> = z.looseObject({
  id: z.string(),
  plan: z.string(),
  on: civilDate,
  at: instant,
  by: z.string(),
  ref: z.string(),
  count: z.number(),
  salt: z.string(),
  hash: z.string(),
  settled: z.boolean(),
  told: z.array(z.string()),
});

/** Everything in a partition, as it lies there. */
export async function readEverything(table: Table, partition: string): Promise<readonly StoredThing[]> {
  return assemble(await readRows(table, { partition })).map(({ key, etag, json }) => ({
    area: key.split('~')[0] as string,
    key,
    etag,
    value: JSON.parse(json) as unknown,
  }));
}

/** Keeps another value at a key, or at `key` where it moves; rows that it needs no more are taken away with it. */
export async function replaceThing(
  table: Table,
  partition: string,
  thing: StoredThing,
  { key, value }: { readonly key: string; readonly value: unknown },
  operation: string,
): Promise<Written> {
  const moves = key !== thing.key;
  const condition = moves ? ({ kind: 'put' } as const) : ({ kind: 'replace', etag: thing.etag } as const);
  const writes = writesOf(key, value, operation, condition);
  const written = new Set(writes.map((write) => write.key));
  const further = (await readRows(table, { partition, prefix: `${thing.key}~+` })).filter(
    (row) => !written.has(row.key),
  );
  const removes: readonly TableWrite[] = [
    ...(moves ? [{ kind: 'remove', key: thing.key, etag: thing.etag } as const] : []),
    ...further.map((row) => ({ kind: 'remove', key: row.key, etag: row.etag }) as const),
  ];
  return writeOnce(table, partition, [...writes, ...removes], operation);
}

/** Takes a thing away with all of its rows. */
export async function removeThing(table: Table, partition: string, { key, etag }: StoredThing): Promise<Written> {
  const further = await readRows(table, { partition, prefix: `${key}~+` });
  const outcome = await table.batch(partition, [
    { kind: 'remove', key, etag },
    ...further.map((row) => ({ kind: 'remove', key: row.key, etag: row.etag }) as const),
  ]);
  return outcome.kind === 'done' ? 'done' : 'conflict';
}

/** What was removed from a plan, oldest first. */
export async function readRemovals(table: Table, tenant: string, plan: string): Promise<readonly Removal[]> {
  const query = { partition: removalsPartition(tenant), prefix: below(plan) };
  const rows = await readRange(table, query, removalSchema);
  return rows.map(({ value }) => value).sort((a, b) => (a.at < b.at ? -1 : 1));
}

export async function writeRemoval(table: Table, tenant: string, removal: Removal): Promise<void> {
  const key = keyOf(removal.plan, removal.id);
  await writeMany(table, removalsPartition(tenant), writesOf(key, removal, removal.id, { kind: 'put' }));
}
