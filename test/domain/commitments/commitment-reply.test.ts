import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replyFingerprint } from '../../../src/domain/asking/update.js';
import { addDays, civilDate } from '../../../src/domain/calendar/civil-date.js';
import { type Commitment, type CommitmentAnswer, takenBack } from '../../../src/domain/commitments/commitment.js';
import {
  answerOnItem,
  type CommitmentInput,
  followText,
  historyOfSteps,
  readSaid,
  type SaidOfCommitment,
} from '../../../src/domain/commitments/commitment-reply.js';
import {
  type CommitmentsOfItem,
  MOST_FROM_ONE_TEXT,
  promisesOf,
} from '../../../src/domain/commitments/commitment-standing.js';
import { at } from '../builders.js';

const cycle = { id: 'now', due: civilDate('2031-06-01'), revision: civilDate('2031-06-20') };
const today = civilDate('2031-05-20');
const spring = civilDate('2031-03-20');

function promise(words = 'The kit will be ready by 30 April 2031.', over: Partial<Commitment> = {}): Commitment {
  const [found] = promisesOf(words, 'r1', spring);
  if (found === undefined) throw new Error('the sample sentence holds a promise');
  return { ...found, ...over };
}

const kit = promise();
const form = promise('The form will follow in May 2031.');
const item: CommitmentsOfItem = { commitments: [kit, form], otherCommitments: [] };

function entered(over: Partial<CommitmentInput> = {}): CommitmentInput {
  return { id: kit.id, version: 0, became: '', until: '', why: '', ...over };
}

const say = (answer: CommitmentAnswer, version = 0, id = kit.id): SaidOfCommitment => ({ id, version, answer });
const december = { kind: 'late', due: civilDate('2031-12-01') } as const;

function after(said: readonly SaidOfCommitment[], before = item) {
  const decided = answerOnItem(before, said, cycle, today);
  if (decided.kind !== 'decided') throw new Error(JSON.stringify(decided));
  return decided;
}

describe('what was entered about a promise', () => {
  it.each([
    ['nothing is nothing said', {}, { kind: 'said', said: [] }],
    ['"done"', { became: 'done' }, { kind: 'said', said: [say({ kind: 'done' })] }],
    ['"not yet" with its date', { became: 'late', until: '2031-12-01' }, { kind: 'said', said: [say(december)] }],
    ['a date by itself can only mean "not yet"', { until: '2031-12-01' }, { kind: 'said', said: [say(december)] }],
    [
      '"will not happen" with its reason',
      { became: 'withdrawn', why: 'No money.' },
      { kind: 'said', said: [say({ kind: 'withdrawn', reason: 'No money.' })] },
    ],
    [
      '"done" beside an old date',
      { became: 'done', until: '2031-12-01' },
      { kind: 'said', said: [say({ kind: 'done' })] },
    ],
  ])('%s', (_, over, expected) => {
    expect(readSaid([entered(over)], item)).toEqual(expected);
  });

  it.each([
    ['"not yet" without a date', { became: 'late' }, /new date for “The kit will be ready by 30 April 2031\.”/],
    ['a date that is none', { became: 'late', until: '31/12/2031' }, /new date/],
    ['a reason by itself', { why: 'No money.' }, /choose what became of “The kit/],
    ['an invented answer with a reason', { became: 'sold', why: 'x' }, /choose what became/],
  ])('%s is asked about', (_, over, problem) => {
    expect(readSaid([entered(over)], item)).toEqual({ kind: 'invalid', problem: expect.stringMatching(problem) });
  });
});

