import { afterEach, describe, expect, it } from 'vitest';
import type { ConversationReference } from '../../../../src/app/store/ports.js';
import { type ForgetfulBox, startForgetfulBox } from '../../../forgetful-box.js';
import { openDoor, TENANT } from '../door.js';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A door to Teams whose way to the Connector leads through a box that forgets. */
async function doorBehind(then: 'reset' | 'swallow') {
  const door = await openDoor();
  closing.push(door.close);
  const { hostname, port } = new URL(door.connector.url);
  const box = await startForgetfulBox({ host: hostname, port: Number(port) }, { then });
  closing.push(box.close);
  return { ...door, box };
}

function chat(box: ForgetfulBox, number: number): ConversationReference {
  return {
    serviceUrl: `http://127.0.0.1:${box.port}`,
    conversationId: `a:chat-${number}`,
    tenant: TENANT,
    person: '',
    botId: '28:quarterdeck',
    channelId: 'msteams',
  };
}

describe('Behind a box that forgets connections after two seconds of silence', () => {
  it.each(['reset', 'swallow'] as const)('(%s) every message after the silence arrives once', async (then) => {
    const { box, messenger, connector } = await doorBehind(then);
    const sendAll = (text: string) =>
      Promise.all(Array.from({ length: 16 }, (_, number) => messenger.send(chat(box, number), { kind: 'text', text })));
    await sendAll('before');
    await box.quiet();

    const outcomes = await sendAll('after');

    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(16).fill('sent'));
    const after = connector.ledger.filter(({ activity }) => activity.text === 'after');
    expect(after.map(({ conversation }) => conversation).sort()).toEqual(
      Array.from({ length: 16 }, (_, number) => `a:chat-${number}`).sort(),
    );
    expect(box.counts.lost).toBe(0);
  });

  it('messages that follow one another share connections', async () => {
    const { box, messenger } = await doorBehind('reset');
    for (let number = 0; number < 10; number += 1) {
      await messenger.send(chat(box, number), { kind: 'text', text: 'one after another' });
    }
    expect(box.counts.made).toBe(1);
  });
});
