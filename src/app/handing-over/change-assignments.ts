import { type Instant, localTime } from '../../domain/calendar/civil-date.js';
import type { Assignment } from '../../domain/people/assignment.js';
import type { HistoryPayload } from '../../domain/plan/history.js';
import { bringAsksUpToDate, makeWhoKey } from '../asking/bring-asks-up-to-date.js';
import type { Held, Written } from '../store/held.js';
import type { NewId } from '../store/ports.js';
import type { PlanHead, Stores } from '../store/stores.js';

/** Whose assignments are changed, when, and under which operation. */
export interface ChangingAssignments {
  readonly tenant: string;
  readonly head: Held<PlanHead>;
  readonly now: Instant;
  readonly operation: string;
}

/** The assignments as they are to be, and what the history says of it: for the plan, and for each row by requirement id. */
export interface ChangedAssignments {
  readonly assignments: readonly Assignment[];
  /** Whoever gets a part, so that they are known in the plan. */
  readonly joining: readonly { readonly person: string; readonly name: string }[];
  readonly history: HistoryPayload;
  readonly rows: readonly { readonly requirement: string; readonly payload: HistoryPayload }[];
}

/** Makes a change of a plan's assignments true; an open cycle's requirements follow at once, and the plan is looked at. */
export async function changeAssignments(
  deps: { readonly stores: Stores; readonly newId: NewId },
  { tenant, head, now, operation }: ChangingAssignments,
  { assignments, joining, history, rows }: ChangedAssignments,
): Promise<Written> {
  const { stores, newId } = deps;
  const plan = head.value.plan.id;
  const store = stores.plan(tenant, plan);
  for (const { person, name } of joining) {
    await makeWhoKey(stores, newId, tenant, person, name);
    await stores.person(tenant, person).addMembership(plan);
  }
  const generation = newId();
  await store.writeAssignments(generation, assignments);
  const next = { ...head.value, assignments: generation };
  if ((await store.writeHead(next, head.etag, [history], operation)) === 'conflict') return 'conflict';
  // the rows' own history says it too; the head has made it true
  for (const { requirement, payload } of rows) await store.appendHistory(requirement, payload, operation);
  const { cycle, settings } = next;
  if (cycle?.state === 'open') {
    const day = localTime(now, settings.zone).date;
    await bringAsksUpToDate(stores, newId, tenant, next, cycle, { now, today: day });
  }
  await stores.directory.addDue({ tenant, plan, at: now });
  return 'done';
}
