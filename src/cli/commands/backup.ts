import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { BackupUnreadable } from '../../adapters/tables/backup/backup-format.js';
import { keepRemovedList, removedListIn } from '../../adapters/tables/backup/removed-list.js';
import { writeBackup } from '../../adapters/tables/backup/write-backup.js';
import { makeFolder } from '../../adapters/tables/engines/make-folder.js';
import { readStanding } from '../../adapters/tables/stores/store-standing.js';
import { counted } from '../../domain/text/counted.js';
import { makeUseCases, openClock } from '../../host/wiring.js';
import { CommandFailed, type CommonOptions, print, withTable } from '../output/command.js';

/** `quarterdeck backup FILE`: everything in the store, while it is in use, into a file that can be restored anywhere. */
export async function backupCommand(named: string, options: CommonOptions): Promise<void> {
  const file = resolve(named);
  await withTable(
    options,
    async ({ table, place }) => {
      if (place.isNew) throw new CommandFailed('There is no store there, so there is nothing to back up.');
      const useCases = makeUseCases(table);
      const hasClock = place.local && (await useCases.stores.service.localClock()) !== null;
      const at = await (await openClock(useCases, hasClock)).now();
      const { floor } = await readStanding(table);
      const made = await makeFolder(dirname(file))
        .then(() => writeBackup(table, file, { at, schema: floor }))
        .catch((error: unknown) => {
          throw whyNotWritten(file, error);
        });
      print(options, { file, ...made }, [
        `${file} holds ${counted(made.rows, 'row')} of ${counted(made.partitions, 'part')} of the store, each as it stood at one moment.`,
        ...made.history.map(({ plan, seq, hash }) => `History of ${plan}: entry ${seq}, ${hash}`),
        'Keep it as safe as the store: it holds what people wrote, and the key that signs cards.',
      ]);
      await keepRemovedList(table, dirname(file), { at, schema: floor }).catch((error: unknown) => {
        throw whyNoList(dirname(file), error);
      });
    },
    { onlyLooks: true },
  );
}

function whyNotWritten(file: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EEXIST' && existsSync(file)) {
    return new CommandFailed(`${file} is there already, and no backup takes the place of another. Name a new file.`);
  }
  if (['EACCES', 'EEXIST', 'ENOENT', 'ENOTDIR', 'EPERM', 'EROFS'].includes(code ?? '')) {
    return new CommandFailed(`${file} cannot be written (${code}). Name a file in a folder that you may write to.`);
  }
  return error;
}

function whyNoList(folder: string, error: unknown): unknown {
  if (!(error instanceof BackupUnreadable)) return error;
  return new CommandFailed(
    `The backup is made, but the list beside it, ${removedListIn(folder)}, cannot be read. Move that file away and back up once more: the list is made again from this store.`,
  );
}
