import type { ConnectorClient, ConnectorFactory } from 'botframework-connector';
import type { Log } from '../../../app/store/ports.js';
import { type ConnectorAnswer, type Meaning, meaningOf, type Silence } from './connector-answers.js';
import type { Stages } from './connectors.js';
import type { Admission, Pacer } from './pacing.js';
import type { SignIn } from './sign-in.js';
import type { SteadyTime } from './steady-time.js';

export interface RequestParts {
  readonly connectors: ConnectorFactory;
  readonly stages: Stages;
  readonly pacer: Pacer;
  readonly signIn: SignIn;
  readonly time: SteadyTime;
  readonly log: Log;
  /** The longest that one request may take, its token included, in milliseconds. */
  readonly timeoutMs: number;
  /** Whether the bot's token may be carried to this address. */
  readonly mayCall: (serviceUrl: string) => boolean;
  /** Once aborted, nothing leaves any more, and what is on its way is no longer waited for. */
  readonly letGo: AbortSignal;
}

/** Where a request goes, and in whose queue it waits. */
export interface RequestPlace {
  readonly serviceUrl: string;
  readonly tenant: string;
  /** Requests of one thread keep their order and Teams' limits of a chat. */
  readonly thread: string;
}

/** Attempts at one thing in all; only answers that exclude a delivery lead to another one. */
const MOST_ATTEMPTS = 3;
/** A longer `Retry-After` is left to a later sweep. */
const LONGEST_REST_MS = 30_000;
const FIRST_REST_MS = 1_000;

type Request<Body> = (connector: ConnectorClient, signal: AbortSignal) => Promise<Body>;

/** A 2xx. The body is as the SDK read it, and absent where it could not. */
interface Answered<Body> {
  readonly kind: 'answered';
  readonly body: Body | undefined;
}

/** What came instead of a 2xx, after the attempts that are safe. */
export type Missed = Exclude<Meaning, { readonly kind: 'retry' }>;

/** Asks the Connector for one thing: paced, timed, repeated only where nothing can have happened. Never rejects. */
export type ConnectorRequests = <Body>(place: RequestPlace, request: Request<Body>) => Promise<Answered<Body> | Missed>;

export function makeRequests(parts: RequestParts): ConnectorRequests {
  return (place, request) => attempts(parts, place, request);
}

async function attempts<Body>(
  parts: RequestParts,
  to: RequestPlace,
  request: Request<Body>,
): Promise<Answered<Body> | Missed> {
  if (!parts.mayCall(to.serviceUrl)) return { kind: 'refused', reason: 'the service address is not an allowed one' };
  for (let attempt = 1; ; attempt++) {
    const admission = await admitted(parts, to);
    if (admission === null) return { kind: 'notNow', why: 'unsent', reason: 'the service is stopping' };
    if (admission.kind === 'tooLong') return { kind: 'notNow', why: 'busy', reason: 'too many messages are waiting' };
    const resting = parts.signIn.resting(to.tenant);
    if (resting !== null) {
      admission.arrived();
      return { kind: 'notNow', why: 'signIn', reason: resting };
    }
    const result = await once(parts, to, request).finally(admission.arrived);
    if (result.kind === 'answered') {
      parts.signIn.taken(to.tenant);
      return result;
    }
    const meaning = meaningOf(result);
    if (meaning.kind === 'notNow' && meaning.why === 'signIn') {
      parts.signIn.refused(to.tenant, meaning.reason, result.kind === 'silence' ? result.said : undefined);
      return meaning;
    }
    if (result.kind === 'answer') parts.signIn.taken(to.tenant);
    if (meaning.kind !== 'retry') {
      parts.log.warn('connector request failed', { outcome: meaning.kind, reason: meaning.reason });
      return meaning;
    }
    const rest = meaning.afterMs ?? FIRST_REST_MS * 2 ** (attempt - 1);
    if (rest <= LONGEST_REST_MS) parts.pacer.hold(to.tenant, to.thread, rest);
    if (attempt < MOST_ATTEMPTS && rest <= LONGEST_REST_MS) {
      parts.log.info('connector retry', { reason: meaning.reason, attempt, afterMs: rest });
    }
    if (attempt === MOST_ATTEMPTS || rest > LONGEST_REST_MS) {
      parts.log.warn('connector request failed', { outcome: 'notNow', reason: meaning.reason, attempt });
      return { kind: 'notNow', why: 'busy', reason: meaning.reason };
    }
  }
}

