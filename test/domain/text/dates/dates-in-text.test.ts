import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate, longDate } from '../../../../src/domain/calendar/civil-date.js';
import { datesIn } from '../../../../src/domain/text/dates/dates-in-text.js';

const near = civilDate('2031-06-20');

/** Each mention as "words → earliest/last precision (where the year comes from)". */
function read(text: string): string[] {
  return datesIn(text, near).map((each) =>
    each.kind === 'impossible'
      ? `${each.words} → ${each.why}`
      : `${each.words} → ${each.earliest}/${each.last} ${each.precision} ${each.yearFrom}`,
  );
}

describe('days', () => {
  it.each([
    ['It opened on 14 May 2031.', '14 May 2031 → 2031-05-14/2031-05-14 day stated'],
    ['It opened on 14th May 2031', '14th May 2031 → 2031-05-14/2031-05-14 day stated'],
    ['It opened on the 14th of May 2031', '14th of May 2031 → 2031-05-14/2031-05-14 day stated'],
    ['It opened on May 14th 2031', 'May 14th 2031 → 2031-05-14/2031-05-14 day stated'],
    ['It opened on May 14, 2031', 'May 14, 2031 → 2031-05-14/2031-05-14 day stated'],
    ['Seen 11/02/31 by the board', '11/02/31 → 2031-02-11/2031-02-11 day stated'],
    ['Seen 9/2/2031 by the board', '9/2/2031 → 2031-02-09/2031-02-09 day stated'],
    ['Seen 09.02.31 by the board', '09.02.31 → 2031-02-09/2031-02-09 day stated'],
    ['Seen 2031-02-09 by the board', '2031-02-09 → 2031-02-09/2031-02-09 day stated'],
    ['On Wednesday 14th May 2031 we met', 'Wednesday 14th May 2031 → 2031-05-14/2031-05-14 day stated'],
    ['On 3rd July an event takes place', '3rd July → 2031-07-03/2031-07-03 day nearest'],
    ['held on 25th Feb-1300-1400', '25th Feb → 2031-02-25/2031-02-25 day nearest'],
    ['On 30 December we met', '30 December → 2030-12-30/2030-12-30 day nearest'],
    ['closed 31/01.', '31/01 → 2031-01-31/2031-01-31 day nearest'],
    ['on 12-14 May 2031', '12-14 May 2031 → 2031-05-12/2031-05-14 day stated'],
    ['on 12th and 13th May', '12th and 13th May → 2031-05-12/2031-05-13 day nearest'],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });
});

describe('months, quarters and years', () => {
  it.each([
    ['by July 2031', 'July 2031 → 2031-07-01/2031-07-31 month stated'],
    ['by the end of July', 'the end of July → 2031-07-21/2031-07-31 month nearest'],
    ['in mid-July 2031', 'mid-July 2031 → 2031-07-11/2031-07-20 month stated'],
    ['in March 32 the team', 'March 32 → 2032-03-01/2032-03-31 month stated'],
    ['in March 12 the team', 'March 12 → 2031-03-12/2031-03-12 day nearest'],
    ['was opened in September', 'September → 2031-09-01/2031-09-30 month nearest'],
    ['in Jan 2031', 'Jan 2031 → 2031-01-01/2031-01-31 month stated'],
    ["in Sept '31", "Sept '31 → 2031-09-01/2031-09-30 month stated"],
    ['published 04/2031', '04/2031 → 2031-04-01/2031-04-30 month stated'],
    ['early 2032', 'early 2032 → 2032-01-01/2032-04-30 quarter stated'],
    ['by the end of 2031', 'the end of 2031 → 2031-10-01/2031-12-31 quarter stated'],
    ['the audit for Q4 2031', 'Q4 2031 → 2031-10-01/2031-12-31 quarter stated'],
    ['the audit for Q3 31/32', 'Q3 31/32 → 2031-10-01/2031-12-31 quarter stated'],
    ['the audit for Q4 2031/32', 'Q4 2031/32 → 2032-01-01/2032-03-31 quarter stated'],
    ['the first quarter of 2032', 'first quarter of 2032 → 2032-01-01/2032-03-31 quarter stated'],
    ['funded for 2031-2032', '2031-2032 → 2031-04-01/2032-03-31 year stated'],
    ['funded for FY 31/32', 'FY 31/32 → 2031-04-01/2032-03-31 year stated'],
    ['expected in 2032', '2032 → 2032-01-01/2032-12-31 year stated'],
    ['in spring 2032', 'spring 2032 → 2032-03-01/2032-05-31 quarter stated'],
    ['by the end of the year', 'end of the year → 2031-01-01/2031-12-31 year relative'],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });
});

