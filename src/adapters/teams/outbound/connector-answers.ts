import type { NotNow, Unreachable } from '../../../app/store/ports.js';

/** What came of one request to the Connector. `message` and `retryAfter` are as the service sent them. */
export type ConnectorAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly code?: string | undefined;
      readonly message?: string | undefined;
      readonly retryAfter?: string | undefined;
    }
  | Silence;

/** No answer. `code` is Node's (ECONNRESET …), or that of a sign-in. */
export interface Silence {
  readonly kind: 'silence';
  /** How far the request came: without a token, with one, or so far that a byte of it may have left this machine. */
  readonly stage: 'unsigned' | 'signed' | 'left';
  readonly code?: string | undefined;
  /** What Entra says of a sign-in that it refused, in its own words. */
  readonly said?: string | undefined;
}

/** What it means. `retry` is safe because the message was certainly not delivered. */
export type Meaning =
  | { readonly kind: 'retry'; readonly afterMs: number | null; readonly reason: string }
  | { readonly kind: 'uncertain'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly why: Unreachable; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | NotNow
  /** There is no such message there (404 without a kind of its own). */
  | { readonly kind: 'gone'; readonly reason: string };

/** Not delivered, and taken a moment later (learn.microsoft.com, "Bot status codes"). */
const RETRIED: ReadonlySet<number> = new Set([412, 429, 503]);

/** May have been delivered. Microsoft says to retry 502 and 504; a second card is worse than a late one. */
const UNCERTAIN: ReadonlySet<number> = new Set([408, 500, 502, 504]);

/**
 * Errors that come before a connection stands, and never later. Only where a proxy is used they decide; otherwise the
 * connection itself has told that nothing left (EHOSTUNREACH or ETIMEDOUT can also end one that stood).
 */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** States of the person's side of the chat, by the error's code or by the `subCode` inside its message. */
const UNREACHABLE: ReadonlyMap<string, Unreachable> = new Map([
  ['403 ConversationBlockedByUser', 'blocked'],
  ['403 BotDisabledByUser', 'blocked'],
  ['403 BotNotInConversationRoster', 'notInstalled'],
  ['403 BotDisabledByAdmin', 'disabledByAdmin'],
  ['403 ForbiddenOperationException', 'notInstalled'],
  ['403 MessageWritesBlocked', 'writesBlocked'],
  ['404 ConversationNotFound', 'conversationGone'],
]);

/** A `Retry-After` of seconds in milliseconds; null when there is none or it is a date or nonsense. */
export function retryAfterMs(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,6}(\.\d+)?$/.test(header.trim()) ? Number(header) * 1_000 : null;
}

/** The one table of the Connector's answers; a 2xx comes here only when its body could not be read. Pure. */
export function meaningOf(answer: ConnectorAnswer): Meaning {
  if (answer.kind === 'silence') return meaningOfSilence(answer);
  const { status } = answer;
  const code = codeOf(answer);
  const reason = code === undefined ? `${status}` : `${status} ${code}`;
  if (RETRIED.has(status)) return { kind: 'retry', afterMs: retryAfterMs(answer.retryAfter), reason };
  // an expired secret or a switch of keys, not anything about the message or the person
  if (status === 401) return { kind: 'notNow', why: 'signIn', reason };
  if (UNCERTAIN.has(status)) return { kind: 'uncertain', reason };
  const why = UNREACHABLE.get(reason);
  if (why !== undefined) return { kind: 'unreachable', why, reason };
  // ActivityNotFoundInConversation, and what other services say for it.
  if (status === 404) return { kind: 'gone', reason };
  // An unknown 5xx is no promise that nothing was delivered; nor is a 2xx whose body cannot be read.
  return status >= 500 || status < 300 ? { kind: 'uncertain', reason } : { kind: 'refused', reason };
}

function meaningOfSilence({ stage, code }: Silence): Meaning {
  const reason = code ?? 'no answer';
  if (stage === 'unsigned') return { kind: 'notNow', why: 'signIn', reason };
  const isUnsent = stage === 'signed' || (code !== undefined && NEVER_CONNECTED.has(code));
  return isUnsent ? { kind: 'notNow', why: 'unsent', reason } : { kind: 'uncertain', reason };
}

// MessageWritesBlocked comes without a code: it stands as JSON in the message.
function codeOf({ code, message }: { code?: string | undefined; message?: string | undefined }): string | undefined {
  const inner = /"(?:subCode|code)"\s*:\s*"([A-Za-z]{1,80})"/.exec(message ?? '')?.[1];
  const known = code !== undefined && /^[A-Za-z][A-Za-z0-9 ]{0,79}$/.test(code) ? code : undefined;
  return known === undefined || (known === 'Forbidden' && inner !== undefined) ? inner : known;
}
