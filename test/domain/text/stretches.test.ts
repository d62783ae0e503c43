import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inStretches, LONGEST_STRETCH, stretchesOf } from '../../../src/domain/text/stretches.js';

const part = fc.constantFrom('word ', 'x', '🚢', '\n', '. ', 'a'.repeat(900));
const anyLength = fc
  .array(part, { maxLength: 60 })
  .chain((parts) => fc.integer({ min: 1, max: 90 }).map((times) => parts.join('').repeat(times)));

describe('the stretches of a text', () => {
  it('are the whole text, each no longer than a stretch and with no character cut in two', () => {
    fc.assert(
      fc.property(anyLength, (text) => {
        const stretches = stretchesOf(text);
        expect(stretches.map((each) => each.text).join('')).toBe(text);
        for (const { start, text: stretch } of stretches) {
          expect(text.startsWith(stretch, start)).toBe(true);
          expect(stretch.length).toBeLessThanOrEqual(LONGEST_STRETCH);
          expect(stretch.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  it('end after a line, else after a sentence, else after a word', () => {
    const words = 'word '.repeat(200);
    expect(stretchesOf(`${words}\n${words}`)[0]?.text).toBe(`${words}\n`);
    expect(stretchesOf(`${words}end. ${words}`)[0]?.text).toBe(`${words}end. `);
    expect(stretchesOf('words '.repeat(400))[0]?.text).toBe('words '.repeat(250));
  });

  it('are one for a text that is no longer', () => {
    const text = '. \n'.repeat(LONGEST_STRETCH / 3 - 1);
    expect(stretchesOf(text)).toEqual([{ start: 0, text }]);
    expect(stretchesOf('')).toEqual([]);
  });

  it('place what is found in them in the whole text', () => {
    const text = `${'word '.repeat(1_000)}here`;
    const found = inStretches(text, (stretch) => {
      const start = stretch.indexOf('here');
      return start < 0 ? [] : [{ start, kind: 'place' }];
    });
    expect(found).toEqual([{ start: 5_000, kind: 'place' }]);
  });
});
