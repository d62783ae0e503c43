import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { readTypedAway, saysAway } from '../../../src/domain/people/typed-away.js';

const TODAY = civilDate('2026-11-29');

describe('Being away, as typed', () => {
  it.each([
    ['7 to 18 December', '2026-12-07', '2026-12-18', ''],
    ['I am away from 7 to 18 December', '2026-12-07', '2026-12-18', ''],
    ['I’m on leave from Monday 7 to Friday 18 December.', '2026-12-07', '2026-12-18', ''],
    ['I will be out of the office until 18 December', '2026-11-29', '2026-12-18', ''],
    ['28 December until 5 January, Ben Reed', '2026-12-28', '2027-01-05', 'Ben Reed'],
    ['I am away 7-18 December, Ben Reed stands in for me.', '2026-12-07', '2026-12-18', 'Ben Reed'],
    ['I am on annual leave from 7 December to 18 December. Covered by Ben', '2026-12-07', '2026-12-18', 'Ben'],
    ['2026-12-07 to 2026-12-18', '2026-12-07', '2026-12-18', ''],
  ])('reads "%s"', (typed, from, until, name) => {
    expect(readTypedAway(typed, TODAY)).toEqual({ from, until, name });
  });

  it.each(['next week', '', 'I am away from 7 December'])('does not guess a last day from "%s"', (typed) => {
    expect(readTypedAway(typed, TODAY).until).toBeNull();
  });

  it.each([
    ['I am away from 7 to 18 December', true],
    ["I'm on holiday until 3 January", true],
    ['I’ll be out of office next week', true],
    ['The harbour master was away from 7 to 18 December, so the survey is late.', false],
    ['Two officers are on leave until January', false],
    ['I am awaiting the report of 18 December', false],
  ])('"%s": %s', (typed, says) => expect(saysAway(typed)).toBe(says));
});
