import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  type CivilDate,
  civilDate,
  type Instant,
  instantOf,
} from '../../../src/domain/calendar/civil-date.js';
import {
  type Attempted,
  coverOf,
  IN_FLIGHT_MS,
  type Intent,
  intentAfter,
  planDelivery,
  REPEAT_AFTER_MS,
  type Wish,
} from '../../../src/domain/sending/delivery.js';

const start = Date.UTC(2026, 10, 27, 9, 0);
const firstDay = civilDate('2026-11-27');
const wishOf = (plan: string, first: boolean): Wish => ({ plan, cycle: 'c1', rung: 'ask', on: firstDay, first });
const ask = wishOf('harbour', true);
const reminder = wishOf('quays', false);

function anIntent(over: Partial<Intent> = {}): Intent {
  return {
    id: 'i1',
    slot: firstDay,
    covers: [coverOf(ask)],
    state: 'sent',
    attempts: 1,
    at: instantOf(start),
    activityId: null,
    reason: null,
    ...over,
  };
}
const after = (ms: number) => instantOf(start + ms);
const plan = (wishes: readonly Wish[], intents: readonly Intent[], now: Instant, seen: Instant | null = null) =>
  planDelivery(firstDay, wishes, intents, now, seen);

describe('one message to a person', () => {
  it('covers everything that is due to them over all plans', () => {
    expect(plan([ask, reminder], [], after(0)).send).toMatchObject({ wishes: [ask, reminder], over: null, attempt: 1 });
  });

  it('waits while another is on its way, whatever that one covers and in whichever slot', () => {
    const other = wishOf('pier', true);
    const onItsWay = anIntent({ slot: `${firstDay}.nudge`, state: 'intended' });
    const then = (ms: number) => plan([other], [onItsWay], after(ms));
    expect(then(IN_FLIGHT_MS - 1)).toMatchObject({ send: null, waiting: [other], again: 'soon' });
    expect(then(IN_FLIGHT_MS)).toMatchObject({ send: { wishes: [other] }, waiting: [] });
  });

  it('is the only one of its day: what comes due later waits for the next', () => {
    const other = wishOf('pier', true);
    expect(plan([ask, other], [anIntent()], after(60_000))).toMatchObject({
      settled: [{ wish: ask }],
      send: null,
      waiting: [other],
      again: 'nextDay',
    });
  });

  it.each([
    ['intended', IN_FLIGHT_MS - 1, 'waits while it is on its way'],
    ['intended', IN_FLIGHT_MS, 'rests when its process died'],
    ['uncertain', REPEAT_AFTER_MS - 1, 'rests while nobody knows whether it arrived'],
  ] as const)('%s for %d ms %s', (state, age, _why) => {
    expect(plan([ask], [anIntent({ state })], after(age))).toMatchObject({ send: null, waiting: [ask], settled: [] });
  });

  it.each(['intended', 'uncertain'] as const)(
    'of which nobody knows is repeated once if it is the first ask (%s)',
    (state) => {
      const once = plan([ask], [anIntent({ state })], after(REPEAT_AFTER_MS));
      expect(once.send).toMatchObject({ wishes: [ask], attempt: 2 });
      const twice = plan([ask], [anIntent({ state, attempts: 2 })], after(REPEAT_AFTER_MS));
      expect(twice).toMatchObject({ send: null, settled: [{ wish: ask }], waiting: [] });
    },
  );

  it.each(['intended', 'uncertain'] as const)(
    'of which nobody knows is never repeated if it is a reminder (%s)',
    (state) => {
      const lost = anIntent({ state, covers: [coverOf(reminder)] });
      expect(plan([reminder], [lost], after(REPEAT_AFTER_MS))).toMatchObject({
        send: null,
        settled: [{ wish: reminder }],
      });
    },
  );

  it('that was certainly not delivered is tried again, as often as it takes', () => {
    expect(plan([reminder], [anIntent({ state: 'notSent', covers: [] })], after(1)).send).toMatchObject({ attempt: 1 });
    const throttled = anIntent({ state: 'notSent', attempts: 1 });
    expect(plan([ask], [throttled], after(1)).send).toMatchObject({ attempt: 1 });
  });

  it('that failed is tried again that day after a sign of life, and not before', () => {
    const failed = anIntent({ state: 'failed' });
    expect(plan([ask], [failed], after(3_600_000), after(-1))).toMatchObject({ send: null, settled: [{ wish: ask }] });
    expect(plan([ask], [failed], after(3_600_000), after(1)).send).toMatchObject({ wishes: [ask], over: failed });
  });

  it('that failed is tried again on another day', () => {
    const failed = anIntent({ state: 'failed', slot: firstDay });
    const [today, tomorrow] = [firstDay, addDays(firstDay, 1)];
    for (const slot of [today, `${today}.nudge`]) {
      expect(planDelivery(slot, [ask], [failed], after(60_000), null).settled).toMatchObject([{ wish: ask }]);
    }
    for (const slot of [tomorrow, `${tomorrow}.lead`]) {
      expect(planDelivery(slot, [ask], [failed], after(86_400_000), null)).toMatchObject({
        settled: [],
        send: { wishes: [ask], over: null, attempt: 1 },
      });
    }
  });

  it('keeps what an earlier attempt may have brought when it is repeated', () => {
    const doubtful = anIntent({ state: 'uncertain', covers: [coverOf(ask), coverOf(reminder)] });
    const { send, settled } = plan([ask, reminder], [doubtful], after(REPEAT_AFTER_MS));
    expect(settled).toMatchObject([{ wish: reminder }]);
    expect(send).toMatchObject({ wishes: [ask], covers: doubtful.covers });
  });
});

