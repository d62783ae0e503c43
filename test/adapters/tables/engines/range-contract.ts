import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RangeQuery, StoredRow, Table, TableWrite } from '../../../../src/app/store/ports.js';
import type { EngineUnderTest } from './contract.js';

/** How every engine reads a range. Each test has a partition of its own, so that they may share a table. */
export function rangeContract({ name, open }: EngineUnderTest): void {
  describe(`A range of a table kept by ${name} is read`, () => {
    let table: Table;
    let partition = '';
    let partitions = 0;

    beforeAll(async () => {
      table = await open();
    });
    afterAll(() => table.close());
    beforeEach(() => {
      partitions += 1;
      partition = `tenant~range-${partitions}`;
    });

    const insert = (key: string, values: StoredRow['values'] = {}): TableWrite => ({ kind: 'insert', key, values });
    const keysOf = async (query: Omit<RangeQuery, 'partition'> = {}): Promise<string[]> =>
      (await table.range({ partition, ...query })).rows.map((row) => row.key);
    const allKeys = async (query: Omit<RangeQuery, 'partition'>): Promise<string[]> => {
      const keys: string[] = [];
      let continuation: string | undefined;
      do {
        const page = await table.range({ partition, ...query, ...(continuation ? { continuation } : {}) });
        expect(page.rows.length).toBeLessThanOrEqual(query.limit ?? 1_000);
        keys.push(...page.rows.map((row) => row.key));
        continuation = page.continuation;
      } while (continuation);
      return keys;
    };

    const keys = ['10', '10.1', '10.10', '10.2', '9', 'A', 'B', 'a', 'a~', 'a~~', 'b', '~', '~~'];

    it('in the order of code units, capital letters before small ones and 10 before 9', async () => {
      await table.batch(
        partition,
        [...keys].reverse().map((key) => insert(key)),
      );
      expect(await keysOf()).toEqual(keys);
    });

    it('by prefix, from and before', async () => {
      await table.batch(
        partition,
        keys.map((key) => insert(key)),
      );
      expect(await keysOf({ prefix: '10.' })).toEqual(['10.1', '10.10', '10.2']);
      expect(await keysOf({ prefix: 'a' })).toEqual(['a', 'a~', 'a~~']);
      expect(await keysOf({ prefix: 'a~' })).toEqual(['a~', 'a~~']);
      expect(await keysOf({ prefix: '~' })).toEqual(['~', '~~']);
      expect(await keysOf({ prefix: '' })).toEqual(keys);
      expect(await keysOf({ from: '9', before: 'a' })).toEqual(['9', 'A', 'B']);
      expect(await keysOf({ prefix: '10', from: '10.1', before: '10.2' })).toEqual(['10.1', '10.10']);
      expect(await keysOf({ prefix: '10.1', from: '1', before: '9' })).toEqual(['10.1', '10.10']);
      expect(await keysOf({ prefix: 'b', before: 'a' })).toEqual([]);
      expect(await keysOf({ from: 'b', before: 'b' })).toEqual([]);
      expect(await keysOf({ prefix: 'nobody' })).toEqual([]);
    });

    it('page by page, each row once, whatever the size of the page', async () => {
      await table.batch(
        partition,
        keys.map((key) => insert(key)),
      );
      for (const limit of [1, 2, 6, 12, 13, 14, 1_000]) expect(await allKeys({ limit })).toEqual(keys);
      expect(await allKeys({ limit: 2, prefix: '10.' })).toEqual(['10.1', '10.10', '10.2']);
      expect(await allKeys({ limit: 1, from: 'A', before: 'b' })).toEqual(['A', 'B', 'a', 'a~', 'a~~']);
    });

    it('of more than 1,000 rows in pages of 1,000', async () => {
      const many = Array.from({ length: 1_100 }, (_, place) => String(place).padStart(5, '0'));
      for (let start = 0; start < many.length; start += 100) {
        await table.batch(
          partition,
          many.slice(start, start + 100).map((key) => insert(key)),
        );
      }
      const first = await table.range({ partition });
      expect(first.rows).toHaveLength(1_000);
      expect(first.continuation).toBeDefined();
      expect(await allKeys({})).toEqual(many);
    });

    it('and goes on after the last row given, though it was removed in between', async () => {
      await table.batch(
        partition,
        ['a', 'b', 'c', 'd'].map((key) => insert(key)),
      );
      const page = await table.range({ partition, limit: 2 });
      for (const { key, etag } of page.rows) await table.batch(partition, [{ kind: 'remove', key, etag }]);
      await table.batch(partition, [insert('bb')]);
      const { continuation } = page;
      if (!continuation) throw new Error('There should be another page.');
      const rest = await keysOf({ continuation });
      expect(rest.filter((key) => key !== 'bb')).toEqual(['c', 'd']);
    });

    it('with the versions that a write can name', async () => {
      await table.batch(partition, [insert('row', { value: 1 })]);
      const [row] = (await table.range({ partition })).rows;
      expect(row).toEqual(await table.get(partition, 'row'));
    });
  });
}
