import { readStanding, writeStanding } from '../../adapters/tables/stores/store-standing.js';
import { NEWEST_SCHEMA } from '../../app/store/schema.js';
import { CommandFailed, type CommonOptions, print, withTable } from '../output/command.js';

/** `quarterdeck migrate [--yes]`: from here on no older version may use the store. Shown first, and done only when confirmed. */
export async function migrateCommand(options: CommonOptions & { readonly yes?: boolean }): Promise<void> {
  await withTable(options, async ({ table }) => {
    const { floor, restoring, etag } = await readStanding(table);
    if (floor === NEWEST_SCHEMA) {
      return print(options, { schema: floor, changed: false }, [
        `The store is at schema ${floor}, the newest that this version knows. There is nothing to do.`,
      ]);
    }
    if (options.yes !== true) {
      return print(options, { schema: floor, changed: false }, [
        `The store would go from schema ${floor} to ${NEWEST_SCHEMA}. An older version could not be put back afterwards. Nothing was changed; add --yes to do it.`,
      ]);
    }
    const outcome = await writeStanding(table, { floor: NEWEST_SCHEMA, restoring }, etag);
    if (outcome.kind === 'conflict') throw new CommandFailed('Somebody else did that at this moment. Look again.');
    print(options, { schema: NEWEST_SCHEMA, changed: true }, [
      `The store is at schema ${NEWEST_SCHEMA} now. Versions that do not know it refuse the store.`,
    ]);
  });
}
