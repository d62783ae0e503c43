import { beforeEach, describe, expect, it } from 'vitest';
import { makePatient, type Patient } from '../../../../src/adapters/teams/outbound/patient.js';
import type { SteadyTime } from '../../../../src/adapters/teams/outbound/steady-time.js';
import type { ConversationReference, SendOutcome } from '../../../../src/app/store/ports.js';
import type { Messenger } from '../../../../src/chat/messenger.js';
import { makeSkippingTime } from './skipping-time.js';

const UNSENT: SendOutcome = { kind: 'notNow', why: 'unsent', reason: 'ECONNREFUSED' };
const SENT: SendOutcome = { kind: 'sent', activityId: 'm' };

let time: SteadyTime;
let patient: Patient;
/** What was tried, when, in which order. */
let tried: { readonly what: string; readonly at: number }[];
/** What the tries meet, in their order; then success. */
let script: SendOutcome[];

const to = (conversationId: string) => ({ conversationId }) as ConversationReference;
const say = (text: string, chat = 'chat') => patient.messenger.send(to(chat), { kind: 'text', text });

beforeEach(() => {
  time = makeSkippingTime(Number.POSITIVE_INFINITY);
  tried = [];
  script = [];
  const meet = async (what: string) => {
    tried.push({ what, at: time.now() });
    return script.shift() ?? SENT;
  };
  const messenger: Messenger = {
    open: async () => ({ kind: 'notNow', why: 'unsent', reason: '' }),
    send: (_to, message) => meet(message.kind === 'text' ? message.text : message.kind),
    update: (_to, activityId) => meet(`changed ${activityId}`),
  };
  patient = makePatient(messenger, time);
});

describe('What a person is answered', () => {
  it('is sent again until it leaves', async () => {
    script = [UNSENT, { kind: 'notNow', why: 'signIn', reason: 'network_error' }];
    expect(await say('Saved.')).toEqual(SENT);
    expect(tried.map(({ at }) => at)).toEqual([0, 1_000, 5_000]);
  });

  it('is given up after twenty seconds', async () => {
    script = Array(9).fill(UNSENT);
    expect(await say('Saved.')).toEqual(UNSENT);
    expect(tried.map(({ at }) => at)).toEqual([0, 1_000, 5_000, 20_000]);
  });

  it.each<SendOutcome>([
    { kind: 'uncertain', reason: 'ECONNRESET' },
    { kind: 'refused', reason: '400' },
    { kind: 'unreachable', why: 'blocked', reason: '403 ConversationBlockedByUser' },
    { kind: 'notNow', why: 'busy', reason: '429' },
  ])('is sent once if it is $kind ($reason)', async (outcome) => {
    script = [outcome];
    expect(await say('Saved.')).toEqual(outcome);
    expect(tried).toHaveLength(1);
  });

  it('keeps its order in a chat, and holds up no other', async () => {
    script = [UNSENT];
    await Promise.all([
      say('first'),
      patient.messenger.update(to('chat'), 'card', { kind: 'folded', text: '' }),
      say('elsewhere', 'another'),
      say('last'),
    ]);
    expect(tried.map(({ what }) => what)).toEqual(['first', 'elsewhere', 'first', 'changed card', 'last']);
  });

  it('does not let one chat wait for longer than the first message of it', async () => {
    script = Array(20).fill(UNSENT);
    await Promise.all([say('one'), say('two'), say('three')]);
    expect(time.now()).toBe(20_000);
    expect(tried.map(({ what }) => what)).toEqual(['one', 'one', 'one', 'one', 'two', 'three']);
  });

  it('is tried a last time at once when the service stops', async () => {
    script = Array(9).fill(UNSENT);
    const said = say('Saved.');
    await Promise.resolve();
    while (tried.length === 0) await Promise.resolve();
    await Promise.resolve();
    patient.hurry();
    expect(await said).toEqual(UNSENT);
    expect(tried.map(({ at }) => at)).toEqual([0, 0]);
  });
});
