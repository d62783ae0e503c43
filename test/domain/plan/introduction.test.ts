import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { introductionParts, introductionText } from '../../../src/domain/plan/introduction.js';
import type { IntroductionPart } from '../../../src/domain/plan/plan.js';

const PARTS: readonly IntroductionPart[] = [
  { kind: 'heading', level: 1, text: 'Why we have this plan' },
  { kind: 'paragraph', text: 'We asked for a review.\nIt was published in May.' },
  { kind: 'paragraph', text: 'We will:' },
  { kind: 'item', text: 'light the quays' },
  { kind: 'item', text: 'keep a log' },
  { kind: 'heading', level: 2, text: 'What comes next' },
  { kind: 'paragraph', text: '# is the sign of a number here.' },
  { kind: 'paragraph', text: '- so it began' },
];

describe('The introduction as a text', () => {
  it('marks headings and items, and sets paragraphs apart by an empty line', () => {
    expect(introductionText(PARTS)).toBe(
      '# Why we have this plan\n\nWe asked for a review.\nIt was published in May.\n\nWe will:\n\n- light the quays\n- keep a log\n\n## What comes next\n\n\\# is the sign of a number here.\n\n\\- so it began',
    );
  });

  it('reads back as it was', () => {
    expect(introductionParts(introductionText(PARTS))).toEqual(PARTS);
  });

  it('reads what people write: a list right under its sentence, a paragraph right under its heading', () => {
    expect(introductionParts('# News\nThe quay is lit.\n\n\nWe will:\n- keep a log\n- look after it')).toEqual([
      { kind: 'heading', level: 1, text: 'News' },
      { kind: 'paragraph', text: 'The quay is lit.' },
      { kind: 'paragraph', text: 'We will:' },
      { kind: 'item', text: 'keep a log' },
      { kind: 'item', text: 'look after it' },
    ]);
  });

  it('of any one-line parts reads back as it was', () => {
    const line = fc
      .string({ unit: fc.constantFrom('a', 'B', '#', '-', '\\', ' ', '.', 'é'), minLength: 1, maxLength: 24 })
      .map((text) => text.trim())
      .filter((text) => text !== '');
    const part = fc.oneof(
      fc.record({ kind: fc.constant('heading' as const), level: fc.integer({ min: 1, max: 3 }), text: line }),
      fc.record({ kind: fc.constantFrom('paragraph' as const, 'item' as const), text: line }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        expect(introductionParts(introductionText(parts))).toEqual(parts);
      }),
    );
  });
});
