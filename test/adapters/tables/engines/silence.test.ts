import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeConnections } from '../../../../src/adapters/connections.js';
import { azureTable } from '../../../../src/adapters/tables/engines/azure-table.js';
import type { Table } from '../../../../src/app/store/ports.js';
import { type ForgetfulBox, startForgetfulBox } from '../../../forgetful-box.js';
import { type Azurite, startAzurite } from './azurite.js';

let azurite: Azurite;
let box: ForgetfulBox;
let table: Table;

beforeEach(async () => {
  azurite = await startAzurite();
});

afterEach(async () => {
  await table.close();
  await box.close();
  await azurite.stop();
});

describe('Azure Table storage behind a box that forgets connections after two seconds of silence', () => {
  it.each(['reset', 'swallow'] as const)(
    '(%s) takes every write after the silence at the first attempt',
    async (then) => {
      const { hostname, port } = new URL(/TableEndpoint=([^;]+)/.exec(azurite.connectionString)?.[1] ?? '');
      box = await startForgetfulBox({ host: hostname, port: Number(port) }, { then });
      table = await azureTable({
        access: {
          kind: 'connectionString',
          connectionString: azurite.connectionString.replace(`:${port}/`, `:${box.port}/`),
        },
        tableName: 'silence',
        agentFor: makeConnections().agentFor,
      });
      const writeAll = (key: string) =>
        Promise.all(
          Array.from({ length: 16 }, (_, number) =>
            table.batch(`tenant~plan-${number}`, [{ kind: 'insert', key, values: {} }]),
          ),
        );
      await writeAll('before');
      await box.quiet();

      const outcomes = await writeAll('after');

      expect(outcomes).toEqual(Array(16).fill({ kind: 'done' }));
      expect(box.counts.lost).toBe(0);
    },
  );
});
