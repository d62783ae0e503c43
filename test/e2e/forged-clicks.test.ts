import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personNamed, readCast } from '../../src/local/cast/people.js';
import { SAMPLE_PLAN } from '../../src/local/cast/seed-sample.js';
import { type ConnectorStandIn, startConnectorStandIn } from '../../src/local/stand-ins/connector-stand-in.js';
import { quarterdeck } from './running-quarterdeck.js';
import { historyOf, type PressableCard, type RunningService, seedStore, serveStore } from './sample-service.js';

const cast = readCast();
const isla = personNamed(cast, 'harbour-master');
const tomasz = personNamed(cast, 'security');
const TYPED = { input_text: 'We never said this.', input_status: 'complete' };

describe('A click that nobody was given', { timeout: 240_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-forged-'));
  let connector: ConnectorStandIn;
  let service: RunningService;
  let cards: readonly PressableCard[];
  const cardOf = (person: { readonly id: string }) => {
    const card = cards.find((each) => each.person === person.id);
    if (card === undefined) throw new Error('The sample asks nothing of that person');
    return card.context;
  };

  beforeAll(async () => {
    cards = await seedStore(folder);
    connector = await startConnectorStandIn();
    service = await serveStore(folder, connector.url);
  });
  afterAll(async () => {
    await service.end('SIGINT');
    await connector.close();
    rmSync(folder, { recursive: true });
  });

  const answered = async () => {
    const { stdout } = await quarterdeck(folder, 'status', '--plan', SAMPLE_PLAN, '--json');
    return (JSON.parse(stdout) as { counts: { answered: number; noChange: number } }).counts;
  };
  const FORGED: readonly (readonly [string, () => object])[] = [
    ['for another requirement, under an old signature', () => ({ ...cardOf(isla), ref: '4.1' })],
    ['with the signature of somebody else', () => cardOf(tomasz)],
    ['with a made-up signature', () => ({ ...cardOf(isla), sig: 'c2lnbmVk' })],
    ['of an ask that never was', () => ({ ...cardOf(isla), ask: 'an-ask-that-never-was' })],
    ['for a tenant that is not the sender’s', () => ({ ...cardOf(isla), tenant: cast.bot.id.slice(3) })],
  ];

  it.each(FORGED)('%s is refused kindly', async (_how, forged) => {
    const messages = connector.ledger.length;
    const answer = await service.channel.press(isla, { ...forged(), verb: 'submit' }, TYPED);
    expect(answer.status).toBe(200);
    await connector.seen(messages + 1);
    expect(JSON.stringify(connector.ledger.at(-1)?.activity)).toMatch(/Nothing was changed/);
  });

  it('has changed nothing, and stands in the history once, however often it was tried within an hour', async () => {
    expect(await answered()).toMatchObject({ answered: 0, noChange: 0 });
    const refused = (await historyOf(folder)).filter((entry) => entry.payload?.what === 'refused');
    expect(refused).toHaveLength(1);
    expect(JSON.stringify(refused)).not.toContain(TYPED.input_text);
  });

  it('from another tenant is not let in', async () => {
    const elsewhere = '5b3c1a52-6f0e-4d0f-9a53-0c6a0b1f7c11';
    const answer = await service.channel.post(isla, {
      type: 'message',
      value: { ...TYPED, ...cardOf(isla), tenant: elsewhere, verb: 'submit' },
      conversation: { id: 'a:elsewhere', tenantId: elsewhere, conversationType: 'personal' },
      channelData: { tenant: { id: elsewhere } },
    });
    expect(answer.status).toBe(403);
    expect(await answered()).toMatchObject({ answered: 0, noChange: 0 });
  });

  it.each(['no id', 'a/b', '..', `${isla.id}/x`, 'x'.repeat(65), ` ${isla.id}`, 7, {}])(
    'by somebody whose id is %o is no activity, and no failure of ours',
    async (aadObjectId) => {
      const from = { id: '29:somebody', name: 'Somebody', aadObjectId };
      for (const more of [
        { type: 'message', text: 'status' },
        { type: 'installationUpdate', action: 'add' },
      ])
        expect((await service.channel.post(isla, { ...more, from })).status).toBe(400);
    },
  );

  it.each([
    ['an id of a chat', { conversation: { id: 'a/b#c?d\u0000', tenantId: cast.tenant, conversationType: 'personal' } }],
    ['an id of a team', { channelData: { tenant: { id: cast.tenant }, team: { id: 'a/b#c?d' } } }],
    ['a name', { from: { id: '29:x', name: 'a\u0000b'.repeat(50), aadObjectId: isla.id } }],
    ['an id of a message', { replyToId: 'a/b', value: { verb: 'submit' } }],
  ])('with %s that no client makes is no failure of ours', async (_what, more) => {
    for (const kind of [
      { type: 'message', text: 'status' },
      { type: 'installationUpdate', action: 'add' },
    ])
      expect((await service.channel.post(isla, { ...kind, ...more })).status).toBeLessThan(500);
  });

  it.each([
    ['an empty object', '{}'],
    ['a type that is a number', '{"type":5}'],
    ['what is not JSON', '{"type":'],
    ['two megabytes', JSON.stringify({ type: 'message', text: 'x'.repeat(2_000_000) })],
  ])('that is %s gets an answer of 400 to 499, and the service lives', async (_what, body) => {
    const answer = await fetch(`${service.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  });

  it('does not stop the click that was given', async () => {
    const answer = await service.channel.press(isla, {
      ...cardOf(isla),
      verb: 'submit',
      input_text: 'The relay is fitted.',
    });
    expect(answer.status).toBe(200);
    expect(await answered()).toMatchObject({ answered: 1, noChange: 0 });
  });
});
