import { RestError } from '@azure/data-tables';
import { z } from 'zod';
import type { BatchOutcome, StoredRow, TableWrite } from '../../../app/store/ports.js';
import { TableUnavailableError } from '../../../app/store/table-unavailable.js';
import { TableLimitError } from './table-errors.js';

const bodySchema = z.object({ 'odata.error': z.object({ code: z.string() }) });

/** An entity as data-tables gives it, turned into a row. Int64 may have been written by another tool. */
export function rowOf(entity: object): StoredRow {
  const { partitionKey, rowKey, etag, timestamp: _, ...rest } = entitySchema.parse(entity);
  const values = Object.entries(rest).filter(([name]) => !name.startsWith('odata.'));
  return {
    partition: partitionKey,
    key: rowKey,
    etag,
    values: Object.fromEntries(values.map(([name, value]) => [name, valueSchema.parse(value)])),
  };
}

const entitySchema = z.looseObject({
  partitionKey: z.string(),
  rowKey: z.string(),
  etag: z.string(),
  timestamp: z.unknown(),
});
const valueSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.bigint().transform(Number).pipe(z.number().refine(Number.isSafeInteger, 'is an integer too large to keep exactly')),
]);

/** True if the service answered that there is no such row; a missing table is another matter. */
export function isMissingRow(error: unknown): boolean {
  return error instanceof RestError && error.statusCode === 404 && azureCode(error) !== 'TableNotFound';
}

/** The conflict that a failed batch reports; `undefined` if the error is something else. */
export function conflictOf(error: unknown, writes: readonly TableWrite[]): BatchOutcome | undefined {
  if (!(error instanceof RestError)) return undefined;
  // Azure puts the number of the refused part before its message; a batch of one may come without.
  const number = /^(\d+):/.exec(error.message)?.[1];
  const index = number === undefined && writes.length === 1 ? 0 : Number(number);
  const write = writes[index];
  if (write?.kind === 'insert' && error.statusCode === 409 && azureCode(error) === 'EntityAlreadyExists') {
    return { kind: 'conflict', index, reason: 'exists' };
  }
  const conditional = write?.kind === 'replace' || write?.kind === 'remove';
  if (conditional && (error.statusCode === 412 || isMissingRow(error))) {
    return { kind: 'conflict', index, reason: 'changed' };
  }
  return undefined;
}

/** Whatever else went wrong, as an error of ours that keeps the cause. */
export function azureFailure(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('Azure Table storage failed in an unknown way.', { cause: error });
  if (error.name === 'AbortError' || error.name === 'TimeoutError') {
    const message = 'Azure Table storage did not answer in time. Is the endpoint right, and reachable from here?';
    return new TableUnavailableError(message, error, 'Azure Table storage does not answer');
  }
  if (/^(Authentication|CredentialUnavailable|AggregateAuthentication)/.test(error.name)) {
    const message =
      'Could not sign in to Azure for Table storage. Check the managed identity; on your own machine run "az login" and leave AZURE_CLIENT_ID unset.';
    return new TableUnavailableError(message, error, 'the sign-in to Azure fails');
  }
  return error instanceof RestError ? restFailure(error.statusCode, azureCode(error), withoutRequest(error)) : error;
}

/** The error as a cause that may be logged: the request in it holds people's texts and our authorisation. */
function withoutRequest({ name, message, code, statusCode, stack, request }: RestError): Error {
  return Object.assign(new Error(message), { name, code, statusCode, stack, requestId: request?.requestId });
}

function restFailure(statusCode: number | undefined, code: string, error: Error): Error {
  if (statusCode === undefined) {
    const message = `Azure Table storage could not be reached (${code}). Is the endpoint right, and reachable from here?`;
    return new TableUnavailableError(message, error, 'Azure Table storage cannot be reached');
  }
  if (statusCode === 401 || statusCode === 403) {
    const message = `Azure Table storage refused us (${statusCode} ${code}). Give this identity the role “Storage Table Data Contributor”, or check the key.`;
    return new TableUnavailableError(message, error, `Azure Table storage refuses us (${statusCode})`);
  }
  if (statusCode === 404 || code === 'TableBeingDeleted') {
    return new TableUnavailableError(
      `The table is gone from Azure Table storage (${code}). Restart to make it again.`,
      error,
      'the table is gone from Azure Table storage',
    );
  }
  if (statusCode === 408 || statusCode === 429 || statusCode >= 500) {
    return new TableUnavailableError(
      `Azure Table storage is busy or unwell (${statusCode} ${code}). Try again later.`,
      error,
      `Azure Table storage is busy or unwell (${statusCode})`,
    );
  }
  if (statusCode === 413 || /TooLarge|TooMany|OutOfRange|InvalidInput|KeyOver|PropertyName/i.test(code)) {
    return new TableLimitError('refusedByAzure', `Azure Table storage refused the call (${statusCode} ${code}).`, {
      cause: error,
    });
  }
  return new Error(`Azure Table storage refused the call (${statusCode} ${code}).`, { cause: error });
}

/** Azure's own code, or the network's; for a plain call it stands in the body of the answer only. */
function azureCode(error: RestError): string {
  if (error.code !== undefined && error.code !== RestError.PARSE_ERROR) return error.code;
  try {
    return bodySchema.parse(JSON.parse(error.response?.bodyAsText ?? ''))['odata.error'].code;
  } catch {
    return 'without a code';
  }
}
