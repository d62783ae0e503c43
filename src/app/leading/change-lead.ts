import type { CivilDate, Instant } from '../../domain/calendar/civil-date.js';
import { today } from '../../domain/calendar/working-time.js';
import { type Act, type Assignment, ended, holds } from '../../domain/people/assignment.js';
import type { Plan } from '../../domain/plan/plan.js';
import { bringAsksUpToDate, makeWhoKey } from '../asking/bring-asks-up-to-date.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import { type LoadedPlan, loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { PlanHead, Stores } from '../store/stores.js';

interface Deps {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
}

export interface ChangeLeadInput {
  readonly tenant: string;
  readonly plan: string;
  readonly role: 'lead' | 'deputy';
  /** Who holds the role from now on; null: nobody, which a lead cannot be. */
  readonly to: { readonly person: string; readonly name: string } | null;
  /** The last day, or null for good. */
  readonly until: CivilDate | null;
  /** How the plan prints its operational lead from the next revision on; null: as before. */
  readonly printed: string | null;
  /** Who names them: key in the history, Entra id and name. */
  readonly by: { readonly key: string; readonly person: string; readonly name: string };
}

export type ChangeLeadOutcome = { readonly kind: 'changed' } | Refused;

/** Names the lead or the deputy of a plan in place of whoever held that role; a sweep tells both. */
export function makeChangeLead(deps: Deps) {
  return (input: ChangeLeadInput, now: Instant): Promise<ChangeLeadOutcome> => {
    const operation = deps.newId();
    const act = deps.newId();
    return retryOnConflict(sayBusy, async (): Promise<ChangeLeadOutcome | 'conflict'> => {
      const loaded = await loadPlan(deps.stores, input.tenant, input.plan);
      if (loaded.kind === 'refused') return loaded;
      const day = today(now, calendarOf(loaded.head.settings, deps.bankHolidays));
      const changed = roleGivenTo(await loaded.assignments(), input, { act, day });
      if (typeof changed === 'string') return refused(changed);
      const next = await written(deps, loaded, input, changed.assignments);
      const history = {
        who: input.by.key,
        at: now,
        what: `named the ${input.role} of`,
        about: input.plan,
        old: changed.before.join(', ') || null,
        new: input.to?.name ?? 'nobody',
      };
      if ((await loaded.store.writeHead(next, loaded.etag, [history], operation)) === 'conflict') return 'conflict';
      if (next.cycle !== null && next.cycle.state === 'open') {
        await bringAsksUpToDate(deps.stores, deps.newId, input.tenant, next, next.cycle, { now, today: day });
      }
      await deps.stores.directory.addDue({ tenant: input.tenant, plan: input.plan, at: now });
      return { kind: 'changed' };
    });
  };
}

/** The assignments once somebody holds a role in place of others; a sentence where that cannot be. */
function roleGivenTo(
  before: readonly Assignment[],
  { role, to, until, by }: ChangeLeadInput,
  { act: id, day }: { readonly act: string; readonly day: CivilDate },
): { readonly assignments: readonly Assignment[]; readonly before: readonly string[] } | string {
  const act: Act = { id, person: by.person, by: by.name, on: day };
  const isHeld = (each: Assignment) => each.role === role && each.target.kind === 'plan' && holds(each, day);
  const held = before.filter(isHeld);
  if (to === null && role === 'lead') return 'A plan has a lead. Name the new one.';
  if (to === null && held.length === 0) return 'This plan has no deputy.';
  const others = before.map((each) => (isHeld(each) && each.person !== to?.person ? ended(each, act) : each));
  const rest = others.filter((each) => !(isHeld(each) && each.person === to?.person));
  const given: readonly Assignment[] =
    to === null ? [] : [{ target: { kind: 'plan' }, person: to.person, name: to.name, role, until, act }];
  return { assignments: [...given, ...rest], before: held.map(({ name }) => name) };
}

/** Writes what the head will name: the assignments, and the plan where it prints its lead otherwise. */
async function written(
  deps: Deps,
  { store, head, published }: LoadedPlan,
  { tenant, plan: id, to, printed }: ChangeLeadInput,
  assignments: readonly Assignment[],
): Promise<PlanHead> {
  if (to !== null) {
    await makeWhoKey(deps.stores, deps.newId, tenant, to.person, to.name);
    await deps.stores.person(tenant, to.person).addMembership(id);
  }
  const generation = deps.newId();
  await store.writeAssignments(generation, assignments);
  const next = { ...head, assignments: generation };
  if (printed === null || printed === head.plan.operationalLead) return next;
  const plan: Plan = { ...head.plan, operationalLead: printed };
  const renamed = deps.newId();
  await store.writePublished(renamed, { ...(await published()), plan });
  return { ...next, plan, generation: renamed, basis: head.basis ?? head.generation };
}
