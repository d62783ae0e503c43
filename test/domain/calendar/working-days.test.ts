import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knowsRegion } from '../../../src/adapters/calendar/bank-holidays.js';
import {
  addDays,
  type CivilDate,
  civilDate,
  instantAt,
  instantOf,
  localTime,
  millisecondsOf,
  parseCivilDate,
  timeOfDay,
} from '../../../src/domain/calendar/civil-date.js';
import {
  addWorkingDays,
  isWorkingDay,
  isWorkingTime,
  nextWorkingTime,
  startOfWork,
  workingDayFrom,
} from '../../../src/domain/calendar/working-time.js';
import { at, calendarIn } from '../builders.js';

const england = calendarIn();
const day = fc.integer({ min: 0, max: 1200 }).map((days) => addDays(civilDate('2026-01-01'), days));
const minute = fc
  .integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2028, 0, 1) / 60_000 })
  .map((minutes) => instantOf(minutes * 60_000));

function weekdaysOff(year: number, region: Parameters<typeof calendarIn>[0]): string[] {
  const calendar = calendarIn(region);
  const days: string[] = [];
  for (let each = civilDate(`${year}-01-01`); each <= `${year}-12-31`; each = addDays(each, 1)) {
    const weekday = new Date(`${each}T12:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !isWorkingDay(each, calendar)) days.push(each.slice(5));
  }
  return days;
}

describe('the bank holidays that fall on weekdays, as gov.uk publishes them', () => {
  it.each([
    [2026, 'GB-ENG', '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
    [2026, 'GB-WLS', '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
    [2026, 'GB-NIR', '01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28'],
    [2025, 'GB-WLS', '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26'],
    [2025, 'GB-SCT', '01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26'],
    [2025, 'GB-NIR', '01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26'],
    [2028, 'GB-WLS', '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26'],
    [2028, 'GB-SCT', '01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26'],
    [2028, 'GB-NIR', '01-03 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26'],
    [2027, 'GB-WLS', '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
    [2027, 'GB-SCT', '01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28'],
    [2027, 'GB-NIR', '01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28'],
    [2026, 'england-and-wales', '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
    [2027, 'england-and-wales', '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
    [2027, 'scotland', '01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28'],
    [2026, 'northern-ireland', '01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28'],
    [2027, 'northern-ireland', '01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28'],
  ] as const)('%d in %s', (year, region, days) => {
    expect(weekdaysOff(year, region).join(' ')).toBe(days);
  });

  it('are kept in Scotland on 2 January and 30 November, and Easter Monday is worked there', () => {
    const scotland = calendarIn('scotland');
    expect(isWorkingDay(civilDate('2026-01-02'), scotland)).toBe(false);
    expect(isWorkingDay(civilDate('2026-11-30'), scotland)).toBe(false);
    expect(isWorkingDay(civilDate('2027-03-29'), scotland)).toBe(true);
    expect(isWorkingDay(civilDate('2026-01-02'), england)).toBe(true);
  });
});

describe('the days off of another region', () => {
  it.each([
    // as citizensinformation.ie publishes them
    [2026, 'IE', '01-01 02-02 03-17 04-06 05-04 06-01 08-03 10-26 12-25'],
    // Gesetz über den Schutz der Sonn- und Feiertage, Bavaria: weekdays of 2026
    [2026, 'DE-BY', '01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 12-25'],
  ] as const)('%d in %s', (year, region, days) => {
    expect(weekdaysOff(year, region).join(' ')).toBe(days);
  });

  it.each(['IE', 'GB-WLS', 'DE-BY', 'DE-BY-A', 'england-and-wales'])('are known: %s', (region) => {
    expect(knowsRegion(region)).toBe(true);
  });

  it.each(['', 'XX', 'GB-QQ', 'GB-ENG-A', 'DE-BY-A-B', 'gb', 'toString', 'GB-toString'])(
    'are not taken for those of the whole country: "%s"',
    (region) => {
      expect(knowsRegion(region)).toBe(false);
      expect(weekdaysOff(2026, region)).toEqual([]);
    },
  );
});

describe('counting working days', () => {
  it.each([
    ['2026-12-24', 1, '2026-12-29', 'over Christmas 2026, with Friday 25 and Monday 28 December off'],
    ['2026-12-29', -1, '2026-12-24', 'back over Christmas 2026'],
    ['2027-03-25', 1, '2027-03-30', 'over Easter 2027, from Maundy Thursday to Tuesday'],
    ['2026-11-20', 1, '2026-11-23', 'over a weekend'],
    ['2026-11-21', -1, '2026-11-20', 'back from a Saturday'],
    ['2026-11-21', 0, '2026-11-21', 'by none, which gives the day itself'],
  ])('from %s by %d gives %s (%s)', (from, days, to) => {
    expect(addWorkingDays(civilDate(from), days, england)).toBe(to);
  });

  it('gives a working day with exactly that many working days up to it, and the way back', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, days) => {
        const to = addWorkingDays(from, days, england);
        let worked = 0;
        for (let each = addDays(from, 1); each <= to; each = addDays(each, 1)) {
          if (isWorkingDay(each, england)) worked += 1;
        }
        expect(isWorkingDay(to, england)).toBe(true);
        expect(worked).toBe(days);
        if (isWorkingDay(from, england)) expect(addWorkingDays(to, -days, england)).toBe(from);
      }),
    );
  });

  it('moves a day that is not worked to the next that is, and leaves the others', () => {
    expect(workingDayFrom(civilDate('2026-12-25'), england)).toBe('2026-12-29');
    expect(workingDayFrom(civilDate('2026-12-24'), england)).toBe('2026-12-24');
  });
});

describe('working hours', () => {
  it.each([
    ['2027-03-26T09:00:00Z', false, 'Good Friday'],
    ['2027-03-25T08:59:00Z', false, 'before nine in winter time'],
    ['2027-03-25T09:00:00Z', true, 'nine in winter time'],
    ['2027-03-30T07:59:00Z', false, 'before nine in summer time'],
    ['2027-03-30T08:00:00Z', true, 'nine in summer time'],
    ['2027-03-30T16:00:00Z', false, 'five in summer time'],
    ['2027-11-01T08:30:00Z', false, 'half past eight, the Monday after the clocks went back'],
    ['2027-11-01T16:59:00Z', true, 'a minute to five, the Monday after the clocks went back'],
    ['2026-10-23T08:00:00Z', true, 'nine, the Friday before the clocks go back'],
    ['2026-10-26T08:00:00Z', false, 'eight, the Monday after'],
  ])('at %s: %s (%s)', (instant, expected) => {
    expect(isWorkingTime(at(instant), england)).toBe(expected);
  });

  it.each([
    ['2026-10-23', '2026-10-23T08:00:00.000Z'],
    ['2026-10-25', '2026-10-25T09:00:00.000Z'],
    ['2027-03-26', '2027-03-26T09:00:00.000Z'],
    ['2027-03-28', '2027-03-28T08:00:00.000Z'],
    ['2027-10-29', '2027-10-29T08:00:00.000Z'],
    ['2027-10-31', '2027-10-31T09:00:00.000Z'],
  ])('begin on %s at %s, on either side of a clock change', (date, instant) => {
    expect(startOfWork(civilDate(date), england)).toBe(instant);
  });

  it('are never left by the next working time, which is not in the past and skips no earlier one', () => {
    fc.assert(
      fc.property(minute, fc.constantFrom('england-and-wales', 'scotland', 'northern-ireland'), (now, region) => {
        const calendar = calendarIn(region);
        const next = nextWorkingTime(now, calendar);
        const local = localTime(next, 'Europe/London');
        expect(isWorkingDay(local.date, calendar)).toBe(true);
        expect(local.time >= '09:00' && local.time < '17:00').toBe(true);
        expect(next >= now).toBe(true);
        if (next > now) {
          expect(isWorkingTime(now, calendar)).toBe(false);
          expect(isWorkingTime(instantOf(millisecondsOf(next) - 60_000), calendar)).toBe(false);
          expect(millisecondsOf(next) - millisecondsOf(now)).toBeLessThan(6 * 86_400_000);
        }
      }),
    );
  });

  it('are read off the wall clock: a time on a day and back, on every day', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 9, max: 16 }), (date, hour) => {
        const time = timeOfDay(`${String(hour).padStart(2, '0')}:00`);
        expect(localTime(instantAt(date, time, 'Europe/London'), 'Europe/London')).toEqual({ date, time });
      }),
    );
  });

  it('move forward where the clock skips the hour', () => {
    const skipped = instantAt(civilDate('2027-03-28'), timeOfDay('01:30'), 'Europe/London');
    expect(localTime(skipped, 'Europe/London')).toEqual({ date: '2027-03-28', time: '02:30' });
  });
});

describe('a civil date', () => {
  it.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', '2027-02-29', '2026-01-01T00:00:00Z', ''])(
    'is not read from "%s"',
    (text) => {
      expect(parseCivilDate(text)).toBeUndefined();
      expect(() => civilDate(text)).toThrow(RangeError);
    },
  );

  it('goes so many days on and as many back, over every clock change', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -800, max: 800 }), (from, days) => {
        const to: CivilDate = addDays(from, days);
        expect(addDays(to, -days)).toBe(from);
        expect((Date.parse(to) - Date.parse(from)) / 86_400_000).toBe(days);
      }),
    );
  });
});
