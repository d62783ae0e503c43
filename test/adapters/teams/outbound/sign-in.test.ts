import { afterEach, describe, expect, it } from 'vitest';
import { makeSignIn } from '../../../../src/adapters/teams/outbound/sign-in.js';
import type { ConversationReference } from '../../../../src/app/store/ports.js';
import { errorAnswer } from '../../../../src/local/stand-ins/connector-stand-in.js';
import { ASHA, makeRecordingLog, openDoor, TENANT } from '../door.js';

const HELLO = { kind: 'text', text: 'hello' } as const;
const REFUSED = errorAnswer(401, 'Unauthorized');
const NOT_NOW = { kind: 'notNow', why: 'signIn', reason: '401 Unauthorized' };

let door: Awaited<ReturnType<typeof openDoor>> | undefined;
afterEach(() => door?.close());

/** A door at which time passes only when the test says so, and the chats of many people. */
async function openStill() {
  let now = 0;
  const time = { now: () => now, after: () => () => undefined };
  const limits = { perTenant: 10_000, perThread: [] };
  const opened = await openDoor({ fixtures: { time }, settings: { limits } });
  door = opened;
  const chat = (name: string): ConversationReference => ({
    serviceUrl: opened.connector.url,
    conversationId: `a:${name}`,
    tenant: TENANT,
    person: ASHA.id,
    botId: '28:quarterdeck',
    channelId: 'msteams',
  });
  const pass = (ms: number) => {
    now += ms;
  };
  return { ...opened, chat, pass };
}

describe('a sign-in that the Connector refuses for eight hours', () => {
  it('is tried by one message for all, and told once in the log and for as long as it lasts to whoever asks', async () => {
    const { messenger, connector, chat, pass, log, trouble } = await openStill();
    connector.next(...Array.from({ length: 1_000 }, () => REFUSED));
    for (let minute = 0; minute < 8 * 60; minute += 5) {
      for (let person = 0; person < 20; person += 1) {
        expect(await messenger.send(chat(`${person}`), HELLO)).toEqual(NOT_NOW);
      }
      pass(5 * 60_000);
    }
    expect(connector.ledger).toHaveLength(8 * 12);
    expect(log.lines.map(({ level, event }) => [level, event])).toEqual([['error', 'sign-in refused']]);
    expect(trouble()).toBe("nothing can be sent: for 28800 s the bot's sign-in has been refused (401 Unauthorized)");
  });

  it('is over with the first message that is taken, and the log says so', async () => {
    const { messenger, connector, chat, pass, log, trouble } = await openStill();
    connector.next(REFUSED, REFUSED);
    expect(await messenger.send(chat('a'), HELLO)).toEqual(NOT_NOW);
    pass(500);
    expect(await messenger.send(chat('a'), HELLO)).toEqual(NOT_NOW);
    pass(1_000);
    expect(await messenger.send(chat('b'), HELLO)).toMatchObject({ kind: 'sent' });
    expect(await messenger.send(chat('c'), HELLO)).toMatchObject({ kind: 'sent' });
    expect(trouble()).toBeNull();
    expect(log.lines.map(({ event, facts }) => [event, facts])).toEqual([
      ['sign-in refused', { tenant: TENANT, reason: '401 Unauthorized' }],
      ['sign-in taken again', { tenant: TENANT, seconds: 2 }],
    ]);
  });

  it('is not over because the way there fails, but because any other answer comes', async () => {
    const { messenger, connector, chat, pass, trouble } = await openStill();
    connector.next(REFUSED, { kind: 'drop', delivered: false }, errorAnswer(403, 'BotNotInConversationRoster'));
    await messenger.send(chat('a'), HELLO);
    pass(60_000);
    expect(await messenger.send(chat('a'), HELLO)).toMatchObject({ kind: 'uncertain' });
    expect(trouble()).not.toBeNull();
    pass(60_000);
    expect(await messenger.send(chat('a'), HELLO)).toMatchObject({ kind: 'unreachable' });
    expect(trouble()).toBeNull();
  });
});

it('a refusal in one tenant holds back nothing in another', () => {
  const signIn = makeSignIn({ now: () => 0, after: () => () => undefined }, makeRecordingLog());
  signIn.refused('one', '401');
  expect([signIn.resting('one'), signIn.resting('other')]).toEqual(['401', null]);
});
