import { publicationIn } from '../../../app/publishing/record-publication.js';
import type { PlanPicture } from '../../../app/standing/see-plan.js';
import { longDate } from '../../../domain/calendar/civil-date.js';
import type { Message } from '../../messages.js';
import { notice } from '../../turn.js';
import { planNamed } from '../changes/shown-first.js';

/** What `/publish` needs. */
export interface PublishDeps {
  /** A link to all that goes on the website for a compiled revision. */
  readonly packageLink: (tenant: string, plan: string, compiled: string) => Promise<string>;
}

/** `/publish`: what goes on the website for the newest revision, and what to do with it. */
export async function publishMessage(deps: PublishDeps, { head, tenant }: PlanPicture): Promise<Message> {
  const { plan, revisions } = head;
  const id = revisions.at(-1);
  if (id === undefined) {
    const why = 'No revision of this plan has been made yet. Write /compile final to see what making it would do.';
    return notice('Nothing to publish yet', [why], ['/status']);
  }
  const publication = publicationIn(head);
  return {
    kind: 'notice',
    notice: {
      heading: `Revision ${revisions.length}: files for the website`,
      paragraphs: [
        planNamed(plan),
        'One file holds the page, pieces to paste into an editor, the Word document, open data, the change log and checksums. READ-ME-FIRST.txt in it says what goes where.',
        publication === null
          ? 'Once it is public, write /published and the address of the page.'
          : `It is recorded as public at ${publication.address} since ${longDate(publication.day)}.`,
        'The link works for 30 minutes.',
      ],
      commands: [{ title: 'Show status', text: '/status' }],
      links: [{ title: 'Files for the website', url: await deps.packageLink(tenant, plan.id, id) }],
    },
  };
}
