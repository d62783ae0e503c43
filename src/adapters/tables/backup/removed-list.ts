import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredRow, TableRow, TableWrite, WholeTable } from '../../../app/store/ports.js';
import { memoryTable } from '../engines/memory-table.js';
import { forgottenPartition, removalsPartition } from '../rows/keys.js';
import { writeMany } from '../rows/rows.js';
import { openStores } from '../stores/service-store.js';
import { readBackup } from './read-backup.js';
import { type About, writeInPlace } from './write-backup.js';

/*
 * What was removed for good, and who was forgotten, as hashes (docs/removals.md): a file of the same form as a backup,
 * beside the backups. An older backup does not know of it, and must not bring it back.
 */

/** The name of the list in a folder of backups. */
const NAME = 'quarterdeck-removed.gz';

/** Where the list lies that belongs to a folder of backups. */
export function removedListIn(folder: string): string {
  return join(folder, NAME);
}

/** Brings the list in a folder up to date with a store. It only grows; nothing is written where nothing is new. */
export async function keepRemovedList(table: WholeTable, folder: string, about: About): Promise<void> {
  const file = removedListIn(folder);
  const list = memoryTable();
  if (existsSync(file)) await readBackup(file, (partition, rows) => putAll(list, partition, rows));
  let isNew = false;
  for (const partition of await partitionsOf(table)) {
    const known = new Map((await list.snapshot(partition)).map((row) => [row.key, row]));
    const found = (await table.snapshot(partition)).filter((row) => !isSame(row, known.get(row.key)));
    isNew ||= found.length > 0;
    await putAll(list, partition, found);
  }
  if (isNew) await writeInPlace(list, file, about);
}

/** Adds a list to a restored store; what it names is then to be taken out again. Gives the tenants of the store. */
export async function addRemovedList(table: WholeTable, file: string | null): Promise<readonly string[]> {
  const ours = new Set(await partitionsOf(table));
  if (file !== null) {
    await readBackup(file, async (partition, rows) => {
      // a folder may hold the backups of several stores
      if (ours.has(partition)) await putAll(table, partition, rows);
    });
  }
  return tenantsOf(table);
}

async function tenantsOf(table: WholeTable): Promise<readonly string[]> {
  return [...new Set((await openStores(table).directory.allPlans()).map(({ tenant }) => tenant))];
}

async function partitionsOf(table: WholeTable): Promise<readonly string[]> {
  return (await tenantsOf(table)).flatMap((tenant) => [removalsPartition(tenant), forgottenPartition(tenant)]);
}

function putAll(table: WholeTable, partition: string, rows: readonly TableRow[]): Promise<void> {
  const writes = rows.map(({ key, values }): TableWrite => ({ kind: 'put', key, values }));
  return writeMany(table, partition, writes);
}

function isSame({ values }: StoredRow, known: StoredRow | undefined): boolean {
  return known !== undefined && JSON.stringify(values) === JSON.stringify(known.values);
}
