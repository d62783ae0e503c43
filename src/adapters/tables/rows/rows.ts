import type { z } from 'zod';
import type { RangeQuery, StoredRow, Table, TableWrite } from '../../../app/store/ports.js';
import { keyOf } from './keys.js';

/*
 * A stored thing is JSON, cut into columns of at most 30,000 UTF-16 units (Azure: 32,768) and, when it is very long,
 * over several rows: the first has the thing's own key, the others follow directly after it.
 */

const CHUNK = 30_000;
/** 8 × 30,000 units = 480 kB a row, below the 1 MiB of an entity and eight such rows below the 4 MiB of a batch. */
const CHUNKS_A_ROW = 8;
const MOST_IN_A_BATCH = 100;
/** Azure: 4 MiB a batch; the rest is for keys and envelopes. */
const MOST_BYTES_IN_A_BATCH = 3_000_000;
const CONTINUED = '+';

/** A thing read back, with the version of its first row. */
export interface Kept<T> {
  readonly key: string;
  readonly value: T;
  readonly etag: string;
}

/** The writes that keep a thing at a key. Only the first row carries the condition; the others follow it. */
export function writesOf(
  key: string,
  value: unknown,
  operation: string,
  condition:
    | { readonly kind: 'insert' }
    | { readonly kind: 'put' }
    | { readonly kind: 'replace'; readonly etag: string },
): readonly TableWrite[] {
  const chunks = chunksOf(JSON.stringify(value));
  const writes: TableWrite[] = [];
  for (let start = 0; start < chunks.length; start += CHUNKS_A_ROW) {
    const part = chunks.slice(start, start + CHUNKS_A_ROW);
    const values = {
      op: operation,
      rows: Math.ceil(chunks.length / CHUNKS_A_ROW),
      ...Object.fromEntries(part.map((chunk, index) => [`d${index}`, chunk])),
    };
    writes.push(
      start === 0
        ? { key, values, ...condition }
        : { key: continuedKey(key, start / CHUNKS_A_ROW), values, kind: 'put' },
    );
  }
  return writes;
}

/** Everything in a range, page after page, long things put together again and each parsed by its schema. */
export async function readRange<T>(table: Table, query: RangeQuery, schema: z.ZodType<T>): Promise<readonly Kept<T>[]> {
  return assemble(await readRows(table, query)).map((each) => parsed(each, schema));
}

/** All rows of a range, page after page. */
export async function readRows(table: Table, query: RangeQuery): Promise<readonly StoredRow[]> {
  const rows: StoredRow[] = [];
  let continuation: string | undefined;
  do {
    const page = await table.range(continuation === undefined ? query : { ...query, continuation });
    rows.push(...page.rows);
    continuation = page.continuation;
  } while (continuation !== undefined);
  return rows;
}

/** One thing by its key, or null. A thing over several rows costs a second read. */
export async function readOne<T>(
  table: Table,
  partition: string,
  key: string,
  schema: z.ZodType<T>,
): Promise<Kept<T> | null> {
  const first = await table.get(partition, key);
  if (first === undefined) return null;
  if (first.values['rows'] === 1) return parsed({ key, etag: first.etag, json: jsonOf([first]) }, schema);
  const rows = await readRows(table, { partition, prefix: key });
  const whole = assemble(rows).find((each) => each.key === key);
  return whole === undefined ? null : parsed(whole, schema);
}

/** Parses one assembled thing. A row that does not fit its schema is a defect or a foreign hand: it throws, naming the key. */
export function parsed<T>(raw: { key: string; etag: string; json: string }, schema: z.ZodType<T>): Kept<T> {
  const result = schema.safeParse(JSON.parse(raw.json));
  if (!result.success) throw new Error(`The stored row ${raw.key} cannot be read`, { cause: result.error });
  return { key: raw.key, etag: raw.etag, value: result.data };
}

/** Puts long things together again, in the order of their keys. */
export function assemble(rows: readonly StoredRow[]): readonly { key: string; etag: string; json: string }[] {
  const things: { key: string; etag: string; json: string }[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const first = rows[index] as StoredRow;
    if (first.key.includes(`~${CONTINUED}`)) continue;
    const own = [first];
    const count = Number(first.values['rows']);
    for (let next = 1; next < count; next += 1) {
      const key = continuedKey(first.key, next);
      const row = rows.find((each) => each.key === key);
      if (row === undefined) throw new Error(`The stored row ${first.key} lacks its part ${next + 1} of ${count}`);
      own.push(row);
    }
    things.push({ key: first.key, etag: first.etag, json: jsonOf(own) });
  }
  return things;
}

/**
 * Writes a batch once. A conflict with a row that carries the same operation id means that the write had already
 * succeeded and only its answer was lost (Azure's client retries and reports its own commit as a conflict).
 */
export async function writeOnce(
  table: Table,
  partition: string,
  writes: readonly TableWrite[],
  operation: string,
): Promise<'done' | 'conflict'> {
  const outcome = await table.batch(partition, writes);
  if (outcome.kind === 'done') return 'done';
  const refused = writes[outcome.index];
  if (refused === undefined) return 'conflict';
  const now = await table.get(partition, refused.key);
  return now?.values['op'] === operation ? 'done' : 'conflict';
}

/** Writes any number of rows that nobody reads yet, in as many batches as Azure's limits ask for. */
export async function writeMany(table: Table, partition: string, writes: readonly TableWrite[]): Promise<void> {
  for (const batch of batchesOf(writes.map((write) => [write]))) {
    const outcome = await table.batch(partition, batch);
    if (outcome.kind === 'conflict') throw new Error(`An unconditional write to ${partition} was refused`);
  }
}

/** Splits writes so that each part fits one batch; what stands `together` is never split. */
export function batchesOf(together: readonly (readonly TableWrite[])[]): readonly (readonly TableWrite[])[] {
  const batches: TableWrite[][] = [];
  let size = 0;
  for (const writes of together) {
    const bytes = writes.reduce((sum, write) => sum + sizeOf(write), 0);
    const last = batches.at(-1);
    const isFull =
      last === undefined || last.length + writes.length > MOST_IN_A_BATCH || size + bytes > MOST_BYTES_IN_A_BATCH;
    if (isFull) {
      batches.push([...writes]);
      size = bytes;
    } else {
      last.push(...writes);
      size += bytes;
    }
  }
  return batches;
}

function continuedKey(key: string, part: number): string {
  return `${key}~${CONTINUED}${keyOf(String(part).padStart(3, '0'))}`;
}

function jsonOf(rows: readonly StoredRow[]): string {
  return rows
    .flatMap((row) => Array.from({ length: CHUNKS_A_ROW }, (_, index) => row.values[`d${index}`] ?? ''))
    .join('');
}

function chunksOf(json: string): readonly string[] {
  const chunks: string[] = [];
  let start = 0;
  while (start < json.length) {
    let end = Math.min(start + CHUNK, json.length);
    // never between the two halves of a surrogate pair: a table cannot keep half a character
    const last = json.charCodeAt(end - 1);
    if (end < json.length && last >= 0xd800 && last <= 0xdbff) end -= 1;
    chunks.push(json.slice(start, end));
    start = end;
  }
  return chunks;
}

function sizeOf(write: TableWrite): number {
  if (write.kind === 'remove') return 500;
  return Object.values(write.values).reduce<number>(
    (sum, value) => sum + (typeof value === 'string' ? value.length * 2 : 8),
    500,
  );
}
