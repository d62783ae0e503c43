import { describe, expect, it } from 'vitest';
import { DEFAULT_LADDER } from '../../../src/domain/sending/ladder.js';
import { ladderWords, typedLadder } from '../../../src/domain/sending/typed-ladder.js';

describe('A ladder as it is written', () => {
  it('reads the usual one, and writes it as it was read', () => {
    expect(typedLadder('opens, due-5, due-1, due+2 lead')).toEqual({ kind: 'ladder', ladder: DEFAULT_LADDER });
    expect(ladderWords(DEFAULT_LADDER)).toBe('opens, due-5, due-1, due+2 lead');
  });

  it('takes capitals, spaces and days after the opening', () => {
    expect(typedLadder('Opens , opens + 3, DUE lead')).toMatchObject({
      kind: 'ladder',
      ladder: [{ key: 'ask' }, { key: 'opened-3', days: 3 }, { key: 'due', days: 0, tellLead: true }],
    });
  });

  it.each([
    ['', '"" is no message'],
    ['due-5', 'begins with the ask'],
    ['opens, opens-1', '"opens-1" is no message'],
    ['opens, due+31', '"due+31" is no message'],
    ['opens, due-1, due-1 lead', 'on the same day'],
    ['opens, due-6, due-5, due-4, due-3, due-2, due-1', 'at most 6'],
    ['opens, weekly', '"weekly" is no message'],
  ])('refuses "%s"', (text, reason) => {
    expect(typedLadder(text)).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
  });
});
