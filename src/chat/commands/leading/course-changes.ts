import { heldItems } from '../../../app/asking/close-cycle.js';
import { newestQuarter, noQuarterWhy } from '../../../app/asking/see-opening.js';
import {
  type makePause,
  type makeRecall,
  type makeSkip,
  type makeUnpause,
  skippedQuarter,
} from '../../../app/leading/change-course.js';
import type { CourseInput, HeadOutcome } from '../../../app/leading/change-head.js';
import type { PlanPicture } from '../../../app/standing/see-plan.js';
import type { Stores } from '../../../app/store/stores.js';
import { isOpenItem } from '../../../domain/asking/ask.js';
import { rowsByHolder } from '../../../domain/asking/closing.js';
import { proposedRevision } from '../../../domain/asking/opening.js';
import { type CivilDate, type Instant, laterOf, longDate, longDay } from '../../../domain/calendar/civil-date.js';
import type { Action } from '../../../domain/people/authority.js';
import { isUnderWay } from '../../../domain/plan/cycle.js';
import { skippedNote } from '../../../domain/publishing/last-revision.js';
import { counted } from '../../../domain/text/counted.js';
import { typedDay } from '../../../domain/text/dates/typed-day.js';
import type { DateInput } from '../../messages.js';
import { notice } from '../../turn.js';
import { byOf } from '../changes/by-whom.js';
import { type Asked, type Change, cannot, type Proposal } from '../changes/change.js';
import { planNamed, rowsGroup, type ShownFirst } from '../changes/shown-first.js';

/** What changing the course of a quarter needs. */
export interface CourseDeps {
  readonly stores: Stores;
  readonly recall: ReturnType<typeof makeRecall>;
  readonly skip: ReturnType<typeof makeSkip>;
  readonly pause: ReturnType<typeof makePause>;
  readonly unpause: ReturnType<typeof makeUnpause>;
}

/** What a change of course would do, before its reason is known. */
export interface CourseShown {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly groups?: ShownFirst['groups'];
  readonly dates?: readonly DateInput[];
  /** Who reads the reason: the label of its box. */
  readonly reasonFor: string;
  readonly button: string;
  /** What stands before the reason on the button. */
  readonly argument?: string;
  /** What is said once it is done, and the commands worth typing then. */
  readonly done: readonly [string, readonly string[], readonly string[]];
}

/** A change that is made with a reason, which is written behind the command or into the card. */
export function courseChange(
  stores: Stores,
  about: { readonly action: Action; readonly what: string; readonly nothing: string },
  see: (asked: Asked) => CourseShown | string | Promise<CourseShown | string>,
  make: (input: CourseInput, asked: Asked, shown: CourseShown, now: Instant) => Promise<HeadOutcome>,
): Change {
  const propose = async (asked: Asked): Promise<Proposal> => {
    const { who, picture, inputs, argument } = asked;
    const typed = reasonIn(argument, picture.day);
    const reason = (inputs.note ?? typed).trim();
    const seen = await see(asked);
    if (typeof seen === 'string') return cannot(about.nothing, [seen], ['/status']);
    const { title, sentences, groups = [], dates, reasonFor, button, argument: before = '', done } = seen;
    return {
      kind: 'ready',
      shown: { title, sentences: [planNamed(picture.head.plan), ...sentences], groups },
      ...(dates === undefined ? {} : { dates }),
      texts: [{ input: 'note', label: reasonFor, value: reason }],
      missing: reason === '' ? 'Nothing was done yet: please write why.' : undefined,
      argument: [before, ...(typed === '' ? [] : [`because ${typed}`])].join(' ').trim(),
      button,
      apply: async () => {
        const by = await byOf(stores, who);
        const input = { tenant: who.tenant, plan: picture.head.plan.id, by, reason };
        const outcome = await make(input, asked, seen, asked.now);
        if (outcome.kind === 'refused')
          return { done: false, message: notice(about.nothing, [outcome.reason], ['/status']) };
        const [heading, paragraphs, commands] = done;
        return { done: true, message: notice(heading, [planNamed(picture.head.plan), ...paragraphs], commands) };
      },
    };
  };
  return { action: about.action, what: about.what, propose };
}

/** "31 March 2027 because the file is closed": what stands behind "because", else all of it unless it is a day. */
function reasonIn(argument: string, day: CivilDate): string {
  const [, reason] = /\bbecause\b:?\s*([\s\S]*)$/i.exec(argument) ?? [];
  return (reason ?? (typedDay(argument, day) === null ? argument : '')).trim();
}

const WHY = 'Why? Everybody who has a card reads it';

