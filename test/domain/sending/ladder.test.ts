import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CivilDate, civilDate } from '../../../src/domain/calendar/civil-date.js';
import { addWorkingDays, isWorkingDay, workingDayFrom } from '../../../src/domain/calendar/working-time.js';
import { type CycleDates, planCycle } from '../../../src/domain/plan/cycle.js';
import {
  DEFAULT_LADDER,
  messageKey,
  nextRungDay,
  type Rung,
  rungDates,
  rungDue,
} from '../../../src/domain/sending/ladder.js';
import { aCycle, calendarIn } from '../builders.js';

const england = calendarIn();
const rungs = rungDates(DEFAULT_LADDER, aCycle(), england);
const on = (date: string, later: readonly (CivilDate | null)[], handled: string | null) =>
  rungDue(civilDate(date), rungs, { later, handledThrough: handled === null ? null : civilDate(handled) }, england);

const rung: fc.Arbitrary<Rung> = fc.record({
  key: fc.string({ minLength: 1, maxLength: 4 }),
  from: fc.constantFrom('opens', 'due'),
  days: fc.integer({ min: -25, max: 25 }),
  tellLead: fc.boolean(),
});
const cycle: fc.Arbitrary<CycleDates> = fc
  .tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 30 }))
  .map(([start, toDue, toClose]) => {
    const opens = addDays(civilDate('2026-09-01'), start);
    const due = addDays(opens, toDue);
    const closes = addDays(due, toClose);
    return { opens, due, closes, revision: addDays(closes, 5) };
  });

describe('the ladder', () => {
  it('asks on the opening day, five and one working days before due and two after, over Christmas', () => {
    const planning = planCycle(civilDate('2027-01-08'), england, null);
    if (planning.kind === 'refused') throw new Error(planning.reason);
    expect(rungDates(DEFAULT_LADDER, planning.dates, england)).toEqual([
      { key: 'ask', on: '2026-12-01', tellLead: false },
      { key: 'due-5', on: '2026-12-15', tellLead: false },
      { key: 'due-1', on: '2026-12-21', tellLead: false },
      { key: 'late-2', on: '2026-12-24', tellLead: true },
    ]);
  });

  it('asks on the next working day when a cycle opens at a weekend', () => {
    const dates = rungDates(DEFAULT_LADDER, aCycle({ opens: civilDate('2026-11-28') }), england);
    expect(dates[0]).toMatchObject({ key: 'ask', on: '2026-11-30' });
  });

  it('has no message on a day that is not worked, before the opening, after the close, nor two on one day', () => {
    fc.assert(
      fc.property(fc.array(rung, { maxLength: 8 }), cycle, (ladder, dates) => {
        const days = rungDates(ladder, dates, england).map((each) => each.on);
        expect(new Set(days).size).toBe(days.length);
        expect([...days].sort()).toEqual(days);
        for (const day of days) {
          expect(isWorkingDay(day, england)).toBe(true);
          expect(day >= dates.opens && day <= dates.closes).toBe(true);
        }
      }),
    );
  });

  it('lets nothing displace the ask, however short the cycle', () => {
    fc.assert(
      fc.property(fc.array(rung, { maxLength: 6 }), cycle, (others, dates) => {
        const first = workingDayFrom(dates.opens, england);
        const ladder = [{ key: 'the ask', from: 'opens' as const, days: 0, tellLead: false }, ...others].filter(
          (each, index) => index === 0 || each.from === 'due' || each.days !== 0,
        );
        const found = rungDates(ladder, dates, england);
        expect(found[0]?.key).toBe(first <= dates.closes ? 'the ask' : undefined);
      }),
    );
  });
});

describe('what is due to a person', () => {
  it.each([
    ['2026-11-26', [null], null, undefined, 'nothing before the opening'],
    ['2026-11-27', [null], null, 'ask', 'the ask on the opening day'],
    ['2026-11-27', [null], '2026-11-27', undefined, 'nothing twice'],
    ['2026-12-11', [null], '2026-11-27', 'due-5', 'the first reminder on its day'],
    ['2026-12-23', [null], '2026-11-27', 'late-2', 'one message for three rungs that were missed'],
    ['2026-12-31', [null], null, 'late-2', 'one message after a whole cycle asleep'],
    ['2026-12-11', [], '2026-11-27', undefined, 'nothing once all is answered'],
    ['2026-12-11', [civilDate('2026-12-15')], '2026-11-27', undefined, 'nothing while all is put off'],
    ['2026-12-15', [civilDate('2026-12-15')], '2026-11-27', 'later', 'what was put off, on its day'],
    ['2026-12-15', [civilDate('2026-12-15')], '2026-12-15', undefined, 'what was put off, once'],
    ['2026-12-11', [civilDate('2026-12-15'), null], '2026-11-27', 'due-5', 'the reminder, if only a part is put off'],
    ['2026-12-14', [civilDate('2026-12-12')], '2026-12-11', 'later', 'what was put off to a Saturday, on Monday'],
    ['2026-12-17', [civilDate('2026-12-17')], '2026-12-11', 'due-1', 'one message where Later meets a rung'],
  ] as const)('on %s (%o open, handled through %s) is %s: %s', (day, later, handled, key, _why) => {
    expect(on(day, later, handled)?.key).toBe(key);
  });

  it('is looked for again on the next rung or Later day, and never after the last', () => {
    const next = (day: string, later: readonly string[] = []) =>
      nextRungDay(civilDate(day), rungs, later.map(civilDate), england);
    expect(next('2026-11-27')).toBe('2026-12-11');
    expect(next('2026-11-27', ['2026-12-05'])).toBe('2026-12-07');
    expect(next('2026-12-22')).toBeNull();
  });
});

