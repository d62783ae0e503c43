import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownTexts } from '../../../src/domain/importing/layout/known-texts.js';
import { sameText } from '../../../src/domain/importing/layout/numbering.js';

const text = fc.stringMatching(/^[aAb .,1]{0,6}$/);

describe('The texts of recommendations met so far', () => {
  it('are found by what they say, the first one first, as by comparing with each of them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('1', '2', '2 (2)', '3', '4'), text)), text, (kept, wanted) => {
        const known = knownTexts();
        const all = new Map<string, string>();
        for (const [number, words] of kept) {
          known.keep(number, words);
          if (!all.has(number)) all.set(number, words);
        }
        const fits = (number: string) => number !== '3';
        const expected = [...all].find(([number, words]) => fits(number) && sameText(words, wanted))?.[0];
        expect(known.numberOf(wanted, fits)).toBe(expected);
        expect([...known.byNumber]).toEqual([...all]);
      }),
      { numRuns: 500 },
    );
  });
});
