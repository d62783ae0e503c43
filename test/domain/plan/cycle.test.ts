import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../../src/domain/calendar/civil-date.js';
import { addWorkingDays, isWorkingDay } from '../../../src/domain/calendar/working-time.js';
import { oddDates, planCycle, timingOf } from '../../../src/domain/plan/cycle.js';
import { aCycle, calendarIn } from '../builders.js';

const england = calendarIn();
const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays(civilDate('2026-06-01'), days));

describe('the dates of a cycle', () => {
  it('are counted back from the revision in working days, over Christmas', () => {
    // back from Friday 8 January 2027, stepping over New Year's Day, 28 and 25 December
    expect(planCycle(civilDate('2027-01-08'), england, null)).toEqual({
      kind: 'planned',
      dates: { opens: '2026-12-01', due: '2026-12-22', closes: '2027-01-05', revision: '2027-01-08' },
    });
  });

  it('stand 10, 15 and 3 working days apart whatever the revision date', () => {
    fc.assert(
      fc.property(day, (revision) => {
        const planning = planCycle(revision, england, null);
        if (planning.kind === 'refused') throw new Error(planning.reason);
        const { opens, due, closes } = planning.dates;
        for (const each of [opens, due, closes]) expect(isWorkingDay(each, england)).toBe(true);
        expect(opens < due && due < closes && closes < revision).toBe(true);
        expect(addWorkingDays(opens, 15, england)).toBe(due);
        expect(addWorkingDays(due, 7, england)).toBe(closes);
        if (isWorkingDay(revision, england)) expect(addWorkingDays(closes, 3, england)).toBe(revision);
      }),
    );
  });

  it('are told where they are allowed and hardly meant: no working day, or a revision right after the last', () => {
    const dates = { opens: '2026-11-02', due: '2026-12-18', closes: '2027-01-01', revision: '2027-01-09' };
    const given = Object.fromEntries(Object.entries(dates).map(([name, each]) => [name, civilDate(each)]));
    const odd = (newest: string | null) =>
      oddDates(given as Parameters<typeof oddDates>[0], england, newest === null ? null : civilDate(newest));
    expect(odd('2027-01-08')).toEqual([
      'The quarter closes on Friday 1 January, a bank holiday.',
      'The revision is of Saturday 9 January, at a weekend.',
      'The revision comes 1 day after the newest published column, 8 January 2027.',
    ]);
    expect(odd('2026-12-12')).toHaveLength(2);
    expect(odd('2026-12-13')).toHaveLength(3);
    expect(odd(null)).toHaveLength(2);
  });

  it('can each be set, and the others keep their distances', () => {
    const planning = planCycle(civilDate('2027-02-26'), england, null, { due: civilDate('2027-02-05') });
    expect(planning).toMatchObject({ dates: { opens: '2027-01-15', due: '2027-02-05', closes: '2027-02-23' } });
  });

  it.each([
    [
      { opens: civilDate('2027-02-20') },
      /^Updates cannot be due on \w+ \d+ February, before people are asked on Saturday 20 February\.$/,
    ],
    [
      { due: civilDate('2027-02-24') },
      /^Updates cannot be due on Wednesday 24 February, after the close on \w+ \d+ February\.$/,
    ],
    [
      { closes: civilDate('2027-03-01') },
      /^The quarter cannot close on Monday 1 March, after its revision on Friday 26 February\.$/,
    ],
  ])('are refused out of order, each by its day: %o', (given, words) => {
    const planning = planCycle(civilDate('2027-02-26'), england, null, given);
    expect(planning).toMatchObject({ kind: 'refused', reason: expect.stringMatching(words) });
  });

  it('are refused when the revision would not be newer than what is published', () => {
    const newest = civilDate('2027-02-26');
    expect(planCycle(newest, england, newest)).toMatchObject({ kind: 'refused' });
    expect(planCycle(addDays(newest, 1), england, newest)).toMatchObject({ kind: 'planned' });
  });
});

describe('a reply', () => {
  it.each([
    ['2026-12-18', 'open', 'onTime'],
    ['2026-12-19', 'open', 'late'],
    ['2026-12-31', 'open', 'late'],
    ['2027-01-01', 'open', 'afterClose'],
    ['2026-12-01', 'closed', 'afterClose'],
    ['2026-12-01', 'revised', 'afterClose'],
  ] as const)('made on %s in a cycle that is %s is %s', (date, state, timing) => {
    expect(timingOf(civilDate(date), { ...aCycle(), state })).toBe(timing);
  });
});
