import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeLog } from '../../src/adapters/log.js';
import { readConfig } from '../../src/host/config.js';
import { type Service, startService } from '../../src/host/service.js';
import { personNamed, readCast } from '../../src/local/cast/people.js';
import { SAMPLE_PLAN } from '../../src/local/cast/seed-sample.js';
import { makeChannelStandIn } from '../../src/local/stand-ins/channel-stand-in.js';
import { type ConnectorStandIn, startConnectorStandIn } from '../../src/local/stand-ins/connector-stand-in.js';
import { type PressableCard, seedStore } from '../e2e/sample-service.js';

const cast = readCast();
const isla = personNamed(cast, 'harbour-master');
const tomasz = personNamed(cast, 'security');
/** Planted wherever a person can write; none of it may stand in a log. */
const PLANTED = 'Zanzibar';

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly turn?: string;
  readonly [fact: string]: unknown;
}

let log = '';
const lines = (): readonly Line[] =>
  log
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
const linesOf = (event: string) => lines().filter(({ msg }) => msg === event);

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-telemetry-'));
let cards: readonly PressableCard[];
let connector: ConnectorStandIn;
let collector: Server;
const collected: { readonly path: string; readonly key: string; readonly body: string }[] = [];
let service: Service;
let channel: ReturnType<typeof makeChannelStandIn>;

beforeAll(async () => {
  cards = await seedStore(folder);
  connector = await startConnectorStandIn();
  collector = createServer((request, response) => {
    let body = '';
    request.on('data', (bytes) => {
      body += String(bytes);
    });
    request.on('end', () => {
      collected.push({ path: request.url ?? '', key: String(request.headers['api-key']), body });
      response.end('{}');
    });
  });
  await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done));
  const { port } = collector.address() as AddressInfo;
  service = await startService({
    config: readConfig(
      { data: folder },
      {
        PORT: '0',
        QUARTERDECK_METRICS_PORT: '0',
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}/`,
        OTEL_EXPORTER_OTLP_HEADERS: 'api-key=a%20b',
      },
    ),
    log: makeLog(
      'info',
      (bytes) => {
        log += Buffer.from(bytes).toString();
        return bytes.length;
      },
      { instance: 'one', version: '9.9.9' },
    ),
    local: { tenant: cast.tenant },
  });
  channel = makeChannelStandIn({
    botUrl: `${service.url}/api/messages`,
    serviceUrl: connector.url,
    tenant: cast.tenant,
  });
}, 60_000);
afterAll(async () => {
  await connector.close();
  collector.close();
  rmSync(folder, { recursive: true });
});

const cardOf = (person: { readonly id: string }, place = 0) => {
  const card = cards.filter((each) => each.person === person.id)[place];
  if (card === undefined) throw new Error('The sample asks nothing of that person');
  return card.context;
};
const settled = async (messages: number) => {
  await expect.poll(() => linesOf('message').length, { timeout: 10_000 }).toBeGreaterThanOrEqual(messages);
};

describe('The log of a service', () => {
  it('says first where it works, as whom and under which address, and in each line which instance and version', () => {
    const [started] = linesOf('started');
    expect(started).toMatchObject({ bot: 'none', publicUrl: 'not set', url: service.url });
    expect(started?.['store']).toContain(`folder: ${folder}`);
    expect(lines().every(({ instance, version }) => instance === 'one' && version === '9.9.9')).toBe(true);
  });

  it('has one line for each answer and each message, under the id of the press, with the row that was written', async () => {
    const before = linesOf('message').length;
    await channel.post(isla, {
      id: 'press-1',
      type: 'message',
      value: {
        ...cardOf(isla),
        verb: 'submit',
        input_text: `The ${PLANTED} relay is fitted.`,
        input_status: 'onTrack',
      },
    });
    await settled(before + 1);
    const { ref } = cardOf(isla);
    const [answer, ...more] = linesOf('answer');
    expect(more).toEqual([]);
    expect(answer).toMatchObject({
      outcome: 'saved',
      door: 'card',
      plan: SAMPLE_PLAN,
      person: isla.id,
      ref,
      turn: 'press-1',
    });
    const store = service.useCases.stores.plan(cast.tenant, SAMPLE_PLAN);
    const deck = await store.deck(cardOf(isla).cycle, isla.id);
    const item = deck?.items.find(({ value }) => value.ref === ref)?.value;
    expect(answer?.['row']).toBe(item?.answer?.update);
    const said = linesOf('message').slice(before);
    expect(said.map(({ turn, outcome, person }) => [turn, outcome, person])).toEqual(
      said.map(() => ['press-1', 'sent', isla.id]),
    );
  });

  it('never holds what a person wrote, whichever way it came and whatever went wrong', async () => {
    const wrote = (value: object) => channel.post(isla, { type: 'message', value });
    const other = cardOf(isla, 1);
    const all = {
      input_text: PLANTED,
      input_evidence: `https://x.example/${PLANTED}`,
      input_note: PLANTED,
      input_name: PLANTED,
    };
    for (const verb of ['noChange', 'later', 'handOver', 'correct', 'list', 'several', 'nonsense'])
      await wrote({ ...other, ...all, verb });
    await wrote({ ...cardOf(tomasz), ...all, verb: 'submit' });
    await wrote({ ...other, ...all, verb: 'submit', ref: PLANTED.repeat(3) });
    await wrote({ ...other, ...all, verb: 'submit', promises: PLANTED });
    await wrote({ command: `nudge ${PLANTED}` });
    for (const text of [
      PLANTED,
      `6.1 complete, ${PLANTED}`,
      `/history ${PLANTED}`,
      `I am away from ${PLANTED}`,
      `/${PLANTED}`,
    ])
      await channel.type(isla, text);
    await fetch(`${service.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"text":"${PLANTED}"`,
    });
    await channel.post(isla, { type: 'message', text: { of: PLANTED } });
    await fetch(`${service.url}/files/${PLANTED}/a/b/c/d/e`);
    const error = { code: 'BadSyntax', message: `The text ${PLANTED} is not valid.` };
    connector.next({ kind: 'answer', status: 400, body: { error } });
    await channel.type(isla, `once more ${PLANTED}`);
    await expect.poll(() => linesOf('connector request failed').length, { timeout: 10_000 }).toBeGreaterThan(0);
    await service.sweep();
    expect(log).not.toContain(PLANTED);
    for (const { name } of cast.people) expect(log).not.toContain(name);
  });
});

