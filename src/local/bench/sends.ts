import { Agent } from 'node:http';
import type { Activity } from 'botbuilder';
import { makeLog } from '../../adapters/log.js';
import { renderMessage } from '../../adapters/teams/cards/cards.js';
import { OneAttemptAuthentication } from '../../adapters/teams/outbound/connectors.js';
import { TEAMS_LIMITS } from '../../adapters/teams/outbound/pacing.js';
import { makeTeams } from '../../adapters/teams/teams.js';
import type { Message } from '../../chat/messages.js';
import { civilDate } from '../../domain/calendar/civil-date.js';
import { connections } from '../../host/wiring.js';
import { crowdReference } from './plan.js';
import { post } from './replies.js';
import { BENCH_TENANT, NO_PACING, openBenchService } from './service.js';

const AT_ONCE = 32;

/** Who sends: our door, the SDK's own client without its retries, or a plain POST over kept connections. */
export type Sender = 'door' | 'sdk' | 'raw';

/** Sends a second of the same card into as many chats, against a Connector in a process of its own. */
export async function sendsPerSecond(sender: Sender, serviceUrl: string, count: number): Promise<number> {
  const send = await senderOf(sender, serviceUrl);
  await inLanes(Math.ceil(count / 5), (number) => send(count + number));
  const began = performance.now();
  await inLanes(count, send);
  return count / ((performance.now() - began) / 1_000);
}

async function senderOf(sender: Sender, serviceUrl: string): Promise<(number: number) => Promise<void>> {
  const to = (number: number) => crowdReference({ tenant: BENCH_TENANT, plan: '', people: 0, serviceUrl }, number);
  const rendered = renderMessage(CARD);
  const activity = (number: number) => ({
    type: 'message',
    channelId: 'msteams',
    from: { id: '28:quarterdeck', name: '' },
    conversation: { id: to(number).conversationId, tenantId: BENCH_TENANT },
    summary: rendered.summary,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: rendered.card }],
  });
  switch (sender) {
    case 'door': {
      const { messenger } = makeTeams({
        identity: { kind: 'none' },
        tenants: [BENCH_TENANT],
        log: makeLog('error'),
        connections,
        limits: NO_PACING,
      });
      return async (number) => {
        const outcome = await messenger.send(to(number), CARD);
        if (outcome.kind !== 'sent') throw new Error(`A send became ${outcome.kind}.`);
      };
    }
    case 'sdk': {
      const authentication = new OneAttemptAuthentication(
        { kind: 'none' },
        { connections, stages: new WeakMap(), timeoutMs: 15_000 },
      );
      const client = await authentication.createConnectorFactory().create(serviceUrl);
      return async (number) => {
        const { conversationId } = to(number);
        await client.conversations.sendToConversation(conversationId, activity(number) as unknown as Activity);
      };
    }
    case 'raw': {
      const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
      return async (number) => {
        const url = `${serviceUrl}/v3/conversations/${to(number).conversationId}/activities`;
        const status = await post(agent, url, JSON.stringify(activity(number)));
        if (status !== 201) throw new Error(`A send was answered ${status}.`);
      };
    }
  }
}

/** A whole sweep, store and all: sends a second, and operations of the store a message. */
export async function sweepOf(serviceUrl: string, people: number): Promise<{ perSecond: number; perMessage: number }> {
  const service = await openBenchService({ people, serviceUrl });
  const before = service.counts.reads + service.counts.writes;
  const began = performance.now();
  const sent = await service.sweep();
  const seconds = (performance.now() - began) / 1_000;
  if (sent !== people) throw new Error(`The sweep sent ${sent} messages to ${people} people.`);
  const perMessage = (service.counts.reads + service.counts.writes - before) / sent;
  await service.close();
  return { perSecond: sent / seconds, perMessage };
}

/** Sends under Teams' limits as fast as our pacing lets them go, into `count` chats. Seconds from first to last. */
export async function sendPaced(serviceUrl: string, count: number): Promise<number> {
  const { messenger } = makeTeams({
    identity: { kind: 'none' },
    tenants: [BENCH_TENANT],
    log: makeLog('silent'),
    connections,
    limits: TEAMS_LIMITS,
  });
  const began = performance.now();
  await inLanes(count, async (number) => {
    const to = crowdReference({ tenant: BENCH_TENANT, plan: '', people: 0, serviceUrl }, number);
    await messenger.send(to, CARD);
  });
  return (performance.now() - began) / 1_000;
}

async function inLanes(count: number, work: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let number = next++; number < count; number = next++) await work(number);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** A card of the usual size. */
const CARD: Message = {
  kind: 'deck',
  deck: {
    leadIn: 'Berths plan: 3 updates needed by Wednesday 23 December. Your answers are for publication.',
    result: null,
    follows: '',
    planTitle: 'Berths plan',
    answered: 0,
    asked: 3,
    ways: { rows: [], list: null, back: null, skip: null, several: null },
    item: {
      ref: '4.2',
      recommendationNumber: '4',
      recommendationText: 'By 30 June 2027, put right whatever was found wrong at the fish quay.',
      text: 'A note of what was mended, and by whom.',
      deadline: { date: civilDate('2027-06-30'), passed: false },
      previous: { column: civilDate('2026-01-30'), text: 'The first survey is done. '.repeat(15) },
      commitments: [],
      moreCommitments: 0,
      noChangeOffered: true,
      asksWhy: null,
      values: { status: '', text: '', evidence: '' },
      shown: '',
      keptNote: null,
      note: '',
      problem: null,
      asksWhich: false,
      notTaken: false,
    },
    unanswered: 1,
    closes: civilDate('2027-01-04'),
    colleagues: [{ id: 'b', name: 'Person 2' }],
    laterUntil: civilDate('2026-12-23'),
    laterNote: 'Up to the last day it is on time.',
    today: civilDate('2026-12-02'),
    followUp: null,
    context: {
      v: 1,
      tenant: BENCH_TENANT,
      plan: 'berths',
      cycle: 'cycle',
      ask: 'ask',
      ref: '4.2',
      basedOn: '',
      sig: 'c2FtcGxl',
    },
  },
};
