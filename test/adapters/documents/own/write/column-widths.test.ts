import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareWidth } from '../../../../../src/adapters/documents/formats/text/column-widths.js';

describe('the widths of the wide table', () => {
  it('fill the page exactly, with no column under its least width', () => {
    const column = fc.record({
      lengths: fc.array(fc.nat(3000), { minLength: 1, maxLength: 30 }),
      least: fc.integer({ min: 100, max: 1500 }),
    });
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 6 }), (columns) => {
        const widths = shareWidth(9001, columns);
        expect(widths.reduce((sum, width) => sum + width, 0)).toBe(9001);
        for (const [index, width] of widths.entries()) expect(width).toBeGreaterThanOrEqual(columns[index]?.least ?? 0);
      }),
    );
  });

  it('shrink alike where even the least widths are too many', () => {
    expect(
      shareWidth(100, [
        { lengths: [5], least: 150 },
        { lengths: [5], least: 50 },
      ]),
    ).toEqual([75, 25]);
  });

  it('give the room to the column that makes the table long', () => {
    const [long = 0, short = 0] = shareWidth(1000, [
      { lengths: [2000, 1500, 1800], least: 100 },
      { lengths: [20, 30, 10], least: 100 },
    ]);
    expect(long).toBeGreaterThan(short * 5);
  });

  it('treat columns of the same content alike', () => {
    const lengths = [400, 900, 120];
    const [one = 0, two = 0] = shareWidth(1000, [
      { lengths, least: 100 },
      { lengths, least: 100 },
    ]);
    expect(Math.abs(one - two)).toBeLessThanOrEqual(30);
  });
});
