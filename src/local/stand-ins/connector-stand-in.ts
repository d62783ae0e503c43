import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeTeamsLimiter } from './teams-limiter.js';

/** The parts of a sent message that tests and demos read. */
export interface ReceivedActivity {
  readonly type?: string;
  readonly text?: string;
  readonly textFormat?: string;
  readonly summary?: string;
  readonly conversation?: { readonly id?: string; readonly tenantId?: string };
  readonly attachments?: readonly { readonly contentType: string; readonly content: unknown }[];
  /** Of a chat that was asked for: whom with, and in which tenant. */
  readonly members?: readonly { readonly id: string }[];
  readonly tenantId?: string;
}

/** A member of a team as Teams lists them. An account without `aadObjectId` is nobody's in the tenant. */
export interface ListedMember {
  /** The channel's own id, "29:…". */
  readonly id: string;
  readonly name?: string;
  readonly aadObjectId?: string;
  readonly userPrincipalName?: string;
  readonly email?: string;
  readonly tenantId?: string;
  readonly userRole?: string;
}

/** One request that the stand-in saw. `delivered` is what a person would have in their chat. */
export interface LedgerEntry {
  /** 1 for the first request. */
  readonly n: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: 'send' | 'update' | 'create' | 'members';
  readonly conversation: string;
  /** The id given to a sent message, or the one that was changed; empty when nothing was delivered. */
  readonly activityId: string;
  readonly delivered: boolean;
  /** The status answered; 0 when the connection was dropped or left open. */
  readonly status: number;
  /** The activity as it arrived. */
  readonly activity: ReceivedActivity;
}

/** What a request meets instead of plain success. `body` is the error body as Teams would write it. */
export type Scripted =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly retryAfter?: string;
      readonly location?: string;
      readonly body?: unknown;
    }
  | { readonly kind: 'drop'; readonly delivered: boolean }
  | { readonly kind: 'hang'; readonly delivered: boolean };

export interface StandInOptions {
  readonly port?: number;
  /** Members a page at the most, whatever is asked for; Teams' 500 unless given. */
  readonly membersAPage?: number;
  /** A file to which each entry is appended and flushed to the disk before the answer. */
  readonly ledgerFile?: string;
  /** Answers 429 past Teams' limits, or past other ones. */
  readonly enforceLimits?: boolean;
}

export interface ConnectorStandIn {
  /** What an activity names as its `serviceUrl`. */
  readonly url: string;
  readonly ledger: readonly LedgerEntry[];
  /** The messages in a chat as a person sees them: the newest state of each, in the order of sending. */
  chat(conversation: string): readonly { readonly id: string; readonly activity: ReceivedActivity }[];
  /** Who is in a team, from now on. Others than these lists' teams answer 403, as where the app is not. */
  setMembers(team: string, members: readonly ListedMember[]): void;
  /** These meet the next requests, one each; then plain success again. */
  next(...scripted: Scripted[]): void;
  /** Every request meets this, until null. */
  always(scripted: Scripted | null): void;
  /** Resolves with the ledger once it has so many entries; rejects after the given time. */
  seen(entries: number, withinMs?: number): Promise<readonly LedgerEntry[]>;
  close(): Promise<void>;
}

const ROUTE = /^\/v3\/conversations(?:\/([^/]+)\/(?:activities(?:\/([^/]+))?|pagedmembers))?$/;

