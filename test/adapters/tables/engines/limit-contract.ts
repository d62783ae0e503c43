import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowBytes } from '../../../../src/adapters/tables/engines/limits.js';
import { type TableLimitCode, TableLimitError } from '../../../../src/adapters/tables/engines/table-errors.js';
import type { ColumnValue, Table, TableWrite } from '../../../../src/app/store/ports.js';
import type { EngineUnderTest } from './contract.js';

const partition = 'tenant~limits';
const put = (key: string, values: Record<string, ColumnValue> = {}): TableWrite => ({ kind: 'put', key, values });
const named = (name: string): TableWrite => put('row', Object.fromEntries([[name, 1]]));
const texts = (count: number, length: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, place) => [`text${place}`, 'x'.repeat(length)]));
const properties = (count: number): Record<string, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, place) => [`p${place}`, place]));

/** A row of exactly `bytes` as Azure counts them. */
function rowOfBytes(bytes: number): TableWrite {
  const full = texts(15, 32_768);
  const missing = bytes - rowBytes({ partition, key: 'row', values: { ...full, rest: '' } });
  return put('row', { ...full, rest: 'x'.repeat(missing / 2) });
}

/** What Azure Table storage refuses, each engine must refuse alike, and what it just takes, each must take. */
export function limitContract({ name, open }: EngineUnderTest): void {
  describe(`The limits of a table kept by ${name}`, () => {
    let table: Table;
    beforeAll(async () => {
      table = await open();
    });
    afterAll(() => table.close());

    const refused = async (code: TableLimitCode, act: () => Promise<unknown>): Promise<void> => {
      const error = await act().then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(TableLimitError);
      expect(error).toMatchObject({ name: 'TableLimitError', code });
    };

    const tooMuch: readonly (readonly [string, TableLimitCode, readonly TableWrite[]])[] = [
      ['no row at all', 'batchEmpty', []],
      ['101 rows', 'batchTooManyRows', Array.from({ length: 101 }, (_, place) => put(`row${place}`))],
      ['a row twice', 'batchRepeatsKey', [put('row'), { kind: 'remove', key: 'row', etag: 'W/"1"' }]],
      [
        'more than 4 MiB',
        'batchTooLarge',
        Array.from({ length: 9 }, (_, place) => put(`row${place}`, texts(15, 32_768))),
      ],
      ['an empty key', 'keyEmpty', [put('')]],
      ['a key of 513 characters', 'keyTooLong', [put('k'.repeat(513))]],
      ...['a/b', 'a\\b', 'a#b', 'a?b', 'a\tb', 'a\u007fb', 'a\nb', 'é', 'Ω', '😀'].map(
        (key) => [`the key ${JSON.stringify(key)}`, 'keyCharacters', [put(key)]] as const,
      ),
      ['253 properties', 'tooManyProperties', [put('row', properties(253))]],
      ...['', 'a-b', '1a', 'a b', 'é', 'a.b', '$a', 'x'.repeat(256)].map(
        (property) =>
          [`the property name ${JSON.stringify(property.slice(0, 5))}`, 'propertyName', [named(property)]] as const,
      ),
      ...[
        'PartitionKey',
        'rowKey',
        'TIMESTAMP',
        'etag',
        'odata',
        'odataEtag',
        '__proto__',
        'constructor',
        'toString',
      ].map((property) => [`the property name ${property}`, 'propertyReserved', [named(property)]] as const),
      ['a text of 32,769 UTF-16 units', 'textTooLong', [put('row', { text: 'x'.repeat(32_769) })]],
      ['a lone high surrogate', 'textNotUnicode', [put('row', { text: 'a\ud83d' })]],
      ['a lone low surrogate', 'textNotUnicode', [put('row', { text: '\udc00b' })]],
      ['a row of 1 MiB and 2 bytes', 'rowTooLarge', [rowOfBytes(1_048_578)]],
      ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(
        (value) => [`the number ${value}`, 'numberNotFinite', [put('row', { value })]] as const,
      ),
    ];
    it.each(tooMuch)('refuse %s, as %s', async (_what, code, writes) => {
      await refused(code, () => table.batch(partition, writes));
    });

    it.each([null, undefined, 1n, {}, [], new Date(0), Symbol('x')])(
      'refuse a value that no column holds',
      async (value) => {
        const values: Record<string, ColumnValue> = {};
        Object.assign(values, { value });
        await refused('valueType', () => table.batch(partition, [put('row', values)]));
      },
    );

    it('refuse the whole batch for one bad row, and say which', async () => {
      const act = table.batch(partition, [put('good'), put('bad', { text: 'x'.repeat(40_000) })]);
      await expect(act).rejects.toThrow('The property “text” of the row “bad” has 40000 characters');
      await expect(act).rejects.toMatchObject({ key: 'bad' });
      expect(await table.get(partition, 'good')).toBeUndefined();
    });

    it('refuse bad keys in reads too', async () => {
      await refused('keyCharacters', () => table.get('a/b', 'row'));
      await refused('keyCharacters', () => table.get(partition, 'a?b'));
      await refused('keyEmpty', () => table.get(partition, ''));
      await refused('keyTooLong', () => table.range({ partition: 'p'.repeat(513) }));
      await refused('keyCharacters', () => table.range({ partition, prefix: 'é' }));
      await refused('keyTooLong', () => table.range({ partition, from: 'f'.repeat(513) }));
    });

    it.each([0, -1, 1_001, 1.5, Number.NaN])('refuse a page of %d rows', async (limit) => {
      await refused('pageSize', () => table.range({ partition, limit }));
    });

    it.each(['', 'nonsense', 'AAAA', '{}'])('refuse the continuation %j, which no page gave', async (continuation) => {
      await refused('continuation', () => table.range({ partition, prefix: 'row', continuation }));
    });

    const justAllowed: readonly (readonly [string, TableWrite])[] = [
      ['252 properties', put('row', properties(252))],
      ['a text of 32,768 characters', put('row', { text: 'é'.repeat(32_768) })],
      ['a text of 16,384 emoji', put('row', { text: '🧭'.repeat(16_384) })],
      ['a row of 1 MiB', rowOfBytes(1_048_576)],
      ['a property name of 255 characters', named('x'.repeat(255))],
      ['a property of an awkward name', put('row', { _: 2, value: 3, type: 'Int32', length: 4, class: 'c' })],
    ];
    it.each(justAllowed)('allow %s', async (_what, write) => {
      expect(await table.batch(partition, [write])).toEqual({ kind: 'done' });
      expect((await table.get(partition, 'row'))?.values).toEqual(write.kind === 'put' && write.values);
    });

    it('allow keys of 512 characters', async () => {
      const [longest, key] = ['p'.repeat(512), 'k'.repeat(512)];
      expect(await table.batch(longest, [put(key, { value: 1 })])).toEqual({ kind: 'done' });
      expect((await table.get(longest, key))?.values).toEqual({ value: 1 });
      expect((await table.range({ partition: longest, prefix: key })).rows).toHaveLength(1);
    });

    it('allow a batch of just under 4 MiB', async () => {
      const writes = Array.from({ length: 8 }, (_, place) => put(`row${place}`, texts(15, 32_768)));
      expect(await table.batch(`${partition}~large`, writes)).toEqual({ kind: 'done' });
      expect((await table.range({ partition: `${partition}~large` })).rows).toHaveLength(8);
    });
  });
}