describe('the key of a rung’s message', () => {
  const ask = { key: 'ask', on: civilDate('2026-11-27'), tellLead: false };
  const handled = civilDate('2026-11-27');

  it('is the rung’s own where nothing was sent, and where what was sent was of an earlier rung', () => {
    expect(messageKey(ask, { handledThrough: null, sent: 0 })).toBe('ask');
    expect(messageKey({ ...ask, key: 'due-5' }, { handledThrough: handled, sent: 1 })).toBe('due-5');
  });

  it('is another where the rung is due again, for what was added to the deck, and another each time', () => {
    expect(messageKey(ask, { handledThrough: null, sent: 1 })).toBe('ask.2');
    expect(messageKey(ask, { handledThrough: null, sent: 2 })).toBe('ask.3');
  });
});

describe('a whole cycle, swept at any times', () => {
  /** What happens between two sweeps: days pass, and the person may answer or put something off. */
  const step = fc.record({
    days: fc.integer({ min: 0, max: 9 }),
    act: fc.constantFrom('nothing', 'nothing', 'later', 'answer'),
    item: fc.integer({ min: 0, max: 2 }),
    later: fc.integer({ min: 1, max: 12 }),
  });

  it('brings a person one message a working day at the most, one for each rung or Later day, none after answering', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        const dates = aCycle();
        const open = new Map<number, CivilDate | null>([0, 1, 2].map((item) => [item, null]));
        const messages: CivilDate[] = [];
        const laterDays = new Set<CivilDate>();
        let handledThrough: CivilDate | null = null;
        let today = addDays(dates.opens, -3);
        for (const { days, act, item, later } of steps) {
          today = addDays(today, days);
          if (today > dates.closes) break;
          if (act === 'answer') open.delete(item);
          if (act === 'later' && open.has(item)) {
            const until = addDays(today, later);
            open.set(item, until);
            laterDays.add(workingDayFrom(until, england));
          }
          if (!isWorkingDay(today, england)) continue;
          const due = rungDue(today, rungs, { later: [...open.values()], handledThrough }, england);
          if (due === undefined) continue;
          expect(open.size).toBeGreaterThan(0);
          expect(due.on <= today).toBe(true);
          expect(today >= dates.opens).toBe(true);
          messages.push(today);
          handledThrough = due.on;
        }
        expect(new Set(messages).size).toBe(messages.length);
        expect(messages.length).toBeLessThanOrEqual(rungs.length + laterDays.size);
      }),
      {
        numRuns: 500,
        examples: [
          [
            [
              { days: 0, act: 'later', item: 0, later: 1 },
              { days: 1, act: 'nothing', item: 0, later: 1 },
            ],
          ],
        ],
      },
    );
  });

  it('has no message before it opens, even where something was put off to such a day', () => {
    const [ask] = rungs;
    const before = addDays(ask?.on ?? civilDate('2026-11-20'), -2);
    const standing = { later: [before, null], handledThrough: null };
    expect(rungDue(before, rungs, standing, england)).toBeUndefined();
    expect(rungDue(ask?.on ?? before, rungs, standing, england)).toMatchObject({ key: 'ask' });
  });

  it('swept every working day, forgets nobody: each rung of an unanswered ask is a message on its own day', () => {
    const messages: CivilDate[] = [];
    let handledThrough: CivilDate | null = null;
    for (let day = civilDate('2026-11-20'); day <= '2026-12-31'; day = addWorkingDays(day, 1, england)) {
      const due = rungDue(day, rungs, { later: [null], handledThrough }, england);
      if (due === undefined) continue;
      messages.push(day);
      handledThrough = due.on;
    }
    expect(messages).toEqual(rungs.map((each) => each.on));
  });
});
