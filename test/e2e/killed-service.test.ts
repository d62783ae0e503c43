import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE_PLAN } from '../../src/local/cast/seed-sample.js';
import { type ConnectorStandIn, startConnectorStandIn } from '../../src/local/stand-ins/connector-stand-in.js';
import { quarterdeck } from './running-quarterdeck.js';
import { historyOf, type PressableCard, seedStore, serveStore } from './sample-service.js';

const REPLIES_AT_ONCE = 8;
/** After how many acknowledged replies the service is killed, each time anew. */
const KILLED_AFTER = [7, 40, 23];

describe('A service that is killed while people answer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-killed-'));
  let connector: ConnectorStandIn;
  let cards: readonly PressableCard[];
  const acknowledged = new Set<string>();
  const attempted = new Set<string>();

  beforeAll(async () => {
    cards = (await seedStore(folder)).filter((card) => card.person !== '');
    connector = await startConnectorStandIn();
  });
  afterAll(async () => {
    await connector.close();
    rmSync(folder, { recursive: true });
  });

  /** Answers as fast as it can until the service is killed; returns what was sent and never acknowledged. */
  async function answerUntilKilled(round: number, killAfter: number): Promise<ReadonlyMap<string, PressableCard>> {
    const service = await serveStore(folder, connector.url);
    const unanswered = new Map<string, PressableCard>();
    let sent = 0;
    let told = 0;
    const ending: Promise<void>[] = [];
    const person = async () => {
      while (ending.length === 0) {
        sent += 1;
        const card = cards[sent % cards.length];
        if (card === undefined) throw new Error('The sample has no cards');
        const text = `Reply ${sent} of round ${round}.`;
        attempted.add(text);
        unanswered.set(text, card);
        const answer = await service.channel
          .press({ id: card.person, name: card.name }, { ...card.context, verb: 'submit' }, { input_text: text })
          .catch(() => null);
        if (answer?.status !== 200) continue;
        acknowledged.add(text);
        unanswered.delete(text);
        told += 1;
        if (told === killAfter) ending.push(service.end('SIGKILL'));
      }
    };
    await Promise.all(Array.from({ length: REPLIES_AT_ONCE }, person));
    await Promise.all(ending);
    return unanswered;
  }

  it('keeps every reply that was acknowledged exactly once, and no reply twice that is sent again', async () => {
    for (const [round, killAfter] of KILLED_AFTER.entries()) {
      const unanswered = await answerUntilKilled(round, killAfter);
      // Teams delivers again what was not acknowledged, to the service that was started again.
      const again = await serveStore(folder, connector.url);
      for (const [text, card] of unanswered) {
        const person = { id: card.person, name: card.name };
        const answer = await again.channel.press(person, { ...card.context, verb: 'submit' }, { input_text: text });
        expect(answer.status).toBe(200);
        acknowledged.add(text);
      }
      await again.end('SIGTERM');
    }

    expect(acknowledged.size).toBeGreaterThanOrEqual(KILLED_AFTER.reduce((sum, each) => sum + each, 0));
    const kept = (await historyOf(folder))
      .map((entry) => /"text":"(Reply [^"]+)"/.exec(entry.payload?.new ?? '')?.[1])
      .filter((text) => text !== undefined);
    expect(kept.toSorted()).toEqual([...acknowledged].toSorted());
    expect([...attempted].toSorted()).toEqual(kept.toSorted());
    const check = await quarterdeck(folder, 'history', '--plan', SAMPLE_PLAN, '--verify');
    expect(check).toMatchObject({ code: 0, stderr: '' });
  }, 240_000);
});
