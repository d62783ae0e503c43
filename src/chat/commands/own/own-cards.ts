import { isAbsenceOf } from '../../../app/handing-over/be-away.js';
import type { PlanPicture } from '../../../app/standing/see-plan.js';
import { isOpenItem } from '../../../domain/asking/ask.js';
import { longDay } from '../../../domain/calendar/civil-date.js';
import { holdersOf } from '../../../domain/people/assignment.js';
import { isIntroduction } from '../../../domain/plan/introduction.js';
import { nameOfPlan } from '../../../domain/plan/plan.js';
import { shortened } from '../../../domain/text/shortened.js';
import { listed } from '../../asking/deck-messages.js';
import { titleOf } from '../../deck/deck-drawing.js';
import type { Message, StatusGroup } from '../../messages.js';
import { notice } from '../../turn.js';
import { handedOverRows, withWhom } from './handed-over.js';

/** Enough of a row to know which it is. */
const LONGEST_TITLE = 90;

/** `/mine`: what is a person's to answer, what they add to, and what is with somebody else, by the numbers of the plan. */
export function mineMessage(picture: PlanPicture, person: string): Message {
  const { decks, head, assignments, day } = picture;
  const own = decks.find((deck) => deck.head.value.person === person)?.items.map(({ value }) => value) ?? [];
  const added = decks
    .flatMap(({ items }) => items.map(({ value }) => value))
    .filter((item) => item.contributors?.some((each) => each.person === person) === true);
  const away = assignments.find((each) => isAbsenceOf(each, person, day));
  const line = (ref: string, text: string, detail: string) => ({ ref, text: shortened(text, LONGEST_TITLE), detail });
  const groups: StatusGroup[] = [
    {
      heading: 'Yours to answer',
      lines: own.map((item) => line(item.ref, titleOf(item), isOpenItem(item) ? 'open' : 'answered')),
    },
    { heading: 'You add words to', lines: added.map((item) => line(item.ref, titleOf(item), '')) },
    {
      heading: 'With somebody else',
      lines: handedOverRows(picture, person)
        .filter(({ ref }) => own.every((item) => item.ref !== ref))
        .map((row) => line(row.ref, withWhom(row), '')),
    },
  ].filter(({ lines }) => lines.length > 0);
  const absence = away?.until == null ? [] : [`You are away until ${longDay(away.until)}. Back sooner? Write /back.`];
  const nothing = groups.length === 0 ? ['Nothing in this plan is with you at the moment.'] : [];
  return {
    kind: 'status',
    status: {
      title: nameOfPlan(head.plan),
      summary: [...nothing, ...absence].join(' '),
      replies: [],
      deadlines: [],
      groups,
      hints: ['/status', '/help'],
    },
  };
}

/** `/help` for those who answer: short, with numbers of their own. */
export function ownHelp(picture: PlanPicture, person: string): readonly string[] {
  const deck = picture.decks.find(({ head }) => head.value.person === person);
  const own = deck?.items.map(({ value }) => value).filter((item) => !isIntroduction(item)) ?? [];
  const ref = own.find(isOpenItem)?.ref ?? own[0]?.ref;
  return [
    ref === undefined
      ? 'When updates are needed a card comes here. Write anything to see it again.'
      : `When updates are needed a card comes here. Answer on it, or write the number and your words, such as "${ref} no change". Nothing is saved before you say yes.`,
    'Not yours? Choose Hand over on the card; /back takes it back. Away? Write "I am away from 7 to 18 December".',
    '/mine: what is yours, and what is with whom. /status: where it stands. /promises: what was promised and has come due.',
    `/note ${ref ?? '4.1'} and words: for the lead, never published. /privacy: what is stored, who sees it, and how to stop.`,
  ];
}

/** `/privacy`: what is stored, who sees it, for how long, and how to stop. */
export function privacyMessage({ assignments, day }: PlanPicture, months: number | null): Message {
  const leads = holdersOf('lead', assignments, day).map(({ name }) => name);
  const lead =
    leads.length === 0
      ? 'the portfolio lead'
      : `${listed(leads)}, who ${leads.length === 1 ? 'leads' : 'lead'} the plan,`;
  return notice(
    'What is stored about you',
    [
      'Stored: your name and your chat here, what you answered and when, what you began to write, and what you handed over and why.',
      'Seen: your answers are for publication, once the lead has checked them. What you began and did not submit is shown to you alone. Evidence is kept for inspection and not printed, unless its line begins with “Public:”. All of it may have to be disclosed if somebody asks by law.',
      `For how long: your answers, and who changed what and when (by a random key), as long as the plan is. ${
        months === null
          ? 'The rest stays until an administrator removes it.'
          : `What you began and did not submit, and which messages you got, go ${months} months after. So do your name and chat, once you have left.`
      }`,
      'To be given a copy of it, or to be forgotten: ask your administrator. Then your name, your chat and what you began to write are removed; what is published stays, and your answers stay without your name.',
      `To stop: hand your rows over, or ask ${lead} to give them to somebody else. Taking the app away in Teams stops all messages, but the rows stay with you.`,
    ],
    ['/mine', '/help'],
  );
}
