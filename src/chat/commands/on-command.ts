import { reachWords } from '../../app/people/reach.js';
import type { Who } from '../../app/people/who.js';
import { sweepNotes } from '../../app/sending/sweep/watch.js';
import { isLeadOf, type makeSeePlan, type PlanPicture } from '../../app/standing/see-plan.js';
import { statusOf } from '../../app/standing/see-status.js';
import type { Hold } from '../../app/store/directory.js';
import type { Stores } from '../../app/store/stores.js';
import type { Instant } from '../../domain/calendar/civil-date.js';
import type { Role } from '../../domain/people/assignment.js';
import { type Action, mayDo, rolesOf } from '../../domain/people/authority.js';
import { isUnderWay } from '../../domain/plan/cycle.js';
import { isIntroduction } from '../../domain/plan/introduction.js';
import { nameOfPlan } from '../../domain/plan/plan.js';
import type { Message, StatusButton } from '../messages.js';
import { type Command, NOTHING_FOR_YOU, notice, type Said } from '../turn.js';
import { type ChangeDeps, type ChangeName, changeCalled, isChange } from './all-changes.js';
import { changeSaid } from './changes/change.js';
import { exampleRow } from './changes/example-row.js';
import { plansAsText } from './changes/over-plans.js';
import { type ClockDeps, clockSaid } from './clock-message.js';
import { type CompileDeps, compileMessage, isFinal } from './compile-message.js';
import { closeSaid, type FinaliseDeps, finaliseSaid } from './finalise-message.js';
import { forTheLead } from './for-the-lead.js';
import type { NewPlanDeps } from './importing/new-plan.js';
import { importSaid } from './importing/on-file.js';
import { mineMessage, ownHelp, privacyMessage } from './own/own-cards.js';
import { inspectionMessage, type PaperDeps, paperMessage } from './paper-message.js';
import { type PublishDeps, publishMessage } from './publishing/publish-message.js';
import { type ReviewDeps, reviewMessage } from './reviewing/review-message.js';
import { type SheetDeps, sheetMessage } from './sheet-message.js';
import { portfolioMessage } from './standing/portfolio-message.js';
import { promisesMessage } from './standing/promises-message.js';
import { peopleMessage, peopleOf } from './standing/see-people.js';
import { historyMessage } from './standing/show-history.js';
import { ownStandingMessage, type ReachNotes, statusMessage } from './standing/status-messages.js';

interface Deps
  extends NewPlanDeps,
    PublishDeps,
    SheetDeps,
    CompileDeps,
    FinaliseDeps,
    ClockDeps,
    ChangeDeps,
    ReviewDeps,
    PaperDeps {
  readonly stores: Stores;
  readonly seePlan: ReturnType<typeof makeSeePlan>;
  /** After so many months what is no record of a plan goes by itself; absent or null: it stays. */
  readonly retentionMonths?: number | null;
  /** Lets go what a jump of the clock held back; null when nothing was. */
  readonly resume: () => Promise<Hold | null>;
}

