import type { Instant } from '../../../domain/calendar/civil-date.js';
import { closeByDate } from '../../asking/close-cycle.js';
import type { NewId } from '../../store/ports.js';
import type { Stores } from '../../store/stores.js';
import type { Leave } from '../leave.js';
import type { PlanDue } from './load-due.js';

/** Closes a cycle whose last day has passed; one that could not be closed now is looked at again at the next sweep. */
export function makeCloseDue(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async (due: PlanDue, now: Instant, leave: Leave | null): Promise<PlanDue> => {
    if (due.kind !== 'over' || leave === null) return due;
    const { kind } = await closeByDate(deps, due.picture.plan, now);
    return { ...due, isClosed: kind === 'closed' || kind === 'already' };
  };
}