/** A Bot Connector on loopback that keeps a ledger of what it was told. No part of the SDK is used. */
export async function startConnectorStandIn(options: StandInOptions = {}): Promise<ConnectorStandIn> {
  const ledger: LedgerEntry[] = [];
  const script: Scripted[] = [];
  const watchers = new Set<() => void>();
  const chats = new Map<string, Map<string, ReceivedActivity>>();
  const teams = new Map<string, readonly ListedMember[]>();
  const { membersAPage = 500 } = options;
  const file = options.ledgerFile === undefined ? null : openSync(options.ledgerFile, 'a');
  const limiter = options.enforceLimits === true ? makeTeamsLimiter() : null;
  let standing: Scripted | null = null;

  function record(entry: Omit<LedgerEntry, 'n' | 'at'>): void {
    const full = { n: ledger.length + 1, at: Date.now(), ...entry };
    if (file !== null) {
      writeSync(file, `${JSON.stringify(full)}\n`);
      fsyncSync(file);
    }
    ledger.push(full);
    if (full.delivered && (full.kind === 'send' || full.kind === 'update')) {
      const chat = chats.get(full.conversation) ?? new Map<string, ReceivedActivity>();
      chats.set(full.conversation, chat.set(full.activityId, full.activity));
    }
    for (const watcher of watchers) watcher();
  }

  function plan(kind: LedgerEntry['kind'], conversation: string, activityId: string, tenant: string): Scripted {
    const scripted = script.shift() ?? standing;
    if (scripted !== null) return scripted;
    const wait = limiter?.refuses(tenant, conversation, Date.now()) ?? null;
    if (wait !== null) return errorAnswer(429, 'TooManyRequests', String(Math.ceil(wait / 1_000)));
    if (kind === 'update' && chats.get(conversation)?.has(activityId) !== true)
      return errorAnswer(404, 'ActivityNotFoundInConversation');
    if (kind === 'members' && !teams.has(conversation)) return errorAnswer(403, 'BotNotInConversationRoster');
    return { kind: 'answer', status: kind === 'update' || kind === 'members' ? 200 : 201 };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const match = ROUTE.exec(url.pathname);
    const kind = match === null ? null : kindOf(request.method, url.pathname, match[1], match[2]);
    if (match === null || kind === null) {
      response.writeHead(405).end();
      return;
    }
    const activity = JSON.parse((await bodyOf(request)) || '{}') as ReceivedActivity;
    const conversation = match[1] === undefined ? chatWith(activity) : decodeURIComponent(match[1]);
    const asked = decodeURIComponent(match[2] ?? '');
    const scripted = plan(kind, conversation, asked, tenantOf(activity));
    const delivered = scripted.kind === 'answer' ? scripted.status < 300 : scripted.delivered;
    const isMessage = kind === 'send' || kind === 'update';
    const newId = String(Date.now() * 1_000 + ledger.length);
    const activityId = delivered && isMessage ? (kind === 'update' ? asked : newId) : '';
    const status = scripted.kind === 'answer' ? scripted.status : 0;
    record({ kind, conversation, activityId, delivered, status, activity });
    if (scripted.kind === 'drop') request.socket.destroy();
    if (scripted.kind !== 'answer') return;
    const plain = kind === 'members' ? pageOf(teams.get(conversation) ?? [], url, membersAPage) : { id: activityId };
    const body = scripted.body ?? (kind === 'create' ? { id: conversation } : plain);
    if (scripted.retryAfter !== undefined) response.setHeader('retry-after', scripted.retryAfter);
    if (scripted.location !== undefined) response.setHeader('location', scripted.location);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.writeHead(400).end());
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(options.port ?? 0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    ledger,
    chat: (conversation) => [...(chats.get(conversation) ?? [])].map(([id, activity]) => ({ id, activity })),
    setMembers: (team, members) => void teams.set(team, members),
    next: (...scripted) => void script.push(...scripted),
    always: (scripted) => {
      standing = scripted;
    },
    seen: (entries, withinMs = 5_000) =>
      new Promise((done, fail) => {
        const check = () => {
          if (ledger.length < entries) return;
          clearTimeout(timer);
          watchers.delete(check);
          done(ledger);
        };
        const timer = setTimeout(() => {
          watchers.delete(check);
          fail(new Error(`The Connector saw ${ledger.length} requests, not ${entries}, within ${withinMs} ms`));
        }, withinMs);
        watchers.add(check);
        check();
      }),
    async close() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
      if (file !== null) closeSync(file);
    },
  };
}

/** An error as the Connector writes it. */
export function errorAnswer(status: number, code: string, retryAfter?: string): Scripted {
  const answer = { kind: 'answer', status, body: { error: { code, message: `${code}.` } } } as const;
  return retryAfter === undefined ? answer : { ...answer, retryAfter };
}

/** Asking twice for a chat with the same person gives the same chat, as in Teams. */
function chatWith({ members }: ReceivedActivity): string {
  const [member] = members ?? [];
  return member === undefined ? `a:${randomUUID()}` : `a:${member.id.replace(/^29:/, '')}`;
}

function pageOf(members: readonly ListedMember[], { searchParams }: URL, most: number): object {
  const from = Number(searchParams.get('continuationToken') ?? 0);
  const to = from + Math.min(most, Number(searchParams.get('pageSize') ?? most));
  return { members: members.slice(from, to), ...(to < members.length && { continuationToken: String(to) }) };
}

function kindOf(
  method: string | undefined,
  path: string,
  conversation?: string,
  activity?: string,
): LedgerEntry['kind'] | null {
  if (path.endsWith('/pagedmembers')) return method === 'GET' ? 'members' : null;
  if (method === 'PUT') return activity === undefined ? null : 'update';
  if (method !== 'POST') return null;
  return conversation === undefined ? 'create' : 'send';
}

function tenantOf(activity: ReceivedActivity): string {
  return activity.conversation?.tenantId ?? activity.tenantId ?? '';
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