/** What somebody typed as a command: who they are in the plan decides what they get. */
export function makeOnCommand(deps: Deps) {
  return async (who: Who, command: Command, now: Instant): Promise<Said> => {
    if (command.name === 'import') return { replies: [await importSaid(deps, who, command.argument, now)] };
    const { pictures: all, rest } = await chosen(deps, who, command.argument, now);
    const pictures = command.name === 'status' || command.name === 'help' ? all : await onlyWithRow(all, rest);
    if (command.name === 'clock') return clockSaid(deps, pictures[0], rest, now);
    const [picture, another] = pictures;
    if (picture === undefined) return { replies: [NOTHING_FOR_YOU] };
    if (command.name === 'help') {
      const asked = picture.decks.flatMap(({ items }) => items).find(({ value }) => !isIntroduction(value));
      const row = asked?.value.ref ?? exampleRow((await picture.plan.published()).requirements);
      return { replies: [helpFor(picture, who, { local: deps.moveClock !== null, row })] };
    }
    if (another !== undefined && command.name !== 'status') {
      const ofAll = isForSeveral(command.name) ? saidOfAll(command.name, rest.trim()) : null;
      if (!isForSeveral(command.name) || ofAll === null) return { replies: [whichPlan(pictures, command)] };
      return changed(deps, picture, who, { name: command.name, argument: plansAsText(pictures, ofAll) }, now);
    }
    if (command.name === 'resume' && (await isHeld(deps))) {
      return mayDo('pause', rolesIn(picture, who)) ? resume(deps) : refusal(picture, 'let messages go');
    }
    if (isChange(command.name)) return changed(deps, picture, who, { name: command.name, argument: rest }, now);
    switch (command.name) {
      case 'status':
        if (another !== undefined && rest.trim() === '' && pictures.every((each) => isLeadOf(each, who.person))) {
          const lead = pictures.every((each) => mayDo('nudge', rolesIn(each, who)));
          return { replies: [portfolioMessage(await Promise.all(pictures.map(statusOf)), { lead })] };
        }
        return { replies: await Promise.all(pictures.map((each) => status(deps, each, who, rest, now))) };
      case 'compile':
        if (!mayDo(isFinal(rest) ? 'finalise' : 'compile', rolesIn(picture, who)))
          return refusal(picture, 'compile the revision');
        return {
          replies: [
            isFinal(rest)
              ? (await finaliseSaid(deps, who, picture.plan, null, now)).message
              : await compileMessage(deps, picture, who, rest, now),
          ],
        };
      case 'publish':
        if (!mayDo('publish', rolesIn(picture, who))) return refusal(picture, 'publish the revision', 'publish');
        return { replies: [await publishMessage(deps, picture)] };
      case 'close':
        if (!mayDo('close', rolesIn(picture, who))) return refusal(picture, 'close the quarter');
        return { replies: [(await closeSaid(deps, who, picture.plan, null, now)).message] };
      case 'history': {
        if (!mayDo('seeHistory', rolesIn(picture, who))) return refusal(picture, 'see the history');
        const message = await historyMessage(deps.stores, picture, rest.trim());
        const none = notice('No history', [`Nothing in this plan is called "${rest.trim()}".`], ['/status']);
        return { replies: [message ?? none] };
      }
      case 'sheet':
        if (!mayDo('returnSheets', rolesIn(picture, who))) return refusal(picture, 'make return sheets');
        return { replies: [await sheetMessage(deps, { who, picture, now }, rest.trim())] };
      case 'promises': {
        const whole = mayDo('seeStatus', rolesIn(picture, who));
        return { replies: [await promisesMessage(picture, whole ? null : who.person)] };
      }
      case 'review':
        if (!mayDo('review', rolesIn(picture, who))) return refusal(picture, 'decide what the review has found');
        return { replies: [await reviewMessage(deps, { who, picture, argument: rest, now })] };
      case 'takeover': {
        if (!mayDo('seeStatus', rolesIn(picture, who))) return refusal(picture, 'see the handover');
        const url = await deps.pageLink(picture.tenant, picture.head.plan.id, { kind: 'handover' });
        const links = [{ title: 'The handover on one page', url }];
        const paragraphs = [
          'Who holds what, where the quarter stands, and what is waiting. The link works for 30 minutes.',
        ];
        return { replies: [{ kind: 'notice', notice: { heading: 'The handover', paragraphs, commands: [], links } }] };
      }
      case 'paper':
        if (!mayDo('seePapers', rolesIn(picture, who))) return refusal(picture, 'have a paper for a board');
        return { replies: [await paperMessage(deps, picture, rest)] };
      case 'inspection':
        if (!mayDo('seePapers', rolesIn(picture, who))) return refusal(picture, 'see what is kept for an inspection');
        return { replies: [await inspectionMessage(deps, picture, rest)] };
      case 'people':
        if (!mayDo('seeStatus', rolesIn(picture, who))) return refusal(picture, 'see who can be reached');
        return { replies: [peopleMessage(picture, await peopleOf(deps.stores, picture))] };
      case 'mine':
        return { replies: [mineMessage(picture, who.person)] };
      case 'privacy':
        return { replies: [privacyMessage(picture, deps.retentionMonths ?? null)] };
    }
  };
}

/** Shows what a change would do; it is made once that is confirmed. */
async function changed(
  deps: Deps,
  picture: PlanPicture,
  who: Who,
  { name, argument }: { readonly name: ChangeName; readonly argument: string },
  now: Instant,
): Promise<Said> {
  const change = changeCalled(name, deps);
  if (!mayDo(change.action, rolesIn(picture, who))) return refusal(picture, change.what, change.action);
  const { message } = await changeSaid(deps, name, change, { who, picture, argument, inputs: {}, now }, null);
  return { replies: [message] };
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
  // with one plan alone a word like its name, in other letters, is rather the post that it is called after
  const id = plans.length > 1 ? first.toLowerCase() : first;
  const named = plans.includes(id) ? [id] : plans;
  const outcomes = await Promise.all(named.map((plan) => deps.seePlan(who.tenant, plan, now)));
  const pictures = outcomes.flatMap((outcome) => (outcome.kind === 'picture' ? [outcome.picture] : []));
  const own = pictures.filter((picture) => mayDo('seeOwnStanding', rolesIn(picture, who)) || hasDeck(picture, who));
  return { pictures: own, rest: named === plans ? argument : others.join(' ') };
}

/** Whether a jump of the clock holds all messages back: that is looked at before any pause of a plan. */
async function isHeld(deps: Deps): Promise<boolean> {
  const hold = await deps.stores.service.hold();
  return hold !== null && !hold.released;
}

