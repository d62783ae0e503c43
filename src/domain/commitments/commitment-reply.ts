import { type CivilDate, type Instant, longDate, parseCivilDate } from '../calendar/civil-date.js';
import type { HistoryPayload } from '../plan/history.js';
import { shortened } from '../text/shortened.js';
import { answerCommitment, type Commitment, type CommitmentAnswer, isUnanswered, takenBack } from './commitment.js';
import { type AskingCycle, byDue, type CommitmentsOfItem, promisesOf } from './commitment-standing.js';

/** What somebody entered about one commitment, as it came in: any text at all. `version`: the one that they saw. */
export interface CommitmentInput {
  readonly id: string;
  readonly version: number;
  /** Meant to be one of `BECAME`, or empty. */
  readonly became: string;
  /** Meant to be `YYYY-MM-DD`. */
  readonly until: string;
  readonly why: string;
}

/** The answers that can be chosen. `open` takes an answer of this cycle back. */
export const BECAME = ['done', 'late', 'withdrawn', 'open'] as const;
export type Became = (typeof BECAME)[number];

/** One thing that a reply says about one commitment. */
export interface SaidOfCommitment {
  readonly id: string;
  readonly version: number;
  readonly answer: CommitmentAnswer;
}

export type SaidOutcome =
  | { readonly kind: 'said'; readonly said: readonly SaidOfCommitment[] }
  /** Something to mend, in plain English; what was entered must be shown again. */
  | { readonly kind: 'invalid'; readonly problem: string };

/**
 * Reads what was entered. Nothing entered is nothing said, and never a problem. A date by itself can only mean "not
 * yet"; a reason by itself may mean anything, so it is asked about.
 */
export function readSaid(inputs: readonly CommitmentInput[], item: CommitmentsOfItem): SaidOutcome {
  const said: SaidOfCommitment[] = [];
  for (const { id, version, became, until, why } of inputs) {
    const chosen = BECAME.find((each) => each === became) ?? (until === '' ? null : 'late');
    if (chosen === null) {
      if (why === '') continue;
      return { kind: 'invalid', problem: `Please choose what became of ${nameOf(id, item)}.` };
    }
    const answer = answerOf(chosen, until, why);
    if (answer === null) {
      return { kind: 'invalid', problem: `Please give the new date for ${nameOf(id, item)}.` };
    }
    said.push({ id, version, answer });
  }
  return { kind: 'said', said };
}

function answerOf(became: Became, until: string, why: string): CommitmentAnswer | null {
  switch (became) {
    case 'done':
      return { kind: 'done' };
    case 'open':
      return { kind: 'reopened' };
    case 'withdrawn':
      return { kind: 'withdrawn', reason: why };
    case 'late': {
      const due = parseCivilDate(until);
      return due === undefined ? null : { kind: 'late', due };
    }
  }
}

/** What happens to one commitment: to be written, and told in the requirement's history. */
export interface CommitmentStep {
  readonly kind: 'found' | 'superseded' | 'answered' | 'reopened';
  readonly before: Commitment | null;
  readonly after: Commitment;
}

export type CommitmentsDecided =
  | { readonly kind: 'decided'; readonly item: CommitmentsOfItem; readonly steps: readonly CommitmentStep[] }
  | { readonly kind: 'invalid'; readonly problem: string }
  /** Something was said of a commitment that this item does not ask about. */
  | { readonly kind: 'unknown' };

/**
 * Decides what a reply does to the commitments of its requirement. Each answer must have been given to the version that
 * stands now, unless it says what stands already. An answer of this cycle is taken back before another takes its place.
 */
export function answerOnItem(
  item: CommitmentsOfItem,
  said: readonly SaidOfCommitment[],
  cycle: AskingCycle,
  today: CivilDate,
): CommitmentsDecided {
  const now = new Map(item.commitments.map((each) => [each.id, each]));
  const steps: CommitmentStep[] = [];
  for (const { id, version, answer } of said) {
    const held = now.get(id);
    if (held === undefined) return { kind: 'unknown' };
    if (saysTheSame(held, answer)) continue;
    if (held.version !== version) {
      return {
        kind: 'invalid',
        problem: `${quoted(held)} was answered since this card was shown: ${stateWords(held)}. Please look at it again.`,
      };
    }
    const isOurs = held.answeredIn === cycle.id;
    const base = isOurs ? takenBack(held) : held;
    if (isOurs) steps.push({ kind: 'reopened', before: held, after: base });
    now.set(id, base);
    if (answer.kind === 'reopened' && isOurs) continue;
    const outcome = answerCommitment(base, answer, today, cycle.id);
    if (outcome.kind === 'invalid') return { kind: 'invalid', problem: `${quoted(held)}: ${outcome.problem}` };
    if (outcome.kind === 'already') continue;
    steps.push({ kind: 'answered', before: base, after: outcome.commitment });
    now.set(id, outcome.commitment);
  }
  return { kind: 'decided', item: { ...item, commitments: [...now.values()].toSorted(byDue) }, steps };
}

