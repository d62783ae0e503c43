import type { Assignment, Role } from './assignment.js';
import type { CivilDate } from './civil-date.js';

/** What a person can ask the service to do with a plan. Answering is apart: the decks decide whose a requirement is. */
export const ACTIONS = [
  'seeStatus',
  'seeOwnStanding',
  'seeHistory',
  'nudge',
  'compile',
  'finalise',
  'openCycle',
  'closeCycle',
  'assign',
  'import',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Who may do what. The one table; everything else asks it. */
export const AUTHORITY: Readonly<Record<Action, readonly Role[]>> = {
  seeStatus: ['lead', 'executive', 'admin'],
  seeOwnStanding: ['owner', 'contributor', 'delegate', 'lead', 'executive', 'admin'],
  seeHistory: ['lead', 'executive', 'admin'],
  nudge: ['lead'],
  compile: ['lead'],
  finalise: ['lead'],
  openCycle: ['lead', 'admin'],
  closeCycle: ['lead', 'admin'],
  assign: ['lead', 'admin'],
  import: ['lead', 'admin'],
};

/** The roles that a person holds in a plan on a day, on any part of it. */
export function rolesOf(person: string, assignments: readonly Assignment[], day: CivilDate): readonly Role[] {
  const own = assignments.filter((each) => each.person === person && (each.until === null || day <= each.until));
  return [...new Set(own.map((each) => each.role))];
}

/** Whether any of these roles may do it. */
export function mayDo(action: Action, roles: readonly Role[]): boolean {
  return AUTHORITY[action].some((role) => roles.includes(role));
}
