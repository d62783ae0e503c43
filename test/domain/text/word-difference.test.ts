import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOf, wordDifference } from '../../../src/domain/text/word-difference.js';

const prose = fc
  .array(
    fc.constantFrom('the', 'log', 'is', 'kept', 'weekly', 'by', 'two', 'masters', '.', ',', '\n', '14.5', 'isn’t'),
    {
      maxLength: 40,
    },
  )
  .map((words) => words.join(' '));
const anyText = fc.oneof(prose, fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme' }));

describe('the difference of two texts, word by word', () => {
  it('gives back both texts to the character, whatever they are', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const changes = wordDifference(before, after);
        expect(textOf(changes, ['same', 'gone'])).toBe(before);
        expect(textOf(changes, ['same', 'new'])).toBe(after);
      }),
      { numRuns: 500 },
    );
  });

  it('shows a text that did not change as unchanged, and never an empty stretch', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        expect(wordDifference(before, before).every((change) => change.kind === 'same')).toBe(true);
        expect(wordDifference(before, after).every((change) => change.text !== '')).toBe(true);
      }),
    );
  });

  it('marks the one word that went and the one that came', () => {
    expect(
      wordDifference('The log of the east quay is kept weekly.', 'The log of the east quay is kept daily.'),
    ).toEqual([
      { kind: 'same', text: 'The log of the east quay is kept ' },
      { kind: 'gone', text: 'weekly' },
      { kind: 'new', text: 'daily' },
      { kind: 'same', text: '.' },
    ]);
  });

  it('keeps a figure and its sign together', () => {
    const changes = wordDifference('Of all the ladders 14.5 were sound.', 'Of all the ladders 14.6 were sound.');
    expect(changes.filter((change) => change.kind !== 'same')).toEqual([
      { kind: 'gone', text: '14.5' },
      { kind: 'new', text: '14.6' },
    ]);
  });

  it('takes a lone short word between two changes into the change, so that it can be read', () => {
    const changes = wordDifference(
      'Today the harbour crews inspect ladders on Monday and report to us afterwards.',
      'Today the harbour crews inspect lamps on Friday and report to us afterwards.',
    );
    expect(changes).toContainEqual({ kind: 'gone', text: 'ladders on Monday' });
    expect(changes).toContainEqual({ kind: 'new', text: 'lamps on Friday' });
  });

  it('shows a text that was written anew whole, before and after', () => {
    const before = 'The survey of lamps was finished in spring and nine were mended.';
    const after = 'Our partners pay half of what new railings cost, if their committee agrees.';
    expect(wordDifference(before, after)).toEqual([
      { kind: 'gone', text: before },
      { kind: 'new', text: after },
    ]);
  });
});
