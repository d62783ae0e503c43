import { AsyncLocalStorage } from 'node:async_hooks';
import type { TableServiceClientOptions, TransactionAction } from '@azure/data-tables';
import type { TableWrite } from '../../../app/store/ports.js';
import { keptValues } from './stored-values.js';

type Policy = NonNullable<TableServiceClientOptions['additionalPolicies']>[number]['policy'];

/** What `submitTransaction` is told. Numbers go as Edm.Double: a whole one without a type means Edm.Int32. */
export function transactionAction(partitionKey: string, write: TableWrite): TransactionAction {
  const keys = { partitionKey, rowKey: write.key };
  switch (write.kind) {
    case 'insert':
      return ['create', { ...typedValues(write.values), ...keys }];
    case 'replace':
      return ['update', { ...typedValues(write.values), ...keys }, 'Replace', { etag: azureEtag(write.etag) }];
    case 'put':
      return ['upsert', { ...typedValues(write.values), ...keys }, 'Replace'];
    case 'remove':
      return ['delete', keys];
  }
}

function typedValues(values: Extract<TableWrite, { kind: 'put' }>['values']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(keptValues(values)).map(([name, value]) => [
      name,
      typeof value === 'number' ? { value, type: 'Double' } : value,
    ]),
  );
}

/** A version that no row of Azure's ever has. */
const NO_VERSION = `W/"datetime'1601-01-01T00%3A00%3A00.0000000Z'"`;

/** An etag that Azure did not make (`*` above all, which matches everything) must match nothing. */
function azureEtag(etag: string): string {
  return /^W\/"[!#-~]+"$/.test(etag) ? etag : NO_VERSION;
}

const writesOfBatch = new AsyncLocalStorage<readonly TableWrite[]>();

/** Runs `submit` so that `orderedConditionalBatch` knows the writes of the batch that it sends. */
export function withWrites<Result>(writes: readonly TableWrite[], submit: () => Promise<Result>): Promise<Result> {
  return writesOfBatch.run(writes, submit);
}

/**
 * Mends the batch that data-tables 13.3 assembles, in two things:
 * it removes with `If-Match: *` whatever etag it is given, so a conditional remove would be unconditional;
 * and it does not promise the order of the parts, by whose number Azure names the one that was refused.
 */
export const orderedConditionalBatch: Policy = {
  name: 'orderedConditionalBatch',
  sendRequest(request, next) {
    const writes = writesOfBatch.getStore();
    if (writes && typeof request.body === 'string' && new URL(request.url).pathname.endsWith('/$batch')) {
      request.body = mended(request.body, writes);
    }
    return next(request);
  },
};

/** Exported for its test: the body of a batch, its parts in the order of `writes` and its removes conditional. */
export function mended(body: string, writes: readonly TableWrite[]): string {
  const boundary = /boundary=(changeset_[\w-]+)/.exec(body)?.[1];
  if (boundary === undefined)
    throw new Error('A batch of data-tables has no change set: its format is not the one known.');
  // JSON escapes line ends, so no text within a row can look like a boundary on a line of its own.
  const [head = '', ...rest] = body.split(`\r\n--${boundary}`);
  const tail = rest.pop() ?? '';
  const byKey = new Map(rest.map((part) => [keyOfPart(part), part]));
  if (byKey.size !== writes.length) throw new Error('A batch of data-tables has other parts than it was given.');
  const parts = writes.map((write) => {
    const part = byKey.get(write.key);
    if (part === undefined) throw new Error(`A batch of data-tables lacks the row “${write.key}”.`);
    return write.kind === 'remove'
      ? part.replace(/^If-Match: \*$/im, () => `If-Match: ${azureEtag(write.etag)}`)
      : part;
  });
  return [head, ...parts, tail].join(`\r\n--${boundary}`).replace(/[\u2028\u2029]/g, asEscape);
}

/** Azurite takes these two line ends of Unicode for the end of a row's JSON; as an escape they mean the same. */
function asEscape(lineEnd: string): string {
  return lineEnd === '\u2028' ? '\\u2028' : '\\u2029';
}

/** A part names its row in its address, or, when it creates one, in its JSON, which is its last line. */
function keyOfPart(part: string): string {
  const lines = part.trimEnd().split('\r\n');
  const inAddress = /RowKey='(.*)'\) HTTP\/1\.1$/.exec(lines.find((line) => line.endsWith(' HTTP/1.1')) ?? '')?.[1];
  if (inAddress !== undefined) return decodeURIComponent(inAddress).replaceAll("''", "'");
  const row: unknown = JSON.parse(lines.at(-1) ?? '');
  return typeof row === 'object' && row !== null && 'RowKey' in row ? String(row.RowKey) : '';
}
