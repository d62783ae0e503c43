import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { BackupUnreadable } from '../../adapters/tables/backup/backup-format.js';
import { readBackup } from '../../adapters/tables/backup/read-backup.js';
import { addRemovedList, removedListIn } from '../../adapters/tables/backup/removed-list.js';
import { endRestore, restoreBackup } from '../../adapters/tables/backup/restore-backup.js';
import type { Instant } from '../../domain/calendar/civil-date.js';
import { counted } from '../../domain/text/counted.js';
import { makeUseCases, openClock } from '../../host/wiring.js';
import { CommandFailed, type CommonOptions, print, withTable } from '../output/command.js';

interface RestoreOptions extends CommonOptions {
  readonly removed?: string;
}

/**
 * `quarterdeck restore FILE [--removed LIST]`: a backup into an empty store, of either kind. What was removed for good
 * since it was made is taken out again, before anybody can use the store. Messages are held until the lead has looked:
 * what was sent after the backup was made is not known.
 */
export async function restoreCommand(named: string, options: RestoreOptions): Promise<void> {
  const file = resolve(named);
  await withTable(
    options,
    async ({ table, place }) => {
      const list = await listFor(file, options);
      const outcome = await restoreBackup(table, file);
      if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
      const { head, end } = outcome.seen;
      const useCases = makeUseCases(table);
      const hasClock = place.local && (await useCases.stores.service.localClock()) !== null;
      const to = await (await openClock(useCases, hasClock)).now();
      let again = 0;
      for (const tenant of await addRemovedList(table, list)) {
        again += await useCases.applyAllRemovals(tenant);
        again += await useCases.forgetAgain(tenant, to);
      }
      const hold = { why: 'restored', from: head.at as Instant, to, people: 0, released: false } as const;
      await useCases.stores.service.saveHold(hold);
      await endRestore(table);
      print(options, { file, made: head.at, rows: end.rows, partitions: end.partitions, list, removedAgain: again }, [
        `The store is as it was at ${head.at}: ${counted(end.rows, 'row')} of ${counted(end.partitions, 'part')}.`,
        removedWords(list, again),
        'Nothing is sent until the lead has looked and writes /resume, or you run "quarterdeck resume".',
      ]);
    },
    { restores: true },
  );
}

/** The list of what was removed: the one that is named, else the one beside the backup; read once before it is relied on. */
async function listFor(file: string, { removed }: RestoreOptions): Promise<string | null> {
  const list = removed === undefined ? removedListIn(dirname(file)) : resolve(removed);
  if (removed === undefined && !existsSync(list)) return null;
  await readBackup(list).catch((error: unknown) => {
    if (!(error instanceof BackupUnreadable)) throw error;
    throw new CommandFailed(
      `${error.message} It is the list of what was removed: name another with --removed, or move it away to restore without one.`,
    );
  });
  return list;
}

function removedWords(list: string | null, again: number): string {
  if (list === null) {
    return 'There is no list of what was removed beside it. If words were redacted, or somebody was forgotten, after it was made, they are back: remove them again before you resume.';
  }
  return again === 0
    ? `Nothing in it was removed since, as ${list} has it.`
    : `What was removed since is taken out again, as ${list} has it: ${counted(again, 'record')}.`;
}
