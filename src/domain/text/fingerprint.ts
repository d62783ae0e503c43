import { type Instant, millisecondsOf, parseInstant } from '../calendar/civil-date.js';
import { sha256Of } from './sha256.js';

/**
 * 32 hexadecimal digits that stand for what somebody was shown: a confirmation carries them, and counts only while the
 * same would be shown again. `shown` is anything that JSON can hold, in a fixed order.
 */
export function fingerprintOf(shown: unknown): string {
  return sha256Of(JSON.stringify(shown)).slice(0, 32);
}

/** Sooner than this after something was shown, a press of its button is a second tap on the button before it. */
export const LEAST_TO_READ_MS = 1_000;

/** What was shown, and when: what a confirming button carries. */
export interface Shown {
  readonly fingerprint: string;
  readonly at: Instant;
}

/** As text of at most 64 characters. */
export function shownAsText({ fingerprint, at }: Shown): string {
  return `${fingerprint}@${at}`;
}

/** Reads what `shownAsText` made; null for anything else. */
export function readShown(text: string): Shown | null {
  const [fingerprint = '', time = '', ...more] = text.split('@');
  const at = parseInstant(time);
  return /^[0-9a-f]{32}$/.test(fingerprint) && at !== undefined && more.length === 0 ? { fingerprint, at } : null;
}

/** Whether there was time to read it. A clock that was set back since cannot tell, and does not stand in the way. */
export function couldBeRead(shown: Shown, now: Instant): boolean {
  const passed = millisecondsOf(now) - millisecondsOf(shown.at);
  return passed < 0 || passed >= LEAST_TO_READ_MS;
}
