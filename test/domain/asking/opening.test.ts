import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cycleDatesAsText, proposedRevision, readCycleDates } from '../../../src/domain/asking/opening.js';
import { addDays, civilDate } from '../../../src/domain/calendar/civil-date.js';
import { isWorkingDay } from '../../../src/domain/calendar/working-time.js';
import { planCycle } from '../../../src/domain/plan/cycle.js';
import { calendarIn } from '../builders.js';

const calendar = calendarIn();
const aDay = fc.integer({ min: 0, max: 900 }).map((days) => addDays(civilDate('2026-01-01'), days));

describe('The revision date to propose', () => {
  it('is a quarter after the newest column, on a working day', () => {
    const today = civilDate('2027-01-11');
    expect(proposedRevision(civilDate('2027-01-06'), today, calendar)).toBe('2027-04-06');
    // Sunday 28 March would be it; Good Friday and Easter Monday follow and precede
    expect(proposedRevision(civilDate('2026-12-28'), today, calendar)).toBe('2027-03-30');
  });

  it('leaves people all their days where a quarter after the newest column is too soon, or there is none', () => {
    for (const newest of [civilDate('2025-06-27'), null]) {
      const revision = proposedRevision(newest, civilDate('2026-11-28'), calendar);
      const planned = planCycle(revision, calendar, newest);
      // Saturday: the asking begins on Monday
      expect(planned).toMatchObject({ kind: 'planned', dates: { opens: '2026-11-30' } });
    }
  });

  it('can always be opened today or later, on a working day', () => {
    fc.assert(
      fc.property(aDay, aDay, (one, other) => {
        const [newest, today] = one <= other ? [one, other] : [other, one];
        const revision = proposedRevision(newest, today, calendar);
        const planned = planCycle(revision, calendar, newest);
        expect(planned.kind === 'planned' && planned.dates.opens >= today).toBe(true);
        expect(isWorkingDay(revision, calendar)).toBe(true);
      }),
    );
  });
});

describe('The dates of a quarter as typed', () => {
  const today = civilDate('2026-11-29');

  it.each([
    ['', {}],
    ['31 March 2027', { revision: '2027-03-31' }],
    ['revision 31 March', { revision: '2027-03-31' }],
    [
      '31 March 2027, due 12 March, closes: 26 March',
      { revision: '2027-03-31', due: '2027-03-12', closes: '2027-03-26' },
    ],
    ['opens on 1 March', { opens: '2027-03-01' }],
  ])('"%s"', (typed, given) => {
    expect(readCycleDates(typed, today)).toEqual({ kind: 'dates', given });
  });

  it('come back from the text that a button carries', () => {
    const given = { revision: civilDate('2027-03-31'), due: civilDate('2026-01-05') };
    expect(readCycleDates(cycleDatesAsText(given), today)).toEqual({ kind: 'dates', given });
  });
});
