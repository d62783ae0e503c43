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

/** Why messages are held, to go on after "held, because". */
export function whyHeld({ why }: Hold): string {
  return why === 'restored' ? 'the store was restored from a backup' : 'the clock jumped';
}

/** What whoever wants to send is told while messages are held. */
export function heldWords({ hold }: HeldBack): string {
  return hold.why === 'restored'
    ? 'Messages are held, because the store was restored from a backup. Once you have looked at /status, write /resume.'
    : 'Messages are held, because the clock jumped. If the time is right, write /resume first.';
}

/** What the watch says to whoever asks for leave. */
export type Permission = { readonly kind: 'given'; readonly leave: Leave } | HeldBack;
