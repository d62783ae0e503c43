import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meaningOf, retryAfterMs } from '../../../../src/adapters/teams/outbound/connector-answers.js';

const answer = (status: number, code?: string, message?: string, retryAfter?: string) =>
  meaningOf({ kind: 'answer', status, code, message, retryAfter });

describe('an answer of the Connector', () => {
  it.each([
    [412, 'PreconditionFailed'],
    [429, 'TooManyRequests'],
    [503, 'ServiceUnavailable'],
  ])('%i is tried again: nothing was delivered', (status, code) => {
    expect(answer(status, code)).toEqual({ kind: 'retry', afterMs: null, reason: `${status} ${code}` });
    expect(answer(status, code, 'later', '7')).toMatchObject({ kind: 'retry', afterMs: 7_000 });
  });

  it.each([408, 500, 501, 502, 504, 599, 200, 201])('%i may have been delivered', (status) => {
    expect(answer(status)).toEqual({ kind: 'uncertain', reason: `${status}` });
  });

  it.each([
    [403, 'ConversationBlockedByUser', 'blocked'],
    [403, 'BotDisabledByUser', 'blocked'],
    [403, 'BotNotInConversationRoster', 'notInstalled'],
    [403, 'ForbiddenOperationException', 'notInstalled'],
    [403, 'BotDisabledByAdmin', 'disabledByAdmin'],
    [403, 'MessageWritesBlocked', 'writesBlocked'],
    [404, 'ConversationNotFound', 'conversationGone'],
  ])('%i %s says that the person is %s', (status, code, why) => {
    const reason = `${status} ${code}`;
    expect(answer(status, code)).toEqual({ kind: 'unreachable', why, reason });
    const inner = JSON.stringify({ subCode: code, details: 'Thread is blocked from message writes.' });
    expect(answer(status, undefined, inner)).toEqual({ kind: 'unreachable', why, reason });
    expect(answer(status, 'Forbidden', inner)).toEqual({ kind: 'unreachable', why, reason });
  });

  it('404 of any other kind says that there is no such message', () => {
    expect(answer(404, 'ActivityNotFoundInConversation')).toMatchObject({ kind: 'gone' });
    expect(answer(404)).toMatchObject({ kind: 'gone', reason: '404' });
  });

  it.each([
    [400, 'Bad Argument'],
    [403, 'NotEnoughPermissions'],
    [403, undefined],
    [405, undefined],
    [413, 'MessageSizeTooBig'],
    [418, undefined],
    [307, undefined],
  ])('%i %s was not taken', (status, code) => {
    expect(answer(status, code)).toEqual({
      kind: 'refused',
      reason: code === undefined ? `${status}` : `${status} ${code}`,
    });
  });

  it('401 is about our sign-in, and not about the message', () => {
    expect(answer(401, 'Unauthorized')).toEqual({ kind: 'notNow', why: 'signIn', reason: '401 Unauthorized' });
    expect(answer(401)).toEqual({ kind: 'notNow', why: 'signIn', reason: '401' });
  });

  it('of a kind of 403 is no kind of 404', () => {
    expect(answer(404, 'ConversationBlockedByUser').kind).toBe('gone');
    expect(answer(403, 'ConversationNotFound').kind).toBe('refused');
  });

  it.each([
    [undefined, null],
    ['0', 0],
    ['1.5', 1_500],
    ['Wed, 21 Oct 2026 07:28:00 GMT', null],
    ['-3', null],
    ['soon', null],
  ])('with Retry-After %s asks for %s ms', (header, milliseconds) => {
    expect(retryAfterMs(header)).toBe(milliseconds);
  });

  it('is never repeated unless nothing was delivered', () => {
    const status = fc.integer({ min: 200, max: 599 });
    fc.assert(
      fc.property(status, fc.option(fc.string(), { nil: undefined }), fc.string(), (each, code, message) => {
        expect(answer(each, code, message).kind === 'retry').toBe([412, 429, 503].includes(each));
      }),
    );
  });
});

describe('silence', () => {
  it('before there was a token is a matter of the sign-in', () => {
    expect(meaningOf({ kind: 'silence', stage: 'unsigned', code: 'time limit' })).toEqual({
      kind: 'notNow',
      why: 'signIn',
      reason: 'time limit',
    });
  });

  it('before anything left is worth another try', () => {
    expect(meaningOf({ kind: 'silence', stage: 'signed' })).toEqual({
      kind: 'notNow',
      why: 'unsent',
      reason: 'no answer',
    });
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])('%s met nobody', (code) => {
    expect(meaningOf({ kind: 'silence', stage: 'left', code })).toEqual({
      kind: 'notNow',
      why: 'unsent',
      reason: code,
    });
  });

  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'time limit', undefined])(
    '%s leaves it uncertain only if something left',
    (code) => {
      expect(meaningOf({ kind: 'silence', stage: 'left', code }).kind).toBe('uncertain');
      expect(meaningOf({ kind: 'silence', stage: 'signed', code }).kind).toBe('notNow');
    },
  );
});
