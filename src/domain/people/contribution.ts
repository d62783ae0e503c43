import type { Instant } from '../calendar/civil-date.js';

/** What a contributor said about a requirement: append-only, for whoever answers, and never printed by itself. */
export interface Contribution {
  readonly id: string;
  readonly requirement: string;
  readonly cycle: string;
  /** As in `Contributor`. */
  readonly person: string;
  readonly name: string;
  readonly text: string;
  readonly at: Instant;
  /** The contribution that the card showed, or empty: the same press once more gives nothing new. */
  readonly basedOn: string;
  /** The lead's random key, where they entered it from a return sheet. */
  readonly enteredBy?: string | undefined;
}
