import type { ColumnValue, TableRow, TableWrite } from '../../../app/store/ports.js';
import { TableLimitError } from './table-errors.js';

/*
 * The limits of Azure Table storage, enforced by us on every engine. Azurite does not enforce them all, so a test
 * against it proves nothing about them. Source: Microsoft, "Understanding the Table service data model" and
 * "Performing entity group transactions".
 */

const KIB = 1024;
const MIB = KIB * KIB;

/** Characters of a partition or row key. Azure: 1 KiB, counted in UTF-16 (its emulator refuses the 513th character). */
export const MAX_KEY_LENGTH = KIB / 2;
/** UTF-16 units of a text. Azure: 64 KiB. */
const MAX_TEXT_LENGTH = 32 * KIB;
/** Azure: 255 with the three of its own. */
const MAX_PROPERTIES = 252;
/** Bytes of a row as Azure counts them. */
const MAX_ROW_BYTES = MIB;
const MAX_BATCH_ROWS = 100;
/** Bytes of a batch as it travels. */
const MAX_BATCH_BYTES = 4 * MIB;

/** Printable ASCII without the four that Azure forbids. Stricter than Azure, which allows most of Unicode. */
const KEY = /^[ !"$-.0->@-[\]-~]+$/;
/** A C# identifier, without its letters beyond ASCII; Azure allows 255 characters. */
const PROPERTY_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,254}$/;
/** What Azure or its client keeps for itself, in whichever case. */
const RESERVED_NAME = /^(partitionkey|rowkey|timestamp|etag|odata.*)$/i;
/** Half of a surrogate pair: has no UTF-8 form, so it would come back as another character or not at all. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** The most that one part of a batch adds around the row: boundary, request line, address of the account, headers. */
const BATCH_PART_BYTES = KIB;
/** `"name@odata.type":"Edm.Double",` beside a number. */
const NUMBER_TYPE_BYTES = 32;
/** The longest that one UTF-16 unit becomes in JSON, as `\u0000`. */
const MAX_JSON_BYTES_PER_UNIT = 6;

/** Throws `TableLimitError` if `key` cannot be a partition or row key. `what` is its name in the message. */
export function checkKey(what: 'partition' | 'key', key: string): void {
  if (key === '') throw new TableLimitError('keyEmpty', `A ${what} cannot be empty. Give it at least one character.`);
  if (key.length > MAX_KEY_LENGTH) {
    const message = `The ${what} “${key.slice(0, 40)}…” has ${key.length} characters; a table takes ${MAX_KEY_LENGTH}. Shorten it.`;
    throw new TableLimitError('keyTooLong', message, { key });
  }
  if (!KEY.test(key)) {
    const message = `The ${what} ${JSON.stringify(key)} holds a character that a table does not take. Use ASCII without / \\ # ? and control characters.`;
    throw new TableLimitError('keyCharacters', message, { key });
  }
}

/** Throws `TableLimitError` if Azure Table storage would refuse the batch whatever is stored. */
export function checkBatch(partition: string, writes: readonly TableWrite[]): void {
  checkKey('partition', partition);
  if (writes.length === 0) throw new TableLimitError('batchEmpty', 'A batch needs at least one row.');
  if (writes.length > MAX_BATCH_ROWS) {
    const message = `The batch has ${writes.length} rows; a table takes ${MAX_BATCH_ROWS} at once. Write the rest under a generation id first.`;
    throw new TableLimitError('batchTooManyRows', message);
  }
  const keys = new Set<string>();
  for (const write of writes) {
    checkKey('key', write.key);
    if (keys.has(write.key)) {
      const message = `The batch names the row “${write.key}” twice. Join the two writes into one.`;
      throw new TableLimitError('batchRepeatsKey', message, { key: write.key });
    }
    keys.add(write.key);
    if (write.kind !== 'remove') checkRow({ partition, key: write.key, values: write.values });
  }
  checkBatchSize(partition, writes);
}

function checkRow(row: TableRow): void {
  const { key } = row;
  const columns = Object.entries(row.values);
  if (columns.length > MAX_PROPERTIES) {
    const message = `The row “${key}” has ${columns.length} properties; a table takes ${MAX_PROPERTIES}. Put some into one JSON text.`;
    throw new TableLimitError('tooManyProperties', message, { key });
  }
  for (const [name, value] of columns) {
    checkPropertyName(key, name);
    checkValue(key, name, value);
  }
  const bytes = rowBytes(row);
  if (bytes > MAX_ROW_BYTES) {
    const message = `The row “${key}” takes ${bytes} bytes; a table takes ${MAX_ROW_BYTES}. Split it over several rows.`;
    throw new TableLimitError('rowTooLarge', message, { key });
  }
}

