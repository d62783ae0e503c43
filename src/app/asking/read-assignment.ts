import { type CivilDate, longDate, parseCivilDate } from '../../domain/calendar/civil-date.js';
import {
  type Assignment,
  type AssignmentTarget,
  ROLES,
  type Role,
  rivalOf,
  samePost,
} from '../../domain/people/assignment.js';
import { isOutside, outsideId, plainName, questionProblem } from '../../domain/people/contributor.js';
import { askedRows } from '../../domain/plan/introduction.js';
import type { PublishedPlan } from '../../domain/plan/plan.js';
import type { Stores } from '../store/stores.js';

/** One line of an assignment file, as written. */
export interface AssignmentLine {
  readonly line: number;
  /** As people find it, where it is no line of a file. */
  readonly where?: string;
  readonly target: string;
  readonly person: string;
  readonly name: string;
  readonly role: string;
  readonly until: string;
  /** Of a contributor: what they are asked; absent or empty: the plain question. */
  readonly question?: string;
}

const ENTRA_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What a line is read against. */
interface Reading {
  readonly stores: Stores;
  readonly tenant: string;
  readonly published: PublishedPlan;
  readonly day: CivilDate;
  /** Those in force until now. */
  readonly before: readonly Assignment[];
}

/** One line read, or what is wrong with it and what to do. */
export async function readAssignment(reading: Reading, line: AssignmentLine): Promise<Assignment | string> {
  const { stores, tenant, published, day } = reading;
  const role = line.role.trim().toLowerCase();
  if (!isRole(role)) return `the role "${line.role}" is not known. Use one of: ${ROLES.join(', ')}.`;
  const target = targetOf(line.target.trim(), published);
  if (target === null) {
    return `the target "${line.target}" is not a ref, a recommendation's number or a post of this plan, nor "plan".`;
  }
  if ((role === 'lead' || role === 'deputy' || role === 'executive' || role === 'admin') && target.kind !== 'plan') {
    return `the role ${role} holds for the whole plan: give "plan" as its target.`;
  }
  const untilText = line.until.trim();
  const until: CivilDate | null | undefined = untilText === '' ? null : parseCivilDate(untilText);
  if (until === undefined) return `"${line.until}" is not a date of the form YYYY-MM-DD.`;
  if (until !== null && until < day) return `the last day, ${longDate(until)}, is past. Give a day to come, or none.`;
  if (role === 'delegate' && until === null) return 'a delegate needs an end date in the column "until".';
  const asked = line.question?.trim() ?? '';
  if (asked !== '' && role !== 'contributor') return 'only a contributor has a question. Leave that cell empty.';
  const problem = questionProblem(asked);
  if (problem !== null) return problem;
  const question = asked === '' ? {} : { question: asked };
  const person = line.person.trim().toLowerCase();
  if (role === 'contributor' && person === '') {
    const called = await byName(reading, line.name.trim());
    return typeof called === 'string' ? called : { target, ...called, role, until, ...question };
  }
  if (ENTRA_ID.test(person)) return { target, person, name: line.name.trim() || person, role, until, ...question };
  if (!person.includes('@')) return `"${line.person}" is neither an Entra id nor an e-mail address.`;
  const found = await stores.directory.personByAddress(tenant, person);
  if (found === null) {
    return `nobody with the address ${line.person} is known from a roster yet. Give their Entra id, or add the app to their team first.`;
  }
  return { target, person: found.person, name: line.name.trim() || found.name, role, until, ...question };
}

/** A contributor who is named without an address: a colleague of that name, else somebody who is asked on a sheet. */
async function byName(
  { stores, tenant, before }: Reading,
  name: string,
): Promise<{ readonly person: string; readonly name: string } | string> {
  if (name === '') return 'nobody is named. Give a name, an e-mail address or an Entra id.';
  const known = [...before.filter(({ person }) => !isOutside(person)), ...(await stores.roster(tenant).everybody())];
  const called = new Map(
    known.filter((each) => plainName(each.name) === plainName(name)).map(({ person, name }) => [person, name]),
  );
  const [only, another] = called;
  if (another !== undefined) return `several people are called "${name}". Give the e-mail address of one.`;
  return only === undefined ? { person: outsideId(name), name } : { person: only[0], name: only[1] };
}

/** Exactly one person answers a requirement: the same target cannot have two owners. */
export function rivalProblem(read: Assignment, named: readonly Assignment[], target: string): string | null {
  const rival = rivalOf(read, named);
  if (rival === undefined) return null;
  return `"${target}" already has ${rival.name} as its ${read.role}. One person answers; give the others the role contributor.`;
}

function targetOf(target: string, published: PublishedPlan): AssignmentTarget | null {
  if (target.toLowerCase() === 'plan') return { kind: 'plan' };
  const byRef = askedRows(published).find((each) => each.ref === target && !each.withdrawn);
  if (byRef !== undefined) return { kind: 'requirement', id: byRef.id };
  if (published.recommendations.some((each) => each.number === target)) {
    return { kind: 'recommendation', number: target };
  }
  const post = published.requirements.find((each) => each.owner !== '' && samePost(each.owner, target));
  return post === undefined ? null : { kind: 'post', post: post.owner };
}

function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
