import { type CivilDate, daysBetween, type Instant } from '../calendar/civil-date.js';
import type { Commitment } from '../commitments/commitment.js';
import {
  type AskingCycle,
  type CommitmentsOfItem,
  commitmentsOfItem,
  isToBeAsked,
} from '../commitments/commitment-standing.js';
import { type Assignment, answererOf, type Given } from '../people/assignment.js';
import type { Contribution } from '../people/contribution.js';
import type { Contributor } from '../people/contributor.js';
import { type Cycle, type Timing, timingOf } from '../plan/cycle.js';
import { endingOf } from '../plan/ending.js';
import { askedRows, introductionUpdates, isIntroduction } from '../plan/introduction.js';
import {
  type Deadline,
  deadlineOf,
  type PublishedPlan,
  type PublishedUpdate,
  type Requirement,
  type Status,
  type Transfer,
  type Unanswered,
} from '../plan/plan.js';
import type { NoteToLead } from '../sending/note-to-lead.js';
import type { KeptWords } from './kept-words.js';
import { unchangedQuarters } from './unchanged.js';
import type { AnswerOf, AnswerState, Author, Reply, SeenReply } from './update.js';

/** The answer that counts for a requirement in a cycle. */
export interface Answer {
  readonly update: string;
  readonly reply: Reply;
  readonly at: Instant;
  readonly timing: Timing;
  /** Who gave it; absent in rows from before that was kept. */
  readonly from?: Author | undefined;
  /** Letters that nobody can see were left out of it. */
  readonly leftOut?: true | undefined;
  /** What somebody else had said, that it took the place of; absent where nobody had. They are told. */
  readonly replaced?: AnswerOf | undefined;
}

/** A finding of the review that whoever answered said is right as it stands. */
export interface ConfirmedFinding {
  /** A finding's id: it is made of the words, so it lasts as long as they do. */
  readonly finding: string;
  readonly at: Instant;
}

/** One requirement as it is asked about in one cycle: all that a card needs, and all that a reply needs to be judged. */
export interface AskedItem extends AnswerState, CommitmentsOfItem {
  /** Place in the plan, from 0. */
  readonly order: number;
  readonly recommendation: string;
  readonly recommendationText: string | null;
  readonly text: string | null;
  /** The post printed in the plan. */
  readonly owner: string;
  readonly deadline: Deadline | null;
  /** Quarters running in which "no change" was published of it; absent in rows from before that was counted. */
  readonly unchanged?: number | undefined;
  /** Status as published before this cycle. */
  readonly status: Status;
  /** The answer that counts for this cycle's revision, or null. */
  readonly answer: Answer | null;
  /** The newest answer after the close: kept, and offered to the next cycle. */
  readonly afterClose: Answer | null;
  /** An answer that came after the last close, offered here as a beginning. */
  readonly carried: Reply | null;
  /** "Later": not asked again before this day. */
  readonly later: CivilDate | null;
  /** A question that the lead's review sent back about the answer; the answer counts until another replaces it. */
  readonly question?: string | undefined;
  /** What was written to the lead about it in this cycle, oldest first; never published. */
  readonly notes?: readonly NoteToLead[] | undefined;
  /** Findings about answers of this cycle that their owner said are right as they stand. */
  readonly confirmed?: readonly ConfirmedFinding[] | undefined;
  /** Somebody handed it over, and is told when it is answered. */
  readonly handedOver?: true | undefined;
  /** By whom, when and why it was handed to the person in whose deck it stands. */
  readonly given?: Given | undefined;
  /** What was entered about it and not submitted, each by another person. Never published. */
  readonly typed?: readonly KeptWords[] | undefined;
  /** Who adds to it before it is answered; absent where nobody does. */
  readonly contributors?: readonly Contributor[] | undefined;
  /** What they gave in this cycle, oldest first. */
  readonly contributions?: readonly Contribution[] | undefined;
}

/** What has ended is asked about once a year. Days since the newest column in which it was answered. */
const COMPLETE_ASKED_AFTER_DAYS = 365;

/**
 * The requirements to ask about in a cycle, in document order. Withdrawn and discharged ones never; those that the lead
 * transferred when they are to be looked at again; ended ones, by their status or by their words alone, once a year,
 * counted from their newest published update. The introduction comes last. `standing`: the commitments that count.
 */
