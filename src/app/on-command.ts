import { mayDo, rolesOf } from '../domain/authority.js';
import { addWorkingDays, isWorkingTime } from '../domain/calendar.js';
import { type Instant, instantAt, localTime, longDate, longDay, timeOfDay } from '../domain/civil-date.js';
import type { CompileOutcome, makeCompileRevision } from './compile-revision.js';
import { listed } from './deck-messages.js';
import type { SheetFor } from './make-return-sheet.js';
import type { Message } from './messages.js';
import type { makeNudge, NudgeLine } from './nudge.js';
import { reachWords } from './reach.js';
import { peopleMessage, peopleOf } from './see-people.js';
import { isLeadOf, leadNames, type makeSeeStatus, type PlanPicture } from './see-status.js';
import { historyMessage } from './show-history.js';
import { ownStandingMessage, type ReachNotes, statusMessage } from './status-messages.js';
import { NOBODY, type Stores } from './stores.js';
import { openItems } from './sweep-load.js';
import { notice, type Said, type Who } from './turn.js';
import { sweepNotes } from './watch.js';

/** A command as typed: `name` is one that the channel knows, `argument` has single spaces. */
export interface CommandSaid {
  readonly name: 'status' | 'nudge' | 'compile' | 'help' | 'clock' | 'history' | 'people' | 'resume' | 'sheet';
  readonly argument: string;
}

interface Deps {
  readonly stores: Stores;
  readonly seeStatus: ReturnType<typeof makeSeeStatus>;
  readonly nudge: ReturnType<typeof makeNudge>;
  readonly compileRevision: ReturnType<typeof makeCompileRevision>;
  /** Links to a compiled document, one a format. */
  readonly linksTo: (
    tenant: string,
    plan: string,
    compiled: string,
  ) => Promise<readonly { readonly title: string; readonly url: string }[]>;
  /** Links to a return sheet, one a format. */
  readonly sheetLinksTo: (
    tenant: string,
    plan: string,
    wanted: SheetFor,
  ) => Promise<readonly { readonly title: string; readonly url: string }[]>;
  /** Moves the local clock; null where there is none (outside local mode). */
  readonly moveClock: ((to: Instant) => Promise<void>) | null;
  readonly sweep: (now: Instant) => Promise<unknown>;
  /** Lets the messages go that a jump of the clock held back; false when there were none. */
  readonly resume: () => Promise<boolean>;
}

/** What somebody typed as a command: who they are in the plan decides what they get. */
export function makeOnCommand(deps: Deps) {
  return async (who: Who, command: CommandSaid, now: Instant): Promise<Said> => {
    const { pictures, rest } = await chosen(deps, who, command.argument, now);
    if (command.name === 'clock') return clock(deps, pictures[0], rest, now);
    const [picture, another] = pictures;
    if (picture === undefined) return { replies: [NOTHING_FOR_YOU] };
    if (command.name === 'help') return { replies: [helpFor(picture, who, deps.moveClock !== null)] };
    if (another !== undefined && command.name !== 'status') return { replies: [whichPlan(pictures, command)] };
    switch (command.name) {
      case 'status':
        return { replies: await Promise.all(pictures.map((each) => status(deps, each, who, rest, now))) };
      case 'nudge':
        if (!mayDo('nudge', rolesIn(picture, who))) return refusal(picture, 'send reminders');
        return { replies: [await nudge(deps, picture, rest, now)] };
      case 'compile':
        if (!mayDo(isFinal(rest) ? 'finalise' : 'compile', rolesIn(picture, who)))
          return refusal(picture, 'compile the revision');
        return { replies: [await compile(deps, picture, who, rest, now)] };
      case 'history': {
        if (!mayDo('seeHistory', rolesIn(picture, who))) return refusal(picture, 'see the history');
        const message = await historyMessage(deps.stores, picture, rest.trim());
        const none = notice('No history', [`Nothing in this plan is called "${rest.trim()}".`], ['/status']);
        return { replies: [message ?? none] };
      }
      case 'sheet':
        if (!mayDo('import', rolesIn(picture, who))) return refusal(picture, 'make return sheets');
        return { replies: [await sheet(deps, picture, rest.trim())] };
      case 'people':
        if (!mayDo('seeStatus', rolesIn(picture, who))) return refusal(picture, 'see who can be reached');
        return { replies: [peopleMessage(picture, await peopleOf(deps.stores, picture))] };
      case 'resume':
        if (!mayDo('nudge', rolesIn(picture, who))) return refusal(picture, 'let messages go');
        return resume(deps, now);
    }
  };
}

