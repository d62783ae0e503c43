import { z } from 'zod';
import type { Table } from '../../../app/store/ports.js';
import type { StoredRecord } from '../../../app/store/stores.js';
import type { Instant } from '../../../domain/calendar/civil-date.js';
import { sha256Of } from '../../../domain/text/sha256.js';
import { below, keyOf } from './keys.js';
import { assemble, readRows } from './rows.js';

/** The areas of a plan whose rows are written once, each with a note in the history. */
const NOTED = ['upd', 'ctb', 'dec', 'compiled'];

const dated = z.object({ at: z.string().optional() });

/** What stands in a plan's partition now of all that the history notes, hashed as `recordOf` does. */
export async function readRecords(
  table: Table,
  partition: string,
  generations: readonly string[],
): Promise<readonly StoredRecord[]> {
  const found: StoredRecord[] = [];
  for (const area of NOTED) {
    for (const { key, json } of assemble(await readRows(table, { partition, prefix: below(area) }))) {
      const { at } = dated.parse(JSON.parse(json));
      found.push({ record: key, hash: sha256Of(json), at: at === undefined ? null : (at as Instant) });
    }
  }
  for (const generation of generations) {
    const rows = assemble(await readRows(table, { partition, prefix: below('gen', generation) }));
    const whole = `[${rows.map(({ json }) => json).join(',')}]`;
    found.push({ record: keyOf('gen', generation), hash: sha256Of(whole), at: null });
  }
  return found;
}
