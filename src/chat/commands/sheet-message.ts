import type { SheetFor } from '../../app/asking/make-return-sheet.js';
import type { makeNoteSheet } from '../../app/leading/note-sheet.js';
import type { Who } from '../../app/people/who.js';
import { openContributions, openItems } from '../../app/sending/people-due.js';
import { openRefs } from '../../app/sending/sheet-news.js';
import type { PlanPicture } from '../../app/standing/see-plan.js';
import { NOBODY, type Stores } from '../../app/store/stores.js';
import { type Instant, longDay } from '../../domain/calendar/civil-date.js';
import { listed } from '../asking/deck-messages.js';
import type { Message } from '../messages.js';
import { notice } from '../turn.js';
import { byOf } from './changes/by-whom.js';
import { coveringEmail, reminderEmail } from './sheet-words.js';

/** What `/sheet` needs. */
export interface SheetDeps {
  readonly stores: Stores;
  readonly noteSheet: ReturnType<typeof makeNoteSheet>;
  /** Links to a return sheet, one a format. */
  readonly sheetLinksTo: (
    tenant: string,
    plan: string,
    wanted: SheetFor,
  ) => Promise<readonly { readonly title: string; readonly url: string }[]>;
}

/** Who asks for a sheet of which plan. */
export interface SheetAbout {
  readonly who: Who;
  readonly picture: PlanPicture;
  readonly now: Instant;
}

/** A return sheet for somebody who cannot answer in Teams: named by their name, or by a post that nobody holds; "sent" behind it notes that the lead has sent it. */
export async function sheetMessage(
  deps: SheetDeps,
  { who, picture, now }: SheetAbout,
  typed: string,
): Promise<Message> {
  const isSent = /\s+sent$/i.test(typed);
  const named = typed.replace(/\s+sent$/i, '').trim();
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
  const { plan, cycle } = picture.head;
  const about = {
    tenant: picture.tenant,
    plan: plan.id,
    loaded: picture.plan,
    wanted,
    by: await byOf(deps.stores, who),
  };
  const noted = await deps.noteSheet({ ...about, what: isSent ? 'sent' : 'made' }, now);
  if (noted.kind === 'refused' || cycle === null) {
    return notice('No sheet', [noted.kind === 'refused' ? noted.reason : 'No quarter is open.'], ['/status']);
  }
  const { note } = noted;
  if (isSent) {
    const paragraphs = [
      `Noted as sent on ${longDay(note.sent ?? picture.day)}. On the days on which others are reminded you are told what is still open.`,
    ];
    return notice(`The sheet for ${note.forWhom} is sent`, paragraphs, ['/status']);
  }
  const deck = picture.decks.find(({ head }) => head.value.person === (person?.person ?? NOBODY));
  const refs = deck === undefined ? [] : openRefs(deck, note.forWhom);
  const asks = { plan, cycle, forWhom: note.forWhom, refs };
  const links = await deps.sheetLinksTo(picture.tenant, plan.id, wanted);
  const mail = note.sent === undefined || refs.length === 0 ? coveringEmail(asks) : reminderEmail(asks, picture.day);
  const before = note.sent === undefined ? '' : ` It was sent on ${longDay(note.sent)}.`;
  return {
    kind: 'notice',
    notice: {
      heading: `Return sheet for ${note.forWhom}`,
      paragraphs: [
        `Send one of these files by e-mail.${before} It asks for what is still open, and carries a reference that it needs to come back. The filled sheet is imported with: quarterdeck sheet import FILE. The links below work for 30 minutes.`,
        'To copy:',
        ...mail,
      ],
      commands: [{ title: 'I have sent it', text: `/sheet ${plan.id} ${note.forWhom} sent` }],
      links,
    },
  };
}
