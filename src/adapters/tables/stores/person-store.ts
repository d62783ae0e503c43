import { z } from 'zod';
import { CLAIM_MS, type PersonStore } from '../../../app/store/person-store.js';
import type { StoredRow, Table } from '../../../app/store/ports.js';
import { millisecondsOf } from '../../../domain/calendar/civil-date.js';
import { below, digestPart, keyOf, personPartition } from '../rows/keys.js';
import { intentSchema, personRecordSchema } from '../rows/person-schemas.js';
import { assemble, parsed, readOne, readRange, readRows, writeMany, writeOnce, writesOf } from '../rows/rows.js';
import { instant } from '../rows/value-schemas.js';

const RECORD = 'record';

/** Names the file that is kept; its bytes lie at `file~<id>`. */
const FILE = 'file';
const fileSchema = z.looseObject({ id: z.string(), name: z.string(), at: instant });
const fileDataSchema = z.looseObject({ data: z.string() });

const claimSchema = z.looseObject({ at: instant, isDone: z.boolean() });

/** The store of one person. Keys: `did~<press>` before `int~<slot>` before `mem~<plan>` before `record`, so one range holds what a send needs. */
export function personStore(table: Table, tenant: string, person: string): PersonStore {
  const partition = personPartition(tenant, person);
  const removeAll = async (rows: readonly StoredRow[]) => {
    for (const { key, etag } of rows) await table.batch(partition, [{ kind: 'remove', key, etag }]);
  };
  return {
    record: () => readOne(table, partition, RECORD, personRecordSchema),

    async writeRecord(record, etag, operation) {
      const condition = etag === null ? ({ kind: 'insert' } as const) : ({ kind: 'replace', etag } as const);
      return writeOnce(table, partition, writesOf(RECORD, record, operation, condition), operation);
    },

    async since(day) {
      const rows = assemble(await readRows(table, { partition, from: keyOf('int', day) }));
      const record = rows.find((row) => row.key === RECORD);
      return {
        record: record === undefined ? null : parsed(record, personRecordSchema),
        intents: rows.filter((row) => row.key.startsWith(below('int'))).map((row) => parsed(row, intentSchema)),
      };
    },

    async writeIntent(intent, etag, operation) {
      const condition = etag === null ? ({ kind: 'insert' } as const) : ({ kind: 'replace', etag } as const);
      const key = keyOf('int', intent.slot);
      return writeOnce(table, partition, writesOf(key, intent, operation, condition), operation);
    },

    async settleIntent(intent) {
      await writeMany(table, partition, writesOf(keyOf('int', intent.slot), intent, intent.id, { kind: 'put' }));
    },

    async memberships() {
      const rows = await readRows(table, { partition, prefix: below('mem') });
      return rows.map((row) => row.key.slice(below('mem').length));
    },

    async keepFile({ bytes, ...file }) {
      const before = await readRows(table, { partition, prefix: below('file') });
      const data = Buffer.from(bytes).toString('base64');
      const key = keyOf('file', file.id);
      const writes = writesOf(key, { data }, file.id, { kind: 'put' });
      // its first row last, and whole before it is named: who is killed on the way has kept nothing
      await writeMany(table, partition, [...writes].reverse());
      await writeMany(table, partition, writesOf(FILE, file, file.id, { kind: 'put' }));
      const own = new Set(writes.map((write) => write.key));
      await removeAll(before.filter((row) => !own.has(row.key)));
    },

    async keptFile() {
      const named = await readOne(table, partition, FILE, fileSchema);
      if (named === null) return null;
      const data = await readOne(table, partition, keyOf('file', named.value.id), fileDataSchema);
      return data === null ? null : { ...named.value, bytes: Buffer.from(data.value.data, 'base64') };
    },

    async dropFile() {
      const named = await table.get(partition, FILE);
      const rows = await readRows(table, { partition, prefix: below('file') });
      await removeAll([...(named === undefined ? [] : [named]), ...rows]);
    },

    async everything() {
      const rows = await readRows(table, { partition });
      // that somebody has a part in a plan is said by the key alone
      const parts = rows.filter((row) => row.values['rows'] === undefined);
      const things = assemble(rows.filter((row) => row.values['rows'] !== undefined));
      return [
        ...parts.map(({ key }) => ({ key, value: null })),
        ...things.map(({ key, json }) => ({ key, value: JSON.parse(json) as unknown })),
      ];
    },

    async letGo(before) {
      const sent = await readRows(table, { partition, prefix: below('int'), before: keyOf('int', before) });
      const pressed = await readRange(table, { partition, prefix: below('did') }, claimSchema);
      const old = pressed.filter(({ value }) => value.at.slice(0, 10) < before);
      for (const { key, etag } of [...sent, ...old]) await table.batch(partition, [{ kind: 'remove', key, etag }]);
      return sent.length + old.length;
    },

    async erase() {
      for (const { key, etag } of await readRows(table, { partition })) {
        await table.batch(partition, [{ kind: 'remove', key, etag }]);
      }
    },

    async addMembership(plan) {
      await table.batch(partition, [{ kind: 'put', key: keyOf('mem', plan), values: {} }]);
    },

    async claim(press, now, operation) {
      const key = keyOf('did', digestPart(press));
      const held = await readOne(table, partition, key, claimSchema);
      if (held?.value.isDone === true) return 'done';
      if (held !== null && millisecondsOf(now) - millisecondsOf(held.value.at) < CLAIM_MS) return 'underWay';
      const condition = held === null ? ({ kind: 'insert' } as const) : ({ kind: 'replace', etag: held.etag } as const);
      const writes = writesOf(key, { at: now, isDone: false }, operation, condition);
      return (await writeOnce(table, partition, writes, operation)) === 'done' ? 'first' : 'underWay';
    },

    async settleClaim(press, isDone) {
      const key = keyOf('did', digestPart(press));
      const held = await readOne(table, partition, key, claimSchema);
      if (held === null) return;
      const { etag, value } = held;
      await table.batch(
        partition,
        isDone ? writesOf(key, { ...value, isDone }, key, { kind: 'replace', etag }) : [{ kind: 'remove', key, etag }],
      );
    },
  };
}
