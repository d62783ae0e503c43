import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RangeQuery, StoredRow, Table, TableWrite } from '../../../../src/app/store/ports.js';
import { HOSTILE_TEXTS } from '../rows/row-texts.js';

/** An engine under test: `open` gives a table on the same store each time. */
export interface EngineUnderTest {
  readonly name: string;
  open(): Promise<Table>;
}

/** What every engine must do. Each test has a partition of its own, so that they may share a table. */
export function tableContract({ name, open }: EngineUnderTest): void {
  describe(`A table kept by ${name}`, () => {
    let table: Table;
    let partition = '';
    let partitions = 0;

    beforeAll(async () => {
      table = await open();
    });
    afterAll(async () => {
      await table.close();
    });
    beforeEach(() => {
      partitions += 1;
      partition = `tenant~plan-${partitions}`;
    });

    const insert = (key: string, values: StoredRow['values'] = {}): TableWrite => ({ kind: 'insert', key, values });
    const put = (key: string, values: StoredRow['values'] = {}): TableWrite => ({ kind: 'put', key, values });
    const stored = async (key: string): Promise<StoredRow> => {
      const row = await table.get(partition, key);
      if (!row) throw new Error(`There is no row ${key}.`);
      return row;
    };
    const keysOf = async (query: Omit<RangeQuery, 'partition'> = {}): Promise<string[]> =>
      (await table.range({ partition, ...query })).rows.map((row) => row.key);

    describe('keeps a row', () => {
      it('and gives back exactly the values written', async () => {
        const values = { text: 'On track', none: '', yes: true, no: false, count: 3, share: 0.1, below: -1, zero: 0 };
        expect(await table.batch(partition, [insert('row', values)])).toEqual({ kind: 'done' });
        expect(await stored('row')).toEqual({ partition, key: 'row', values, etag: expect.stringMatching(/./) });
      });

      it.each([2 ** 31 - 1, 2 ** 31, -(2 ** 31) - 1, 2 ** 40, 2 ** 53 - 1, 1e21, 1.5e300, 5e-324, -0.25])(
        'with the number %d unchanged, in the type of a number',
        async (value) => {
          await table.batch(partition, [insert('row', { value })]);
          expect((await stored('row')).values.value).toBe(value);
        },
      );

      it('with -0 as 0', async () => {
        await table.batch(partition, [insert('row', { value: -0 })]);
        expect((await stored('row')).values.value).toBe(0);
      });

      it.each(HOSTILE_TEXTS)('with the text %j unchanged', async (value) => {
        await table.batch(partition, [put('row', { value }), put('other', { value: 'other' })]);
        expect((await stored('row')).values.value).toBe(value);
        expect((await stored('other')).values.value).toBe('other');
      });

      it('without any value', async () => {
        await table.batch(partition, [insert('row')]);
        expect((await stored('row')).values).toEqual({});
      });

      it.each(["it's", 'a b', '100%', '%41', '%2F', 'a+b', 'a&b=c', '~', '"', 'a:b,c;d', "')", '<>', '10.1'])(
        'under the key %j',
        async (key) => {
          await table.batch(partition, [insert(key, { value: 1 }), insert(`${key}x`)]);
          const { etag } = await stored(key);
          expect(await keysOf({ prefix: key })).toEqual([key, `${key}x`]);
          await table.batch(partition, [{ kind: 'replace', key, values: { value: 2 }, etag }, put(`${key}y`)]);
          expect((await stored(key)).values).toEqual({ value: 2 });
          await table.batch(partition, [{ kind: 'remove', key, etag: (await stored(key)).etag }]);
          expect(await table.get(partition, key)).toBeUndefined();
        },
      );

      it('apart from the row of the same key in another partition, even if the two names run together', async () => {
        await table.batch(`${partition}a`, [insert('b', { value: 1 })]);
        expect(await table.get(partition, 'ab')).toBeUndefined();
        expect(await table.get(partition, 'b')).toBeUndefined();
        expect(await keysOf()).toEqual([]);
      });

      it('that a caller cannot change through what it passed in or got out', async () => {
        const values: Record<string, number> = { value: 1 };
        await table.batch(partition, [insert('row', values)]);
        values.value = 2;
        Object.assign((await stored('row')).values, { value: 3 });
        expect((await stored('row')).values).toEqual({ value: 1 });
      });

      it('of one store for everyone who opens it', async () => {
        const second = await open();
        await table.batch(partition, [insert('row', { value: 1 })]);
        const found = await second.get(partition, 'row');
        await second.close();
        expect(found?.values).toEqual(name === 'memory' ? undefined : { value: 1 });
        expect((await stored('row')).values).toEqual({ value: 1 });
      });
    });

    describe('keeps the conditions of a write', () => {
      it('an insert wants no such row', async () => {
        await table.batch(partition, [insert('row', { value: 1 })]);
        const outcome = await table.batch(partition, [insert('row', { value: 2 })]);
        expect(outcome).toEqual({ kind: 'conflict', index: 0, reason: 'exists' });
        expect((await stored('row')).values).toEqual({ value: 1 });
      });

      it('a replace wants exactly this version, and drops the properties that it does not name', async () => {
        await table.batch(partition, [insert('row', { old: 1 })]);
        const { etag } = await stored('row');
        const replace: TableWrite = { kind: 'replace', key: 'row', values: { fresh: 2 }, etag };
        expect(await table.batch(partition, [replace])).toEqual({ kind: 'done' });
        expect(await table.batch(partition, [replace])).toEqual({ kind: 'conflict', index: 0, reason: 'changed' });
        expect((await stored('row')).values).toEqual({ fresh: 2 });
      });

      it('a remove wants exactly this version', async () => {
        await table.batch(partition, [insert('row')]);
        const { etag } = await stored('row');
        await table.batch(partition, [put('row', { value: 2 })]);
        const stale = await table.batch(partition, [{ kind: 'remove', key: 'row', etag }]);
        expect(stale).toEqual({ kind: 'conflict', index: 0, reason: 'changed' });
        const now = await stored('row');
        expect(await table.batch(partition, [{ kind: 'remove', key: 'row', etag: now.etag }])).toEqual({
          kind: 'done',
        });
        expect(await table.get(partition, 'row')).toBeUndefined();
      });

      it('a replace or remove of a row that is gone is a change', async () => {
        await table.batch(partition, [insert('row')]);
        const { etag } = await stored('row');
        await table.batch(partition, [{ kind: 'remove', key: 'row', etag }]);
        const changed = { kind: 'conflict', index: 0, reason: 'changed' };
        expect(await table.batch(partition, [{ kind: 'replace', key: 'row', values: {}, etag }])).toEqual(changed);
        expect(await table.batch(partition, [{ kind: 'remove', key: 'row', etag }])).toEqual(changed);
      });

      it('a version never comes back, not even for the same values after a remove', async () => {
        const seen = new Set<string>();
        for (let round = 0; round < 5; round += 1) {
          await table.batch(partition, [insert('row', { value: 1 })]);
          seen.add((await stored('row')).etag);
          await table.batch(partition, [put('row', { value: 1 })]);
          const { etag } = await stored('row');
          seen.add(etag);
          await table.batch(partition, [{ kind: 'remove', key: 'row', etag }]);
        }
        expect(seen.size).toBe(10);
      });

      it.each(['*', '', 'W/"*"', 'W/"x"\r\nIf-Match: *', 'Ω'])(
        'the invented version %j matches nothing',
        async (etag) => {
          await table.batch(partition, [insert('row', { value: 1 })]);
          const changed = { kind: 'conflict', index: 0, reason: 'changed' };
          expect(await table.batch(partition, [{ kind: 'replace', key: 'row', values: {}, etag }])).toEqual(changed);
          expect(await table.batch(partition, [{ kind: 'remove', key: 'row', etag }])).toEqual(changed);
          expect((await stored('row')).values).toEqual({ value: 1 });
        },
      );

      it('a put wants nothing: it makes a row or takes the place of all that was in it', async () => {
        await table.batch(partition, [put('row', { old: 1, both: 1 })]);
        await table.batch(partition, [put('row', { both: 2 })]);
        expect((await stored('row')).values).toEqual({ both: 2 });
      });
    });

    describe('takes a batch whole or not at all', () => {
      it('and names the first write that was refused', async () => {
        await table.batch(partition, [insert('taken'), insert('gone', { value: 1 })]);
        const { etag } = await stored('gone');
        await table.batch(partition, [put('gone', { value: 2 })]);
        const outcome = await table.batch(partition, [
          put('taken', { value: 'overwritten' }),
          insert('new'),
          { kind: 'remove', key: 'gone', etag },
          insert('later'),
        ]);
        expect(outcome).toEqual({ kind: 'conflict', index: 2, reason: 'changed' });
        expect(await keysOf()).toEqual(['gone', 'taken']);
        expect((await stored('taken')).values).toEqual({});
        expect((await stored('gone')).values).toEqual({ value: 2 });
      });

      it('with the right number whatever the order of the kinds', async () => {
        await table.batch(partition, [put('a'), put('b'), put('c'), put('d')]);
        const [a, b] = [await stored('a'), await stored('b')];
        const fine: TableWrite[] = [
          { kind: 'remove', key: 'a', etag: a.etag },
          insert('e'),
          { kind: 'replace', key: 'b', values: {}, etag: b.etag },
          put('f'),
        ];
        const refused: TableWrite[] = [
          insert('c'),
          { kind: 'remove', key: 'd', etag: a.etag === b.etag ? 'W/"none"' : 'W/"x"' },
          { kind: 'replace', key: 'missing', values: {}, etag: b.etag },
        ];
        for (const bad of refused) {
          for (let index = 0; index <= fine.length; index += 1) {
            const outcome = await table.batch(partition, [...fine.slice(0, index), bad, ...fine.slice(index)]);
            const reason = bad.kind === 'insert' ? 'exists' : 'changed';
            expect(outcome).toEqual({ kind: 'conflict', index, reason });
          }
        }
        expect(await table.batch(partition, [...fine].reverse())).toEqual({ kind: 'done' });
        expect(await keysOf()).toEqual(['b', 'c', 'd', 'e', 'f']);
      });

      it('of 100 rows', async () => {
        const keys = Array.from({ length: 100 }, (_, place) => `row-${String(place).padStart(3, '0')}`);
        expect(
          await table.batch(
            partition,
            keys.map((key) => insert(key)),
          ),
        ).toEqual({ kind: 'done' });
        expect(await keysOf()).toEqual(keys);
      });

      it('and of several that want the same version, lets exactly one through', async () => {
        await table.batch(partition, [insert('row', { by: -1 })]);
        const { etag } = await stored('row');
        const outcomes = await Promise.all(
          [0, 1, 2, 3, 4].map((by) => table.batch(partition, [{ kind: 'replace', key: 'row', values: { by }, etag }])),
        );
        const winners = outcomes.flatMap(({ kind }, by) => (kind === 'done' ? [by] : []));
        expect(winners).toHaveLength(1);
        expect((await stored('row')).values).toEqual({ by: winners[0] });
      });
    });

    it('is of no use once closed, and may be closed twice', async () => {
      const second = await open();
      await Promise.all([second.close(), second.close()]);
      await expect(second.get(partition, 'row')).rejects.toThrow('The table is closed.');
      await expect(second.range({ partition })).rejects.toThrow('The table is closed.');
      await expect(second.batch(partition, [insert('row')])).rejects.toThrow('The table is closed.');
    });
  });
}