/** "all", "in all plans". */
const ALL_PLANS = /^(?:in )?all(?: plans)?$/i;

/** The changes that can be made in several plans after one confirmation. */
function isForSeveral(name: Command['name']): name is 'nudge' | 'open' | 'away' {
  return name === 'nudge' || name === 'open' || name === 'away';
}

/** What a command says of all plans at once; null where one is to be chosen. Somebody who is away is so in all of theirs. */
function saidOfAll(name: Command['name'], argument: string): string | null {
  if (name === 'away') return argument.replace(/^(?:in )?all plans$/i, '');
  return ALL_PLANS.test(argument) ? '' : null;
}

/** Of several plans the only one that has the row that is named first; all of them where that says nothing. */
async function onlyWithRow(pictures: readonly PlanPicture[], argument: string): Promise<readonly PlanPicture[]> {
  const [first = ''] = argument.trim().split(/[\s:,]/);
  if (pictures.length < 2 || first === '') return pictures;
  const wanted = first.toLowerCase();
  const having: PlanPicture[] = [];
  for (const picture of pictures) {
    const { requirements } = await picture.plan.published();
    const isThere = requirements.some(
      ({ ref, recommendation, withdrawn }) =>
        !withdrawn && (ref.toLowerCase() === wanted || recommendation.toLowerCase() === wanted),
    );
    if (isThere) having.push(picture);
  }
  return having.length === 1 ? having : pictures;
}

async function resume(deps: Deps): Promise<Said> {
  if ((await deps.resume()) === null)
    return { replies: [notice('Nothing is held back', ['Messages go out as usual.'], ['/status'])] };
  const after = async () => {
    await deps.wake();
  };
  return { replies: [notice('The messages go out now', ['Each person is messaged once.'], ['/status'])], after };
}

async function status(deps: Deps, picture: PlanPicture, who: Who, filter: string, now: Instant): Promise<Message> {
  if (isLeadOf(picture, who.person)) {
    const roles = rolesIn(picture, who);
    const notes = await sweepNotes(deps.stores, now);
    const wanted = filter.trim().toLowerCase();
    if (wanted === 'promises') return promisesMessage(picture, null);
    if (wanted === 'unreachable') return peopleMessage(picture, await awayOf(deps, picture));
    const message = await leadStatus(deps, picture, filter, notes);
    return mayDo('nudge', roles) ? message : forWatchers(picture, roles, message);
  }
  const opening = filter === '' ? '' : 'Only the portfolio lead sees the whole plan. This is your own standing.';
  return ownStandingMessage(await statusOf(picture), who.person, opening);
}

async function leadStatus(
  deps: Deps,
  picture: PlanPicture,
  filter: string,
  notes: readonly string[],
): Promise<Message> {
  const reach = await reachNotes(deps, picture);
  const { plan } = picture.head;
  const seen =
    filter.trim() === '' ? await deps.seeReview({ tenant: picture.tenant, plan: plan.id, loaded: picture.plan }) : null;
  const glance = {
    review: seen?.kind === 'seen' ? seen : null,
    lastSweep: await deps.stores.service.heartbeat(),
    outOfReach: [...reach.keys()],
  };
  return statusMessage(await statusOf(picture), filter, reach, notes, glance);
}