describe('The measurements', () => {
  it('are served to Prometheus, on a port of their own', async () => {
    const url = String(linesOf('metrics')[0]?.['url']);
    const answer = await fetch(url);
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(
        /^(?:# (?:HELP|TYPE) [a-z_]+ .+|[a-z_]+(?:\{[a-z]+="[^"\n]*"(?:,[a-z]+="[^"\n]*")*\})? [\d.e+-]+)$/,
      );
    expect(text).toContain('quarterdeck_answers_total{outcome="saved",door="card"} 1\n');
    expect(text).toMatch(/^quarterdeck_messages_total\{action="send",outcome="sent"\} \d+$/m);
    expect(text).toMatch(/^quarterdeck_sweeps_total\{outcome="swept"\} \d+$/m);
    expect(text).toMatch(/^quarterdeck_sweep_lag_seconds [\d.]+$/m);
    expect(text).toMatch(/^quarterdeck_store_operation_seconds_count\{operation="batch",outcome="done"\} \d+$/m);
    expect(text).not.toContain(isla.id);
    expect((await fetch(`${service.url}/metrics`)).status).toBe(404);
    expect((await fetch(url.replace('/metrics', '/'))).status).toBe(404);
  });

  it('are sent by OTLP, at the latest when the service stops', async () => {
    await service.stop();
    const { path, key, body } = collected.at(-1) ?? { path: '', key: '', body: '{}' };
    expect([path, key]).toEqual(['/v1/metrics', 'a b']);
    expect(body).toContain('{"key":"service.name","value":{"stringValue":"quarterdeck"}}');
    expect(body).toMatch(/"name":"quarterdeck_answers_total".*?"asInt":"\d+"/);
    expect(body).not.toContain(PLANTED);
  });
});
