import { once } from 'node:events';
import { createServer as createHttpServer, request } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { inspect } from 'node:util';
import { TableClient } from '@azure/data-tables';
import { CredentialUnavailableError } from '@azure/identity';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeConnections } from '../../../../src/adapters/connections.js';
import { mended, transactionAction } from '../../../../src/adapters/tables/engines/azure-batch.js';
import { azureTable } from '../../../../src/adapters/tables/engines/azure-table.js';
import type { Table, TableWrite } from '../../../../src/app/store/ports.js';
import { TableUnavailableError } from '../../../../src/app/store/table-unavailable.js';
import { type Azurite, startAzurite } from './azurite.js';

const partition = 'tenant~plan';
const insert: TableWrite = {
  kind: 'insert',
  key: 'row',
  values: { op: 'op-1', text: 'What Chief Inspector Vane wrote' },
};
const servers: Server[] = [];
const { agentFor } = makeConnections();

async function listening(server: Server): Promise<number> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const accountOn = (port: number): string =>
  `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:${port}/devstoreaccount1;`;
const open = (connectionString: string, more: { tableName?: string; callTimeoutMs?: number } = {}): Promise<Table> =>
  azureTable({ access: { kind: 'connectionString', connectionString }, tableName: 'quarterdeck', agentFor, ...more });
