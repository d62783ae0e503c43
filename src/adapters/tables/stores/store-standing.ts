import { z } from 'zod';
import type { BatchOutcome, Table } from '../../../app/store/ports.js';
import { FIRST_SCHEMA } from '../../../app/store/schema.js';
import { SERVICE_PARTITION } from '../rows/keys.js';

/** What is known of a store as a whole before anything in it is used. */
export interface StoreStanding {
  /** The schema below which no release may write. */
  readonly floor: number;
  /** The backup that is being restored into it, by its hash; null where none is. */
  readonly restoring: string | null;
}

const ROW = 'standing';
const rowSchema = z.looseObject({ floor: z.number(), restoring: z.string() });

/** Reads the store's standing; a store without the row is of the first schema. */
export async function readStanding(table: Table): Promise<StoreStanding & { readonly etag: string | null }> {
  const row = await table.get(SERVICE_PARTITION, ROW);
  if (row === undefined) return { floor: FIRST_SCHEMA, restoring: null, etag: null };
  const { floor, restoring } = rowSchema.parse(row.values);
  return { floor, restoring: restoring === '' ? null : restoring, etag: row.etag };
}

/** Writes it where it still is what was read (`etag` null: there was none). */
export function writeStanding(table: Table, standing: StoreStanding, etag: string | null): Promise<BatchOutcome> {
  const values = { floor: standing.floor, restoring: standing.restoring ?? '' };
  const condition = etag === null ? ({ kind: 'insert' } as const) : ({ kind: 'replace', etag } as const);
  return table.batch(SERVICE_PARTITION, [{ ...condition, key: ROW, values }]);
}
