import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bankHolidays } from '../../../src/adapters/calendar/bank-holidays.js';
import { addDays, civilDate } from '../../../src/domain/calendar/civil-date.js';
import { isWorkingDay } from '../../../src/domain/calendar/working-time.js';
import { contributorRungs, contributorsDue } from '../../../src/domain/sending/contributor-ladder.js';

const calendar = {
  zone: 'Europe/London',
  bankHolidays: bankHolidays('england-and-wales', 2026, 2028),
  workingHours: { start: '09:00', end: '17:00' },
} as never as Parameters<typeof contributorsDue>[1];
const dates = (opens: string, due: string) => ({
  opens: civilDate(opens),
  due: civilDate(due),
  closes: addDays(civilDate(due), 10),
  revision: addDays(civilDate(due), 14),
});

it('Contributors are due three working days before the owners, and reminded the day before that', () => {
  const quarter = dates('2026-11-27', '2026-12-18');
  expect(contributorsDue(quarter, calendar)).toBe('2026-12-15');
  expect(contributorRungs(quarter, calendar).map(({ key, on }) => `${key} ${on}`)).toEqual([
    'ask 2026-11-27',
    'words-1 2026-12-14',
  ]);
});

it('In a short quarter they are due on its first day, and not reminded', () => {
  const quarter = dates('2026-12-16', '2026-12-18');
  expect(contributorsDue(quarter, calendar)).toBe('2026-12-16');
  expect(contributorRungs(quarter, calendar).map(({ key }) => key)).toEqual(['ask']);
});

it('Whatever the quarter, they hear of it twice at the most, on working days, before the owners are due', () => {
  const days = fc.integer({ min: 0, max: 700 });
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 40 }), (start, length) => {
      const opens = addDays(civilDate('2026-01-05'), start);
      const quarter = dates(opens, addDays(opens, length));
      const rungs = contributorRungs(quarter, calendar);
      expect(rungs.length).toBeLessThanOrEqual(2);
      for (const { on } of rungs) expect([isWorkingDay(on, calendar), on <= quarter.closes]).toEqual([true, true]);
      for (const { on } of rungs.slice(1)) expect(on < quarter.due).toBe(true);
      expect(contributorsDue(quarter, calendar) <= quarter.due).toBe(true);
    }),
  );
});
