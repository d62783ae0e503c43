import type { News } from '../../app/sending/news.js';
import type { NewsOfRow, OwedNews } from '../../app/sending/owed-news.js';
import type { Reply } from '../../domain/asking/update.js';
import { type Instant, localTime, longDate, longDay } from '../../domain/calendar/civil-date.js';
import { nameOfPlan } from '../../domain/plan/plan.js';
import { shortened } from '../../domain/text/shortened.js';
import { deckMessage, listed } from '../asking/deck-messages.js';
import type { Message, StatusButton } from '../messages.js';
import { notice } from '../turn.js';
import { askMessage, leadNote, refusalsNote } from './ladder-messages.js';

type Of<Kind extends News['kind']> = Extract<News, { readonly kind: Kind }>;

/** What a person reads of each kind of news. */
export function newsMessage(news: News, cardKey: string): Message {
  switch (news.kind) {
    case 'asks':
      return askMessage(news.asks, cardKey);
    case 'owed':
      return owedMessage(news, cardKey);
    case 'digest':
      return digestMessage(news, cardKey);
    case 'toSign':
      return toSignNotice(news);
    case 'redacted':
      return redactedNotice(news);
    case 'outstanding':
      return leadNote(news.plans);
    case 'refusals':
      return refusalsNote(news.refusals);
    case 'outage':
      return outageNotice(news);
    case 'held':
      return heldNotice(news);
  }
}

function owedMessage({ owed, ...about }: Of<'owed'>, cardKey: string): Message {
  const { ref, news } = owed;
  if (news.kind === 'question') {
    const leadIn = `There is a question about your answer for ${ref}. Your answer counts as it is until you change it.`;
    return deckMessage({ ...about, cardKey, deck: news.deck }, news.item, leadIn, null);
  }
  if (news.kind === 'answered') {
    return notice(`${ref} is answered`, [`${news.by}, to whom you handed it over, has answered:`, saidIn(news.reply)]);
  }
  if (news.kind === 'handedOver') {
    const { given, to, until } = news;
    const day = until === null ? '' : ` until ${longDay(until)}`;
    return notice(`${ref} is handed over`, [
      `${given.by} gave it to ${to ?? 'you'}${day === '' ? ' until it is taken back' : day}, on ${longDay(given.on)}. The reason:`,
      given.reason,
      ...(to === null ? ['Write anything to see your card.'] : []),
    ]);
  }
  if (news.kind === 'afterClose') {
    return notice(`${ref} was answered after the close`, [
      `${news.by} has answered. It is kept, counts for no revision yet, and is offered in the next quarter:`,
      saidIn(news.reply),
    ]);
  }
  if (news.kind === 'replaced') {
    return notice(`${ref} was answered again`, [
      `${news.by} has answered, having read your answer. This counts now:`,
      saidIn(news.reply),
      'Your answer was:',
      saidIn(news.said),
      'Both are kept in the history. If yours should count, please tell the other, or answer again.',
    ]);
  }
  if (news.kind === 'takenBack') {
    const { by, from, giver } = news;
    const whose = by === giver ? by : `${by}, for ${giver},`;
    return notice(`${ref} is taken back`, [
      `${whose} has taken it back from ${from}. What was answered meanwhile stays as it is.`,
    ]);
  }
  if (news.kind === 'away' || news.kind === 'backAgain') return awayNotice(news);
  if (news.kind === 'decided') return decidedNotice(news, about.plan);
  if (news.kind === 'appointed' || news.kind === 'relieved') return namedNotice(news, about.plan);
  if (news.kind === 'sheetOut') {
    return notice(
      `The sheet for ${news.forWhom} is not back`,
      [
        `It was sent on ${longDay(news.sent)}, and ${listed(news.refs)} ${news.refs.length === 1 ? 'is' : 'are'} open. A reminder to copy:`,
      ],
      [`/sheet ${about.plan} ${news.forWhom}`],
    );
  }
  if (news.kind === 'note') {
    return notice(`A note about ${ref}, not for publication`, [`${news.by} has written:`, news.text]);
  }
  if (news.kind === 'moreDays') {
    return notice(`More days for ${ref}`, [
      `${news.by} needs until ${longDay(news.until)}, and is not reminded before. It counts as late all the same.`,
    ]);
  }
  if (news.kind === 'duty') {
    const by = `By ${longDay(news.by)}. Once it is done, say so.`;
    return notice(`To be done: ${news.what}`, [by], [`/duty ${about.plan} ${news.what}`]);
  }
  if (news.kind === 'closed') {
    return notice(
      'The quarter is closed',
      [
        `Its last day has passed. ${news.answered} of ${news.asked} rows were answered for the revision of ${longDate(news.revision)}.`,
      ],
      [`/status ${about.plan}`, `/compile ${about.plan}`],
    );
  }
  if (news.kind === 'finished') {
    return notice('The plan has ended', [
      `Its last revision, of ${longDate(news.revision)}, is made: ${news.reason}`,
      'Nothing is asked of you in it any more. Thank you for your updates. Its revisions stay as they are.',
    ]);
  }
  if (news.kind === 'begun') {
    const why = news.why === 'complete' ? 'It is recorded as complete.' : 'It was taken out of the plan.';
    return notice(`${ref} needs no update any more`, [`${why} You had begun to write:`, ...news.lines]);
  }
  return notice(`Your answer for ${ref} is published in other words`, [
    `The portfolio lead changed its wording: ${news.why}`,
    `It will be published as: ${news.published}`,
    'Your own words are kept. If this says something else than you meant, answer again or tell the lead.',
  ]);
}

