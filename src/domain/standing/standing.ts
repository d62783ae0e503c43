import { type AskedItem, answeredStatus } from '../asking/ask.js';
import type { CivilDate } from '../calendar/civil-date.js';
import type { CycleDates } from '../plan/cycle.js';
import {
  type Discharge,
  deadlineOf,
  isOverdue,
  PRINTED_UNSET,
  type PublishedPlan,
  type Status,
  type Unanswered,
} from '../plan/plan.js';

/** Where the reply about one requirement stands. `late` is still unanswered after the due date. */
export type ReplyState = 'answered' | 'noChange' | 'pending' | 'late';

export interface RequirementStanding {
  readonly ref: string;
  readonly recommendation: string;
  /** The post printed in the plan. */
  readonly owner: string;
  readonly state: ReplyState;
  /** Status as the newest answer says it, else as published. */
  readonly status: Status;
  /** The deadline in force, or null when the plan states none. */
  readonly deadline: CivilDate | null;
  /** The deadline first published has passed and it is not complete: more time never clears it. Another clock than `late`. */
  readonly overdue: boolean;
  /** Closed by the inspecting body: apart from our own "complete", and never overdue. */
  readonly discharge: Discharge | null;
}

/** A cycle at a glance. The four counts sum to the requirements asked. */
export interface Standing {
  readonly counts: Readonly<Record<ReplyState, number>>;
  /** Requirements of the whole plan whose deadline has passed and that are not complete. */
  readonly overdue: number;
  readonly requirements: readonly RequirementStanding[];
}

/** Where every asked requirement stands today. `items` are all the cycle's, in any order. */
export function standingOf(
  items: readonly AskedItem[],
  published: PublishedPlan,
  cycle: CycleDates,
  today: CivilDate,
): Standing {
  const requirements = [...items]
    .sort((a, b) => a.order - b.order)
    .map((item): RequirementStanding => {
      const status = statusNow(item, published.printed?.unanswered);
      const deadline = item.deadline?.date ?? null;
      const discharge = published.discharges[item.requirement] ?? null;
      return {
        ref: item.ref,
        recommendation: item.recommendation,
        owner: item.owner,
        state: replyState(item, cycle, today),
        status,
        deadline,
        overdue: discharge === null && isOverdue(item.deadline?.original ?? null, status, today),
        discharge,
      };
    });
  const counts = { answered: 0, noChange: 0, pending: 0, late: 0 };
  for (const each of requirements) counts[each.state] += 1;
  return { counts, overdue: overdueIn(published, items, today), requirements };
}

/** Requirements of the plan whose deadline has passed and that are neither complete nor discharged, by what is known today. */
export function overdueIn(published: PublishedPlan, items: readonly AskedItem[], today: CivilDate): number {
  const asked = new Map(items.map((item) => [item.requirement, item]));
  return published.requirements.filter((requirement) => {
    if (requirement.withdrawn || published.discharges[requirement.id] !== undefined) return false;
    const item = asked.get(requirement.id);
    const status =
      item === undefined
        ? (published.statuses[requirement.id] ?? 'notStated')
        : statusNow(item, published.printed?.unanswered);
    return isOverdue(deadlineOf(requirement, published.recommendations)?.original ?? null, status, today);
  }).length;
}

/** What is known of the work now: what the answer says or leaves of it, else what is published. */
export function statusNow(item: AskedItem, unanswered: Unanswered = PRINTED_UNSET.unanswered): Status {
  return answeredStatus(item, unanswered) ?? item.status;
}

function replyState(item: AskedItem, cycle: CycleDates, today: CivilDate): ReplyState {
  if (item.answer !== null) return item.answer.reply.kind === 'noChange' ? 'noChange' : 'answered';
  return today > cycle.due ? 'late' : 'pending';
}
