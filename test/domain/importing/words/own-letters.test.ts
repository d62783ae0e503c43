import { describe, expect, it } from 'vitest';
import { datedLine } from '../../../../src/domain/importing/words/dated-line.js';
import { ownLetters } from '../../../../src/domain/importing/words/own-letters.js';

describe('A label has', () => {
  it.each([
    ['Owner:', 'Owner:'],
    ['Update 30 June 2031', 'Update 30 June 2031'],
    ['Progress at 30 June 2031:', 'Progress at 30 June 2031:'],
    ['Body Update: Published September 21st 2021', 'Body Update: Published September 21st 2021'],
    ['What residents told us', 'What residents told us'],
    ['30 June 2031 (Q1)', '30 June 2031 (Q1)'],
    ['30 June 2031 The board met.', '30 June 2031 '],
    ['30 June 2031 was the day of the fire, when all the lamps of the quay burned.', '30 June 2031'],
    ['Update 30 June 2031\nThe board met.', 'Update 30 June 2031\n'],
    ['Owner: Bosun of the quay', 'Owner:'],
    ['The board met again and agreed.', ''],
  ])('of "%s" its own letters', (text, own) => {
    expect(ownLetters(text)).toBe(own);
  });
});

describe('Words behind a day', () => {
  it.each([
    ['30 June 2031 The board met.', '2031-06-30', 'The board met.'],
    ['28 April 2031 update Done.', '2031-04-28', 'Done.'],
    ['Update February 2031\nThe lamp waits.', '2031-02-28', 'The lamp waits.'],
    ['Progress at 30 June 2031 20 of 30 were lit.', '2031-06-30', '20 of 30 were lit.'],
  ])('of "%s" are said on it, without a mark between', (text, column, rest) => {
    expect(datedLine(text)).toMatchObject({ column, rest });
  });

  it.each(['3 May 2031 was wet.', 'By 3 May 2031 The lamps must burn.', 'We met on 3 May 2031 The board agreed.'])(
    'of "%s" are a sentence',
    (text) => {
      expect(datedLine(text)).toBeNull();
    },
  );
});
