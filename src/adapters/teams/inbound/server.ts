import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { finished } from 'node:stream/promises';
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import type { Log } from '../../../app/store/ports.js';
import type { Messenger } from '../../../chat/messenger.js';
import { type Incoming, parseActivity } from '../identity/activity.js';
import { isLoopbackHost } from '../identity/admission.js';
import type { Patient } from '../outbound/patient.js';
import { serveAbout } from './about.js';
import type { Bot, TurnOutcome } from './bot.js';
import { type FileAnswer, serveFiles } from './files.js';
import { plain } from './plain.js';
import type { TurnResult } from './turn.js';

/** Whether the service can do its work; `reason` and `note` are for the administrator, in one line, and for anybody to read. */
export type Readiness =
  | { readonly kind: 'ready'; readonly note?: string }
  | { readonly kind: 'notReady'; readonly reason: string };

export interface ServerParts {
  readonly bot: Bot;
  readonly replies: Patient;
  readonly ready: () => Promise<Readiness>;
  readonly files: (path: string) => Promise<FileAnswer>;
  readonly log: Log;
  /** Runs what a press or a message leads to under its id, so that the log can tell what belongs together. */
  readonly under: (id: string, work: () => Promise<void>) => Promise<void>;
  /** Local mode: loopback only, and requests must name this machine. */
  readonly local: boolean;
}

export interface BotServer {
  /** Starts to listen; port 0 takes a free one. Rejects as `net.Server.listen` fails (EADDRINUSE …). */
  listen(port: number, host?: string): Promise<{ readonly url: string; readonly port: number }>;
  /** Stops taking requests, and resolves when all replies and all work after them are done. */
  close(): Promise<void>;
}

const MOST_BODY = '256kb';
/**
 * How long a sender may take, in milliseconds: Teams sends its few kilobytes at once. Node looks for those that are late
 * only every half minute unless it is told to look sooner.
 */
const DEADLINES = { headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 } as const;
/** Milliseconds that open requests have once the closing begins. */
const LONGEST_CLOSING_MS = 10_000;

const ANSWERS: Readonly<Record<Exclude<TurnOutcome['kind'], 'done'>, readonly [number, string]>> = {
  unauthorised: [401, 'The request does not prove who sent it.'],
  forbidden: [403, 'This service does not talk with that sender.'],
  unavailable: [503, 'The sender cannot be checked at the moment.'],
  failed: [500, 'Something went wrong here. Nothing was saved.'],
};

/** The HTTP side: `POST /api/messages`, `GET /files/…`, `GET /healthz`, `GET /readyz`, and the pages that say what this is. */
export function makeServer(parts: ServerParts): BotServer {
  const work = new Set<Promise<void>>();
  const server = createServer(DEADLINES, routes(parts, work));
  return {
    listen: (port, host = '127.0.0.1') => listen(server, port, host, parts.local),
    async close() {
      if (server.listening) {
        // A connection that was busy when the closing began would otherwise stay open for its keep-alive.
        const idle = setInterval(() => server.closeIdleConnections(), 20);
        const slow = setTimeout(() => server.closeAllConnections(), LONGEST_CLOSING_MS);
        await new Promise<void>((done) => void server.close(() => done()));
        clearInterval(idle);
        clearTimeout(slow);
      }
      parts.replies.hurry();
      while (work.size > 0) await Promise.all(work);
    },
  };
}

/** For whatever a browser makes a page of: its own style, no script, no request, no frame around it. A page's own policy is narrower still. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

function routes({ bot, replies, ready, files, log, local, under }: ServerParts, work: Set<Promise<void>>): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((_request, response, next) => {
    response.setHeader('Content-Security-Policy', PAGE_POLICY);
    next();
  });
  app.get('/healthz', (_request, response) => plain(response, 200, 'alive'));
  app.get('/readyz', async (_request, response) => {
    const state = await ready().catch((error: unknown) => {
      log.error('readiness check failed', { error: String(error) });
      return { kind: 'notReady', reason: 'the check itself failed' } as const;
    });
    if (state.kind === 'notReady') return plain(response, 503, state.reason);
    plain(response, 200, state.note === undefined ? 'ready' : `ready, but ${state.note}`);
  });
  serveAbout(app);
  // a pattern without names: Express would decode those, and answer for us where they are no text
  app.get(/^\/files\//, serveFiles(files, log));
  const json = express.json({ limit: MOST_BODY, strict: true, type: 'application/json' });
  app.post('/api/messages', mustBeJson(local), json, async (request: Request, response: Response) => {
    const parsed = parseActivity(request.body);
    if (parsed.kind === 'malformed') {
      log.warn('request refused', { reason: parsed.reason });
      return plain(response, 400, 'This is not an activity of the Bot Framework.');
    }
    await under(parsed.activity.id ?? 'without id', () => takeTurn(parsed.activity, request, response));
  });
  const takeTurn = async (activity: Incoming, request: Request, response: Response): Promise<void> => {
    const outcome = await bot(activity, request.headers.authorization ?? '');
    const answered = finished(response).catch(() => undefined);
    if (outcome.kind === 'done') response.status(200).end();
    else plain(response, ...ANSWERS[outcome.kind]);
    const result = 'result' in outcome ? outcome.result : null;
    if (result === null) return;
    // What was answered is committed; what is said about it comes after, and may fail without harm.
    const said = answered.then(() => sayAll(result, replies.messenger, log));
    work.add(said);
    await said.finally(() => work.delete(said));
  };
  app.all('/api/messages', (_request, response) => plain(response, 405, 'Only POST is understood here.'));
  app.use((_request, response) => plain(response, 404, 'There is nothing here.'));
  app.use(bodyErrors(log));
  return app;
}

function mustBeJson(local: boolean) {
  return (request: Request, response: Response, next: () => void): void => {
    if (local && !isLoopbackHost(request.headers.host)) plain(response, 403, 'This service is local.');
    else if (!request.is('application/json')) plain(response, 415, 'Only application/json is understood here.');
    else next();
  };
}

async function sayAll({ to, replies, after }: TurnResult, messenger: Messenger, log: Log): Promise<void> {
  try {
    for (const reply of replies) {
      const outcome = await messenger.send(to, reply);
      if (outcome.kind !== 'sent') log.warn('reply not delivered', { outcome: outcome.kind, reason: outcome.reason });
    }
    await after?.();
  } catch (error) {
    log.error('work after the answer failed', { error: error instanceof Error ? (error.stack ?? '') : 'unknown' });
  }
}

// body-parser's errors carry a 4xx of their own; everything else is a defect and says nothing outside.
function bodyErrors(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = (error as { status?: unknown } | null)?.status;
    if (status === 413) return plain(response, 413, 'The request is too large.');
    if (typeof status === 'number' && status >= 400 && status < 500)
      return plain(response, status, 'The request could not be read as JSON.');
    log.error('request failed', { error: error instanceof Error ? (error.stack ?? '') : 'unknown' });
    return plain(response, ...ANSWERS.failed);
  };
}

function listen(server: Server, port: number, host: string, local: boolean): Promise<{ url: string; port: number }> {
  if (local && !isLoopbackHost(host.includes(':') ? `[${host}]` : host))
    return Promise.reject(new RangeError('Local mode has no sign-in, so it listens on this machine only.'));
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      const { port: taken } = server.address() as AddressInfo;
      done({ url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`, port: taken });
    });
  });
}
