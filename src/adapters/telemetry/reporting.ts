import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../../app/store/ports.js';
import type { CollectingMeter } from './meter.js';
import { otlpBody, type Resource } from './otlp.js';
import { PROMETHEUS_TYPE, prometheusText } from './prometheus.js';

/** Where measurements go. */
export interface ReportingSettings {
  /** `/metrics` is served on this port; null: not at all. */
  readonly port: number | null;
  readonly host: string;
  /** Where OTLP is sent, without `/v1/metrics`; null: nowhere. */
  readonly otlp: { readonly endpoint: string; readonly headers: Readonly<Record<string, string>> } | null;
}

interface Parts {
  readonly meter: CollectingMeter;
  readonly resource: Resource;
  readonly wallMs: () => number;
  readonly log: Log;
  /** Milliseconds between two reports by OTLP. */
  readonly everyMs?: number;
}

export interface Reporting {
  /** Where `/metrics` is served; null where it is not. */
  readonly url: string | null;
  /** Sends once more, and stops. */
  stop(): Promise<void>;
}

const EVERY_MS = 60_000;
const LONGEST_REPORT_MS = 5_000;

/** Serves and sends what is measured. A receiver that does not answer is logged once, and again when it does. */
export async function startReporting(settings: ReportingSettings, parts: Parts): Promise<Reporting> {
  const served = settings.port === null ? null : await serve(settings.port, settings.host, parts);
  const send = settings.otlp === null ? null : sender(settings.otlp, parts);
  const timer = send === null ? undefined : setInterval(() => void send(), parts.everyMs ?? EVERY_MS);
  return {
    url: served?.url ?? null,
    async stop() {
      clearInterval(timer);
      await Promise.all([send?.(), served?.close()]);
    },
  };
}

async function serve(port: number, host: string, { meter, resource }: Parts) {
  const { version, instance } = resource;
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': PROMETHEUS_TYPE, 'cache-control': 'no-store' });
    response.end(prometheusText(meter.read(), { version, instance }));
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, done);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/metrics`,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** Never rejects. */
function sender(
  { endpoint, headers }: NonNullable<ReportingSettings['otlp']>,
  { meter, resource, wallMs, log }: Parts,
) {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/metrics`;
  let failing = false;
  const note = (reason: string | null): void => {
    if (reason !== null && !failing) log.warn('metrics are not taken', { reason });
    if (reason === null && failing) log.info('metrics are taken again');
    failing = reason !== null;
  };
  return async (): Promise<void> => {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(otlpBody(meter.read(), resource, wallMs())),
        signal: AbortSignal.timeout(LONGEST_REPORT_MS),
        redirect: 'error',
      });
      await answer.arrayBuffer();
      note(answer.ok ? null : String(answer.status));
    } catch (error) {
      note(error instanceof Error ? error.name : 'unknown');
    }
  };
}
