import type { Activity } from 'botbuilder';
import type { ConnectorClient, ConnectorFactory } from 'botframework-connector';
import type { Message } from '../../app/messages.js';
import type { ConversationReference, Log, Messenger, SendOutcome, UpdateOutcome } from '../../app/ports.js';
import { renderMessage } from './cards.js';
import { type ConnectorAnswer, type Meaning, meaningOf } from './connector-answers.js';
import type { Departures } from './connectors.js';
import type { Pacer } from './pacing.js';
import type { SteadyTime } from './steady-time.js';

export interface MessengerParts {
  readonly connectors: ConnectorFactory;
  readonly departures: Departures;
  readonly pacer: Pacer;
  readonly time: SteadyTime;
  readonly log: Log;
  /** The longest that one request may take, its token included, in milliseconds. */
  readonly timeoutMs: number;
  /** Whether the bot's token may be carried to this address. */
  readonly mayCall: (serviceUrl: string) => boolean;
}

/** Attempts at one message in all; only answers that exclude a delivery lead to another one. */
const MOST_ATTEMPTS = 3;
/** A longer `Retry-After` is left to a later sweep. */
const LONGEST_REST_MS = 30_000;
const FIRST_REST_MS = 1_000;

type Request = (connector: ConnectorClient, signal: AbortSignal) => Promise<{ readonly id?: string } | undefined>;
type Delivered = { readonly kind: 'delivered'; readonly id: string };

/** The Messenger port over the Bot Connector. Sends each message once; see `connector-answers.ts` for the outcomes. */
export function makeMessenger(parts: MessengerParts): Messenger {
  const deliver = (to: ConversationReference, request: Request) => attempts(parts, to, request);
  return {
    async send(to, message) {
      const activity = activityFor(to, message);
      const outcome = await deliver(to, (connector, abortSignal) =>
        connector.conversations.sendToConversation(to.conversationId, activity, { abortSignal }),
      );
      if (outcome.kind === 'delivered') return { kind: 'sent', activityId: outcome.id };
      // A 404 that is about no message of ours: nobody knows the address.
      return outcome.kind === 'gone' ? { kind: 'refused', reason: outcome.reason } : outcome;
    },
    async update(to, activityId, message): Promise<UpdateOutcome> {
      const activity = { ...activityFor(to, message), id: activityId };
      const outcome = await deliver(to, (connector, abortSignal) =>
        connector.conversations.updateActivity(to.conversationId, activityId, activity, { abortSignal }),
      );
      if (outcome.kind === 'delivered') return { kind: 'sent', activityId: outcome.id || activityId };
      return outcome.kind === 'gone' ? { kind: 'gone' } : outcome;
    },
  };
}

async function attempts(
  parts: MessengerParts,
  to: ConversationReference,
  request: Request,
): Promise<Delivered | Exclude<SendOutcome, { kind: 'sent' }> | Extract<Meaning, { kind: 'gone' }>> {
  if (!parts.mayCall(to.serviceUrl)) return { kind: 'refused', reason: 'the service address is not an allowed one' };
  for (let attempt = 1; ; attempt++) {
    const admission = await parts.pacer.admit(to.tenant, to.conversationId);
    if (admission.kind === 'tooLong') return { kind: 'notNow', reason: 'too many messages are waiting' };
    const result = await once(parts, to, request).finally(admission.arrived);
    if (result.kind === 'delivered') return result;
    const meaning = meaningOf(result);
    if (meaning.kind !== 'retry') {
      parts.log.warn('message not delivered', { outcome: meaning.kind, reason: meaning.reason });
      return meaning;
    }
    const rest = meaning.afterMs ?? FIRST_REST_MS * 2 ** (attempt - 1);
    if (rest <= LONGEST_REST_MS) parts.pacer.hold(to.tenant, to.conversationId, rest);
    if (attempt === MOST_ATTEMPTS || rest > LONGEST_REST_MS) {
      parts.log.warn('message not delivered', { outcome: 'notNow', reason: meaning.reason, attempt });
      return { kind: 'notNow', reason: meaning.reason };
    }
  }
}

async function once(
  { connectors, departures, time, timeoutMs, log }: MessengerParts,
  to: ConversationReference,
  request: Request,
): Promise<Delivered | ConnectorAnswer> {
  const controller = new AbortController();
  const { signal } = controller;
  const cancel = time.after(timeoutMs, () => controller.abort());
  // A token that never comes does not listen to the signal, so the race does.
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new TimeLimit()), { once: true });
  });
  try {
    const answer = connectors.create(to.serviceUrl).then((connector) => request(connector, signal));
    const response = await Promise.race([answer, late]);
    return { kind: 'delivered', id: response?.id ?? '' };
  } catch (error) {
    const left = departures.has(signal);
    // Most likely the identity: an expired secret, or a sign-in service that is out of reach.
    if (!left) log.error('no message could be sent', { reason: nameOf(error) });
    return answerOf(error, left);
  } finally {
    cancel();
  }
}

class TimeLimit extends Error {
  override readonly name = 'TimeLimit';
}

/** The shape of a RestError of the Azure core, which botframework-connector throws for every answer but 2xx. */
interface Failure {
  readonly name?: unknown;
  readonly statusCode?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly response?: { readonly headers?: { get(name: string): string | undefined } };
}

function answerOf(error: unknown, left: boolean): ConnectorAnswer {
  const { name, statusCode, code, message, response } = (
    typeof error === 'object' && error !== null ? error : {}
  ) as Failure;
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  if (left && typeof statusCode === 'number') {
    const retryAfter = response?.headers?.get('retry-after');
    return { kind: 'answer', status: statusCode, code: text(code), message: text(message), retryAfter };
  }
  const timedOut = name === 'TimeLimit' || name === 'AbortError';
  return { kind: 'silence', left, code: timedOut ? 'time limit' : text(code) };
}

function nameOf(error: unknown): string {
  const { name, code } = (typeof error === 'object' && error !== null ? error : {}) as Failure;
  return [name, code].filter((part) => typeof part === 'string').join(' ') || 'unknown';
}

function activityFor(to: ConversationReference, message: Message): Activity {
  const { text, card, summary } = renderMessage(message);
  const activity: Partial<Activity> = {
    type: 'message',
    channelId: to.channelId,
    from: { id: to.botId, name: '' },
    conversation: {
      id: to.conversationId,
      tenantId: to.tenant,
      isGroup: false,
      conversationType: 'personal',
      name: '',
    },
    ...(text === undefined ? {} : { text, textFormat: 'plain' }),
    ...(summary === undefined ? {} : { summary }),
    ...(card === undefined
      ? {}
      : { attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }] }),
  };
  return activity as Activity;
}