/** The pacer's answer; null where the service stops first. */
async function admitted({ pacer, letGo }: RequestParts, to: RequestPlace): Promise<Admission | null> {
  if (letGo.aborted) return null;
  let stop = (): void => {};
  const stopped = new Promise<null>((done) => {
    stop = () => done(null);
  });
  letGo.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([pacer.admit(to.tenant, to.thread), stopped]);
  } finally {
    letGo.removeEventListener('abort', stop);
  }
}

async function once<Body>(
  { connectors, stages, time, timeoutMs, letGo }: RequestParts,
  to: RequestPlace,
  request: Request<Body>,
): Promise<Answered<Body> | ConnectorAnswer> {
  const controller = new AbortController();
  const { signal } = controller;
  const abort = () => controller.abort();
  const cancel = time.after(timeoutMs, abort);
  letGo.addEventListener('abort', abort, { once: true });
  // A token that never comes does not listen to the signal, so the race does.
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new TimeLimit()), { once: true });
  });
  try {
    const answer = connectors.create(to.serviceUrl).then((connector) => request(connector, signal));
    const response: Body | undefined = await Promise.race([answer, late]);
    return { kind: 'answered', body: response };
  } catch (error) {
    const stage = stages.get(signal) ?? 'unsigned';
    return answerOf(error, stage);
  } finally {
    cancel();
    letGo.removeEventListener('abort', abort);
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
  /** MSAL's, of a sign-in that failed. */
  readonly errorCode?: unknown;
  readonly message?: unknown;
  readonly response?: { readonly headers?: { get(name: string): string | undefined } };
}

function answerOf(error: unknown, stage: Silence['stage']): ConnectorAnswer {
  const { name, statusCode, code, message, response } = failureOf(error);
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  if (stage !== 'unsigned' && typeof statusCode === 'number') {
    const retryAfter = response?.headers?.get('retry-after');
    return { kind: 'answer', status: statusCode, code: text(code), message: text(message), retryAfter };
  }
  const timedOut = name === 'TimeLimit' || name === 'AbortError';
  if (timedOut) return { kind: 'silence', stage, code: 'time limit' };
  return {
    kind: 'silence',
    stage,
    ...(stage === 'unsigned' ? { code: signInFailure(error), said: entrasWords(error) } : { code: text(code) }),
  };
}

/** Entra's own sentence, which names what to mend, without its trace ids; undefined where it is not Entra that refused. */
export function entrasWords(error: unknown): string | undefined {
  const { message } = failureOf(error);
  const said = /\bAADSTS\d+:.*?(?=\s*Trace ID\b|[\r\n]|$)/.exec(typeof message === 'string' ? message : '')?.[0];
  return said?.slice(0, LONGEST_SAYING);
}
const LONGEST_SAYING = 500;

/** What a sign-in says of its failure; Entra's own number tells the administrator most (learn.microsoft.com, "AADSTS error codes"). */
export function signInFailure(error: unknown): string {
  const { name, code, errorCode, message } = failureOf(error);
  const number = /\bAADSTS\d+/.exec(typeof message === 'string' ? message : '')?.[0];
  const known = [name, code, errorCode, number].filter((part) => typeof part === 'string' && part !== '');
  return known.join(' ') || 'unknown';
}

function failureOf(error: unknown): Failure {
  return typeof error === 'object' && error !== null ? error : {};
}
