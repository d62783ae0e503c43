import type { Agent } from 'node:http';
import { TableClient, type TableServiceClientOptions } from '@azure/data-tables';
import type { TokenCredential } from '@azure/identity';
import { z } from 'zod';
import type { BatchOutcome, RangePage, RangeQuery, StoredRow, WholeTable } from '../../../app/store/ports.js';
import { TableUnavailableError } from '../../../app/store/table-unavailable.js';
import { azureFailure, conflictOf, isMissingRow, rowOf } from './azure-answers.js';
import { orderedConditionalBatch, transactionAction, withWrites } from './azure-batch.js';
import { assertPrivate, endpointOf, isThisMachine } from './azure-endpoint.js';
import { checkBatch, checkKey } from './limits.js';
import { PROOF } from './proof-row.js';
import { foreignContinuation, isEmpty, type RangeBounds, rangeBounds } from './range-bounds.js';

/** Where the table is and who we are there. */
export type AzureTableAccess =
  /** With an account key or a SAS; plain http only to this machine (Azurite). */
  | { readonly kind: 'connectionString'; readonly connectionString: string }
  /** `https://ACCOUNT.table.core.windows.net` with a managed identity or the developer's own sign-in. */
  | { readonly kind: 'identity'; readonly endpoint: string; readonly credential: TokenCredential };

export interface AzureTableOptions {
  readonly access: AzureTableAccess;
  /** 3 to 63 letters and digits, not beginning with a digit. Made when missing. */
  readonly tableName: string;
  /** The agent for an address of the service; where the environment names a proxy, that one's is used. */
  readonly agentFor: (url: string) => Promise<Agent>;
  /** Milliseconds for one attempt, which is not repeated when they run out; 10,000 by default. */
  readonly attemptTimeoutMs?: number;
  /** Milliseconds for a call with all its attempts; 30,000 by default. */
  readonly callTimeoutMs?: number;
}

/**
 * A table of Azure Table storage, or of Azurite.
 * Every call ends within `callTimeoutMs`. The client's own retries stay on (3, quickly): throttling and dropped
 * connections are ordinary in Azure. Their price: when only the answer to a batch was lost, the second attempt
 * reports our own committed write as a conflict. So after a conflict read again and look for your operation id.
 * Throws `TableUnavailableError` if the service does not answer or refuses us.
 */
export async function azureTable(options: AzureTableOptions): Promise<WholeTable> {
  const client = tableClient(options);
  const timeoutMs = options.callTimeoutMs ?? 30_000;
  let closed = false;
  /** Gives the call its time and turns what it throws into an error of ours. */
  const call = async <Result>(act: (abortSignal: AbortSignal) => Promise<Result>): Promise<Result> => {
    if (closed) throw new TableUnavailableError('The table is closed.');
    try {
      return await act(AbortSignal.timeout(timeoutMs));
    } catch (error) {
      throw azureFailure(error);
    }
  };
  await call((abortSignal) => client.createTable({ abortSignal }));

  const wholePartition = async (partition: string): Promise<readonly StoredRow[]> => {
    const query = { partition };
    const found: StoredRow[] = [];
    let continuation: string | undefined;
    do {
      const next = continuation === undefined ? query : { ...query, continuation };
      const page = await call((abortSignal) => firstFilledPage(client, next, rangeBounds(query), abortSignal));
      found.push(...page.rows);
      ({ continuation } = page);
    } while (continuation !== undefined);
    return found;
  };

  return {
    async get(partition, key) {
      checkKey('partition', partition);
      checkKey('key', key);
      return call(async (abortSignal) => {
        try {
          return rowOf(await client.getEntity(partition, key, { abortSignal }));
        } catch (error) {
          if (isMissingRow(error)) return undefined;
          throw error;
        }
      });
    },

    async range(query: RangeQuery): Promise<RangePage> {
      const bounds = rangeBounds(query);
      checkContinuation(query);
      return call((abortSignal) => firstFilledPage(client, query, bounds, abortSignal));
    },

    async nextPartition(after) {
      const filter = after === '' ? {} : { filter: `PartitionKey gt ${quoted(after)}` };
      const queryOptions = { ...filter, select: ['PartitionKey'] };
      return call(async (abortSignal) => {
        const pages = client.listEntities({ queryOptions, abortSignal }).byPage({ maxPageSize: 1 });
        for await (const [first] of pages) if (first?.partitionKey !== undefined) return first.partitionKey;
        return null;
      });
    },

    /** Pages are read one after another, so a moment is found where two readings of them all are the same. */
    async snapshot(partition) {
      let before: string | null = null;
      for (let reading = 0; reading < MOST_READINGS; reading += 1) {
        const rows = await wholePartition(partition);
        const now = rows.map(({ key, etag }) => `${key} ${etag}`).join('\n');
        if (now === before) return rows;
        before = now;
      }
      throw new TableUnavailableError(
        `The rows of ${partition} are written to all the time, so they could not be read as they stood at one moment. Try again when fewer people answer.`,
      );
    },

    async batch(partition, writes): Promise<BatchOutcome> {
      checkBatch(partition, writes);
      return call(async (abortSignal) => {
        try {
          const actions = writes.map((write) => transactionAction(partition, write));
          await withWrites(writes, () => client.submitTransaction(actions, { abortSignal }));
          return { kind: 'done' };
        } catch (error) {
          const conflict = conflictOf(error, writes);
          if (conflict) return conflict;
          throw error;
        }
      });
    },

    async proveWritable() {
      const { partition, key, values } = PROOF;
      const action = transactionAction(partition, { kind: 'put', key, values });
      await call((abortSignal) => client.submitTransaction([action], { abortSignal }));
    },

    async close() {
      closed = true;
    },
  };
}

