import type { PlanStatus } from '../../../app/standing/see-status.js';
import { longDay } from '../../../domain/calendar/civil-date.js';
import { nameOfPlan } from '../../../domain/plan/plan.js';
import { shortened } from '../../../domain/text/shortened.js';
import type { Message, StatusButton } from '../../messages.js';
import { barWords, isBetween, quarterWords } from './glance.js';

const MOST_BUTTONS = 5;

/** All plans that somebody leads or watches at one glance, worst first, with the way into each. */
export function portfolioMessage(plans: readonly PlanStatus[], may: { readonly lead: boolean }): Message {
  const ordered = plans.toSorted(worstFirst);
  const late = ordered.filter(({ standing }) => standing.counts.late > 0).length;
  const open = ordered.filter((each) => each.head.cycle?.state === 'open').length;
  const buttons = ordered.slice(0, MOST_BUTTONS).map(({ head: { plan } }): StatusButton => {
    return { kind: 'command', title: shortened(nameOfPlan(plan), 40), text: `/status ${plan.id}` };
  });
  const all: readonly StatusButton[] = may.lead
    ? [{ kind: 'command', title: 'Remind in all plans', text: '/nudge all plans' }]
    : [];
  return {
    kind: 'status',
    status: {
      title: `Your ${ordered.length} plans`,
      summary: `${open === 0 ? 'No quarter is open' : `A quarter is open in ${open}`}, and updates are late in ${late === 0 ? 'none' : late}. Write /status and a name of a plan for all of it.`,
      replies: [],
      deadlines: [],
      groups: [{ heading: 'Worst first', lines: ordered.map(lineOf) }],
      buttons: [...buttons, ...all],
      hints: [],
    },
  };
}

function lineOf(plan: PlanStatus) {
  const { head, standing } = plan;
  const passed = standing.overdue === 0 ? '' : `${standing.overdue} deadlines passed`;
  const due = head.cycle?.state === 'open' ? ` Due ${longDay(head.cycle.due)}.` : '';
  return {
    ref: `${nameOfPlan(head.plan)} (${head.plan.id})`,
    text: isBetween(plan) ? quarterWords(plan) : `${barWords(plan)}${due}`,
    detail: passed,
  };
}

/** By replies that are late, then by what is open, then by deadlines that have passed. */
function worstFirst(a: PlanStatus, b: PlanStatus): number {
  const late = b.standing.counts.late - a.standing.counts.late;
  const open = b.standing.counts.pending - a.standing.counts.pending;
  return late || open || b.standing.overdue - a.standing.overdue || a.head.plan.id.localeCompare(b.head.plan.id);
}
