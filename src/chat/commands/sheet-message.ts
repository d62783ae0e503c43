import type { SheetFor } from '../../app/asking/make-return-sheet.js';
import { openContributions, openItems } from '../../app/sending/people-due.js';
import type { PlanPicture } from '../../app/standing/see-plan.js';
import { NOBODY } from '../../app/store/stores.js';
import { listed } from '../asking/deck-messages.js';
import type { Message } from '../messages.js';
import { notice } from '../turn.js';

/** What `/sheet` needs. */
export interface SheetDeps {
  /** Links to a return sheet, one a format. */
  readonly sheetLinksTo: (
    tenant: string,
    plan: string,
    wanted: SheetFor,
  ) => Promise<readonly { readonly title: string; readonly url: string }[]>;
}

/** A return sheet for somebody who cannot answer in Teams: named by their name, or by a post that nobody holds. */
export async function sheetMessage(deps: SheetDeps, picture: PlanPicture, named: string): Promise<Message> {
  const adding = openContributions(picture.decks);
  const open = picture.decks.filter((deck) => openItems(deck).length > 0 || adding.has(deck.head.value.person));
  const people = open.filter((deck) => deck.head.value.person !== NOBODY).map((deck) => deck.head.value);
  const unheld = open.filter((deck) => deck.head.value.person === NOBODY).flatMap(openItems);
  const posts = [...new Set(unheld.map((item) => item.owner))].filter((post) => post !== '');
  const like = (text: string) => named !== '' && text.toLowerCase().includes(named.toLowerCase());
  const [person, another] = people.filter((each) => like(each.name));
  const post = posts.find(like);
  if ((person === undefined) === (post === undefined) || another !== undefined) {
    const choices = [...people.map((each) => each.name), ...posts];
    const whom =
      choices.length === 0 ? 'Nobody has anything open.' : `Write /sheet and one of these: ${listed(choices)}.`;
    return notice(
      'For whom?',
      ['A return sheet goes by e-mail to somebody who cannot answer here.', whom],
      ['/status'],
    );
  }
  const wanted: SheetFor =
    person === undefined ? { kind: 'post', post: post ?? '' } : { kind: 'person', person: person.person };
  const links = await deps.sheetLinksTo(picture.tenant, picture.head.plan.id, wanted);
  const paragraphs = [
    'Send one of these files by e-mail. It asks for what is still open, and carries a reference that it needs to come back.',
    'The filled sheet is imported with: quarterdeck sheet import FILE. The links below work for 30 minutes.',
  ];
  return {
    kind: 'notice',
    notice: { heading: `Return sheet for ${person?.name ?? post ?? ''}`, paragraphs, commands: [], links },
  };
}
