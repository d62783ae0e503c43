import { leadNames, type PlanPicture } from '../../app/standing/see-plan.js';
import { holdersOf } from '../../domain/people/assignment.js';
import type { Action } from '../../domain/people/authority.js';
import { listed } from '../asking/deck-messages.js';
import type { Message } from '../messages.js';
import { notice } from '../turn.js';

/** Said to somebody who asked for what only the portfolio lead may do, or only the executive lead. */
export function forTheLead(picture: PlanPicture, what: string, action?: Action): Message {
  if (action === 'nameLead') {
    const text = `Only the executive lead can ${what}, or an administrator.`;
    return notice('That is for the executive lead', [text], ['/people']);
  }
  if (action === 'sign') return forTheExecutive(picture, what);
  const leads = leadNames(picture);
  const ask = leads.length === 0 ? 'the portfolio lead' : listed(leads);
  return notice(
    'That is for the portfolio lead',
    [`Only the portfolio lead can ${what}. Please ask ${ask}.`],
    ['/status'],
  );
}

function forTheExecutive({ assignments, day }: PlanPicture, what: string): Message {
  const names = holdersOf('executive', assignments, day).map(({ name }) => name);
  const ask = names.length === 0 ? 'This plan has none yet.' : `That is ${listed(names)}.`;
  return notice('That is for the executive lead', [`Only the executive lead can ${what}. ${ask}`], ['/status']);
}