function checkPropertyName(key: string, name: string): void {
  if (!PROPERTY_NAME.test(name)) {
    const shown = JSON.stringify(name.slice(0, 60));
    const message = `The row “${key}” has a property ${shown}. Use a name of ASCII letters, digits and _, at most 255, not beginning with a digit.`;
    throw new TableLimitError('propertyName', message, { key });
  }
  // What every object has by birth (`constructor`, `__proto__`) gets lost in data-tables or in Azurite.
  if (RESERVED_NAME.test(name) || name in Object.prototype) {
    const message = `The row “${key}” has a property “${name}”, a name that is reserved in Azure Table storage or its client. Choose another.`;
    throw new TableLimitError('propertyReserved', message, { key });
  }
}

function checkValue(key: string, name: string, value: unknown): asserts value is ColumnValue {
  const where = `The property “${name}” of the row “${key}”`;
  switch (typeof value) {
    case 'boolean':
      return;
    case 'number':
      if (Number.isFinite(value)) return;
      throw new TableLimitError('numberNotFinite', `${where} is ${value}. Only finite numbers are kept.`, { key });
    case 'string':
      if (value.length > MAX_TEXT_LENGTH) {
        const message = `${where} has ${value.length} characters; a table takes ${MAX_TEXT_LENGTH}. Split the text over several rows.`;
        throw new TableLimitError('textTooLong', message, { key });
      }
      if (LONE_SURROGATE.test(value)) {
        const message = `${where} holds half of a character (a lone surrogate). Clean the text where it enters.`;
        throw new TableLimitError('textNotUnicode', message, { key });
      }
      return;
    default: {
      const message = `${where} is neither text, number nor true/false. Leave it out or write it as JSON text.`;
      throw new TableLimitError('valueType', message, { key });
    }
  }
}

/**
 * The size of a row as Azure counts it: 4, two bytes a character of both keys, and for each property 8, two bytes a
 * character of its name and its value (text 4 and two bytes a character, number 8, true/false 1).
 * The time stamp that Azure adds is counted as well.
 * Source: Azure Storage team, "Understanding Windows Azure Storage Billing" (capacity per entity).
 */
export function rowBytes(row: TableRow): number {
  let bytes = 4 + 2 * (row.partition.length + row.key.length) + propertyBytes('Timestamp', 8);
  for (const [name, value] of Object.entries(row.values)) bytes += propertyBytes(name, valueBytes(value));
  return bytes;
}

function propertyBytes(name: string, value: number): number {
  return 8 + 2 * name.length + value;
}

function valueBytes(value: ColumnValue): number {
  if (typeof value === 'string') return 4 + 2 * value.length;
  return typeof value === 'number' ? 8 : 1;
}

function checkBatchSize(partition: string, writes: readonly TableWrite[]): void {
  // Most batches are far below the limit: a cheap bound first, the true length only where it matters.
  if (sum(writes, (write) => travellingBytes(partition, write, boundOfValues)) <= MAX_BATCH_BYTES) return;
  const bytes = sum(writes, (write) => travellingBytes(partition, write, bytesOfValues));
  if (bytes <= MAX_BATCH_BYTES) return;
  const message = `The batch takes ${bytes} bytes; a table takes ${MAX_BATCH_BYTES} at once. Write the rest under a generation id first.`;
  throw new TableLimitError('batchTooLarge', message);
}

function travellingBytes(partition: string, write: TableWrite, size: (values: TableRow['values']) => number): number {
  // Both keys stand in the address, where a character may become three, and in the JSON, where it may become two.
  const keys = 5 * (partition.length + write.key.length);
  return BATCH_PART_BYTES + keys + (write.kind === 'remove' ? 0 : size(write.values));
}

function boundOfValues(values: TableRow['values']): number {
  return sum(Object.entries(values), ([name, value]) => {
    const text = typeof value === 'string' ? MAX_JSON_BYTES_PER_UNIT * value.length : NUMBER_TYPE_BYTES;
    return 2 * name.length + NUMBER_TYPE_BYTES + text;
  });
}

function bytesOfValues(values: TableRow['values']): number {
  const types = sum(Object.entries(values), ([name, value]) =>
    typeof value === 'number' ? name.length + NUMBER_TYPE_BYTES : 0,
  );
  return Buffer.byteLength(JSON.stringify(values)) + types;
}

function sum<Item>(items: readonly Item[], size: (item: Item) => number): number {
  return items.reduce((total, item) => total + size(item), 0);
}
