import type { Hold } from '../store/directory.js';

declare const givenByTheWatch: unique symbol;

/**
 * Leave to message people who did not write just now. The watch alone gives it, after it has looked at the clock; what
 * has no leave can look at what is due, and cannot send it.
 */
export interface Leave {
  readonly [givenByTheWatch]: true;
}

/** Nothing may be sent: the lead must say first that the time is right. */
export interface HeldBack {
  readonly kind: 'held';
  readonly hold: Hold;
}

/** What the watch says to whoever asks for leave. */
export type Permission = { readonly kind: 'given'; readonly leave: Leave } | HeldBack;
