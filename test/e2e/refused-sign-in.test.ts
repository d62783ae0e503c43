import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readCast } from '../../src/local/cast/people.js';
import { errorAnswer, startConnectorStandIn } from '../../src/local/stand-ins/connector-stand-in.js';
import { seedStore, serveStore } from './sample-service.js';

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-sign-in-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a service whose sign-in is refused says so at /readyz, stays in rotation, and is well again by itself', async () => {
  const [asha] = readCast().people;
  if (asha === undefined) throw new Error('nobody');
  await seedStore(folder);
  const connector = await startConnectorStandIn();
  const service = await serveStore(folder, connector.url);
  const ready = async () => {
    const answer = await fetch(`${service.url}/readyz`);
    return `${answer.status} ${await answer.text()}`;
  };
  try {
    connector.next(errorAnswer(401, 'Unauthorized'));
    await service.channel.type(asha, '/help');
    await expect
      .poll(ready)
      .toMatch(
        /^200 ready, but nothing can be sent: for \d+ s the bot's sign-in has been refused \(401 Unauthorized\)$/,
      );
    // the answer to what was typed is tried again by itself
    await expect.poll(ready, { timeout: 15_000 }).toBe('200 ready');
    expect(connector.ledger.filter((entry) => entry.delivered)).toHaveLength(1);
  } finally {
    await service.end('SIGTERM');
    await connector.close();
  }
}, 240_000);
