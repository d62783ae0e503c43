import type { Instant } from '../../../domain/calendar/civil-date.js';
import { bringAsksUpToDate } from '../../asking/bring-asks-up-to-date.js';
import type { BankHolidays } from '../../store/calendars.js';
import type { NewId } from '../../store/ports.js';
import type { Stores } from '../../store/stores.js';
import type { Leave } from '../leave.js';
import { makeLoadDue, type PlanDue } from './load-due.js';

/**
 * Puts every requirement into the right deck before anybody is asked: a delegation may have ended since the last look, or
 * a process may have died between an assignment and the decks that follow from it. Only then the plan is loaded again.
 */
export function makeSettleAsks(deps: {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
}) {
  const loadDue = makeLoadDue(deps);
  return async (due: PlanDue, now: Instant, leave: Leave | null): Promise<PlanDue> => {
    if (due.kind !== 'send' || leave === null) return due;
    const { tenant, head, cycle, day, plan } = due.picture;
    const isChanged = await bringAsksUpToDate(deps.stores, deps.newId, tenant, head, cycle, { now, today: day }, plan);
    return isChanged ? loadDue(due.rows, now) : due;
  };
}
