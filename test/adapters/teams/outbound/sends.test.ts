import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { makeConnections } from '../../../../src/adapters/connections.js';
import type { ConversationReference } from '../../../../src/app/store/ports.js';
import { errorAnswer, type Scripted } from '../../../../src/local/stand-ins/connector-stand-in.js';
import { aDeck } from '../builders.js';
import { ASHA, type DoorOptions, openDoor, TENANT } from '../door.js';
import { makeSkippingTime } from './skipping-time.js';

const open: Awaited<ReturnType<typeof openDoor>>[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

/** A door whose waits pass at once, and a reference to Asha's chat. */
async function door(options: DoorOptions = {}) {
  const time = makeSkippingTime();
  const one = await openDoor({ fixtures: { time }, ...options });
  open.push(one);
  const to: ConversationReference = {
    serviceUrl: one.connector.url,
    conversationId: `a:${ASHA.id}`,
    tenant: TENANT,
    person: ASHA.id,
    botId: '28:quarterdeck',
    channelId: 'msteams',
  };
  return { ...one, to, time };
}

const HELLO = { kind: 'text', text: 'hello' } as const;

describe('a message', () => {
  it('is delivered once, and its id is the one that the service gave', async () => {
    const { messenger, to, connector } = await door();
    const outcome = await messenger.send(to, { kind: 'deck', deck: aDeck() });
    expect(outcome).toEqual({ kind: 'sent', activityId: connector.ledger[0]?.activityId });
    expect(connector.ledger).toHaveLength(1);
    const activity = connector.ledger[0]?.activity;
    expect(activity?.attachments?.[0]).toMatchObject({
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard', version: '1.2' },
    });
    expect(activity?.summary).toBe('Two updates needed by Friday 18 December.');
  });

  it('can be changed in place', async () => {
    const { messenger, to, connector } = await door();
    const sent = await messenger.send(to, HELLO);
    const activityId = sent.kind === 'sent' ? sent.activityId : '';
    expect(await messenger.update(to, activityId, { kind: 'folded', text: 'Moved.' })).toEqual({
      kind: 'sent',
      activityId,
    });
    expect(connector.chat(to.conversationId)).toHaveLength(1);
  });

  it('that is no longer there is gone, and the caller can send a new one', async () => {
    const { messenger, to } = await door();
    expect(await messenger.update(to, 'unknown', HELLO)).toEqual({ kind: 'gone' });
  });

  it.each<[number, string, object]>([
    [403, 'ConversationBlockedByUser', { kind: 'unreachable', why: 'blocked' }],
    [403, 'BotNotInConversationRoster', { kind: 'unreachable', why: 'notInstalled' }],
    [403, 'BotDisabledByAdmin', { kind: 'unreachable', why: 'disabledByAdmin' }],
    [403, 'ForbiddenOperationException', { kind: 'unreachable', why: 'notInstalled' }],
    [404, 'ConversationNotFound', { kind: 'unreachable', why: 'conversationGone' }],
    [401, 'Unauthorized', { kind: 'notNow', why: 'signIn' }],
    [307, 'Moved', { kind: 'refused' }],
    [400, 'BadArgument', { kind: 'refused' }],
    [404, 'Unheard', { kind: 'refused' }],
    [413, 'MessageSizeTooBig', { kind: 'refused' }],
    [408, 'Timeout', { kind: 'uncertain' }],
    [500, 'ServiceError', { kind: 'uncertain' }],
    [502, 'BadGateway', { kind: 'uncertain' }],
    [504, 'GatewayTimeout', { kind: 'uncertain' }],
  ])('answered %i %s is posted exactly once', async (status, code, outcome) => {
    const { messenger, to, connector } = await door();
    connector.always(errorAnswer(status, code));
    expect(await messenger.send(to, HELLO)).toEqual({ ...outcome, reason: `${status} ${code}` });
    expect(connector.ledger).toHaveLength(1);
  });

  it.each([
    [401, 'Unauthorized', 'error'],
    [400, 'BadArgument', 'warn'],
  ])('answered %i %s is logged at the level of %s', async (status, code, level) => {
    const { messenger, to, connector, log } = await door();
    connector.always(errorAnswer(status, code));
    await messenger.send(to, HELLO);
    expect(log.lines.map((each) => [each.level, each.facts?.reason])).toEqual([[level, `${status} ${code}`]]);
  });

  it('blocked without a code is read from the JSON in the message', async () => {
    const { messenger, to, connector } = await door();
    const message = JSON.stringify({ subCode: 'MessageWritesBlocked', details: 'Thread is blocked.' });
    for (const body of [{ message }, { error: { message } }, { errorCode: 209, message }]) {
      connector.next({ kind: 'answer', status: 403, body });
      expect(await messenger.send(to, HELLO)).toMatchObject({ kind: 'unreachable', why: 'writesBlocked' });
    }
  });

  it.each([412, 429, 503])('answered %i is tried again, and delivered once', async (status) => {
    const { messenger, to, connector } = await door();
    connector.next(errorAnswer(status, 'Later'), errorAnswer(status, 'Later'));
    expect((await messenger.send(to, HELLO)).kind).toBe('sent');
    expect(connector.ledger.map((entry) => entry.delivered)).toEqual([false, false, true]);
  });

  it.each([412, 429, 503])('answered %i to the end is left for later after three tries', async (status) => {
    const { messenger, to, connector } = await door();
    connector.always(errorAnswer(status, 'Later'));
    expect(await messenger.send(to, HELLO)).toEqual({ kind: 'notNow', why: 'busy', reason: `${status} Later` });
    expect(connector.ledger).toHaveLength(3);
  });

  it('waits as long as the service asks, but not longer than is sensible', async () => {
    const { messenger, to, connector, time } = await door();
    connector.next(errorAnswer(429, 'Later', '9'));
    const start = time.now();
    await messenger.send(to, HELLO);
    expect(time.now() - start).toBeGreaterThanOrEqual(9_000);
    connector.next(errorAnswer(429, 'Later', '3600'));
    expect((await messenger.send(to, HELLO)).kind).toBe('notNow');
    expect(connector.ledger).toHaveLength(3);
  });

  it.each<[string, Scripted]>([
    ['before it was recorded', { kind: 'drop', delivered: false }],
    ['after it was recorded', { kind: 'drop', delivered: true }],
  ])('whose connection is dropped %s is uncertain and posted exactly once', async (_, scripted) => {
    const { messenger, to, connector } = await door();
    connector.always(scripted);
    expect(await messenger.send(to, HELLO)).toEqual({ kind: 'uncertain', reason: 'ECONNRESET' });
    expect(connector.ledger).toHaveLength(1);
  });

  it('that is never answered is uncertain after the time limit', async () => {
    const { messenger, to, connector } = await door({ settings: { timeoutMs: 200 }, fixtures: {} });
    connector.always({ kind: 'hang', delivered: true });
    expect(await messenger.send(to, HELLO)).toEqual({ kind: 'uncertain', reason: 'time limit' });
    expect(connector.ledger).toHaveLength(1);
  });

  it('answered with something unreadable is uncertain', async () => {
    const { messenger, to, connector } = await door();
    connector.next({ kind: 'answer', status: 201, body: 'not { an object' });
    const { kind } = await messenger.send(to, HELLO);
    expect(['uncertain', 'sent']).toContain(kind);
    expect(connector.ledger).toHaveLength(1);
  });

  it('is not led elsewhere by a redirect', async () => {
    const { messenger, to, connector } = await door();
    connector.always({
      kind: 'answer',
      status: 307,
      location: `${connector.url}/v3/conversations/elsewhere/activities`,
    });
    expect(await messenger.send(to, HELLO)).toEqual({ kind: 'refused', reason: '307' });
    expect(connector.ledger).toHaveLength(1);
  });

  it('to an address where nobody listens is left for later', async () => {
    const { messenger, to } = await door();
    const nobody = { ...to, serviceUrl: 'http://127.0.0.1:1' };
    expect(await messenger.send(nobody, HELLO)).toEqual({ kind: 'notNow', why: 'unsent', reason: 'ECONNREFUSED' });
  });

  it('whose connection does not come about in time is left for later', async () => {
    const { messenger, to } = await door({ settings: { timeoutMs: 200 }, fixtures: {} });
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const sent = messenger.send({ ...to, serviceUrl: `https://127.0.0.1:${port}` }, HELLO);
    expect(await sent).toEqual({ kind: 'notNow', why: 'unsent', reason: 'time limit' });
    silent.close();
  });

  it('to an address that is not allowed never leaves', async () => {
    const { messenger, to } = await door();
    for (const serviceUrl of [
      'https://evil.example',
      'http://127.0.0.1.evil.example',
      'http://a@127.0.0.1:1',
      'nonsense',
    ])
      expect((await messenger.send({ ...to, serviceUrl }, HELLO)).kind).toBe('refused');
  });
});

describe('the SDK', () => {
  it('would repeat a send four times if its retries were left in: this is what the tests above would see', async () => {
    const { ConnectorClient, MicrosoftAppCredentials } = await import('botframework-connector');
    const { connector, to } = await door();
    connector.always(errorAnswer(500, 'ServiceError', '0'));
    const plain = new ConnectorClient(MicrosoftAppCredentials.Empty, { baseUri: connector.url });
    const send = plain.conversations.sendToConversation(to.conversationId, { type: 'message' });
    await expect(send).rejects.toMatchObject({ statusCode: 500 });
    expect(connector.ledger).toHaveLength(4);
  }, 240_000);

  it('sends only once when a turn answers through its own context, too', async () => {
    const { CloudAdapter } = await import('botbuilder');
    const { OneAttemptAuthentication } = await import('../../../../src/adapters/teams/outbound/connectors.js');
    const { connector, to } = await door();
    connector.always(errorAnswer(500, 'ServiceError'));
    const sending = {
      connections: makeConnections(),
      stages: new WeakMap<AbortSignal, 'signed' | 'left'>(),
      timeoutMs: 5_000,
    };
    const adapter = new CloudAdapter(new OneAttemptAuthentication({ kind: 'none' }, sending));
    const activity = {
      type: 'message',
      channelId: 'msteams',
      serviceUrl: connector.url,
      from: { id: 'a', name: '' },
      recipient: { id: 'b', name: '' },
      conversation: { id: to.conversationId, isGroup: false, conversationType: 'personal', name: '' },
    };
    const turn = adapter.processActivityDirect('', activity as never, async (context) => {
      await context.sendActivity('hello');
    });
    await expect(turn).rejects.toThrow();
    expect(connector.ledger).toHaveLength(1);
  });
});

describe('when the service stops', () => {
  it('what is on its way is in doubt at once, and what waits behind it certainly did not leave', async () => {
    const one = await openDoor();
    open.push(one);
    const { connector, messenger } = one;
    const to = { ...(await door()).to, serviceUrl: connector.url };
    connector.always({ kind: 'hang', delivered: true });
    // a chat takes seven messages a second, so the eighth waits
    const sends = Array.from({ length: 8 }, () => messenger.send(to, HELLO));
    await connector.seen(7, 5_000);

    one.letGo();

    const outcomes = await Promise.all(sends);
    expect(outcomes.map(({ kind }) => kind)).toEqual([...Array(7).fill('uncertain'), 'notNow']);
    expect(await messenger.send(to, HELLO)).toMatchObject({ kind: 'notNow', why: 'unsent' });
    expect(connector.ledger).toHaveLength(7);
  });
});
