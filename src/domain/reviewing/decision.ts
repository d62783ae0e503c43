import type { Instant } from '../calendar/civil-date.js';
import type { Wording } from '../text/wording.js';
import type { Finding } from './matching/finding.js';

/** Who decides: the random key of the person, or "system", and the name to print. */
export interface Decider {
  readonly by: string;
  readonly byName: string;
}

/** Who decided, and when. */
export interface DecidedBy extends Decider {
  readonly at: Instant;
}

/** A finding accepted as it stands. It lasts while the words do: the finding's id is made of them. */
export interface AcceptedFinding extends DecidedBy {
  readonly kind: 'accepted';
  readonly finding: string;
  readonly rule: Finding['rule'];
  readonly ref: string;
  readonly words: string;
  readonly reason: string;
}

/** A finding sent back to its owner as a question. */
export interface AskedFinding extends DecidedBy {
  readonly kind: 'asked';
  readonly finding: string;
  readonly ref: string;
  readonly question: string;
}

/** The checks that somebody must have made before the executive lead signs. */
export const SIGN_OFF_CHECKS = ['legal', 'communications', 'disclosure'] as const;
export type SignOffCheck = (typeof SIGN_OFF_CHECKS)[number];

/** A check that somebody made of a draft; it holds for the words that were checked. */
export interface RecordedCheck extends DecidedBy {
  readonly kind: 'checked';
  readonly check: SignOffCheck;
  readonly draft: number;
  /** SHA-256 of the published plan that was checked. */
  readonly hash: string;
  /** Who made the check, as they are to be named. */
  readonly checkedBy: string;
  readonly note: string;
}

/** The executive lead's signature over the SHA-256 of the published plan. */
export interface Signed extends DecidedBy {
  readonly kind: 'signed';
  readonly draft: number;
  readonly hash: string;
  /** Refs whose silence or first status was accepted by name. */
  readonly accepted: readonly string[];
}

/** A draft that the executive lead gave back. */
export interface Returned extends DecidedBy {
  readonly kind: 'returned';
  readonly draft: number;
  readonly hash: string;
  readonly comment: string;
}

/** The lead agrees that what an owner calls complete is complete. The inspecting body's discharge stands apart. */
export interface AgreedCompletion extends DecidedBy {
  readonly kind: 'complete';
  /** Requirement id. */
  readonly requirement: string;
  readonly ref: string;
  /** The update that says so, or empty where it was published before. */
  readonly update: string;
  readonly agreedBy: string;
}

/** What people decide about a revision before it goes public. Append-only. */
export type Decision = AcceptedFinding | AskedFinding | Wording | RecordedCheck | Signed | Returned | AgreedCompletion;

/** The decisions of one kind, in the order in which they were made. */
export function decisionsOf<K extends Decision['kind']>(
  kind: K,
  decisions: readonly Decision[],
): readonly Extract<Decision, { kind: K }>[] {
  return decisions
    .filter((each): each is Extract<Decision, { kind: K }> => each.kind === kind)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
