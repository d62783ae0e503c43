import { createHash } from 'node:crypto';

/**
 * 32 hexadecimal digits that stand for what somebody was shown: a confirmation carries them, and counts only while the
 * same would be shown again. `shown` is anything that JSON can hold, in a fixed order.
 */
export function fingerprintOf(shown: unknown): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 32);
}