describe('ranges and lengths of time', () => {
  it.each([
    ['delivered September 2030-December 2030', 'September 2030-December 2030 → 2030-09-01/2030-12-31 month stated'],
    ['Course Day 2 September 30-December 30', 'September 30-December 30 → 2030-09-01/2030-12-31 month stated'],
    ['from November to January 2031', 'November to January 2031 → 2030-11-01/2031-01-31 month stated'],
    ['between January 12th and February 20th', 'January 12th and February 20th → 2031-01-12/2031-02-20 day nearest'],
    ['complete within 12 months', 'within 12 months → 2031-06-20/2032-06-20 month relative'],
    ['in the next six months', 'in the next six months → 2031-06-20/2031-12-20 month relative'],
    ['over the coming 3 weeks', 'over the coming 3 weeks → 2031-06-20/2031-07-11 day relative'],
    ['timescale 9 months to delivery', '9 months → 2031-06-20/2032-03-20 month relative'],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });
});

describe('days that cannot be', () => {
  it.each([
    ['due on 31 February 2031', '31 February 2031 → noSuchDay'],
    ['due on 31/06/31', '31/06/31 → noSuchDay'],
    ['due on 05/17/2031', '05/17/2031 → noSuchDay'],
    ['due on 29 February 2031', '29 February 2031 → noSuchDay'],
    ['on Friday 14 May 2031', 'Friday 14 May 2031 → wrongWeekday'],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });
});

describe('what is no date', () => {
  it.each([
    'Ring 101 or 01632 960 123.',
    'It cost £2,030 or 20.30%.',
    'Version 2.1.25 of the form, section 3.2.',
    'An assault under Sec 18 or s.39.',
    'Meet at 20:30 or 14.00.',
    'Trained 2030 officers and 2035 staff.',
    'You may use it; they march on.',
    'The team works 24/7 on 3/4 of cases.',
    'Case 14/012345/31 and log CR/030425/31.',
    'Reviewed over the past 12 months of data.',
    'June Baker and April Jones spoke.',
    'A reply 6 months after publication, or within 20 days of request.',
    'Repeats 1800 times, 42 of 2031.5.',
    'See https://example.org/2031-02-03/page and a.b@may2031.example.',
  ])('%s', (text) => {
    expect(read(text)).toEqual([]);
  });
});

it('finds any written day again, in its place, wherever it stands', () => {
  const days = fc.integer({ min: 0, max: 4000 }).map((n) => addDays(civilDate('2026-01-01'), n));
  fc.assert(
    fc.property(days, fc.constantFrom('The form went live on ', 'Päivä 🚓 ', '• '), (day, lead) => {
      const [found, ...rest] = datesIn(`${lead}${longDate(day)}.`, near);
      expect(rest).toEqual([]);
      expect(found).toMatchObject({ earliest: day, last: day, start: lead.length, words: longDate(day) });
    }),
  );
});

it('never overlaps, never leaves the text and quotes it exactly', () => {
  const piece = fc.constantFrom(
    '3',
    '31',
    'May',
    'March',
    '2031',
    '/',
    '-',
    ' ',
    'to',
    '31/02/31',
    'Q3',
    'early',
    '\n',
    'end of',
    'within 3 months',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const text = pieces.join(' ');
      let from = 0;
      for (const each of datesIn(text, near)) {
        expect(each.start).toBeGreaterThanOrEqual(from);
        expect(text.slice(each.start, each.start + each.length)).toBe(each.words);
        if (each.kind === 'date') expect(each.earliest <= each.last).toBe(true);
        from = each.start + each.length;
      }
    }),
  );
});
