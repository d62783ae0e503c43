import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { makeConnections } from '../../../../src/adapters/connections.js';
import { azureTable } from '../../../../src/adapters/tables/engines/azure-table.js';
import { embeddedTable } from '../../../../src/adapters/tables/engines/embedded-table.js';
import { memoryTable } from '../../../../src/adapters/tables/engines/memory-table.js';
import { type Azurite, startAzurite } from './azurite.js';
import { tableContract } from './contract.js';
import { limitContract } from './limit-contract.js';
import { modelContract } from './model-contract.js';
import { rangeContract } from './range-contract.js';

const memory = { name: 'memory', open: async () => memoryTable() };
tableContract(memory);
rangeContract(memory);
limitContract(memory);
modelContract(memory, { runs: 300 });

describe('With a folder of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-table-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const embedded = { name: 'lmdb in a folder', open: () => embeddedTable(folder) };
  tableContract(embedded);
  rangeContract(embedded);
  limitContract(embedded);
  modelContract(embedded, { runs: 200 });
});

describe('With Azurite running', () => {
  let azurite: Azurite;
  beforeAll(async () => {
    azurite = await startAzurite();
  });
  afterAll(() => azurite.stop());
  const azure = {
    name: 'Azure Table storage (Azurite)',
    open: () =>
      azureTable({
        access: { kind: 'connectionString', connectionString: azurite.connectionString },
        tableName: 'quarterdeck',
        agentFor: makeConnections().agentFor,
      }),
  };
  tableContract(azure);
  rangeContract(azure);
  limitContract(azure);
  modelContract(azure, { runs: 15 });
});
