import { type AssignmentLine, readAssignment, rivalProblem } from '../../../app/asking/read-assignment.js';
import type { Named } from '../../../app/importing/import-plan.js';
import { staffLine } from '../../../app/importing/staff-lines.js';
import type { Stores } from '../../../app/store/stores.js';
import type { CivilDate } from '../../../domain/calendar/civil-date.js';
import { type Assignment, type AssignmentTarget, notNamedBy } from '../../../domain/people/assignment.js';
import { answererChanges } from '../../../domain/people/typed-assignment.js';
import type { PublishedPlan } from '../../../domain/plan/plan.js';
import type { StatusGroup } from '../../messages.js';
import { group } from './shown-difference.js';

/** Whom a workbook names, and what that would change; `lines` is empty where nobody can be assigned. */
export interface Staffing {
  readonly lines: readonly AssignmentLine[];
  readonly groups: readonly StatusGroup[];
  /** Whether anybody would answer or add who does not now. */
  readonly changes: boolean;
}

/** Reads the staffing columns of a workbook against the plan as it would be. All of it is used, or none. */
export async function staffingOf(
  about: {
    readonly stores: Stores;
    readonly tenant: string;
    readonly published: PublishedPlan;
    readonly day: CivilDate;
    readonly before: readonly Assignment[];
  },
  named: readonly Named[],
): Promise<Staffing> {
  const lines = named.map(staffLine);
  const given: Assignment[] = [];
  const problems: { ref: string; text: string; detail: string }[] = [];
  for (const line of lines) {
    const read = await readAssignment(about, line);
    const problem = typeof read === 'string' ? read : rivalProblem(read, given, line.target);
    if (problem !== null) problems.push({ ref: line.target, text: problem, detail: '' });
    else if (typeof read !== 'string') given.push(read);
  }
  if (problems.length > 0) {
    return { lines: [], groups: group('Nobody is assigned until these cells are corrected', problems), changes: false };
  }
  const { published, before, day } = about;
  const answerers = answererChanges(published, before, [...given, ...notNamedBy(before, given)], day).map((each) => ({
    ref: each.ref,
    text: each.to ?? 'nobody',
    detail: `until now ${each.from ?? 'nobody'}`,
  }));
  const adds = given
    .filter((each) => each.role === 'contributor' && !before.some((other) => isSame(each, other)))
    .map((each) => ({ ref: refOf(each.target, published), text: each.name, detail: each.question ?? '' }));
  return {
    lines,
    groups: [...group('Who would answer', answerers), ...group('Who would add, and what they are asked', adds)],
    changes: answerers.length + adds.length > 0,
  };
}

function isSame(a: Assignment, b: Assignment): boolean {
  const said = ({ role, person, target, question = '' }: Assignment) =>
    JSON.stringify([role, person, target, question]);
  return said(a) === said(b);
}

function refOf(target: AssignmentTarget, { requirements }: PublishedPlan): string {
  return target.kind === 'requirement' ? (requirements.find(({ id }) => id === target.id)?.ref ?? '') : 'several';
}
