import type { CivilDate } from '../calendar/civil-date.js';
import type { Timing } from '../plan/cycle.js';
import { type Assignment, holds, type Role } from './assignment.js';

/** What a person can ask the service to do with a plan. Answering is apart: the decks decide whose a requirement is. */
export const ACTIONS = [
  'seeStatus',
  'seeOwnStanding',
  'takeBack',
  'beAway',
  'writeNote',
  'seeHistory',
  'nudge',
  'compile',
  'open',
  'extend',
  'recall',
  'skip',
  'pause',
  'finish',
  'assign',
  'answerFor',
  'amend',
  'close',
  'finalise',
  'publish',
  'returnSheets',
  'sendFile',
  'importPlan',
  'review',
  'redact',
  'reissue',
  'seePapers',
  'sign',
  'nameLead',
  'nameDeputy',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Who may do what. The one table; everything else asks it. */
export const AUTHORITY: Readonly<Record<Action, readonly Role[]>> = {
  seeStatus: ['lead', 'deputy', 'executive', 'admin'],
  seeOwnStanding: ['owner', 'contributor', 'delegate', 'lead', 'deputy', 'executive', 'admin'],
  takeBack: ['owner', 'contributor', 'delegate', 'lead', 'deputy', 'executive', 'admin'],
  beAway: ['owner', 'contributor', 'delegate', 'lead', 'deputy', 'executive', 'admin'],
  writeNote: ['owner', 'delegate', 'lead', 'deputy', 'executive', 'admin'],
  seeHistory: ['lead', 'deputy', 'executive', 'admin'],
  nudge: ['lead', 'deputy'],
  compile: ['lead', 'deputy'],
  open: ['lead'],
  extend: ['lead'],
  recall: ['lead'],
  skip: ['lead'],
  pause: ['lead'],
  finish: ['lead'],
  assign: ['lead'],
  answerFor: ['lead'],
  amend: ['lead'],
  close: ['lead'],
  finalise: ['lead'],
  publish: ['lead'],
  returnSheets: ['lead', 'deputy', 'admin'],
  sendFile: ['lead', 'deputy', 'admin'],
  importPlan: ['lead', 'admin'],
  review: ['lead', 'deputy'],
  redact: ['lead'],
  reissue: ['lead', 'executive'],
  seePapers: ['lead', 'executive'],
  sign: ['executive'],
  nameLead: ['executive', 'admin'],
  nameDeputy: ['lead', 'executive', 'admin'],
};

/** The roles that a person holds in a plan on a day, on any part of it. */
export function rolesOf(person: string, assignments: readonly Assignment[], day: CivilDate): readonly Role[] {
  const own = assignments.filter((each) => each.person === person && isRole(each, day));
  return [...new Set(own.map((each) => each.role))];
}

/** Nobody has a part in a plan by being away from it. */
function isRole(assignment: Assignment, day: CivilDate): boolean {
  const { target, person } = assignment;
  return holds(assignment, day) && (target.kind !== 'person' || target.person !== person);
}

/** Whether any of these roles may do it. */
export function mayDo(action: Action, roles: readonly Role[]): boolean {
  return AUTHORITY[action].some((role) => roles.includes(role));
}

/** What somebody can do about one requirement. */
export const ANSWERING = ['answer', 'correct', 'putOff', 'handOver'] as const;
export type Answering = (typeof ANSWERING)[number];

/** `counted` for this cycle's revision; `kept` for the next one; `refused`. */
export type AnsweringVerdict = 'counted' | 'kept' | 'refused';

/** What may be done about one's own requirement, by where the cycle stands. */
export const ANSWERING_RULES: Readonly<Record<Answering, Readonly<Record<Timing, AnsweringVerdict>>>> = {
  answer: { onTime: 'counted', late: 'counted', afterClose: 'kept' },
  correct: { onTime: 'counted', late: 'counted', afterClose: 'kept' },
  putOff: { onTime: 'counted', late: 'counted', afterClose: 'refused' },
  handOver: { onTime: 'counted', late: 'counted', afterClose: 'refused' },
};

/** Whether it may be done. `isOwn`: the requirement stands in the sender's own deck; what a card says never decides. */
export function verdictOn(action: Answering, isOwn: boolean, timing: Timing): AnsweringVerdict {
  return isOwn ? ANSWERING_RULES[action][timing] : 'refused';
}
