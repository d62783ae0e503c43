import { type CivilDate, type Instant, localTime } from '../../domain/calendar/civil-date.js';
import { type Act, type Assignment, holdersOf, takenBack } from '../../domain/people/assignment.js';
import { askedRows } from '../../domain/plan/introduction.js';
import { loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { Stores } from '../store/stores.js';
import { changeAssignments } from './change-assignments.js';

export type TakeBackOutcome = { readonly kind: 'takenBack'; readonly refs: readonly string[] } | Refused;

/**
 * Takes back what somebody handed over, or a lead for them: from then on it is with whoever gave it. What was answered
 * meanwhile stays as it was answered.
 */
export function makeTakeBack(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async (
    input: {
      readonly tenant: string;
      readonly plan: string;
      readonly person: string;
      /** How the history and those who are told know them. */
      readonly by: { readonly key: string; readonly name: string };
      readonly refs: readonly string[];
    },
    now: Instant,
  ): Promise<TakeBackOutcome> => {
    const operation = deps.newId();
    return retryOnConflict(sayBusy, async () => {
      const loaded = await loadPlan(deps.stores, input.tenant, input.plan);
      if (loaded.kind === 'refused') return loaded;
      const { head, etag } = loaded;
      const day = localTime(now, head.settings.zone).date;
      const act: Act = { id: operation, person: input.person, by: input.by.name, on: day };
      const requirements = askedRows(await loaded.published());
      const before = await loaded.assignments();
      const giver = giverMeant(before, input.person, day);
      let assignments: readonly Assignment[] = before;
      const rows: { requirement: string; ref: string }[] = [];
      for (const ref of input.refs) {
        const requirement = requirements.find((each) => each.ref === ref && !each.withdrawn);
        const after = requirement === undefined ? null : takenBack(requirement, assignments, giver, act);
        if (requirement === undefined || after === null) continue;
        assignments = after;
        rows.push({ requirement: requirement.id, ref });
      }
      if (rows.length === 0) return refused('That is not handed over any more, so nothing was changed.');
      const refs = rows.map(({ ref }) => ref);
      const said = { who: input.by.key, at: now, what: 'took back', old: null, new: null };
      const written = await changeAssignments(
        deps,
        { tenant: input.tenant, head: { value: head, etag }, now, operation },
        {
          assignments,
          joining: [],
          history: { ...said, about: refs.join(', ') },
          rows: rows.map(({ requirement, ref }) => ({ requirement, payload: { ...said, about: ref } })),
        },
      );
      return written === 'conflict' ? 'conflict' : { kind: 'takenBack', refs };
    });
  };
}

/** A lead takes back what anybody gave. */
export function giverMeant(assignments: readonly Assignment[], person: string, day: CivilDate): string | null {
  return holdersOf('lead', assignments, day).some((lead) => lead.person === person) ? null : person;
}