describe('an attempt in the place of one that may have arrived', () => {
  const doubtful = anIntent({ state: 'uncertain', covers: [coverOf(ask), coverOf(reminder)] });
  const again = anIntent({ id: 'i2', state: 'intended', attempts: 2, covers: doubtful.covers });
  const reason = '429';

  it.each(['uncertain', 'intended'] as const)(
    'leaves the doubt where it certainly did not arrive itself (%s)',
    (state) => {
      const over = { ...doubtful, state };
      for (const kind of ['notNow', 'unreachable', 'refused'] as const) {
        expect(intentAfter(again, over, { kind, reason })).toMatchObject({ state: 'uncertain', attempts: 1 });
      }
      expect(intentAfter(again, over, { kind: 'sent', activityId: 'm2' })).toMatchObject({
        state: 'sent',
        activityId: 'm2',
      });
    },
  );

  it('so that a reminder that stood beside the ask is not sent again', () => {
    const left = intentAfter(again, doubtful, { kind: 'notNow', reason });
    expect(plan([reminder], [left], after(REPEAT_AFTER_MS))).toMatchObject({
      send: null,
      settled: [{ wish: reminder }],
    });
  });

  it('is what it is, where there was no doubt', () => {
    for (const over of [null, anIntent({ state: 'notSent' }), anIntent({ state: 'failed' })]) {
      expect(intentAfter(again, over, { kind: 'notNow', reason }).state).toBe('notSent');
      expect(intentAfter(again, over, { kind: 'unreachable', reason }).state).toBe('failed');
      expect(intentAfter(again, over, { kind: 'refused', reason }).state).toBe('failed');
    }
  });
});

/*
 * The model: one person, four wishes, a store of intents by slot, and a ledger of what may have reached them. Between any
 * two steps the process may die; a plan may fail to load, so that its wish is missing from a sweep.
 */
