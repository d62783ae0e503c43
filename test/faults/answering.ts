import { setTimeout as wait } from 'node:timers/promises';
import { readCast } from '../../src/local/cast/people.js';
import { makeChannelStandIn } from '../../src/local/stand-ins/channel-stand-in.js';
import type { ConnectorStandIn } from '../../src/local/stand-ins/connector-stand-in.js';
import type { PressableCard } from '../e2e/sample-service.js';
import type { ServiceProcess } from './service-process.js';

const NOT_SAVED = 'I could not save this just now. Your words are still here.';

/** What became of a press of Submit: `refused` is the card that says so, null when the answer was saved. */
interface Submitted {
  readonly text: string;
  readonly refused: string | null;
}

/** The owners of a seeded store, and whoever watches over the service. */
export function answering(service: ServiceProcess, connector: ConnectorStandIn, all: readonly PressableCard[]) {
  const cards = all.filter((card) => card.person !== '');
  const { tenant } = readCast();
  const channel = makeChannelStandIn({ botUrl: `${service.url}/api/messages`, serviceUrl: connector.url, tenant });
  /** What was said to be saved, in order. */
  const saved: string[] = [];

  /** The first thing said to a chat, after so many entries, in which one of these stands. */
  async function said(after: number, conversation: string, words: readonly string[]): Promise<string> {
    for (let waited = 0; waited < 10_000; waited += 20) {
      const entries = connector.ledger.slice(after).filter((entry) => entry.conversation === conversation);
      const found = entries
        .map((entry) => JSON.stringify(entry.activity))
        .find((text) => words.some((each) => text.includes(each)));
      if (found !== undefined) return found;
      await wait(20);
    }
    throw new Error(`Nothing with “${words.join('”, “')}” was said to ${conversation}.`);
  }

  async function ready(): Promise<string> {
    const answer = await fetch(`${service.url}/readyz`);
    return `${answer.status} ${await answer.text()}`;
  }

  return {
    channel,
    saved,
    said,
    ready,
    /** What readiness says as soon as it is like that, or after a while. */
    async readyWithin(text: RegExp): Promise<string> {
      for (let waited = 0; waited < 15_000; waited += 100) {
        if (text.test(await ready())) break;
        await wait(100);
      }
      return ready();
    },
    /** Presses Submit on the card of that number with a long text of its own. */
    async submit(number: number): Promise<Submitted> {
      const card = cards[number % cards.length];
      if (card === undefined) throw new Error('The sample has no cards.');
      const text = `Answer ${number}: ${'the gate is mended and lit. '.repeat(200)}`.trim();
      const before = connector.ledger.length;
      const person = { id: card.person, name: card.name };
      const data = { ...card.context, verb: 'submit' };
      const { status } = await channel.press(person, data, { input_text: text, input_status: 'onTrack' });
      if (status !== 200) throw new Error(`The press was answered with ${status}.`);
      const { ref } = card.context;
      const shown = await said(before, channel.conversationOf(person), [
        `Saved for ${ref}`,
        `Your correction for ${ref} is saved`,
        NOT_SAVED,
      ]);
      const refused = shown.includes(NOT_SAVED) ? shown : null;
      if (refused === null) saved.push(text);
      return { text, refused };
    },
  };
}