function saidIn(reply: Reply): string {
  return reply.kind === 'text' ? reply.text : 'No change since the text published last.';
}

/** One thing is told as it always was; several are a line each, by plan where there is more than one. */
function digestMessage({ lines }: Of<'digest'>, cardKey: string): Message {
  const [first, another] = lines;
  const told = lines.map(({ plan, owed }) => ({ plan, message: toldOf(plan.id, owed, cardKey) }));
  if (first === undefined) return notice('Nothing new', []);
  if (another === undefined) return told[0]?.message ?? notice('Nothing new', []);
  const plans = new Map(lines.map(({ plan }) => [plan.id, nameOfPlan(plan)]));
  const groups = [...plans].map(([id, title]) => ({
    heading: title,
    lines: told
      .filter(({ plan }) => plan.id === id)
      .map(({ message }) => ({
        ref: message.kind === 'notice' ? message.notice.heading : '',
        text: message.kind === 'notice' ? message.notice.paragraphs.join(' ') : '',
        detail: '',
      })),
  }));
  const buttons = [...plans].slice(0, 5).map(([id, title]): StatusButton => {
    return {
      kind: 'command',
      title: plans.size === 1 ? 'Show status' : `Status of ${shortened(title, 40)}`,
      text: `/status ${id}`,
    };
  });
  const summary = plans.size === 1 ? '' : `In ${plans.size} plans.`;
  const title = `${lines.length} things that happened`;
  return { kind: 'status', status: { title, summary, replies: [], deadlines: [], groups, buttons, hints: [] } };
}

/** What a digest holds needs no card, so that no deck is drawn for it. */
function toldOf(plan: string, owed: OwedNews, cardKey: string): Message {
  return owedMessage({ kind: 'owed', owed, tenant: '', plan, today: owed.on }, cardKey);
}

type AwayNews = Extract<Of<'owed'>['owed']['news'], { readonly kind: 'away' | 'backAgain' }>;

function awayNotice({ kind, name, from, until, standIn }: AwayNews): Message {
  if (kind === 'backAgain') {
    const open = standIn === null ? '' : `, and no longer with ${standIn.isReader ? 'you' : standIn.name}`;
    return notice(`${name} is not away any more`, [`What is open is asked of them again${open}.`]);
  }
  const days = `from ${longDay(from)}${until === null ? '' : ` to ${longDay(until)}`}`;
  const pause = 'They are not reminded in that time. What is due then still counts as late after its day.';
  if (standIn === null) return notice(`${name} is away ${days}`, [`Nobody stands in for them. ${pause}`]);
  return notice(`${name} is away ${days}`, [
    standIn.isReader
      ? 'You stand in for them: what is open then comes to you as your own card, and goes back to them afterwards. If you cannot, please tell them and the portfolio lead.'
      : `${standIn.name} stands in for them, and is asked for what is open. ${pause}`,
  ]);
}

