import { type CivilDate, type Instant, parseCivilDate } from '../../domain/calendar/civil-date.js';
import { today } from '../../domain/calendar/working-time.js';
import {
  type Assignment,
  type AssignmentTarget,
  answererOf,
  ROLES,
  type Role,
  rivalOf,
  samePost,
  stillHandedOver,
} from '../../domain/people/assignment.js';
import type { PublishedPlan } from '../../domain/plan/plan.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import { loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { Stores } from '../store/stores.js';
import { bringAsksUpToDate, makeWhoKey } from './bring-asks-up-to-date.js';

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
}

/** `uncovered`: refs that nobody answers for now. `kept`: what people handed over themselves and the file does not name. */
export type AssignOutcome =
  | {
      readonly kind: 'assigned';
      readonly assignments: readonly Assignment[];
      readonly kept: readonly Assignment[];
      readonly uncovered: readonly string[];
    }
  | (Refused & { readonly problems: readonly string[] });

const busy = () => ({ ...sayBusy(), problems: [] });

const ENTRA_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Replaces a plan's assignments by those of a file; all lines or none. With `adds` they replace only who held the same
 * role on the same part of the plan, and all others stay. An open cycle's requirements follow at once:
 * what is open moves to its new owner, what is answered stays where it was answered.
 */
export function makeAssign(deps: {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
}) {
  return async (
    input: {
      readonly tenant: string;
      readonly plan: string;
      readonly lines: readonly AssignmentLine[];
      readonly by: string;
      readonly adds?: boolean;
    },
    now: Instant,
  ): Promise<AssignOutcome> => {
    const operation = deps.newId();
    return retryOnConflict(busy, async () => {
      const loaded = await loadPlan(deps.stores, input.tenant, input.plan, 'Import it first.');
      if (loaded.kind === 'refused') return { ...loaded, problems: [] };
      const { store, etag } = loaded;
      const published = await loaded.published();
      const day = today(now, calendarOf(loaded.head.settings, deps.bankHolidays));
      const problems: string[] = [];
      const named: Assignment[] = [];
      for (const line of input.lines) {
        const read = await readLine(deps.stores, input.tenant, published, line, day);
        const problem = typeof read === 'string' ? read : rivalProblem(read, named, line.target);
        if (problem !== null) problems.push(`${line.where ?? `Line ${line.line}`}: ${problem}`);
        else if (typeof read !== 'string') named.push(read);
      }
      const before = await loaded.assignments();
      const kept = input.adds === true ? notNamedBy(before, named) : stillHandedOver(before, named, day);
      const assignments = [...named, ...kept];
      if (problems.length > 0) {
        const count = problems.length === 1 ? '1 line' : `${problems.length} lines`;
        return { ...refused(`${count} of the file cannot be used, so nothing was changed.`), problems };
      }
      const generation = deps.newId();
      const people = new Map(assignments.map((each) => [each.person, each.name]));
      for (const [person, name] of people) {
        await makeWhoKey(deps.stores, deps.newId, input.tenant, person, name);
        await deps.stores.person(input.tenant, person).addMembership(input.plan);
      }
      await store.writeAssignments(generation, assignments);
      const head = { ...loaded.head, assignments: generation };
      const history = {
        who: input.by,
        at: now,
        what: 'assigned',
        about: input.plan,
        old: loaded.head.assignments,
        new: `${generation}: ${assignments.length} assignments`,
      };
      if ((await store.writeHead(head, etag, [history], operation)) === 'conflict') return 'conflict';
      if (head.cycle !== null && head.cycle.state === 'open') {
        await bringAsksUpToDate(deps.stores, deps.newId, input.tenant, head, head.cycle, day);
        await deps.stores.directory.addDue({ tenant: input.tenant, plan: input.plan, at: now });
      }
      return { kind: 'assigned', assignments: named, kept, uncovered: uncoveredBy(assignments, published, day) };
    });
  };
}

/** One line read, or what is wrong with it and what to do. */
async function readLine(
  stores: Stores,
  tenant: string,
  published: PublishedPlan,
  line: AssignmentLine,
  day: CivilDate,
): Promise<Assignment | string> {
  const role = line.role.trim().toLowerCase();
  if (!isRole(role)) return `the role "${line.role}" is not known. Use one of: ${ROLES.join(', ')}.`;
  const target = targetOf(line.target.trim(), published);
  if (target === null) {
    return `the target "${line.target}" is not a ref, a recommendation's number or a post of this plan, nor "plan".`;
  }
  if ((role === 'lead' || role === 'executive' || role === 'admin') && target.kind !== 'plan') {
    return `the role ${role} holds for the whole plan: give "plan" as its target.`;
  }
  const untilText = line.until.trim();
  const until: CivilDate | null | undefined = untilText === '' ? null : parseCivilDate(untilText);
  if (until === undefined) return `"${line.until}" is not a date of the form YYYY-MM-DD.`;
  if (until !== null && until < day) return `"${line.until}" is past. Leave the line out, or give a day to come.`;
  if (role === 'delegate' && until === null) return 'a delegate needs an end date in the column "until".';
  const person = line.person.trim().toLowerCase();
  if (ENTRA_ID.test(person)) return { target, person, name: line.name.trim() || person, role, until };
  if (!person.includes('@')) return `"${line.person}" is neither an Entra id nor an e-mail address.`;
  const found = await stores.directory.personByAddress(tenant, person);
  if (found === null) {
    return `nobody with the address ${line.person} is known from a roster yet. Give their Entra id, or add the app to their team first.`;
  }
  return { target, person: found.person, name: line.name.trim() || found.name, role, until };
}

/** Exactly one person answers a requirement: the same target cannot have two owners. */
function rivalProblem(read: Assignment, named: readonly Assignment[], target: string): string | null {
  const rival = rivalOf(read, named);
  if (rival === undefined) return null;
  return `"${target}" already has ${rival.name} as its ${read.role}. One person answers; give the others the role contributor.`;
}

function targetOf(target: string, published: PublishedPlan): AssignmentTarget | null {
  if (target.toLowerCase() === 'plan') return { kind: 'plan' };
  const byRef = published.requirements.find((each) => each.ref === target && !each.withdrawn);
  if (byRef !== undefined) return { kind: 'requirement', id: byRef.id };
  if (published.recommendations.some((each) => each.number === target)) {
    return { kind: 'recommendation', number: target };
  }
  const post = published.requirements.find((each) => each.owner !== '' && samePost(each.owner, target));
  return post === undefined ? null : { kind: 'post', post: post.owner };
}

/** Who stays when others are named for parts of the plan. */
function notNamedBy(before: readonly Assignment[], named: readonly Assignment[]): readonly Assignment[] {
  const key = ({ role, target }: Assignment) => `${role} ${JSON.stringify(target)}`;
  const taken = new Set(named.map(key));
  return before.filter((each) => !taken.has(key(each)));
}

function uncoveredBy(assignments: readonly Assignment[], published: PublishedPlan, day: CivilDate): readonly string[] {
  return published.requirements
    .filter((each) => !each.withdrawn && answererOf(each, assignments, day) === undefined)
    .map((each) => each.ref);
}

function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