function tableClient({ access, tableName, agentFor, attemptTimeoutMs = 10_000 }: AzureTableOptions): TableClient {
  const options: TableServiceClientOptions = {
    retryOptions: { maxRetries: 3, retryDelayInMs: 200, maxRetryDelayInMs: 2_000 },
    additionalPolicies: [
      { position: 'perCall', policy: orderedConditionalBatch },
      {
        position: 'perRetry',
        policy: {
          name: 'quarterdeckAttempt',
          sendRequest: async (request, next) => {
            request.timeout = attemptTimeoutMs;
            request.agent ??= await agentFor(request.url);
            return next(request);
          },
        },
      },
    ],
  };
  if (access.kind === 'identity') {
    assertPrivate(access.endpoint);
    return new TableClient(access.endpoint, tableName, access.credential, options);
  }
  const endpoint = endpointOf(access.connectionString);
  const allowInsecureConnection = isThisMachine(endpoint);
  if (!allowInsecureConnection) assertPrivate(endpoint);
  try {
    return TableClient.fromConnectionString(access.connectionString, tableName, {
      ...options,
      allowInsecureConnection,
    });
  } catch (error) {
    // The cause is left out: it may quote the string, and the string holds the key.
    const reason = error instanceof Error ? error.name : typeof error;
    throw new TableUnavailableError(`The connection string of Azure Table storage cannot be understood (${reason}).`);
  }
}

/** So often a partition is read for a snapshot. */
const MOST_READINGS = 30;

/** A page may come back empty and yet have a successor (Azure stops at a partition server's edge): read on then. */
async function firstFilledPage(
  client: TableClient,
  query: RangeQuery,
  bounds: RangeBounds,
  abortSignal: AbortSignal,
): Promise<RangePage> {
  if (isEmpty(bounds)) return { rows: [] };
  const { continuation } = query;
  const pages = client
    .listEntities({ queryOptions: { filter: filterOf(query.partition, bounds) }, abortSignal })
    .byPage({ maxPageSize: bounds.limit, ...(continuation === undefined ? {} : { continuationToken: continuation }) });
  for await (const page of pages) {
    if (page.length === 0 && page.continuationToken) continue;
    const rows = page.map(rowOf);
    return page.continuationToken ? { rows, continuation: page.continuationToken } : { rows };
  }
  return { rows: [] };
}

/** The column stands left of its operator and there are no parentheses: so Azure uses its index, and Azurite understands. */
function filterOf(partition: string, { from, before }: RangeBounds): string {
  const terms = [`PartitionKey eq ${quoted(partition)}`];
  if (from !== '') terms.push(`RowKey ge ${quoted(from)}`);
  if (before !== undefined) terms.push(`RowKey lt ${quoted(before)}`);
  return terms.join(' and ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const continuationSchema = z.object({ nextPartitionKey: z.string(), nextRowKey: z.string().optional() });

function checkContinuation({ continuation }: RangeQuery): void {
  if (continuation === undefined) return;
  try {
    continuationSchema.parse(JSON.parse(Buffer.from(continuation, 'base64').toString('utf8')));
  } catch (error) {
    throw foreignContinuation(error);
  }
}