async function awayOf(deps: Deps, picture: PlanPicture) {
  return (await peopleOf(deps.stores, picture)).filter(({ reach }) => reach.kind !== 'reachable');
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

/** The same picture for those who lead nothing in it: what waits for their signature first, and no buttons that are not theirs. */
function forWatchers({ head }: PlanPicture, roles: readonly Role[], message: Message): Message {
  if (message.kind !== 'status') return message;
  const { status } = message;
  const draft = head.drafts.length;
  const signs = mayDo('sign', roles) && head.settings.signOff === 'executive';
  const waits = signs && draft > 0 && isUnderWay(head.cycle);
  const buttons: readonly StatusButton[] = waits
    ? [{ kind: 'command', title: `Look at draft ${draft}`, text: `/sign ${head.plan.id} ${draft}` }]
    : [];
  const summary = waits
    ? `Draft ${draft} of the revision is there: look at it, sign it or return it.\n${status.summary}`
    : status.summary;
  return { kind: 'status', status: { ...status, summary, buttons, hints: ['/people', '/history'] } };
}

function helpFor(
  picture: PlanPicture,
  who: Who,
  { local, row }: { readonly local: boolean; readonly row: string },
): Message {
  const roles = rolesIn(picture, who);
  const own = hasDeck(picture, who) || !mayDo('seeStatus', roles) ? ownHelp(picture, who.person) : [];
  const lead = mayDo('nudge', roles)
    ? [
        '/status: where the quarter stands, and what needs you. Add a number, a name, or one of late, silent, waiting, unreachable, promises.',
        `/nudge: remind everybody with something open. Add a number or a name to remind only some (/nudge ${row}). Who gets it is shown first.`,
        '/people: who can be reached. /deputy and a name: who chases, reviews and compiles beside you. /takeover: all of it on one page, for whoever takes the plan over.',
        '/promises: promises in earlier updates that have come due without an answer.',
        `/history ${row}: what happened to a requirement.`,
        '/sheet and a name or a post: a return sheet for somebody who cannot answer here.',
        picture.head.settings.signOff === 'executive'
          ? '/compile: a draft of the next revision. Once its executive lead has signed it, /compile final makes the revision itself: what that does is shown first.'
          : '/compile: a draft of the next revision. /compile final makes the revision itself: what that does is shown first.',
        '/present: send the draft to the executive lead to be signed, where the plan asks for that. /check legal by and a name: record a check.',
        '/review: what must be decided before publishing, worst first: accept, correct, or ask the owner.',
        '/publish: all that goes on the website, as one file. /published and the address: record where it is public; /sent and a name: who has the link.',
        '/paper since 1 October: two pages for a board, at any time. /paper year: the revisions of a year.',
        `/inspection ${row}: everything that is kept of a row, for an inspection; alone: of all rows.`,
        `/reissue ${row}: put right what the newest revision printed, as a numbered issue with its reason. The difference is shown first.`,
        `/redact ${row} and the words: remove a name that must not be public, from everything at once. Where it stands is shown first.`,
        '/open: open the next quarter. Dates are proposed, and what it does is shown first.',
        '/extend: give the open quarter more time: /extend 5 days, or a date.',
        '/close: close the quarter before its last day. What that does is shown first.',
        '/recall, /skip, /pause and /resume: take back what was asked, leave a quarter out, hold messages back. /finish and /reopen: end the plan, and take that back.',
        `/assign ${row} and a name: who answers a row, a recommendation or a post.`,
        '/answer, /deadline, /discharge, /transfer, /complete and /promise: change one row. Write one of them alone to see how.',
      ]
    : [];
  const executive = mayDo('sign', roles) && !mayDo('nudge', roles) ? executiveHelp(picture, row) : null;
  const clockHelp = local ? ['/clock +5: move the local clock on by five working days (only on this machine).'] : [];
  return notice(
    'What you can do here',
    [...own, ...(executive ?? lead), ...clockHelp],
    executive !== null ? ['/sign', '/status'] : own.length > 0 ? ['/mine', '/status', '/privacy'] : ['/status'],
  );
}

function executiveHelp({ head }: PlanPicture, row: string): readonly string[] {
  return [
    ...(head.settings.signOff === 'executive'
      ? [
          '/sign: the newest draft of the next revision: one page of what changed, the difference word by word, and what your signature accepts by name.',
          `/reissue ${row}: sign a correction of a revision that is made.`,
          '/return: give it back with a comment. The portfolio lead is told.',
        ]
      : ['This plan needs no signature of yours: its portfolio lead makes the revision.']),
    '/status: where the quarter stands. /status late: late replies and passed deadlines.',
    '/history: what happened to the plan; /history and a number: to one row.',
    `/paper: two pages for a board, at any time. /inspection ${row}: everything that is kept of a row.`,
    '/people: who has a part, and who cannot be reached.',
    '/lead and a name: who leads the plan from now on. /takeover: what they need to know, on one page.',
  ];
}

function whichPlan(pictures: readonly PlanPicture[], command: Command): Message {
  const inPlan = ({ head: { plan } }: PlanPicture) => `/${command.name} ${plan.id} ${command.argument}`.trim();
  const several =
    isForSeveral(command.name) && command.argument.trim() === ''
      ? [{ title: `In all ${pictures.length} plans`, text: `/${command.name} all plans` }]
      : [];
  const asked = notice(
    'Which plan?',
    [
      `You have a part in ${pictures.length} plans. Choose one, or put the plan's name after the command:`,
      ...pictures.map((picture) => `${inPlan(picture)}: ${nameOfPlan(picture.head.plan)}`),
    ],
    pictures.map(inPlan),
  );
  if (asked.kind !== 'notice') return asked;
  return { kind: 'notice', notice: { ...asked.notice, commands: [...asked.notice.commands, ...several] } };
}

function refusal(picture: PlanPicture, what: string, action?: Action): Said {
  return { replies: [forTheLead(picture, what, action)] };
}

function rolesIn(picture: PlanPicture, who: Who) {
  return rolesOf(who.person, picture.assignments, picture.day);
}

function hasDeck(picture: PlanPicture, who: Who): boolean {
  return picture.decks.some((deck) => deck.head.value.person === who.person && deck.items.length > 0);
}
