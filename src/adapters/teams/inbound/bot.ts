import { type Activity, CloudAdapter } from 'botbuilder';
import { type AuthenticateRequestResult, AuthenticationError } from 'botframework-connector';
import type { Log } from '../../../app/store/ports.js';
import type { Conversation } from '../../../chat/turn.js';
import type { Incoming } from '../identity/activity.js';
import { type AdmissionRules, admits } from '../identity/admission.js';
import type { OneAttemptAuthentication } from '../outbound/connectors.js';
import { runTurn, type TurnResult } from './turn.js';

/** What the HTTP side needs to know of a turn. */
export type TurnOutcome =
  | { readonly kind: 'done'; readonly result: TurnResult | null }
  /** The sender could not prove who they are, or is nobody we talk with. */
  | { readonly kind: 'unauthorised' | 'forbidden' }
  /** The keys to check the sender with are out of reach. */
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'failed'; readonly result: TurnResult | null };

export interface BotParts {
  readonly authentication: OneAttemptAuthentication;
  readonly rules: AdmissionRules;
  readonly conversation: Conversation;
  readonly log: Log;
}

/** Takes one activity through sign-in, admission and its handler. Never throws. */
export type Bot = (activity: Incoming, authorization: string) => Promise<TurnOutcome>;

export function makeBot({ authentication, rules, conversation, log }: BotParts): Bot {
  const adapter = new CloudAdapter(authentication);
  return async (incoming, authorization) => {
    // The SDK writes into what it is given.
    const activity = { ...incoming } as unknown as Activity;
    let sender: AuthenticateRequestResult;
    try {
      sender = await authentication.authenticateRequest(activity, authorization);
    } catch (error) {
      return refusal(error, log);
    }
    const admitted = admits(rules, incoming);
    if (admitted.kind === 'refused') {
      log.warn('turn refused', { reason: admitted.reason });
      return { kind: 'forbidden' };
    }
    const failed = (error: string, result: TurnResult | null): TurnOutcome => {
      log.error('turn failed', { type: incoming.type, error });
      return { kind: 'failed', result };
    };
    let result: TurnResult | null = null as TurnResult | null;
    try {
      // With the result of our own check instead of the header, and without `process`, which would put an
      // error's message into the HTTP body.
      await adapter.processActivityDirect(sender, activity, async () => {
        result = await runTurn(conversation, incoming, admitted.tenant);
      });
    } catch (error) {
      return failed(describe(error), null);
    }
    const failure = result?.failure;
    if (failure === undefined) return { kind: 'done', result };
    return failed(failure instanceof Error ? (failure.stack ?? failure.message) : 'unknown', result);
  };
}

const TOKEN_ERRORS: ReadonlySet<string> = new Set(['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError']);

// botbuilder lets the errors of jsonwebtoken through as they are, but for an expired token.
function refusal(error: unknown, log: Log): TurnOutcome {
  const denied =
    (error instanceof AuthenticationError && error.statusCode === 401) ||
    (error instanceof Error && TOKEN_ERRORS.has(error.name));
  if (denied) {
    log.warn('turn refused', { reason: 'token' });
    return { kind: 'unauthorised' };
  }
  log.error('sign-in keys out of reach', { error: describe(error) });
  return { kind: 'unavailable' };
}

// processActivityDirect wraps an error in one whose message is its stack, which is what a log wants.
function describe(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}
