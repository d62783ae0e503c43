import { z } from 'zod';
import type { ForgottenStore } from '../../../app/store/person-store.js';
import type { Table } from '../../../app/store/ports.js';
import type { Forgotten } from '../../../domain/people/forgetting.js';
import { forgottenPartition, keyOf } from '../rows/keys.js';
import { readRange, writeMany, writesOf } from '../rows/rows.js';
import { civilDate } from '../rows/value-schemas.js';

const forgottenSchema: z.ZodType<Forgotten> = z.looseObject({
  id: z.string(),
  on: civilDate,
  salt: z.string(),
  hash: z.string(),
  pseudonym: z.string(),
});

/** Who was forgotten in a tenant, by hash: one row a person, in a partition of its own. */
export function forgottenStore(table: Table, tenant: string): ForgottenStore {
  const partition = forgottenPartition(tenant);
  return {
    list: async () => (await readRange(table, { partition }, forgottenSchema)).map(({ value }) => value),
    add: (forgotten) =>
      writeMany(table, partition, writesOf(keyOf(forgotten.id), forgotten, forgotten.id, { kind: 'put' })),
  };
}
