import {
  addDays,
  type CivilDate,
  type Instant,
  instantAt,
  localTime,
  longDate,
  timeOfDay,
} from '../../domain/calendar/civil-date.js';
import { type Act, type Assignment, ended } from '../../domain/people/assignment.js';
import { makeWhoKey } from '../asking/bring-asks-up-to-date.js';
import type { Known } from '../people/find-people.js';
import { loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { Stores } from '../store/stores.js';
import { changeAssignments } from './change-assignments.js';

/** Who is away, as the verified sender, the history and those who are told know them. */
export interface Absent {
  readonly tenant: string;
  readonly plan: string;
  readonly person: string;
  readonly by: { readonly key: string; readonly name: string };
}

/** From one day to another; somebody may stand in. */
export interface Absence {
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly standIn: Known | null;
}

export type AwayOutcome = { readonly kind: 'away' } | Refused;
export type BackOutcome = { readonly kind: 'back' } | Refused;

/**
 * Notes that somebody is away: in that time they are not reminded, and whoever stands in for them is asked for what is
 * open. Nothing of it makes anything less late. One absence at a time: a new one takes the place of the one before.
 */
export function makeBeAway(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async (input: Absent & Absence, now: Instant): Promise<AwayOutcome> => {
    const { tenant, plan, person, by, from, until, standIn } = input;
    const operation = deps.newId();
    return retryOnConflict(sayBusy, async () => {
      const loaded = await loadPlan(deps.stores, tenant, plan);
      if (loaded.kind === 'refused') return loaded;
      const { head, etag } = loaded;
      const { zone } = head.settings;
      const day = localTime(now, zone).date;
      const away: Assignment = {
        target: { kind: 'person', person },
        person: standIn?.person ?? person,
        name: standIn?.name ?? by.name,
        role: 'delegate',
        from,
        until,
        handedOver: true,
        given: { by: by.name, on: day, reason: `away from ${longDate(from)}` },
        act: { id: operation, person, by: by.name, on: day },
      };
      const before = (await loaded.assignments()).filter((each) => !isAbsenceOf(each, person, day));
      const standInKey =
        standIn === null ? null : await makeWhoKey(deps.stores, deps.newId, tenant, standIn.person, standIn.name);
      for (const at of [from, addDays(until, 1)]) {
        await deps.stores.directory.addDue({ tenant, plan, at: instantAt(at, timeOfDay('00:00'), zone) });
      }
      const written = await changeAssignments(
        deps,
        { tenant, head: { value: head, etag }, now, operation },
        {
          assignments: [...before, away],
          joining: standIn === null ? [] : [standIn],
          history: {
            who: by.key,
            at: now,
            what: 'is away,',
            about: standInKey === null ? 'nobody stands in' : `what is open goes to ${standInKey}`,
            old: null,
            new: `from ${longDate(from)} until ${longDate(until)}`,
          },
          rows: [],
        },
      );
      return written === 'conflict' ? 'conflict' : { kind: 'away' };
    });
  };
}

/** Ends an absence, or one that is still to come: whatever is open is with them again. */
export function makeComeBack(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async ({ tenant, plan, person, by }: Absent, now: Instant): Promise<BackOutcome> => {
    const operation = deps.newId();
    return retryOnConflict(sayBusy, async () => {
      const loaded = await loadPlan(deps.stores, tenant, plan);
      if (loaded.kind === 'refused') return loaded;
      const { head, etag } = loaded;
      const day = localTime(now, head.settings.zone).date;
      const before = await loaded.assignments();
      const act: Act = { id: operation, person, by: by.name, on: day };
      if (!before.some((each) => isAbsenceOf(each, person, day))) {
        return refused('You are not away in this plan, so nothing was changed.');
      }
      const written = await changeAssignments(
        deps,
        { tenant, head: { value: head, etag }, now, operation },
        {
          assignments: before.map((each) => (isAbsenceOf(each, person, day) ? ended(each, act) : each)),
          joining: [],
          history: { who: by.key, at: now, what: 'is back in', about: plan, old: null, new: null },
          rows: [],
        },
      );
      return written === 'conflict' ? 'conflict' : { kind: 'back' };
    });
  };
}

/** Whether it is an absence of this person that is not over. */
export function isAbsenceOf({ target, until }: Assignment, person: string, day: CivilDate): boolean {
  return target.kind === 'person' && target.person === person && (until === null || until >= day);
}