/** `/recall because …`: the cards of the open quarter are taken back. */
export function recallChange(deps: CourseDeps): Change {
  return courseChange(
    deps.stores,
    { action: 'recall', what: 'take back what was asked', nothing: 'Nothing was taken back' },
    ({ picture }) => {
      const { cycle } = picture.head;
      if (cycle?.state !== 'open') return 'No quarter is open, so nobody has a card to take back.';
      const answered = picture.decks.flatMap(({ items }) => items).filter(({ value }) => value.answer !== null).length;
      const cards = picture.decks.filter(({ head: { value } }) => value.sent > 0).length;
      return {
        title: `Take back the quarter for the revision of ${longDate(cycle.revision)}?`,
        sentences: [
          `${counted(cards, 'person has', 'people have')} a card. Each card says that it was taken back, and why. Nobody gets another message.`,
          `${counted(answered, 'answer')} so far ${answered === 1 ? 'is' : 'are'} kept, and offered again with the next card. Nothing is lost.`,
          'The quarter ends without a revision. Open another with /open, with the same date if you like.',
        ],
        groups: rowsGroup(rowsByHolder(heldItems(picture.decks), isOpenItem), 'Not answered yet'),
        reasonFor: WHY,
        button: 'Take it back',
        done: ['The quarter is taken back', ['Every card says so within a minute or two.'], ['/open', '/status']],
      };
    },
    (input, _asked, _shown, now) => deps.recall(input, now),
  );
}

/** `/skip because …`: the quarter under way, or the next one, is left out. */
export function skipChange(deps: CourseDeps): Change {
  return courseChange(
    deps.stores,
    { action: 'skip', what: 'leave a quarter out', nothing: 'Nothing was left out' },
    async ({ picture }) => {
      const { head, day, calendar } = picture;
      const barred = noQuarterWhy(head);
      if (barred !== null) return barred;
      const newest = (await picture.plan.published()).columns.at(-1) ?? null;
      const revision = skippedQuarter(head, newest, picture);
      const before = newestQuarter(head, newest);
      const next = proposedRevision(before === null ? revision : laterOf(before, revision), day, calendar);
      return {
        title: `Leave out the quarter for the revision of ${longDate(revision)}?`,
        sentences: [
          isUnderWay(head.cycle)
            ? 'Every card says that nothing needs to be done now. What was answered is kept, and offered again in the next quarter.'
            : 'Nobody is asked, and nobody is messaged of it.',
          `The next revision prints, with your reason: "${skippedNote(revision, '…')}"`,
          `The next quarter would then be that of ${longDate(next)}.`,
        ],
        reasonFor: 'Why? The next revision prints it',
        button: 'Leave it out',
        done: [
          `The quarter for the revision of ${longDate(revision)} is left out`,
          ['The next revision says so, with your reason.'],
          ['/status'],
        ],
      };
    },
    (input, _asked, _shown, now) => deps.skip(input, now),
  );
}

/** `/pause because …`: nobody is messaged about the plan until `/resume`. */
export function pauseChange(deps: CourseDeps): Change {
  return courseChange(
    deps.stores,
    { action: 'pause', what: 'hold messages back', nothing: 'Nothing was paused' },
    ({ picture: { head } }) => {
      if (head.paused !== undefined) return `It is paused already: ${head.paused.reason} Write /resume to go on.`;
      return {
        title: 'Pause the asking and reminding?',
        sentences: [
          'Nobody is asked, reminded or told anything about this plan until you write /resume.',
          'Cards that people have stay as they are, and what they answer counts.',
          ...daysGoOn(head.cycle),
        ],
        reasonFor: 'Why? It stands in /status and in the history',
        button: 'Pause',
        done: ['It is paused', ['Nobody is messaged until you write /resume.'], ['/resume', '/status']],
      };
    },
    (input, _asked, _shown, now) => deps.pause(input, now),
  );
}

function daysGoOn(cycle: PlanPicture['head']['cycle']): readonly string[] {
  if (cycle?.state !== 'open') return [];
  return [
    `The days of the quarter stay: updates are due on ${longDay(cycle.due)}, and it closes on ${longDay(cycle.closes)}. To move them, write /extend.`,
  ];
}

/** `/resume`: messages about the plan go out again. */
export function resumeChange(deps: CourseDeps): Change {
  const propose = async (asked: Asked): Promise<Proposal> => {
    const { who, picture, now } = asked;
    const { paused, plan } = picture.head;
    if (paused === undefined) return cannot('Nothing is held back', ['Messages go out as usual.'], ['/status']);
    const waiting = rowsByHolder(heldItems(picture.decks), isOpenItem);
    return {
      kind: 'ready',
      shown: {
        title: 'Let messages go out again?',
        sentences: [
          planNamed(plan),
          `Paused since ${longDay(paused.on)}: ${paused.reason}`,
          'What came due meanwhile goes out once, in working hours.',
        ],
        groups: picture.head.cycle?.state === 'open' ? rowsGroup(waiting, 'Who has something open') : [],
      },
      argument: '',
      button: 'Resume',
      apply: async () => {
        const input = { tenant: who.tenant, plan: plan.id, by: await byOf(deps.stores, who) };
        const outcome = await deps.unpause(input, now);
        if (outcome.kind === 'refused')
          return { done: false, message: notice('Nothing was changed', [outcome.reason], ['/status']) };
        return { done: true, message: notice('Messages go out again', [planNamed(plan)], ['/status']) };
      },
    };
  };
  return { action: 'pause', what: 'let messages go', propose };
}
