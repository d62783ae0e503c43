import type { TableWrite, WholeTable } from '../../../app/store/ports.js';
import { NEWEST_SCHEMA, whyTooNew } from '../../../app/store/schema.js';
import { PROOF } from '../engines/proof-row.js';
import { SERVICE_PARTITION } from '../rows/keys.js';
import { writeMany } from '../rows/rows.js';
import { readStanding, writeStanding } from '../stores/store-standing.js';
import { type BackupSeen, readBackup } from './read-backup.js';

export type RestoreOutcome =
  | { readonly kind: 'restored'; readonly seen: BackupSeen }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Puts a backup into an empty store. The whole file is read first, so nothing is written from one that is damaged. While
 * it goes on the store says so, and nothing else uses it; ended early, it goes on when the same file is restored again.
 * Throws `BackupUnreadable` for a file that is no whole backup.
 */
export async function restoreBackup(table: WholeTable, file: string): Promise<RestoreOutcome> {
  const seen = await readBackup(file);
  const { head, end } = seen;
  const tooNew = whyTooNew(head.schema, NEWEST_SCHEMA);
  if (tooNew !== null) return { kind: 'refused', reason: tooNew };
  const standing = await readStanding(table);
  if (standing.restoring === null && !(await isEmpty(table))) {
    return {
      kind: 'refused',
      reason: 'The store is not empty. Restore into a new folder or a new table, and use that.',
    };
  }
  if (standing.restoring !== null && standing.restoring !== end.sha256) {
    return {
      kind: 'refused',
      reason: 'Another backup is half restored here. Restore that one again, or take a new folder or table.',
    };
  }
  if (standing.restoring === null) {
    const begun = { floor: head.schema, restoring: end.sha256 };
    const outcome = await writeStanding(table, begun, standing.etag);
    if (outcome.kind === 'conflict')
      return { kind: 'refused', reason: 'Somebody else restores into this store at this moment.' };
  }
  await readBackup(file, async (partition, rows) => {
    const writes = rows.flatMap(({ key, values }): TableWrite[] =>
      partition === SERVICE_PARTITION && key === 'standing' ? [] : [{ kind: 'put', key, values }],
    );
    await writeMany(table, partition, writes);
  });
  return { kind: 'restored', seen };
}

/** The last step of a restore: from now on the store is used. */
export async function endRestore(table: WholeTable): Promise<void> {
  const { floor, etag } = await readStanding(table);
  const outcome = await writeStanding(table, { floor, restoring: null }, etag);
  if (outcome.kind === 'conflict') throw new Error('The standing of the store was changed during the restore');
}

async function isEmpty(table: WholeTable): Promise<boolean> {
  let name = await table.nextPartition('');
  if (name === PROOF.partition) name = await table.nextPartition(name);
  return name === null;
}