export function itemsToAsk(
  published: PublishedPlan,
  cycle: AskingCycle,
  standing: readonly Commitment[] = [],
): readonly AskedItem[] {
  const promises = new Map<string, Commitment[]>();
  for (const each of standing) {
    const own = promises.get(each.requirement);
    if (own === undefined) promises.set(each.requirement, [each]);
    else own.push(each);
  }
  const recommendations = new Map(published.recommendations.map((each) => [each.number, each]));
  const updates = new Map<string, PublishedUpdate[]>();
  const introduction = introductionUpdates(published.introduction, published.columns.at(-1));
  for (const update of [...published.updates, ...introduction]) {
    const list = updates.get(update.requirement) ?? [];
    list.push(update);
    updates.set(update.requirement, list);
  }
  return askedRows(published)
    .map((requirement, order) => ({ requirement, order }))
    .filter(({ requirement }) => !requirement.withdrawn)
    .filter(({ requirement }) => !isRested(requirement, published, updates.get(requirement.id) ?? [], cycle))
    .map(({ requirement, order }) => {
      const own = (updates.get(requirement.id) ?? []).filter((update) => update.kind === 'text');
      const previous = own.reduce<PublishedUpdate | undefined>(
        (best, each) => (best === undefined || each.column > best.column ? each : best),
        undefined,
      );
      const item: AskedItem = {
        requirement: requirement.id,
        ref: requirement.ref,
        order,
        recommendation: requirement.recommendation,
        recommendationText: recommendations.get(requirement.recommendation)?.text ?? null,
        text: requirement.text,
        owner: requirement.owner,
        deadline: deadlineOf(requirement, published.recommendations),
        unchanged: unchangedQuarters(updates.get(requirement.id) ?? []),
        status: published.statuses[requirement.id] ?? 'notStated',
        previousText: previous === undefined ? null : { column: previous.column, text: previous.text },
        current: '',
        replies: [],
        answer: null,
        afterClose: null,
        carried: null,
        later: null,
        ...commitmentsOfItem(promises.get(requirement.id) ?? [], cycle),
      };
      return item;
    });
}

/** Whether a requirement has ended, and was asked about within a year. */
function isRested(
  { id, finished, transfer }: Requirement,
  { statuses, discharges }: PublishedPlan,
  updates: readonly PublishedUpdate[],
  cycle: AskingCycle,
): boolean {
  // the inspecting body has closed it, and asks no more
  if (discharges[id] !== undefined) return true;
  const status = statuses[id] ?? 'notStated';
  if (transfer !== undefined && status === 'transferred') return restsUntilLookedAt(transfer, updates, cycle);
  if (finished === 'asked') return false;
  const isClosed = status === 'complete' || (status === 'transferred' && finished === 'closed');
  const hasEnded = isClosed || (status === 'notStated' && endingOf(updates) !== null);
  return hasEnded && answeredWithinAYear(updates, cycle);
}

/** Whose deck a requirement stands in on a day; null when nobody is assigned. */
export function askedOf(
  requirement: Requirement,
  assignments: readonly Assignment[],
  day: CivilDate,
): { readonly person: string; readonly name: string } | null {
  const answerer = answererOf(requirement, assignments, day);
  return answerer === undefined ? null : { person: answerer.person, name: answerer.name };
}

/** Whether its owner still has something to say: an answer, or an answer to a question about it. */
export function isOpenItem(item: Pick<AskedItem, 'answer' | 'question'>): boolean {
  return item.answer === null || item.question !== undefined;
}

/** The timing of a reply: what the review asked about may still be answered after the close, until the revision is made. */
export function timingOfReply(
  item: Pick<AskedItem, 'question'>,
  day: CivilDate,
  cycle: Pick<Cycle, 'due' | 'closes' | 'state'>,
): Timing {
  const timing = timingOf(day, cycle);
  return timing === 'afterClose' && item.question !== undefined && cycle.state !== 'revised' ? 'late' : timing;
}

/** The item with a question about its answer: open again, and no longer put off. */
export function withQuestion(item: AskedItem, question: string): AskedItem {
  return { ...item, later: null, question };
}

