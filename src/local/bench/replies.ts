import { Agent, request } from 'node:http';
import {
  type Request as BotRequest,
  type Response as BotResponse,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
} from 'botbuilder';
import { PasswordServiceClientCredentialFactory } from 'botframework-connector';
import express from 'express';
import { type ConnectorStandIn, startConnectorStandIn } from '../stand-ins/connector-stand-in.js';
import { clicksOf, openBenchService } from './service.js';

/** Replies that are under way at once. */
const AT_ONCE = 32;

/** Transactions a reply, the first of a person and the later ones apart. */
export async function transactionsPerReply(people: number): Promise<{ first: number; later: number }> {
  const connector = await startConnectorStandIn();
  const service = await openBenchService({ people, each: 3, serviceUrl: connector.url });
  const clicks = (await clicksOf(service)).map((click) => JSON.stringify(click));
  const url = await service.listen();
  const { counts } = service;
  const during = async (part: readonly string[]) => {
    const before = { ...counts };
    const seen = connector.ledger.length;
    await postAll(url, part);
    // what a reply does after its answer is over when its card has turned, but for the note of who was heard of
    await connector.seen(seen + part.length, 60_000);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return (counts.reads + counts.writes - before.reads - before.writes) / part.length;
  };
  const first = await during(clicks.slice(0, people));
  const later = await during(clicks.slice(people));
  await service.close();
  await connector.close();
  return { first, later };
}

/** Replies a second: all acknowledged, and all that is said about them delivered. Load and Connector share one process. */
export async function loadReplies(
  serve: (serviceUrl: string) => Promise<{ readonly url: string; readonly clicks: readonly string[] }>,
  saysSomething: boolean,
): Promise<{ acknowledged: number; said: number }> {
  const connector: ConnectorStandIn = await startConnectorStandIn();
  const { url, clicks } = await serve(connector.url);
  const warm = Math.ceil(clicks.length / 5);
  await postAll(url, clicks.slice(0, warm));
  if (saysSomething) await connector.seen(warm, 60_000);
  const part = clicks.slice(warm);
  const began = performance.now();
  await postAll(url, part);
  const acknowledged = part.length / ((performance.now() - began) / 1_000);
  if (saysSomething) await connector.seen(clicks.length, 120_000);
  const said = part.length / ((performance.now() - began) / 1_000);
  await connector.close();
  return { acknowledged, said };
}

/** Starts our service with a crowd in it; gives its address and the clicks that are to be posted. */
export async function serveQuarterdeck(serviceUrl: string, people: number, each: number) {
  const service = await openBenchService({ people, each, serviceUrl });
  const clicks = await clicksOf(service);
  return { url: await service.listen(), clicks: clicks.map((click) => JSON.stringify(click)) };
}

/** Starts a bot as the SDK's samples write it: no store, no cards. */
export async function serveBare(says: boolean): Promise<string> {
  const credentials = new PasswordServiceClientCredentialFactory('', '');
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}, credentials));
  const app = express();
  app.use(express.json());
  app.post('/api/messages', async (incoming, response) => {
    await adapter.process(incoming as unknown as BotRequest, response as unknown as BotResponse, async (turn) => {
      if (says) await turn.sendActivity('Saved. Thank you.');
    });
  });
  return new Promise((done) => {
    const server = app.listen(0, '127.0.0.1', () => {
      const address = server.address();
      done(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
    });
  });
}

/** Posts bodies to /api/messages over kept connections; throws when one is not answered with 200. */
async function postAll(url: string, bodies: readonly string[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  let next = 0;
  const lane = async () => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
      const status = await post(agent, `${url}/api/messages`, body);
      if (status !== 200) throw new Error(`A reply was answered ${status}.`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  agent.destroy();
}

/** One POST over a kept connection; resolves with its status once the answer is read. */
export function post(agent: Agent, url: string, body: string): Promise<number> {
  return new Promise((done, fail) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () => done(response.statusCode ?? 0));
    });
    sent.once('error', fail);
    sent.end(body);
  });
}
