import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startConnectorStandIn } from '../../../src/local/stand-ins/connector-stand-in.js';
import { ASHA, openDoor, TENANT } from '../../adapters/teams/door.js';

const post = (url: string, activity: object) =>
  fetch(`${url}/v3/conversations/c/activities`, { method: 'POST', body: JSON.stringify(activity) });

describe("the Connector's stand-in", () => {
  it('has an entry on the disk for whatever it acknowledged', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    const ledgerFile = join(folder, 'ledger.jsonl');
    const connector = await startConnectorStandIn({ ledgerFile });
    await post(connector.url, { type: 'message', text: 'one' });
    connector.next({ kind: 'drop', delivered: true });
    await post(connector.url, { type: 'message', text: 'two' }).catch(() => undefined);
    const lines = readFileSync(ledgerFile, 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(connector.ledger);
    expect(connector.chat('c').map(({ activity }) => activity.text)).toEqual(['one', 'two']);
    await connector.close();
    rmSync(folder, { recursive: true });
  });

  it("answers 429 past Teams' limits, with the wait, and delivers nothing then", async () => {
    const connector = await startConnectorStandIn({ enforceLimits: true });
    const statuses: number[] = [];
    for (let n = 0; n < 9; n++) statuses.push((await post(connector.url, { type: 'message' })).status);
    expect(statuses).toEqual([201, 201, 201, 201, 201, 201, 201, 429, 429]);
    expect(connector.chat('c')).toHaveLength(7);
    await connector.close();
  });

  it('is never made to refuse by our own pacing', async () => {
    const connector = await startConnectorStandIn({ enforceLimits: true });
    const door = await openDoor({ connector });
    const to = {
      serviceUrl: connector.url,
      tenant: TENANT,
      person: ASHA.id,
      botId: '28:quarterdeck',
      channelId: 'msteams',
    };
    const chats = Array.from({ length: 75 }, (_, n) => ({ ...to, conversationId: `a:${n}` }));
    const sends = [...chats, ...Array.from({ length: 8 }, () => ({ ...to, conversationId: 'a:busy' }))];
    await Promise.all(sends.map((each) => door.messenger.send(each, { kind: 'text', text: 'hello' })));
    expect(connector.ledger.filter((entry) => entry.status === 429)).toEqual([]);
    expect(connector.ledger.filter((entry) => entry.delivered)).toHaveLength(83);
    await door.close();
  });
});
