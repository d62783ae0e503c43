import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256Of } from '../../../src/domain/text/sha256.js';

it('is the hash that every store already holds, for any text, half a surrogate pair included', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
      (text) => {
        expect(sha256Of(text)).toBe(createHash('sha256').update(text).digest('hex'));
      },
    ),
  );
});
