import { type CivilDate, longDay } from '../../domain/calendar/civil-date.js';
import type { Cycle } from '../../domain/plan/cycle.js';
import { nameOfPlan, type Plan } from '../../domain/plan/plan.js';
import { counted } from '../../domain/text/counted.js';
import { listed } from '../asking/deck-messages.js';

/** What a sheet asks, and of whom. */
export interface SheetAsks {
  readonly plan: Plan;
  readonly cycle: Pick<Cycle, 'due' | 'closes'>;
  readonly forWhom: string;
  readonly refs: readonly string[];
}

/** The e-mail that goes with a return sheet, to be copied: its subject, then its paragraphs. */
export function coveringEmail({ plan, cycle, forWhom, refs }: SheetAsks): readonly string[] {
  const rows = refs.length === 0 ? 'your words' : `${counted(refs.length, 'update')} (${listed(refs)})`;
  return [
    `Subject: ${nameOfPlan(plan)}: updates needed by ${longDay(cycle.due)}`,
    `Dear ${forWhom},`,
    `We publish an update to this plan each quarter. The attached sheet asks you for ${rows}. It shows what was published last.`,
    `Please write into it, leave the reference at its end as it is, and send it back by ${longDay(cycle.due)}. Where nothing has changed, say so on the sheet. Your answers are for publication.`,
    'If this is not yours, please tell me who answers it.',
  ];
}

/** The e-mail for a sheet that was sent and has not come back. */
export function reminderEmail({ plan, cycle, forWhom, refs }: SheetAsks, today: CivilDate): readonly string[] {
  const when = today > cycle.due ? `were due on ${longDay(cycle.due)}` : `are due on ${longDay(cycle.due)}`;
  return [
    `Subject: Reminder: ${nameOfPlan(plan)}`,
    `Dear ${forWhom},`,
    `We still need ${counted(refs.length, 'update')} from you: ${listed(refs)}. They ${when}, and count until ${longDay(cycle.closes)}.`,
    'The sheet is attached once more. A short answer is fine. Waiting for someone? Please say for whom.',
  ];
}
