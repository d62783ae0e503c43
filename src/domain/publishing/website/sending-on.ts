import { type CivilDate, longDate } from '../../calendar/civil-date.js';
import type { Publication, Recipient } from './publication.js';

/** An e-mail that is ready to be copied and sent. */
export interface ReadyMail {
  readonly recipient: Recipient;
  readonly subject: string;
  /** Lines; an empty one sets paragraphs apart. */
  readonly text: string;
}

/** What an e-mail about a publication says of the plan. */
export interface AboutPlan {
  readonly title: string;
  readonly organisation: string;
  /** Whom to ask, as the page prints it; null: nobody is set. */
  readonly contact: string | null;
  /** The date of the revision. */
  readonly revision: CivilDate;
  /** When the next one comes: "is due on 11 January 2027", "is expected in April 2027". */
  readonly next: string;
}

/** The e-mail for one recipient: what is public, where, since when. It says nothing that the page does not. */
export function readyMail(plan: AboutPlan, { address, day }: Publication, recipient: Recipient): ReadyMail {
  const revision = longDate(plan.revision);
  const contact = plan.contact === null ? [] : ['', `Questions: ${plan.contact}`];
  return {
    recipient,
    subject: `${plan.title}: revision of ${revision}`,
    text: [
      `To: ${recipient.name}`,
      '',
      `We published the revision of ${revision} of our plan “${plan.title}” on ${longDate(day)}:`,
      '',
      address,
      '',
      `The page says of each recommendation what has been done and what comes next. The next revision ${plan.next}.`,
      ...contact,
      '',
      plan.organisation,
    ].join('\n'),
  };
}