function namedNotice(news: Extract<NewsOfRow, { kind: 'appointed' | 'relieved' }>, plan: string): Message {
  const by = news.by === '' ? 'Somebody who may' : news.by;
  if (news.kind === 'relieved') {
    const now = news.to === null ? '' : ` It is ${news.to} now.`;
    const what = news.role === 'lead' ? 'You no longer lead the plan' : 'You are no longer the deputy';
    return notice(what, [`${by} has changed that.${now} Thank you for your work on it.`]);
  }
  return news.role === 'lead'
    ? notice(
        'You lead the plan now',
        [`${by} has named you. The handover says on one page who holds what and what is waiting.`],
        [`/takeover ${plan}`, `/status ${plan}`, `/help ${plan}`],
      )
    : notice(
        'You are the deputy now',
        [`${by} has named you. You can remind people, review, and compile drafts; publishing stays with the lead.`],
        [`/status ${plan}`, `/help ${plan}`],
      );
}

function decidedNotice({ decided }: Extract<NewsOfRow, { kind: 'decided' }>, plan: string): Message {
  const { draft, byName } = decided;
  const [heading, said, command] =
    decided.kind === 'signed'
      ? [`Draft ${draft} is signed`, `${byName} has signed it. The revision can be made now.`, '/compile final']
      : [`Draft ${draft} is returned`, `${byName} has returned it: ${decided.comment}`, '/review'];
  const [name = '', ...rest] = command.split(' ');
  return notice(heading, [said], [`${name} ${plan} ${rest.join(' ')}`.trim(), '/status']);
}

function toSignNotice({ plan, revision, draft, byName }: Of<'toSign'>): Message {
  const by = byName === '' ? 'The portfolio lead' : byName;
  return {
    kind: 'notice',
    notice: {
      heading: `Draft ${draft} waits for your signature`,
      paragraphs: [
        `${nameOfPlan(plan)} (${plan.id})`,
        `${by} asks you to sign the revision of ${longDate(revision)}. It takes about two minutes: one page says what has changed.`,
      ],
      commands: [
        { title: 'Look at it', text: `/sign ${plan.id} ${draft}` },
        { title: 'Return with a comment', text: `/return ${plan.id} ${draft}` },
      ],
      links: [],
    },
  };
}

function redactedNotice({ plan, on, ref }: Of<'redacted'>): Message {
  return notice(
    'Words were removed from the plan',
    [
      `${plan.title} (${plan.id})`,
      `On ${longDate(on)} the portfolio lead removed words that were seen in ${ref}, from every column, draft, revision and record at once. Which words is not said here.`,
      'Files that are made from now on print "[Removed on …]" in their place and say so in their seal. Copies that were published or passed on before must be replaced: the portfolio lead sees to that.',
    ],
    [`/status ${plan.id}`],
  );
}

function outageNotice({ outage: { before, after }, zone }: Of<'outage'>): Message {
  return notice('Quarterdeck was not running for a while', [
    `It looked for reminders ${moment(before, zone)} and then not before ${moment(after, zone)}.`,
    'What was due in between goes out now, once. Answers that people gave in that time may have been refused by Teams; nobody’s saved answer was lost.',
  ]);
}

function heldNotice({ hold, zone, cycle }: Of<'held'>): Message {
  const { from, to, people } = hold;
  if (hold.why === 'restored') {
    return notice(
      'The store was restored from a backup',
      [
        `It holds what was there ${moment(from, zone)}. What people answered and what was sent since then is not in it.`,
        'Nothing is sent for now. Look at /status, then write /resume and messages go out when they are due.',
      ],
      ['/resume'],
    );
  }
  const jump = `The clock went from ${moment(from, zone)} to ${moment(to, zone)}.`;
  const stopped =
    cycle === 'goingOn'
      ? `${people} people would be messaged now or in the coming week, so nothing was sent.`
      : `${cycle === 'over' ? 'By that time' : 'In the week after that'} the quarter is over and would be closed, so nothing was closed and nothing was sent.`;
  const then = cycle === 'over' ? 'the quarter is closed' : 'messages go out when they are due';
  return notice(
    'Is the time right?',
    [
      `${jump} ${stopped}`,
      `If that is the right time, write /resume and ${then}. If not, please tell your administrator.`,
    ],
    ['/resume'],
  );
}

function moment(instant: Instant, zone: string): string {
  const { date, time } = localTime(instant, zone);
  return `${longDay(date)} ${date.slice(0, 4)} at ${time}`;
}