const thrown = async (act: Promise<unknown>): Promise<unknown> => {
  const error = await act.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(TableUnavailableError);
  return error;
};

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe('Azure Table storage that cannot be used', () => {
  it('because nobody listens there, is named so with the cause', async () => {
    const closed = createServer();
    const port = await listening(closed);
    closed.close();
    const error = await thrown(open(accountOn(port)));
    expect(error).toMatchObject({
      message:
        'Azure Table storage could not be reached (ECONNREFUSED). Is the endpoint right, and reachable from here?',
      cause: { code: 'ECONNREFUSED' },
    });
  });

  it('because it takes the call and never answers, is given up in the time allowed', async () => {
    const port = await listening(createServer(() => {}));
    const begun = performance.now();
    const error = await thrown(open(accountOn(port), { callTimeoutMs: 300 }));
    expect(error).toMatchObject({ message: expect.stringContaining('did not answer in time') });
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it('because it stays busy, is given up after a few attempts', async () => {
    let attempts = 0;
    const busy = createHttpServer((_request, response) => {
      attempts += 1;
      response.writeHead(503).end();
    });
    const error = await thrown(open(accountOn(await listening(busy))));
    expect(error).toMatchObject({ message: expect.stringContaining('busy or unwell (503') });
    expect(attempts).toBe(4);
  });

  it('because we may not sign in, says so', async () => {
    const credential = {
      getToken: () => Promise.reject(new CredentialUnavailableError('No managed identity endpoint found.')),
    };
    const endpoint = 'https://127.0.0.1:1';
    const error = await thrown(
      azureTable({ access: { kind: 'identity', endpoint, credential }, tableName: 'quarterdeck', agentFor }),
    );
    expect(error).toMatchObject({ message: expect.stringContaining('Could not sign in to Azure') });
  });

  it('because the way there is not private, is refused before anything is sent', async () => {
    const credential = { getToken: () => Promise.reject(new Error('must not be asked')) };
    const access = { kind: 'identity', endpoint: 'http://127.0.0.1:1', credential } as const;
    for (const act of [
      azureTable({ access, tableName: 'quarterdeck', agentFor }),
      open(accountOn(1).replace('127.0.0.1', 'tables.example')),
      open('DefaultEndpointsProtocol=http;AccountName=someone;AccountKey=a2V5'),
    ]) {
      expect(await thrown(act)).toMatchObject({ message: expect.stringContaining('must begin with https://') });
    }
  });

  it('because the connection string is wrong, is refused without repeating the key in it', async () => {
    const error = await thrown(open('DefaultEndpointsProtocol=https;AccountName;AccountKey=c2VjcmV0'));
    expect(error).toMatchObject({ message: expect.stringContaining('cannot be understood') });
    expect(inspect(error, { depth: 10 })).not.toContain('c2VjcmV0');
  });
});

describe('Azure Table storage in use (Azurite)', () => {
  let azurite: Azurite;
  beforeAll(async () => {
    azurite = await startAzurite();
  });
  afterAll(() => azurite.stop());

  it('refuses a wrong key in plain words, which tell neither people’s texts nor our signature', async () => {
    const good = await open(azurite.connectionString);
    const error = await thrown(open(azurite.connectionString.replace(/AccountKey=..../, 'AccountKey=AAAA')));
    expect(error).toMatchObject({
      message: expect.stringMatching(/refused us \(403 .*Storage Table Data Contributor/),
    });
    await good.close();
  });

  it('says that the table is gone, and does not take that for a missing row or a conflict', async () => {
    const table = await open(azurite.connectionString, { tableName: 'gone' });
    const options = { allowInsecureConnection: true };
    await TableClient.fromConnectionString(azurite.connectionString, 'gone', options).deleteTable();
    const replace: TableWrite = { ...insert, kind: 'replace', etag: 'W/"1"' };
    for (const act of [
      () => table.get(partition, 'row'),
      () => table.range({ partition }),
      () => table.batch(partition, [insert]),
      () => table.batch(partition, [replace]),
    ]) {
      const error = await thrown(act());
      expect(error).toMatchObject({ message: expect.stringContaining('The table is gone from Azure Table storage') });
      const shown = inspect(error, { depth: 10, showHidden: true });
      expect(shown).not.toMatch(/SharedKey|Chief Inspector Vane/);
    }
  });

  it('reports our own write as a conflict when its answer was lost; reading again finds our operation id', async () => {
    const direct = await open(azurite.connectionString, { tableName: 'lost' });
    const target = new URL(/TableEndpoint=([^;]+)/.exec(azurite.connectionString)?.[1] ?? '');
    let lost = 0;
    const proxy = createHttpServer((incoming, answer) => {
      const { url = '/', method, headers } = incoming;
      const onward = request(new URL(url, target), { ...(method ? { method } : {}), headers });
      incoming.pipe(onward);
      onward.on('response', (response) => {
        if (lost === 0 && url.endsWith('$batch')) {
          lost += 1;
          response.resume().on('end', () => incoming.socket.destroy());
          return;
        }
        answer.writeHead(response.statusCode ?? 500, response.headers);
        response.pipe(answer);
      });
    });
    const through = azurite.connectionString.replace(`:${target.port}/`, `:${await listening(proxy)}/`);
    const table = await open(through, { tableName: 'lost' });
    expect(await table.batch(partition, [insert])).toEqual({ kind: 'conflict', index: 0, reason: 'exists' });
    expect(lost).toBe(1);
    expect((await direct.get(partition, 'row'))?.values.op).toBe('op-1');
  });
});

describe('A batch as data-tables assembles it', () => {
  const part = (lines: readonly string[]): string =>
    ['--changeset_1', 'content-type: application/http', 'content-transfer-encoding: binary', '', ...lines].join('\r\n');
  const row = (key: string): string => `http://127.0.0.1:1/account/t(PartitionKey='p',RowKey='${key}') HTTP/1.1`;
  const create = part(['POST http://127.0.0.1:1/account/t HTTP/1.1', '', '', '{"PartitionKey":"p","RowKey":"made"}']);
  const remove = part([`DELETE ${row("o''b%20c")}`, 'Accept: application/json', 'If-Match: *', '', '']);
  const put = part([
    `PUT ${row('put')}`,
    'Accept: application/json',
    '',
    '',
    '{"text":"If-Match: *","PartitionKey":"p","RowKey":"put"}',
  ]);
  const head = '--batch_1\r\ncontent-type: multipart/mixed; boundary=changeset_1\r\n\r\n';
  const body = (parts: readonly string[]): string =>
    `${[head, ...parts].join('\r\n')}\r\n--changeset_1--\r\n--batch_1--\r\n`;
  const writes: readonly TableWrite[] = [
    { kind: 'put', key: 'put', values: {} },
    { kind: 'remove', key: "o'b c", etag: 'W/"7"' },
    { kind: 'insert', key: 'made', values: {} },
  ];

  it('is put into the order of the writes, and its remove names the version', () => {
    const conditional = remove.replace('If-Match: *', 'If-Match: W/"7"');
    for (const parts of [
      [create, put, remove],
      [remove, create, put],
      [put, remove, create],
    ]) {
      expect(mended(body(parts), writes)).toBe(body([put, conditional, create]));
    }
  });

  it('names every number a double, which Azurite does not ask for', () => {
    expect(transactionAction('p', { kind: 'put', key: 'k', values: { value: 2 ** 40, text: '1' } })).toEqual([
      'upsert',
      { partitionKey: 'p', rowKey: 'k', value: { value: 2 ** 40, type: 'Double' }, text: '1' },
      'Replace',
    ]);
  });

  it('is not sent if it is not what we know', () => {
    expect(() => mended(body([create, put]), writes)).toThrow('other parts than it was given');
    expect(() => mended(body([create, put, remove.replace('b%20c', 'other')]), writes)).toThrow(
      "lacks the row “o'b c”",
    );
    expect(() => mended('{}', writes)).toThrow('no change set');
  });
});
