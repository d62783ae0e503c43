import { resolve } from 'node:path';
import { endRestore, restoreBackup } from '../../adapters/tables/backup/restore-backup.js';
import type { Instant } from '../../domain/calendar/civil-date.js';
import { counted } from '../../domain/text/counted.js';
import { makeUseCases, openClock } from '../../host/wiring.js';
import { CommandFailed, type CommonOptions, print, withTable } from '../output/command.js';

/**
 * `quarterdeck restore FILE`: a backup into an empty store, of either kind. Messages are held until the lead has looked:
 * what was sent after the backup was made is not known.
 */
export async function restoreCommand(named: string, options: CommonOptions): Promise<void> {
  const file = resolve(named);
  await withTable(
    options,
    async ({ table, place }) => {
      const outcome = await restoreBackup(table, file);
      if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
      const { head, end } = outcome.seen;
      const useCases = makeUseCases(table);
      const hasClock = place.local && (await useCases.stores.service.localClock()) !== null;
      const to = await (await openClock(useCases, hasClock)).now();
      await useCases.stores.service.saveHold({
        why: 'restored',
        from: head.at as Instant,
        to,
        people: 0,
        released: false,
      });
      await endRestore(table);
      print(options, { file, made: head.at, rows: end.rows, partitions: end.partitions }, [
        `The store is as it was at ${head.at}: ${counted(end.rows, 'row')} of ${counted(end.partitions, 'part')}.`,
        'Nothing is sent until the lead has looked and writes /resume, or you run "quarterdeck resume".',
      ]);
    },
    { restores: true },
  );
}
