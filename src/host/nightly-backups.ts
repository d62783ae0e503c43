import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { keepRemovedList } from '../adapters/tables/backup/removed-list.js';
import { writeBackup } from '../adapters/tables/backup/write-backup.js';
import { makeFolder } from '../adapters/tables/engines/make-folder.js';
import { readStanding } from '../adapters/tables/stores/store-standing.js';
import type { Log, WholeTable } from '../app/store/ports.js';
import { type Instant, instantOf, millisecondsOf } from '../domain/calendar/civil-date.js';

/** Where backups go by themselves, and how many stay. */
export interface BackupsKept {
  readonly folder: string;
  readonly count: number;
}

const A_DAY_MS = 24 * 3_600_000;
/** Names sort by time. */
const NAME = /^quarterdeck-(\d{4}-\d{2}-\d{2}T\d{2}\.\d{2}\.\d{2}\.\d{3}Z)\.backup\.gz$/;

/**
 * Keeps the list of what was removed at hand at every call, makes a backup where the newest in the folder is a day old, and removes the oldest of its own beyond the number that is
 * kept. A failure is logged and tried again at the next call; it never holds up anything else. True when one was made.
 */
export async function backUpDaily(
  table: WholeTable,
  { folder, count }: BackupsKept,
  now: Instant,
  { log, signal }: { readonly log: Log; readonly signal: AbortSignal },
): Promise<boolean> {
  try {
    await makeFolder(folder);
    const { floor } = await readStanding(table);
    // a list that cannot be kept is no reason to go without a backup
    await keepRemovedList(table, folder, { at: now, schema: floor }).catch((error: unknown) =>
      log.error('backup.removed-list', { error }),
    );
    const newest = (await backupsIn(folder)).at(-1);
    if (newest !== undefined && millisecondsOf(now) - millisecondsOf(madeAt(newest)) < A_DAY_MS) return false;
    const name = `quarterdeck-${now.replaceAll(':', '.')}.backup.gz`;
    const { rows } = await writeBackup(table, join(folder, name), { at: now, schema: floor, signal });
    const made = await backupsIn(folder);
    for (const old of made.slice(0, Math.max(0, made.length - count))) await rm(join(folder, old));
    log.info('backup.made', { name, rows });
    return true;
  } catch (error) {
    if (!signal.aborted) log.error('backup.failed', { error });
    return false;
  }
}

async function backupsIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => NAME.test(name)).sort();
}

function madeAt(name: string): Instant {
  const [, stamp = ''] = NAME.exec(name) ?? [];
  const [day = '', time = ''] = stamp.split('T');
  return instantOf(Date.parse(`${day}T${time.replace('.', ':').replace('.', ':')}`));
}
