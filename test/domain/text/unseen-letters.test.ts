import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unseenLetters, withoutUnseen } from '../../../src/domain/text/unseen-letters.js';

describe('letters that nobody can see', () => {
  it.each([
    ['a control character', 'The gate\u0007 is shut.', 'The gate is shut.'],
    ['an override that turns words', 'Paid to \u202eecila\u202c.', 'Paid to ecila.'],
    ['an isolate', 'Paid \u2066now\u2069.', 'Paid now.'],
    ['letters of no width', 'The\u200b ga\u2060te\ufeff is shut\u00ad.', 'The gate is shut.'],
    ['a joiner in a Latin word', 'ga\u200dte', 'gate'],
    ['words in tags', 'Done.\u{e0041}\u{e0042}', 'Done.'],
    ['words in variants', 'Done.\u{e0101}\u{e0142}', 'Done.'],
    ['a filler that looks like a blank', 'Done\u3164.', 'Done.'],
    ['a mark of sides in a text from left to right', 'Done\u200f.', 'Done.'],
    ['a line end of another system', 'One.\u2028Two.', 'One.\nTwo.'],
  ])('are left out: %s', (_, typed, saved) => expect(withoutUnseen(typed)).toBe(saved));

  it.each([
    ['a picture with its variant', 'Done ✔️ and ☎️'],
    ['a family', 'For 👩‍👧‍👦 and 🏳️‍🌈'],
    ['the flag of Wales', '🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f} first'],
    ['Persian', 'می‌خواهم'],
    ['Hindi', 'क्‍ष'],
    ['a mark of sides in Hebrew', 'שלום\u200f!'],
    ['line ends and tabs', 'One.\r\nTwo.\tThree.'],
    ['accents and a blank that does not break', 'Café é 5\u00a0km'],
  ])('stay where they belong: %s', (_, typed) => expect(withoutUnseen(typed)).toBe(typed));

  it('are none once they were left out, whatever was typed, and nothing else is taken', () => {
    const SEEN = new Set(['a', ' ', '\n', 'ש', '🏴', '✔']);
    const unit = fc.constantFrom(
      'a',
      ' ',
      '\n',
      'ש',
      '🏴',
      '✔',
      '\u200b',
      '\u202e',
      '\u{e0041}',
      '\ufe0f',
      '\u200d',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), (units) => {
        const saved = withoutUnseen(units.join(''));
        const seen = (text: string) =>
          Array.from(text)
            .filter((each) => SEEN.has(each))
            .join('');
        expect(seen(saved)).toBe(seen(units.join('')));
        expect(unseenLetters(saved).filter(({ misleads }) => misleads)).toEqual([]);
      }),
    );
  });

  it('are looked for in no time in a text of nothing else', () => {
    const began = performance.now();
    for (const letter of ['\u200b', '\u{e0041}', '\ufe0f', '🏴\u{e0041}']) withoutUnseen(letter.repeat(20_000));
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