describe('an answer for a promise', () => {
  it('changes that one, and counts', () => {
    const { item: now, steps } = after([say(december)]);
    expect(now.commitments.find((each) => each.id === kit.id)).toMatchObject({
      state: 'late',
      promised: '2031-04-30',
      due: '2031-12-01',
      moves: ['2031-12-01'],
      answeredIn: 'now',
      version: 1,
    });
    expect(now.commitments.find((each) => each.id === form.id)).toEqual(form);
    expect(steps.map((step) => step.kind)).toEqual(['answered']);
  });

  it.each([
    ['a day that is not after today', { kind: 'late', due: today }, /must be after today/],
    ['a day before the promised one', { kind: 'late', due: civilDate('2031-05-25') }, /must be after 31 May 2031/],
    ['no reason', { kind: 'withdrawn', reason: ' ' }, /why this will not be done/],
    ['an endless reason', { kind: 'withdrawn', reason: 'x'.repeat(501) }, /too long/],
    ['half a character', { kind: 'withdrawn', reason: 'a \ud83d b' }, /broken character/],
  ] as const)('with %s is asked about, by its words', (_, answer, problem) => {
    const decided = answerOnItem(item, [say(answer, 0, form.id)], cycle, today);
    expect(decided).toEqual({ kind: 'invalid', problem: expect.stringMatching(problem) });
    expect(JSON.stringify(decided)).toContain('“The form will follow in May 2031.”');
  });

  it('of one that is not asked about here is none', () => {
    expect(answerOnItem(item, [say({ kind: 'done' }, 0, 'f'.repeat(16))], cycle, today).kind).toBe('unknown');
  });

  it('to a version that is not there any more is asked about, unless it says what stands', () => {
    const { item: now } = after([say(december)]);
    expect(answerOnItem(now, [say({ kind: 'done' })], cycle, today)).toMatchObject({
      kind: 'invalid',
      problem: expect.stringContaining('now due on 1 December 2031'),
    });
    expect(answerOnItem(now, [say(december)], cycle, today)).toMatchObject({ kind: 'decided', steps: [] });
  });

  it('takes the place of one of the same cycle, as if that had never been given', () => {
    const { item: now } = after([say(december)]);
    const sooner = after([say({ kind: 'late', due: civilDate('2031-07-01') }, 1)], now);
    expect(sooner.item.commitments.find((each) => each.id === kit.id)).toMatchObject({
      due: '2031-07-01',
      moves: ['2031-07-01'],
    });
    expect(sooner.steps.map((step) => step.kind)).toEqual(['reopened', 'answered']);
    const done = after([say({ kind: 'done' }, 1)], now).item.commitments.find((each) => each.id === kit.id);
    expect(done).toMatchObject({ state: 'done', moves: [], due: '2031-04-30' });
  });

  it('can be taken back in its cycle: the promise is open as before', () => {
    const { item: now } = after([say({ kind: 'withdrawn', reason: 'No money.' })]);
    const back = after([say({ kind: 'reopened' }, 1)], now).item.commitments.find((each) => each.id === kit.id);
    expect(back).toEqual({ ...kit, version: 2 });
  });

  it('of an earlier quarter is not taken back by the next one: a late promise moves on', () => {
    const { item: now } = after([say(december)]);
    const next = { id: 'next', due: civilDate('2031-12-10'), revision: civilDate('2031-12-20') };
    const decided = answerOnItem(
      now,
      [say({ kind: 'late', due: civilDate('2032-03-01') }, 1)],
      next,
      civilDate('2031-12-02'),
    );
    expect(decided).toMatchObject({ kind: 'decided', steps: [{ kind: 'answered' }] });
    if (decided.kind !== 'decided') return;
    expect(decided.item.commitments.find((each) => each.id === kit.id)?.moves).toEqual(['2031-12-01', '2032-03-01']);
  });

  const answers = fc.oneof(
    fc.constant<CommitmentAnswer>({ kind: 'done' }),
    fc.constantFrom('No money.', 'Not ours.').map((reason): CommitmentAnswer => ({ kind: 'withdrawn', reason })),
    fc.constant<CommitmentAnswer>({ kind: 'reopened' }),
    fc.integer({ min: 1, max: 300 }).map((n): CommitmentAnswer => ({ kind: 'late', due: addDays(today, n) })),
  );

  it('whatever is corrected in one cycle, only the last answer counts, and it can always be taken back', () => {
    fc.assert(
      fc.property(fc.array(answers, { maxLength: 8 }), (list) => {
        let now = item;
        let version = 0;
        for (const answer of list) {
          const decided = answerOnItem(now, [say(answer, version)], cycle, today);
          if (decided.kind !== 'decided') continue;
          now = { ...item, ...decided.item, otherCommitments: [] };
          const held = now.commitments.find((each) => each.id === kit.id) as Commitment;
          // the same click once more, whichever version it saw
          expect(answerOnItem(now, [say(answer, version)], cycle, today)).toMatchObject({ kind: 'decided', steps: [] });
          expect(held.moves.length).toBeLessThanOrEqual(1);
          expect(held.promised).toBe(kit.promised);
          expect(held.version).toBeGreaterThanOrEqual(version);
          version = held.version;
          if (held.answeredIn === 'now') expect({ ...takenBack(held), version: 0 }).toEqual(kit);
        }
      }),
    );
  });

  it('makes a reply another one, and a reply without any stays what it was', () => {
    const reply = { kind: 'noChange' } as const;
    const said = { ...reply, promises: [say({ kind: 'done' })] };
    expect(replyFingerprint(said)).not.toBe(replyFingerprint(reply));
    expect(replyFingerprint({ ...reply, promises: [] })).toBe(replyFingerprint(reply));
    expect(replyFingerprint({ ...reply, promises: [say(december)] })).not.toBe(replyFingerprint(said));
  });
});

