import type { CivilDate, Instant } from '../../domain/calendar/civil-date.js';
import { today } from '../../domain/calendar/working-time.js';
import { type Assignment, answererOf, notNamedBy, stillHandedOver } from '../../domain/people/assignment.js';
import { askedRows } from '../../domain/plan/introduction.js';
import type { PublishedPlan } from '../../domain/plan/plan.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import { loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { Stores } from '../store/stores.js';
import { bringAsksUpToDate, makeWhoKey } from './bring-asks-up-to-date.js';
import { type AssignmentLine, readAssignment, rivalProblem } from './read-assignment.js';

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
      const before = await loaded.assignments();
      const reading = { stores: deps.stores, tenant: input.tenant, published, day, before };
      for (const line of input.lines) {
        const read = await readAssignment(reading, line);
        const problem = typeof read === 'string' ? read : rivalProblem(read, named, line.target);
        if (problem !== null) problems.push(`${line.where ?? `Line ${line.line}`}: ${problem}`);
        else if (typeof read !== 'string') named.push(read);
      }
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
        await bringAsksUpToDate(deps.stores, deps.newId, input.tenant, head, head.cycle, { now, today: day });
        await deps.stores.directory.addDue({ tenant: input.tenant, plan: input.plan, at: now });
      }
      return { kind: 'assigned', assignments: named, kept, uncovered: uncoveredBy(assignments, published, day) };
    });
  };
}

function uncoveredBy(assignments: readonly Assignment[], published: PublishedPlan, day: CivilDate): readonly string[] {
  return askedRows(published)
    .filter((each) => !each.withdrawn && answererOf(each, assignments, day) === undefined)
    .map((each) => each.ref);
}
