import type { AskDue, RefusedInPlan } from '../../app/sending/news.js';
import { openItems, type PlanInSweep } from '../../app/sending/people-due.js';
import { type Deck, NOBODY } from '../../app/store/stores.js';
import { type CivilDate, longDay } from '../../domain/calendar/civil-date.js';
import { nameOfPlan } from '../../domain/plan/plan.js';
import { askLeadIn, listed, nextMessage } from '../asking/deck-messages.js';
import { contributorContext, contributorLeadIn, nextRowMessage, openRows } from '../contributing/contribute-message.js';
import { contextFor, shortTitle } from '../deck/deck-drawing.js';
import type { DigestView, Message } from '../messages.js';
import { notice } from '../turn.js';

/** What the ladder sends: the deck of one plan, what is to be added to rows of others, or one card with a button for each. */
export function askMessage(asks: readonly AskDue[], cardKey: string): Message {
  const parts = asks.flatMap((ask) => partsOf(ask, cardKey));
  const [only, second] = parts;
  if (only === undefined) throw new Error('A message was to be drawn for nothing');
  if (second === undefined) return only.message();
  return {
    kind: 'digest',
    digest: {
      leadIn:
        asks.length > 1
          ? `You have updates to give in ${asks.length} plans. Choose one to begin.`
          : 'You have updates to give, and words to add to rows of others. Choose one to begin.',
      plans: parts.map(({ choice }) => choice),
    },
  };
}

interface Part {
  readonly choice: DigestView['plans'][number];
  readonly message: () => Message;
}

/** What one plan asks of somebody: words first, since others wait for them. */
function partsOf(ask: AskDue, cardKey: string): readonly Part[] {
  const { adds, deck, ...about } = ask;
  const drawing = { ...about, deck, cardKey };
  const title = shortTitle(deck.head.value.planTitle);
  const own: Part = {
    choice: { title, line: leadInOf(ask), context: contextFor(drawing, null) },
    message: () => withLateness(nextMessage(drawing, leadInOf(ask)), ask),
  };
  if (adds === undefined || openRows(adds).length === 0) return [own];
  const adding = { ...about, cardKey, rows: adds };
  const leadIn = contributorLeadIn(adds, ask.today);
  const theirs: Part = {
    choice: { title, line: leadIn, contributes: true, context: contributorContext(adding, null) },
    message: () => nextRowMessage(adding, { leadIn }),
  };
  return openItems(deck).length === 0 ? [theirs] : [theirs, own];
}

/** What the lead reads two days after the due date: who is outstanding, and what can be done. */
export function leadNote(plans: readonly PlanInSweep[]): Message {
  const paragraphs = plans.flatMap((plan) => {
    const waiting = plan.decks.filter((deck) => openItems(deck).length > 0);
    const count = waiting.reduce((sum, deck) => sum + openItems(deck).length, 0);
    const updates = count === 1 ? '1 update is' : `${count} updates are`;
    return [
      `${nameOfPlan(plan.head.plan)}: ${updates} outstanding. They were due on ${longDay(plan.cycle.due)}; the quarter closes on ${longDay(plan.cycle.closes)}.`,
      ...waiting.map(
        (deck) =>
          `${nameOf(deck)}: ${listed(openItems(deck).map((item) => item.ref))}.${moreDays(deck, plan.cycle.due)}`,
      ),
    ];
  });
  return {
    kind: 'notice',
    notice: {
      heading: 'Updates outstanding',
      paragraphs: [
        ...paragraphs,
        'Remind everybody, look at each, or leave them to be published as "No update received".',
      ],
      commands: [
        { title: 'Remind them', text: '/nudge' },
        { title: 'Show who is late', text: '/status late' },
      ],
      links: [],
    },
  };
}

/** Until when somebody needs more days, for which rows. */
function moreDays(deck: Deck, due: CivilDate): string {
  return openItems(deck)
    .flatMap(({ ref, later }) => (later !== null && later > due ? [` ${ref} needs until ${longDay(later)}.`] : []))
    .join('');
}

/** What the lead reads when Teams refused messages. */
export function refusalsNote(refusals: readonly RefusedInPlan[]): Message {
  const count = new Set(refusals.flatMap(({ people }) => people.map((each) => each.person))).size;
  return notice(
    count === 1 ? 'Teams refused the message to 1 person' : `Teams refused the messages to ${count} people`,
    [
      ...refusals.flatMap(({ plan, people }) => [
        `${nameOfPlan(plan.head.plan)}:`,
        ...people.map(({ name, reason }) => `${name} ${reason}.`),
      ]),
      'Each is tried again on the next working day. If that goes on, please tell your administrator.',
    ],
    ['/people'],
  );
}

/** Whom to name for a deck: the person, or the posts whose requirements nobody holds. */
export function nameOf(deck: Deck): string {
  const { person, name } = deck.head.value;
  if (person !== NOBODY) return name;
  const posts = [...new Set(openItems(deck).map((item) => item.owner))].filter((post) => post !== '');
  return `${posts.length === 0 ? 'No owner' : listed(posts)} (nobody is assigned)`;
}

/** The card of an ask whose first sentences say that it is late. */
function withLateness(message: Message, { deck, today }: AskDue): Message {
  if (today <= deck.head.value.cycle.due) return message;
  if (message.kind === 'deck') return { ...message, deck: { ...message.deck, late: true } };
  if (message.kind === 'list') return { ...message, list: { ...message.list, late: true } };
  return message;
}

function leadInOf({ deck, today }: AskDue): string {
  return askLeadIn(deck.head.value, openItems(deck), today);
}
