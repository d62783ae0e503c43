import { type HeldItems, type RowsOf, rowsByHolder } from '../asking/closing.js';
import { type CivilDate, daysBetween } from '../calendar/civil-date.js';
import { type Cycle, timingOf } from '../plan/cycle.js';
import { isIntroduction } from '../plan/introduction.js';
import type { Decision, Signed } from '../reviewing/decision.js';
import { type FindingState, signatureInForce, undecided } from '../reviewing/sign-off.js';
import { fingerprintOf } from '../text/fingerprint.js';

/** Why a revision cannot be made today. */
export type FinalisingReason =
  /** Answers still count: the lead closes the cycle first, or its last day passes. */
  | { readonly kind: 'cycleOpen' }
  /** Findings of the review that must be decided and are not. */
  | { readonly kind: 'undecided'; readonly findings: readonly FindingState[] }
  /** The executive lead signs this plan, and no signature is in force over exactly these words. */
  | { readonly kind: 'unsigned' };

/** What making the revision would do today. */
export interface Finalising {
  readonly cycle: Cycle;
  /** Calendar days from today to the last day on which answers count: 0 on that day, negative once it has passed. */
  readonly daysToClose: number;
  readonly asked: number;
  /** By who holds them now, the rows that would say "No update received". */
  readonly silent: readonly RowsOf[];
  readonly signOff: 'lead' | 'executive';
  readonly signature: Signed | null;
  /** All that stands in the way; empty: it can be made, once it is confirmed. */
  readonly against: readonly FinalisingReason[];
  /** What a confirmation must carry. */
  readonly fingerprint: string;
}

/** The next revision as it would be made now. `states` are all findings of its review. */
export interface Unmade {
  readonly cycle: Cycle;
  readonly held: readonly HeldItems[];
  /** SHA-256 of the plan as it would be published, and the updates that it takes. */
  readonly hash: string;
  readonly takes: readonly string[];
  readonly states: readonly FindingState[];
  readonly decisions: readonly Decision[];
  readonly signOff: 'lead' | 'executive';
}

/** What making the revision would do on `day`, and what stands in its way. */
export function finalisingOf(unmade: Unmade, day: CivilDate): Finalising {
  const { cycle, held, hash, takes, signOff } = unmade;
  const findings = undecided(unmade.states);
  const signature = signOff === 'executive' ? signatureInForce(hash, unmade.decisions) : null;
  const isOpen = timingOf(day, cycle) !== 'afterClose';
  const against: FinalisingReason[] = [
    ...(isOpen ? [{ kind: 'cycleOpen' } as const] : []),
    ...(findings.length > 0 ? [{ kind: 'undecided', findings } as const] : []),
    ...(signOff === 'executive' && signature === null ? [{ kind: 'unsigned' } as const] : []),
  ];
  return {
    cycle,
    daysToClose: daysBetween(day, cycle.closes),
    asked: held.reduce((sum, { items }) => sum + items.length, 0),
    silent: rowsByHolder(held, (item) => item.answer === null && !isIntroduction(item)),
    signOff,
    signature,
    against,
    fingerprint: fingerprintOf([
      'finalise',
      cycle.id,
      hash,
      takes,
      signature?.at ?? null,
      against.map(({ kind }) => kind),
    ]),
  };
}

/** Whether the revision may be made: nothing stands in its way, and exactly this was confirmed. */
export function mayFinalise(finalising: Finalising, confirmed: string | null): boolean {
  return finalising.against.length === 0 && confirmed === finalising.fingerprint;
}
