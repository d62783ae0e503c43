import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toldApart } from '../../../src/chat/deck/told-apart.js';

const COMMON = 'By 30 April 2026, make sure that everybody who works alone on';

describe('titles below each other', () => {
  it('that begin alike show their beginning, and then what differs', () => {
    expect(toldApart([`${COMMON} the quays is seen.`, `${COMMON} the ferries is heard.`, 'Mend the lamps.'])).toEqual([
      'By 30 April 2026, make … quays is seen.',
      'By 30 April 2026, make … ferries is heard.',
      'Mend the lamps.',
    ]);
  });

  it('that are short, or the same, stay as they are', () => {
    for (const titles of [['Lamps one', 'Lamps two'], [COMMON, COMMON], [], ['One']])
      expect(toldApart(titles)).toEqual(titles);
  });

  it('always differ where the titles do, and end as they end', () => {
    const title = fc.string({ maxLength: 12 }).map((end) => `${COMMON} ${end}`);
    fc.assert(
      fc.property(fc.uniqueArray(title, { maxLength: 6 }), (titles) => {
        const told = toldApart(titles);
        expect(new Set(told).size).toBe(titles.length);
      }),
    );
  });
});