/**
 * What a text of this cycle does: the promises that it makes are followed from now on; those that the text before it
 * made, that it no longer makes and that nobody answered, are superseded. `text` null: the answer makes none.
 */
export function followText(
  item: CommitmentsOfItem & { readonly requirement: string },
  text: string | null,
  cycle: AskingCycle,
): { readonly item: CommitmentsOfItem; readonly steps: readonly CommitmentStep[] } {
  const promises = text === null ? [] : promisesOf(text, item.requirement, cycle.revision);
  const made = new Set(promises.map((each) => each.id));
  const gone = item.commitments.filter(
    (each) => each.column === cycle.revision && each.state === 'open' && each.version === 0 && !made.has(each.id),
  );
  const known = new Set([...item.commitments.map((each) => each.id), ...item.otherCommitments]);
  const fresh = promises.filter((each) => !known.has(each.id));
  const kept = item.commitments.filter((each) => !gone.includes(each));
  return {
    item: { commitments: [...kept, ...fresh].toSorted(byDue), otherCommitments: item.otherCommitments },
    steps: [
      ...gone.map((each) => ({ kind: 'superseded', before: each, after: superseded(each) }) as const),
      ...fresh.map((each) => ({ kind: 'found', before: null, after: each }) as const),
    ],
  };
}

/** Nobody answered it, and the words that made it were corrected. */
export function superseded(commitment: Commitment): Commitment {
  return { ...commitment, state: 'superseded' };
}

const READ = { found: 'found a promise in', superseded: 'found a promise gone from' };
const WHAT: Readonly<Record<CommitmentStep['kind'], string>> = {
  found: 'made a promise in',
  superseded: 'took back a promise in',
  answered: 'answered for a promise in',
  reopened: 'took back an answer for a promise in',
};

/**
 * The history of some steps: found and superseded promises in one entry each, so that a reply stays one batch. `read`:
 * they were read in what is published, so `who` did not make them.
 */
export function historyOfSteps(
  steps: readonly CommitmentStep[],
  ref: string,
  who: string,
  at: Instant,
  read = false,
): readonly HistoryPayload[] {
  const words = read ? { ...WHAT, ...READ } : WHAT;
  const entry = (kind: CommitmentStep['kind'], old: string | null, now: string | null): HistoryPayload => ({
    who,
    at,
    what: words[kind],
    about: ref,
    old,
    new: now,
  });
  const listed = (kind: CommitmentStep['kind']) =>
    steps
      .filter((step) => step.kind === kind)
      .map((step) => `${quoted(step.after)} by ${longDate(step.after.due)}`)
      .join('\n');
  const [gone, found] = [listed('superseded'), listed('found')];
  return [
    ...(gone === '' ? [] : [entry('superseded', gone, null)]),
    ...(found === '' ? [] : [entry('found', null, found)]),
    ...steps.flatMap(({ kind, before, after }) =>
      kind === 'found' || kind === 'superseded' || before === null
        ? []
        : [entry(kind, `${quoted(before)}: ${stateWords(before)}`, stateWords(after))],
    ),
  ];
}

/** Where a commitment stands, in words: "not yet done, now due on 1 May 2027 (moved once)". */
export function stateWords(commitment: Pick<Commitment, 'state' | 'due' | 'moves' | 'reason'>): string {
  const { state, due, moves, reason } = commitment;
  switch (state) {
    case 'open':
      return `open, due on ${longDate(due)}`;
    case 'late':
      return `not yet done, now due on ${longDate(due)} (moved ${moves.length === 1 ? 'once' : `${moves.length} times`})`;
    case 'done':
      return 'done';
    case 'withdrawn':
      return `will not happen: ${reason ?? ''}`;
    case 'superseded':
      return 'no longer promised';
  }
}

function saysTheSame(held: Commitment, answer: CommitmentAnswer): boolean {
  switch (answer.kind) {
    case 'reopened':
      return isUnanswered(held) && held.answeredIn === null;
    case 'late':
      return held.state === 'late' && held.due === answer.due;
    case 'withdrawn':
      return held.state === 'withdrawn' && held.reason === answer.reason.trim();
    case 'done':
      return held.state === 'done';
  }
}

/** Most characters of a promise's words in a sentence about it. */
const LONGEST_QUOTE = 90;

/** Its words, short enough for a sentence of ours. */
export function quoted({ words }: Pick<Commitment, 'words'>): string {
  return `“${shortened(words, LONGEST_QUOTE)}”`;
}

function nameOf(id: string, item: CommitmentsOfItem): string {
  const held = item.commitments.find((each) => each.id === id);
  return held === undefined ? 'the promise' : quoted(held);
}
