import { afterEach, describe, expect, it } from 'vitest';
import { errorAnswer, type Scripted } from '../../../../src/local/stand-ins/connector-stand-in.js';
import { ASHA, openDoor, TENANT } from '../door.js';
import { makeSkippingTime } from '../outbound/skipping-time.js';

const open: Awaited<ReturnType<typeof openDoor>>[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function door() {
  const one = await openDoor({ fixtures: { time: makeSkippingTime() } });
  open.push(one);
  const via = { serviceUrl: one.connector.url, botId: '28:quarterdeck', channelId: 'msteams' };
  return { ...one, via };
}

const stranger = { tenant: TENANT, person: ASHA.id, account: null };

describe('a chat with somebody who never wrote', () => {
  it('is opened by their Entra id, with the bot and the tenant named, and nothing is said', async () => {
    const { messenger, via, connector } = await door();
    expect(await messenger.open(stranger, via)).toEqual({
      kind: 'opened',
      reference: { ...via, conversationId: `a:${ASHA.id}`, tenant: TENANT, person: ASHA.id },
    });
    expect(connector.ledger.map((entry) => [entry.kind, entry.activity])).toEqual([
      [
        'create',
        {
          isGroup: false,
          bot: { id: '28:quarterdeck', name: '' },
          members: [{ id: ASHA.id, name: '' }],
          tenantId: TENANT,
          channelData: { tenant: { id: TENANT } },
        },
      ],
    ]);
  });

  it('is opened by the channel’s own id where a roster gave one, and takes messages', async () => {
    const { messenger, via, connector } = await door();
    const opened = await messenger.open({ ...stranger, account: '29:asha-of-the-roster' }, via);
    expect(connector.ledger[0]?.activity.members).toMatchObject([{ id: '29:asha-of-the-roster' }]);
    if (opened.kind !== 'opened') throw new Error(opened.reason);
    expect(await messenger.send(opened.reference, { kind: 'text', text: 'Hello' })).toMatchObject({ kind: 'sent' });
    expect(connector.chat(opened.reference.conversationId)).toHaveLength(1);
  });

  it('is the same chat when it is asked for twice', async () => {
    const { messenger, via, connector } = await door();
    connector.next({ kind: 'drop', delivered: true });
    expect(await messenger.open(stranger, via)).toMatchObject({ kind: 'uncertain' });
    const [again, onceMore] = [await messenger.open(stranger, via), await messenger.open(stranger, via)];
    expect(again).toEqual(onceMore);
    expect(new Set(connector.ledger.map((entry) => entry.conversation)).size).toBe(1);
  });

  it.each<[string, Scripted, object]>([
    [
      '403 where the app is not',
      errorAnswer(403, 'BotNotInConversationRoster'),
      { kind: 'unreachable', why: 'notInstalled' },
    ],
    ['403 of a kind that nobody knows', errorAnswer(403, 'Unheard'), { kind: 'unreachable', why: 'notInstalled' }],
    ['403 by the person', errorAnswer(403, 'ConversationBlockedByUser'), { kind: 'unreachable', why: 'blocked' }],
    [
      '403 by an administrator',
      errorAnswer(403, 'BotDisabledByAdmin'),
      { kind: 'unreachable', why: 'disabledByAdmin' },
    ],
    ['404', errorAnswer(404, 'ConversationNotFound'), { kind: 'unreachable', why: 'notInstalled' }],
    ['404 of another kind', errorAnswer(404, 'NotFound'), { kind: 'unreachable', why: 'notInstalled' }],
    ['400', errorAnswer(400, 'BadSyntax'), { kind: 'refused' }],
    ['401', errorAnswer(401, 'Unauthorized'), { kind: 'notNow', why: 'signIn' }],
    ['500', errorAnswer(500, 'ServiceError'), { kind: 'uncertain' }],
    ['429 to the end', errorAnswer(429, 'TooManyRequests', '1'), { kind: 'notNow', why: 'busy' }],
    ['a chat without a name', { kind: 'answer', status: 201, body: {} }, { kind: 'uncertain' }],
  ])('answered %s is not open', async (_, scripted, outcome) => {
    const { messenger, via, connector } = await door();
    connector.always(scripted);
    expect(await messenger.open(stranger, via)).toMatchObject(outcome);
    expect(connector.ledger).toHaveLength('why' in outcome && outcome.why === 'busy' ? 3 : 1);
  });

  it('is not asked for at an address that is not allowed', async () => {
    const { messenger, via } = await door();
    expect(await messenger.open(stranger, { ...via, serviceUrl: 'https://evil.example' })).toMatchObject({
      kind: 'refused',
    });
  });
});
