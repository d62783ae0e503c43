import { leadNames, type PlanPicture } from '../../app/standing/see-plan.js';
import { listed } from '../asking/deck-messages.js';
import type { Message } from '../messages.js';
import { notice } from '../turn.js';

/** Said to somebody who asked for what only the portfolio lead may do. */
export function forTheLead(picture: PlanPicture, what: string): Message {
  const leads = leadNames(picture);
  const ask = leads.length === 0 ? 'the portfolio lead' : listed(leads);
  return notice(
    'That is for the portfolio lead',
    [`Only the portfolio lead can ${what}. Please ask ${ask}.`],
    ['/status'],
  );
}