describe('the promises of an answer', () => {
  const own = {
    requirement: 'r1',
    commitments: [] as readonly Commitment[],
    otherCommitments: [] as readonly string[],
  };
  const text = 'The log is kept. The kit will be shown in August 2031. The form will follow by 1 July 2031.';

  it('are followed from then on, under the date that it is published with', () => {
    const { item: now, steps } = followText(own, text, cycle);
    expect(now.commitments.map((each) => [each.due, each.column, each.state])).toEqual([
      ['2031-07-01', '2031-06-20', 'open'],
      ['2031-08-31', '2031-06-20', 'open'],
    ]);
    expect(steps.map((step) => step.kind)).toEqual(['found', 'found']);
  });

  it('stay what they are when words around them change, and go when their own words do', () => {
    const first = followText(own, text, cycle);
    const second = followText({ ...own, ...first.item }, `At last! ${text.replace('by 1 July', 'by 9 July')}`, cycle);
    expect(second.steps.map(({ kind, after: { due } }) => [kind, due])).toEqual([
      ['superseded', '2031-07-01'],
      ['found', '2031-07-09'],
    ]);
    expect(second.item.commitments.map((each) => each.due)).toEqual(['2031-07-09', '2031-08-31']);
    expect(followText({ ...own, ...second.item }, null, cycle).item.commitments).toEqual([]);
  });

  it('that were answered stay, whatever is written afterwards', () => {
    const first = followText(own, text, cycle);
    const id = first.item.commitments[0]?.id ?? '';
    const answered = after([say({ kind: 'withdrawn', reason: 'No.' }, 0, id)], { ...first.item, otherCommitments: [] });
    const second = followText({ ...own, ...answered.item }, 'Nothing to say.', cycle);
    expect(second.item.commitments.map((each) => each.state)).toEqual(['withdrawn']);
  });

  it('are no new ones where the same words were promised before', () => {
    const [, other] = promisesOf(text, 'r1', spring);
    const { steps } = followText({ ...own, otherCommitments: [other?.id ?? ''] }, text, cycle);
    expect(steps).toHaveLength(1);
  });

  it('are no more than fit a batch, however many dates a text has', () => {
    const timetable = Array.from({ length: 60 }, (_, n) => `Part ${n} will open on ${addDays(today, 40 + n)}.`).join(
      ' ',
    );
    const { steps } = followText(own, timetable, cycle);
    expect(steps).toHaveLength(MOST_FROM_ONE_TEXT);
    expect(historyOfSteps(steps, '4.1', 'k', at('2031-05-20T10:00:00Z'))).toHaveLength(1);
  });
});

describe('the history of promises', () => {
  it('says who, what was and what is', () => {
    const { steps } = after([say(december)]);
    const [entry] = historyOfSteps(steps, '4.1', 'k1', at('2031-05-20T10:00:00Z'));
    expect(entry).toEqual({
      who: 'k1',
      at: '2031-05-20T10:00:00.000Z',
      what: 'answered for a promise in',
      about: '4.1',
      old: '“The kit will be ready by 30 April 2031.”: open, due on 30 April 2031',
      new: 'not yet done, now due on 1 December 2031 (moved once)',
    });
  });
});