/** The plans that a command is about: one named first, else all in which the person has a part. */
async function chosen(
  deps: Deps,
  who: Who,
  argument: string,
  now: Instant,
): Promise<{ readonly pictures: readonly PlanPicture[]; readonly rest: string }> {
  const plans = await deps.stores.person(who.tenant, who.person).memberships();
  const [first = '', ...others] = argument.split(' ');
  const named = plans.includes(first.toLowerCase()) ? [first.toLowerCase()] : plans;
  const outcomes = await Promise.all(named.map((plan) => deps.seeStatus(who.tenant, plan, now)));
  const pictures = outcomes.flatMap((outcome) => (outcome.kind === 'picture' ? [outcome.picture] : []));
  const own = pictures.filter((picture) => mayDo('seeOwnStanding', rolesIn(picture, who)) || hasDeck(picture, who));
  return { pictures: own, rest: named === plans ? argument : others.join(' ') };
}

/** A return sheet for somebody who cannot answer in Teams: named by their name, or by a post that nobody holds. */
async function sheet(deps: Deps, picture: PlanPicture, named: string): Promise<Message> {
  const open = picture.decks.filter((deck) => openItems(deck).length > 0);
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

async function resume(deps: Deps, now: Instant): Promise<Said> {
  if (!(await deps.resume()))
    return { replies: [notice('Nothing is held back', ['Messages go out as usual.'], ['/status'])] };
  const after = async () => {
    await deps.sweep(now);
  };
  return { replies: [notice('The messages go out now', ['Each person is messaged once.'], ['/status'])], after };
}

async function status(deps: Deps, picture: PlanPicture, who: Who, filter: string, now: Instant): Promise<Message> {
  if (isLeadOf(picture, who.person)) {
    const notes = await sweepNotes(deps.stores, now);
    return statusMessage(picture, filter, await reachNotes(deps, picture), notes);
  }
  const opening = filter === '' ? '' : 'Only the portfolio lead sees the whole plan. This is your own standing.';
  return ownStandingMessage(picture, who.person, opening);
}

/** Who of those with something open cannot be reached, in words for the lead. */
async function reachNotes(deps: Deps, picture: PlanPicture): Promise<ReachNotes> {
  const people = await peopleOf(deps.stores, picture);
  const notes = new Map<string, string>();
  for (const { person, open, reach, setAside } of people) {
    if (open === 0) continue;
    if (reach.kind !== 'reachable') notes.set(person, reachWords(reach));
    else if (setAside !== null) notes.set(person, setAside);
  }
  return notes;
}

async function nudge(deps: Deps, picture: PlanPicture, about: string, now: Instant): Promise<Message> {
  const outcome = await deps.nudge(picture, about, now);
  if (outcome.kind === 'refused') return notice('Nobody was reminded', [outcome.reason]);
  const sent = outcome.lines.filter((line) => line.outcome === 'sent');
  const others = outcome.lines.filter((line) => line.outcome !== 'sent');
  const unassigned =
    outcome.unassigned.length === 0
      ? []
      : [`Nobody is assigned to ${listed(outcome.unassigned)}, so nobody was reminded of them.`];
  const heading = sent.length === 1 ? '1 person was reminded' : `${sent.length} people were reminded`;
  return notice(heading, [...sent.map(nudgeLine), ...others.map(nudgeLine), ...unassigned], ['/status']);
}

function nudgeLine(line: NudgeLine): string {
  const refs = listed(line.refs);
  switch (line.outcome) {
    case 'sent':
      return `${line.name}: ${refs}.`;
    case 'uncertain':
      return `${line.name}: the message may not have arrived (${refs}).`;
    case 'settled':
    case 'waiting':
      return `${line.name} was already reminded today, so no second message was sent (${refs}).`;
    case 'unreachable':
    case 'failed':
      return `${line.name} ${line.reason ?? 'could not be reached'} (${refs}).`;
  }
}

async function compile(deps: Deps, picture: PlanPicture, who: Who, rest: string, now: Instant): Promise<Message> {
  const final = isFinal(rest);
  if (rest.trim() !== '' && !final) {
    return notice('Not compiled', ['Write /compile for a draft, or /compile final to make the revision.']);
  }
  const plan = picture.head.plan.id;
  const by = (await deps.stores.person(who.tenant, who.person).record())?.value;
  const outcome = await deps.compileRevision(
    { tenant: who.tenant, plan, final, by: by?.whoKey ?? 'unknown', byName: by?.name ?? (who.name || null) },
    now,
  );
  if (outcome.kind === 'refused') return notice('Not compiled', [outcome.reason]);
  const links = await deps.linksTo(who.tenant, plan, outcome.compiled.id);
  const heading = final
    ? `The revision of ${longDate(outcome.document.date)} is made`
    : `Draft ${outcome.compiled.number} of the revision of ${longDate(outcome.document.date)}`;
  return {
    kind: 'notice',
    notice: {
      heading,
      paragraphs: compileParagraphs(outcome),
      commands: [{ title: 'Show status', text: '/status' }],
      links,
    },
  };
}

/** "/compile final", and as the command line has it. */
function isFinal(rest: string): boolean {
  return /^-{0,2}final$/i.test(rest.trim());
}

function compileParagraphs(outcome: Extract<CompileOutcome, { kind: 'compiled' }>): readonly string[] {
  const { compiled, silent, final } = outcome;
  const took = compiled.takes.length === 1 ? '1 answer is in it.' : `${compiled.takes.length} answers are in it.`;
  const silence =
    silent.length === 0
      ? ''
      : ` "No update received" is printed for ${silent.length} ${silent.length === 1 ? 'requirement' : 'requirements'}: ${listed(silent)}.`;
  const next = final
    ? 'It cannot change any more. Open the next cycle when you are ready.'
    : 'It is a draft and marked so. An answer that comes now makes it out of date: compile again. To make the revision, write /compile final.';
  return [`${took}${silence}`, next, 'The links below work for 30 minutes.'];
}

async function clock(deps: Deps, picture: PlanPicture | undefined, rest: string, now: Instant): Promise<Said> {
  if (deps.moveClock === null) return { replies: [notice('No such command', ['Write /help to see what you can do.'])] };
  if (picture === undefined) return { replies: [NOTHING_FOR_YOU] };
  const { calendar } = picture;
  const local = localTime(now, calendar.zone);
  const shows = (instant: Instant) => {
    const { date, time } = localTime(instant, calendar.zone);
    return `${longDay(date)} ${date.slice(0, 4)}, ${time}`;
  };
  const step = /^\+ ?(\d{1,3})$/.exec(rest.trim());
  if (step === null) {
    return {
      replies: [
        notice('The local clock', [`It shows ${shows(now)}.`, 'Write /clock +5 to move it on by five working days.']),
      ],
    };
  }
  const date = addWorkingDays(local.date, Number(step[1]), calendar);
  const sameTime = instantAt(date, local.time, calendar.zone);
  const to = isWorkingTime(sameTime, calendar) ? sameTime : instantAt(date, timeOfDay('09:30'), calendar.zone);
  if (to < now)
    return { replies: [notice('The local clock', ['It can only move forward.', `It shows ${shows(now)}.`])] };
  await deps.moveClock(to);
  const after = async () => {
    await deps.sweep(to);
  };
  return {
    replies: [notice('The local clock has moved', [`It now shows ${shows(to)}. Whatever is due is being sent.`])],
    after,
  };
}

/** Said to somebody who has no part in any plan. */
export const NOTHING_FOR_YOU: Message = notice('Hello', [
  'Quarterdeck asks the owners of an action plan for their updates. Nothing is asked of you at the moment.',
  'If you expected something, please ask the portfolio lead of the plan.',
]);

function helpFor(picture: PlanPicture, who: Who, local: boolean): Message {
  const roles = rolesIn(picture, who);
  const own = hasDeck(picture, who)
    ? [
        'When updates are needed you get a card here. Answer on it, choose "No change", put it off or hand it over. Write anything to see your card again.',
      ]
    : [];
  const lead = mayDo('nudge', roles)
    ? [
        '/status: where the quarter stands. Add a number for one recommendation (/status 10), or late for late replies and passed deadlines (/status late).',
        '/nudge: remind everybody with something open. Add a number or a name to remind only some (/nudge 10.2).',
        '/people: who can be reached.',
        '/history 10.2: what happened to a requirement.',
        '/sheet and a name or a post: a return sheet for somebody who cannot answer here.',
        '/compile: a draft of the next revision. /compile final makes the revision itself.',
      ]
    : ['/status: where your own updates stand.'];
  const clockHelp = local ? ['/clock +5: move the local clock on by five working days (only on this machine).'] : [];
  return notice('What you can do here', [...own, ...lead, ...clockHelp], ['/status']);
}

function whichPlan(pictures: readonly PlanPicture[], command: CommandSaid): Message {
  return notice('Which plan?', [
    `You have a part in ${pictures.length} plans. Put the plan's name after the command:`,
    ...pictures.map((picture) => `/${command.name} ${picture.head.plan.id}: ${picture.head.plan.title}`),
  ]);
}

function refusal(picture: PlanPicture, what: string): Said {
  const leads = leadNames(picture);
  const ask = leads.length === 0 ? 'the portfolio lead' : listed(leads);
  return {
    replies: [
      notice(
        'That is for the portfolio lead',
        [`Only the portfolio lead can ${what}. Please ask ${ask}.`],
        ['/status'],
      ),
    ],
  };
}

function rolesIn(picture: PlanPicture, who: Who) {
  return rolesOf(who.person, picture.assignments, picture.day);
}

function hasDeck(picture: PlanPicture, who: Who): boolean {
  return picture.decks.some((deck) => deck.head.value.person === who.person && deck.items.length > 0);
}