const WISHES = [wishOf('a', true), wishOf('b', false), wishOf('c', true), wishOf('d', false)];
const step = fc.record({
  minutes: fc.constantFrom(0, 1, 3, 61),
  nextDay: fc.boolean(),
  wanted: fc.subarray([0, 1, 2, 3]),
  outcome: fc.constantFrom<Attempted['kind']>('sent', 'uncertain', 'uncertain', 'notNow', 'unreachable', 'refused'),
  dies: fc.constantFrom('never', 'never', 'beforeSend', 'afterSend', 'beforeRecord'),
  seen: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function simulate(steps: readonly Step[]) {
  const intents = new Map<string, Intent>();
  const mayHaveArrived = new Map(WISHES.map((wish) => [wish, 0]));
  const tried = new Set<Wish>();
  const recorded = new Set<Wish>();
  let now = start;
  let day: CivilDate = firstDay;
  let seen: Instant | null = null;
  for (const [index, { minutes, nextDay, wanted, outcome, dies, seen: alive }] of steps.entries()) {
    now += minutes * 60_000 + 1;
    if (nextDay) {
      now += 86_400_000;
      day = addDays(day, 1);
    }
    const moment = instantOf(now);
    if (alive) seen = moment;
    const wishes = WISHES.filter((wish, place) => wanted.includes(place) && !recorded.has(wish));
    const decided = planDelivery(day, wishes, [...intents.values()], moment, seen);
    const dealtWith = [...decided.settled.map(({ wish }) => wish), ...decided.waiting, ...(decided.send?.wishes ?? [])];
    // plain checks: these run some hundred thousand times
    const isWhole = dealtWith.length === wishes.length && wishes.every((wish) => dealtWith.includes(wish));
    if (!isWhole) throw new Error('A wish was dropped, or dealt with twice');
    for (const lost of decided.lost) {
      if (lost.slot !== decided.send?.over?.slot) intents.set(lost.slot, { ...lost, state: 'uncertain' });
    }
    let sent: { wishes: readonly Wish[]; kind: Attempted['kind'] } | null = null;
    if (decided.send !== null) {
      const { covers, over, attempt, wishes: going } = decided.send;
      if ((intents.get(day) ?? null) !== over) throw new Error('Another intent of the slot would be overwritten');
      const intent = anIntent({ id: `i${index}`, slot: day, covers, state: 'intended', attempts: attempt, at: moment });
      intents.set(day, intent);
      for (const wish of going) tried.add(wish);
      if (dies === 'beforeSend') continue;
      const arrives = outcome === 'sent' || outcome === 'uncertain';
      for (const wish of arrives ? going : []) mayHaveArrived.set(wish, (mayHaveArrived.get(wish) ?? 0) + 1);
      if (dies === 'afterSend') continue;
      const attempted: Attempted =
        outcome === 'sent' ? { kind: outcome, activityId: 'm' } : { kind: outcome, reason: '' };
      intents.set(day, intentAfter(intent, over, attempted));
      sent = { wishes: going, kind: outcome };
    }
    if (dies === 'beforeRecord') continue;
    for (const { wish, intent } of decided.settled) if (intent.state !== 'failed') recorded.add(wish);
    for (const wish of sent?.wishes ?? []) {
      if (sent?.kind === 'sent' || (sent?.kind === 'uncertain' && !wish.first)) recorded.add(wish);
    }
  }
  return { mayHaveArrived, tried, recorded };
}

describe('whatever dies in between', () => {
  it('no reminder goes twice and no first ask three times, and every wish is sent, settled or waiting', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
        for (const [wish, times] of simulate(steps).mayHaveArrived) {
          expect(times, wish.plan).toBeLessThanOrEqual(wish.first ? 2 : 1);
        }
      }),
      { numRuns: 1_500 },
    );
  });

  it('nobody is forgotten: after some calm days each wish was tried and is on record', () => {
    const calm: Step = {
      minutes: 61,
      nextDay: true,
      wanted: [0, 1, 2, 3],
      outcome: 'sent',
      dies: 'never',
      seen: false,
    };
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const { tried, recorded } = simulate([...steps, ...Array.from({ length: 6 }, () => calm)]);
        expect(tried).toEqual(new Set(WISHES));
        expect(recorded).toEqual(new Set(WISHES));
      }),
      { numRuns: 600 },
    );
  });
});