/** The item after a reply was accepted: the answer that counts, or the one kept for the next cycle. */
export function withAnswer(item: AskedItem, answer: Answer, seen: SeenReply): AskedItem {
  const replies = [...item.replies, seen];
  if (answer.timing === 'afterClose') return { ...item, replies, afterClose: answer, current: answer.update };
  const { question: _, ...rest } = item;
  return { ...rest, replies, answer, current: answer.update, later: null };
}

/** The item without the answer that counts: open again, with a mark on which no earlier card is based. */
export function undone(item: AskedItem, mark: string): AskedItem {
  const { confirmed: _, ...rest } = item;
  const replies = item.replies.map((each) =>
    each.update === item.current ? { ...each, undone: true as const } : each,
  );
  return { ...rest, answer: null, current: mark, replies };
}

/** The status that an answer of this cycle leaves a requirement with; null while there is none. Documents and /status both ask here. */
export function answeredStatus(item: Pick<AskedItem, 'answer' | 'status'>, unanswered: Unanswered): Status | null {
  const reply = item.answer?.reply;
  if (reply === undefined) return null;
  return saidStatus(item) ?? unsaidStatus(item.status, unanswered);
}

/** The status that an answer of this cycle says itself; null where it says none. "No change" says the one before. */
export function saidStatus({ answer, status }: Pick<AskedItem, 'answer' | 'status'>): Status | null {
  if (answer === null) return null;
  return answer.reply.kind === 'noChange' ? status : answer.reply.status;
}

/** What is left of a status in a quarter that says nothing of it. `dropped`: complete and transferred last, the others are claims about their own quarter. */
export function unsaidStatus(before: Status, unanswered: Unanswered): Status {
  return unanswered === 'kept' || isLasting(before) ? before : 'notStated';
}

/** Whether a status stays true without being said again. */
export function isLasting(status: Status): boolean {
  return status === 'complete' || status === 'transferred';
}

/**
 * The item to show next: what was put off until now, the first open one, or what is put off; null when all are answered.
 * `after`: the ref that was just dealt with; what comes behind it is shown before what was skipped.
 */
export function nextOpen(items: readonly AskedItem[], today: CivilDate, after = ''): AskedItem | null {
  const at = items.findIndex(({ ref }) => ref === after) + 1;
  const open = [...items.slice(at), ...items.slice(0, at)].filter(isOpenItem);
  const isDue = ({ later }: AskedItem) => later === null || later <= today;
  const isBack = ({ later }: AskedItem) => at === 0 && later !== null && later <= today;
  return open.find(isBack) ?? open.find(isDue) ?? open[0] ?? null;
}

/** The answer that the next one takes the place of, also where it came after the close; null before the first. */
export function newestAnswer({ answer, afterClose, current }: AskedItem): Answer | null {
  return [afterClose, answer].find((each) => each?.update === current) ?? null;
}

/** What stands in the inputs of an item: what was said in this cycle, else what was carried over, else only its status. */
export function startingValues(item: AskedItem): { status: Status | ''; text: string; evidence: string } {
  const reply = newestAnswer(item)?.reply ?? item.carried;
  if (reply?.kind === 'text') return { status: reply.status ?? '', text: reply.text, evidence: reply.evidence ?? '' };
  // it is changed where it stands
  if (isIntroduction(item)) return { status: '', text: item.previousText?.text ?? '', evidence: '' };
  return { status: item.status === 'notStated' ? '' : item.status, text: '', evidence: '' };
}

/** What was handed on is asked about when it is to be looked at again, and once a year from the answer to that. */
function restsUntilLookedAt({ lookAgain }: Transfer, updates: readonly PublishedUpdate[], cycle: AskingCycle): boolean {
  const since = updates.filter(({ column }) => column >= lookAgain);
  return cycle.revision < lookAgain || answeredWithinAYear(since, cycle);
}

function answeredWithinAYear(updates: readonly PublishedUpdate[], cycle: AskingCycle): boolean {
  const newest = updates
    .filter((update) => update.kind !== 'none')
    .map((update) => update.column)
    .sort()
    .at(-1);
  if (newest === undefined) return false;
  return daysBetween(newest, cycle.revision) < COMPLETE_ASKED_AFTER_DAYS;
}

/** Promises of a requirement that are to be answered for by a cycle's due date and that nobody has answered for. */
export function stillDue(item: AskedItem, { due }: Pick<Cycle, 'due'>): readonly Commitment[] {
  return item.commitments.filter((each) => isToBeAsked(each, due));
}
