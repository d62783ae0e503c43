import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeConnections } from '../../../../src/adapters/connections.js';
import { azureTable } from '../../../../src/adapters/tables/engines/azure-table.js';
import { embeddedTable } from '../../../../src/adapters/tables/engines/embedded-table.js';
import { memoryTable } from '../../../../src/adapters/tables/engines/memory-table.js';
import type { WholeTable } from '../../../../src/app/store/ports.js';
import { startAzurite } from './azurite.js';

/** Every engine, each with a table of its own and what closes it. */
export const engines: readonly (readonly [
  string,
  () => Promise<{ readonly table: WholeTable; end(): Promise<void> }>,
])[] = [
  ['memory', async () => ({ table: memoryTable(), end: async () => undefined })],
  [
    'the embedded store',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'quarterdeck-engine-'));
      const table = await embeddedTable(folder);
      return { table, end: () => table.close().then(() => rm(folder, { recursive: true })) };
    },
  ],
  [
    'Azure Table storage (Azurite)',
    async () => {
      const { connectionString, stop } = await startAzurite();
      const access = { kind: 'connectionString', connectionString } as const;
      const { agentFor } = makeConnections();
      return { table: await azureTable({ access, tableName: 'engine', agentFor }), end: stop };
    },
  ],
];
