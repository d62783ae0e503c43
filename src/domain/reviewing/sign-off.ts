import type { PublishedPlan, Status } from '../plan/plan.js';
import { publicStatus } from '../plan/printed.js';
import {
  type Decision,
  decisionsOf,
  type RecordedCheck,
  SIGN_OFF_CHECKS,
  type Signed,
  type SignOffCheck,
} from './decision.js';
import type { Finding } from './review.js';

/** A finding and what was decided about it. `asked`: with the owner, and not settled by that. */
export interface FindingState {
  readonly finding: Finding;
  readonly state: 'open' | 'accepted' | 'asked';
  /** Reason or question, and by whom; null while nothing was decided. */
  readonly words: string | null;
  readonly byName: string | null;
  /** Who answered and said that it is right as it stands, by name; absent where nobody did. */
  readonly ownerStands?: string;
}

/** What was decided about each finding. An acceptance counts whenever it was given; a question until it is accepted. */
export function findingStates(
  findings: readonly Finding[],
  decisions: readonly Decision[],
  /** Names of owners who said that a finding is right as it stands, by its id. */
  stands: ReadonlyMap<string, string> = new Map(),
): readonly FindingState[] {
  const accepted = new Map(decisionsOf('accepted', decisions).map((each) => [each.finding, each]));
  const asked = new Map(decisionsOf('asked', decisions).map((each) => [each.finding, each]));
  return findings.map((finding): FindingState => {
    const owner = stands.get(finding.id);
    const said = owner === undefined ? {} : { ownerStands: owner };
    const acceptance = accepted.get(finding.id);
    if (acceptance !== undefined) {
      return { finding, state: 'accepted', words: acceptance.reason, byName: acceptance.byName, ...said };
    }
    const question = asked.get(finding.id);
    if (question !== undefined)
      return { finding, state: 'asked', words: question.question, byName: question.byName, ...said };
    return { finding, state: 'open', words: null, byName: null, ...said };
  });
}

/** What must be decided and is not. */
export function undecided(states: readonly FindingState[]): readonly FindingState[] {
  return states.filter((each) => each.finding.severity === 'mustDecide' && each.state !== 'accepted');
}

/** Something that nobody may publish by oversight: it is accepted by its ref. */
export interface ToAccept {
  readonly ref: string;
  readonly requirement: string;
  readonly what: 'silence' | 'firstStatus';
  readonly status: Status;
}

/**
 * Every "No update received" of the newest column and every first status that was ever stated for a requirement.
 * `earlier`: the plans published before, in any order.
 */
export function toAcceptByName(earlier: readonly PublishedPlan[], draft: PublishedPlan): readonly ToAccept[] {
  const column = draft.columns.at(-1);
  const silent = new Set(
    draft.updates.filter((each) => each.column === column && each.kind === 'none').map((each) => each.requirement),
  );
  return draft.requirements.flatMap(({ id, ref, withdrawn }): ToAccept[] => {
    if (withdrawn) return [];
    const status = publicStatus(draft, id);
    const first = status !== 'notStated' && earlier.every((plan) => publicStatus(plan, id) === 'notStated');
    return [
      ...(silent.has(id) ? [{ ref, requirement: id, what: 'silence', status } as const] : []),
      ...(first ? [{ ref, requirement: id, what: 'firstStatus', status } as const] : []),
    ];
  });
}

/** The newest check of each kind that was made of exactly these words. */
export function checksOf(hash: string, decisions: readonly Decision[]): readonly RecordedCheck[] {
  const newest = new Map(
    decisionsOf('checked', decisions)
      .filter((each) => each.hash === hash)
      .map((each) => [each.check, each]),
  );
  return SIGN_OFF_CHECKS.flatMap((check) => newest.get(check) ?? []);
}

/** What stands between a draft and its signature; all empty: it can be signed. */
export interface SignOffObstacles {
  readonly findings: readonly FindingState[];
  readonly checks: readonly SignOffCheck[];
  /** Refs newly called complete by their owners without the lead's agreement. */
  readonly completions: readonly string[];
}

/**
 * The decisions without agreements that fell: the lead agrees to the answer that says "complete", and the owner may have
 * answered again since. `takes`: the updates that are printed.
 */
export function withoutFallen(decisions: readonly Decision[], takes: readonly string[]): readonly Decision[] {
  return decisions.filter((each) => each.kind !== 'complete' || each.update === '' || takes.includes(each.update));
}

/**
 * What must be done before a draft of this hash can be signed. `takes`: the updates that it prints. `needed`: the checks
 * that the plan's settings ask for.
 */
export function obstaclesTo(
  draft: {
    readonly before: PublishedPlan;
    readonly published: PublishedPlan;
    readonly hash: string;
    readonly takes: readonly string[];
  },
  states: readonly FindingState[],
  decisions: readonly Decision[],
  needed: readonly SignOffCheck[] = SIGN_OFF_CHECKS,
): SignOffObstacles {
  const made = new Set(checksOf(draft.hash, decisions).map((each) => each.check));
  const agreed = new Set(
    decisionsOf('complete', withoutFallen(decisions, draft.takes)).map((each) => each.requirement),
  );
  const completions = draft.published.requirements
    .filter(({ id, withdrawn }) => !withdrawn && draft.published.statuses[id] === 'complete')
    .filter(({ id }) => draft.before.statuses[id] !== 'complete' && !agreed.has(id))
    .map(({ ref }) => ref);
  return {
    findings: undecided(states),
    checks: needed.filter((check) => !made.has(check)),
    completions,
  };
}

/**
 * The signature in force over a published plan of this hash, or null. Any change of what the hash covers voids it;
 * so does a later return of the draft.
 */
export function signatureInForce(hash: string, decisions: readonly Decision[]): Signed | null {
  const said = [...decisionsOf('signed', decisions), ...decisionsOf('returned', decisions)];
  const newest = said.reduce<Decision | null>(
    (best, each) => (best === null || each.at >= best.at ? each : best),
    null,
  );
  return newest?.kind === 'signed' && newest.hash === hash ? newest : null;
}
