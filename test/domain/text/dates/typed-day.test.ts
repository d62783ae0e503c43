import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../../src/domain/calendar/civil-date.js';
import { typedDay } from '../../../../src/domain/text/dates/typed-day.js';

const today = civilDate('2026-11-29');

describe('A day as typed', () => {
  it.each([
    ['31 March 2027', '2027-03-31'],
    ['31/3/27', '2027-03-31'],
    ['2027-03-31', '2027-03-31'],
    ['on 31 March 2027.', '2027-03-31'],
    ['to Wednesday 31 March 2027', '2027-03-31'],
    ['March 2027', '2027-03-31'],
    // without a year: the next one
    ['31 December', '2026-12-31'],
    ['31 March', '2027-03-31'],
    ['28 November', '2027-11-28'],
    ['29 November', '2026-11-29'],
    // a stated year is taken at its word
    ['1 November 2026', '2026-11-01'],
  ])('%s is %s', (typed, day) => {
    expect(typedDay(typed, today)).toBe(day);
  });

  it.each([
    '',
    'soon',
    '31 February 2027',
    '1 March to 3 March 2027',
    '31 March 2027 or so',
    '2027',
    '5',
    'Q1 2027',
    'spring',
  ])('"%s" is none', (typed) => {
    expect(typedDay(typed, today)).toBeNull();
  });
});

it('in January a day without a year is the next one, not the one after it', () => {
  expect(typedDay('1 October', civilDate('2027-01-20'))).toBe('2027-10-01');
  expect(typedDay('15 January', civilDate('2027-01-20'))).toBe('2028-01-15');
});
