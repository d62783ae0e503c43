import { describe, expect, it } from 'vitest';
import { type Answer, nextOpen, startingValues, withAnswer } from '../../../src/domain/asking/ask.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { anItem, at } from '../builders.js';

const today = civilDate('2026-12-01');
const given: Answer = {
  update: 'u1',
  reply: { kind: 'text', text: 'Kept weekly.', status: 'atRisk', evidence: null },
  at: at('2026-12-01T10:00:00Z'),
  timing: 'onTime',
};
const seen = { update: 'u1', basedOn: '', fingerprint: 'f' };
const [open, sleeping, awake, done] = [
  anItem({ ref: 'open' }),
  anItem({ ref: 'sleeping', later: civilDate('2026-12-02') }),
  anItem({ ref: 'awake', later: today }),
  withAnswer(anItem({ ref: 'done' }), given, seen),
];

describe('the requirement to show next', () => {
  it.each([
    [[done, sleeping, open], 'open', 'the first that is open'],
    [[sleeping, awake, open], 'awake', 'one whose Later day has come, in document order'],
    [[done, sleeping], 'sleeping', 'one that was put off, when nothing else is left'],
    [[done], undefined, 'none when all are answered'],
  ])('%#: %s (%s)', (items, ref, _why) => {
    expect(nextOpen(items, today)?.ref).toBe(ref);
  });
});

describe('an answer', () => {
  it('ends a Later, and counts for the revision', () => {
    expect(withAnswer(sleeping, given, seen)).toMatchObject({
      answer: given,
      current: 'u1',
      later: null,
      replies: [seen],
    });
  });

  it('after the close is kept beside the one that counts', () => {
    const late = { ...given, update: 'u2', timing: 'afterClose' } as const;
    const after = withAnswer(done, late, { ...seen, update: 'u2' });
    expect(after).toMatchObject({ answer: given, afterClose: late, current: 'u2' });
    expect(after.replies).toHaveLength(2);
  });
});

describe('what stands in the inputs', () => {
  it('is the answer of this quarter, else what was carried over, else the status', () => {
    expect(startingValues(done)).toEqual({ status: 'atRisk', text: 'Kept weekly.', evidence: '' });
    expect(startingValues(anItem({ carried: given.reply }))).toEqual({
      status: 'atRisk',
      text: 'Kept weekly.',
      evidence: '',
    });
    expect(startingValues(anItem({ status: 'offTrack' }))).toEqual({ status: 'offTrack', text: '', evidence: '' });
    expect(startingValues(anItem({ status: 'notStated' }))).toEqual({ status: '', text: '', evidence: '' });
  });
});
