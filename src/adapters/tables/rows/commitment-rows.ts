import type { Held } from '../../../app/store/held.js';
import type { Table, TableWrite } from '../../../app/store/ports.js';
import type { Commitment } from '../../../domain/commitments/commitment.js';
import { commitmentSchema } from './ask-schemas.js';
import { below, keyOf } from './keys.js';
import { readRange, readRows, writesOf } from './rows.js';

const AREA = 'com';

/** The writes that keep one commitment. */
export function commitmentWrites(
  commitment: Commitment,
  operation: string,
  condition: Parameters<typeof writesOf>[3],
): readonly TableWrite[] {
  return writesOf(keyOfCommitment(commitment), commitment, operation, condition);
}

/** All commitment rows of a plan, or of one requirement, in the order of their keys. */
export async function readCommitments(
  table: Table,
  partition: string,
  requirement?: string,
): Promise<readonly Held<Commitment>[]> {
  const prefix = requirement === undefined ? below(AREA) : below(AREA, requirement);
  const rows = await readRange(table, { partition, prefix }, commitmentSchema);
  return rows.map(({ value, etag }) => ({ value, etag }));
}

/** Removes rows that are as they were read; the further rows of a long one go with it. */
export async function removeCommitments(
  table: Table,
  partition: string,
  stray: readonly Held<Commitment>[],
): Promise<void> {
  for (const { value, etag } of stray) {
    const key = keyOfCommitment(value);
    const further = await readRows(table, { partition, prefix: `${key}~` });
    await table.batch(partition, [
      { kind: 'remove', key, etag },
      ...further.map((row): TableWrite => ({ kind: 'remove', key: row.key, etag: row.etag })),
    ]);
  }
}

export function keyOfCommitment({ requirement, id }: Pick<Commitment, 'requirement' | 'id'>): string {
  return keyOf(AREA, requirement, id);
}
