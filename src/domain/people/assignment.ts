import { addDays, type CivilDate } from '../calendar/civil-date.js';
import { INTRODUCTION } from '../plan/introduction.js';
import type { Requirement } from '../plan/plan.js';

/** As much of a requirement as an assignment can name. */
export type Assignable = Pick<Requirement, 'id' | 'owner' | 'recommendation'>;

export const ROLES = ['owner', 'contributor', 'delegate', 'lead', 'deputy', 'executive', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** What an assignment names, from the widest to the narrowest. */
export type AssignmentTarget =
  | { readonly kind: 'plan' }
  | { readonly kind: 'post'; readonly post: string }
  | { readonly kind: 'recommendation'; readonly number: string }
  | { readonly kind: 'requirement'; readonly id: string }
  /** All that somebody answers, while they are away. */
  | { readonly kind: 'person'; readonly person: string };

/** Who handed a requirement over, when and why, as whoever receives it reads. */
export interface Given {
  readonly by: string;
  readonly on: CivilDate;
  readonly reason: string;
  /** The last day; absent: until it is taken back. */
  readonly until?: CivilDate | undefined;
}

/** What somebody did about hand-overs in one go, of one row or of several: its id, and who did it, by Entra id and name. */
export interface Act {
  readonly id: string;
  readonly person: string;
  readonly by: string;
  readonly on: CivilDate;
}

/** A person in a role on a part of the plan. */
export interface Assignment {
  readonly target: AssignmentTarget;
  /** Entra object id, lower case. */
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  /** The first day it holds; absent: at once. */
  readonly from?: CivilDate | undefined;
  /** The last day it holds, or null for good: of what was handed over, until it is taken back. */
  readonly until: CivilDate | null;
  /** Made by the person themselves with "Hand over": an assignment file does not take it back. */
  readonly handedOver?: boolean | undefined;
  /** Of what was handed over: by whom, on which day and why; absent where that was not kept yet. */
  readonly given?: Given | undefined;
  /** The act that handed it over; absent where that was not kept yet. */
  readonly act?: Act | undefined;
  /** The act that took it back: it has held no longer since. */
  readonly back?: Act | undefined;
  /** Of a contributor: what the lead asks them each quarter; absent: the plain question. */
  readonly question?: string | undefined;
}

const WIDTH: Readonly<Record<AssignmentTarget['kind'], number>> = {
  requirement: 0,
  recommendation: 1,
  post: 2,
  plan: 3,
  person: 4,
};

/**
 * Who answers a requirement on a day: a delegate before an owner, and within a role the narrowest assignment.
 * Of two equally narrow ones the later in the list counts, as the lead wrote it last. The introduction is the lead's
 * where nobody has it. For somebody who is away their stand-in answers. Undefined when nobody does.
 */
export function answererOf(
  requirement: Assignable,
  assignments: readonly Assignment[],
  day: CivilDate,
): Assignment | undefined {
  const holder = holderOf(requirement, assignments, day);
  return holder === undefined ? undefined : standingInFor(holder, assignments, day);
}

/** Whoever stands in for somebody, and for them if they are away too; a circle of people who are away leads nowhere. */
function standingInFor(holder: Assignment, assignments: readonly Assignment[], day: CivilDate): Assignment {
  const met = new Set<string>();
  let answers = holder;
  for (;;) {
    met.add(answers.person);
    const away = absenceOf(answers.person, assignments, day);
    if (away === undefined || away.person === answers.person) return answers;
    if (met.has(away.person)) return holder;
    answers = away;
  }
}

/** The absence of somebody on a day: its person is the stand-in, or they themselves where nobody stands in. */
export function absenceOf(person: string, assignments: readonly Assignment[], day: CivilDate): Assignment | undefined {
  return assignments.findLast(
    (each) => each.target.kind === 'person' && each.target.person === person && holds(each, day),
  );
}

/** Who holds a requirement on a day, away or not. */
function holderOf(requirement: Assignable, assignments: readonly Assignment[], day: CivilDate): Assignment | undefined {
  const covering = assignments.filter((each) => holds(each, day) && covers(each.target, requirement));
  const holder = narrowest(covering, 'delegate') ?? narrowest(covering, 'owner');
  return holder ?? (requirement.id === INTRODUCTION.id ? holdersOf('lead', assignments, day)[0] : undefined);
}

/** The people who hold a role on the whole plan on a day, each once. */
export function holdersOf(role: Role, assignments: readonly Assignment[], day: CivilDate): readonly Assignment[] {
  const holders = assignments.filter((each) => each.role === role && each.target.kind === 'plan' && holds(each, day));
  return [...new Map(holders.map((each) => [each.person, each])).values()];
}

/** Whether an assignment names this requirement, by itself or by what it belongs to. */
export function covers(target: AssignmentTarget, requirement: Assignable): boolean {
  switch (target.kind) {
    case 'plan':
      return true;
    case 'post':
      return samePost(target.post, requirement.owner);
    case 'recommendation':
      return target.number === requirement.recommendation;
    case 'requirement':
      return target.id === requirement.id;
    case 'person':
      return false;
  }
}

/** Posts are compared without regard to case and spacing. */
export function samePost(a: string, b: string): boolean {
  const plain = (post: string) => post.trim().replace(/\s+/g, ' ').toLowerCase();
  return plain(a) === plain(b);
}

/** Whether an assignment holds on a day. */
export function holds({ from, until }: Pick<Assignment, 'from' | 'until'>, day: CivilDate): boolean {
  return (from === undefined || from <= day) && (until === null || day <= until);
}

/** Whether one assignment names a narrower part of the plan than another. */
export function isNarrower(one: Assignment, other: Assignment): boolean {
  return WIDTH[one.target.kind] < WIDTH[other.target.kind];
}

function narrowest(covering: readonly Assignment[], role: Role): Assignment | undefined {
  return covering
    .filter((each) => each.role === role)
    .reduce<Assignment | undefined>(
      (best, each) => (best === undefined || WIDTH[each.target.kind] <= WIDTH[best.target.kind] ? each : best),
      undefined,
    );
}

/** Who stays when others are named: all but those who held the same role on the same part of the plan. */
export function notNamedBy(before: readonly Assignment[], named: readonly Assignment[]): readonly Assignment[] {
  const key = ({ role, target }: Assignment) => `${role} ${targetKey(target)}`;
  const taken = new Set(named.map(key));
  return before.filter((each) => !taken.has(key(each)));
}

/** What people handed over and a new assignment file says nothing about: it holds until its day. */
export function stillHandedOver(
  before: readonly Assignment[],
  file: readonly Assignment[],
  day: CivilDate,
): readonly Assignment[] {
  const named = new Set(file.filter((each) => each.role === 'delegate').map((each) => targetKey(each.target)));
  // an absence that has not begun yet is still to come
  const isOver = ({ until }: Assignment) => until !== null && until < day;
  return before.filter((each) => each.handedOver === true && !isOver(each) && !named.has(targetKey(each.target)));
}

/**
 * Everybody who handed a requirement over, as things stand on a day, in order. What came back to somebody counts as
 * never given: of Ada → Ben → Ada nobody is left, of Ada → Ben → Cat both Ada and Ben.
 */
export function giversOf(
  requirement: Assignable,
  assignments: readonly Assignment[],
  day: CivilDate,
): readonly Assignment[] {
  let chain: readonly Assignment[] = [];
  for (const [index, given] of assignments.entries()) {
    const { target } = given;
    if (given.handedOver !== true || target.kind !== 'requirement' || target.id !== requirement.id) continue;
    // its day is over: it is with its owner again
    if (!holds(given, day)) continue;
    const giver = giverOf(requirement, assignments, index, day);
    if (chain.length === 0 && giver !== undefined) chain = [giver];
    const before = chain.findIndex((each) => each.person === given.person);
    chain = before === -1 ? [...chain, given] : chain.slice(0, before + 1);
  }
  return chain.slice(0, -1);
}

/** Who gave what stands at this place of the list. */
function giverOf(
  requirement: Assignable,
  assignments: readonly Assignment[],
  index: number,
  day: CivilDate,
): Assignment | undefined {
  const { act } = assignments[index] ?? {};
  const holder = holderOf(requirement, assignments.slice(0, index), day);
  if (holder === undefined || act === undefined || act.person === holder.person) return holder;
  return { ...holder, person: act.person, name: act.by };
}

/**
 * The assignments once a requirement is taken back: what was handed over from there on holds no longer. `giver`: who gave
 * it; null: from the first hand-over on. Null where there is nothing to take back.
 */
export function takenBack(
  requirement: Assignable,
  assignments: readonly Assignment[],
  giver: string | null,
  act: Act,
): readonly Assignment[] | null {
  const isHandOver = (each: Assignment) =>
    each.handedOver === true &&
    each.target.kind === 'requirement' &&
    each.target.id === requirement.id &&
    holds(each, act.on);
  if (giver !== null && giversOf(requirement, assignments, act.on).every(({ person }) => person !== giver)) return null;
  const from = assignments.findIndex(
    (each, index) =>
      isHandOver(each) && (giver === null || giverOf(requirement, assignments, index, act.on)?.person === giver),
  );
  if (from === -1) return null;
  return assignments.map((each, index) => (index >= from && isHandOver(each) ? ended(each, act) : each));
}

/** An assignment that holds no longer from the day of the act on. */
export function ended(assignment: Assignment, back: Act): Assignment {
  return { ...assignment, until: addDays(back.on, -1), back };
}

/** The first assignment that gives the same target to another owner (or delegate): exactly one person answers. */
export function rivalOf(assignment: Assignment, others: readonly Assignment[]): Assignment | undefined {
  if (assignment.role !== 'owner' && assignment.role !== 'delegate') return undefined;
  return others.find(
    (each) =>
      each.role === assignment.role &&
      each.person !== assignment.person &&
      targetKey(each.target) === targetKey(assignment.target),
  );
}

function targetKey(target: AssignmentTarget): string {
  switch (target.kind) {
    case 'plan':
      return 'plan';
    case 'post':
      return `post ${target.post.trim().replace(/\s+/g, ' ').toLowerCase()}`;
    case 'recommendation':
      return `recommendation ${target.number}`;
    case 'requirement':
      return `requirement ${target.id}`;
    case 'person':
      return `person ${target.person}`;
  }
}
