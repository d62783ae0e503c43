import { heldItems } from '../../../app/asking/close-cycle.js';
import type { makeExtendCycle } from '../../../app/asking/extend-cycle.js';
import type { Stores } from '../../../app/store/stores.js';
import { isOpenItem } from '../../../domain/asking/ask.js';
import { rowsByHolder } from '../../../domain/asking/closing.js';
import { cycleDatesAsText, readCycleDates } from '../../../domain/asking/opening.js';
import { type CivilDate, longDate, longDay } from '../../../domain/calendar/civil-date.js';
import { addWorkingDays } from '../../../domain/calendar/working-time.js';
import { type Cycle, type CycleDates, extended, type LaterDates, oddDates } from '../../../domain/plan/cycle.js';
import { type DatedRung, rungDates } from '../../../domain/sending/ladder.js';
import { notice } from '../../turn.js';
import { byOf } from './by-whom.js';
import { type Answered, type Asked, type Change, cannot, type Proposal } from './change.js';
import { movedDates } from './moved-dates.js';
import { planNamed, rowsGroup, type ShownFirst } from './shown-first.js';

/** What giving a quarter more time needs. */
export interface ExtendDeps {
  readonly stores: Stores;
  readonly extendCycle: ReturnType<typeof makeExtendCycle>;
}

/** `/extend [N days | new due date] [closes …]`: five working days are proposed. */
export function extendChange(deps: ExtendDeps): Change {
  return { action: 'extend', what: 'give the quarter more time', propose: (asked) => propose(deps, asked) };
}

const PROPOSED_DAYS = 5;
const HOW =
  'Write /extend and the new due date, such as /extend 14 January, or a number of working days: /extend 5 days.';

async function propose(deps: ExtendDeps, asked: Asked): Promise<Proposal> {
  const { picture } = asked;
  const { cycle } = picture.head;
  if (cycle?.state !== 'open') return cannot('No quarter is open', ['So there is nothing to extend.'], ['/open']);
  const typed = readExtension(asked, cycle);
  if (typed === null) return cannot('Nothing was moved', [`"${asked.argument}" is no date that I can read. ${HOW}`]);
  const first = extended(cycle, typed, picture.day);
  if (first.kind === 'refused') return cannot('Nothing was moved', [first.reason, HOW], ['/status']);
  const given = { ...typed, ...movedDates(asked.inputs, first.dates, ['due', 'closes']) };
  const planning = extended(cycle, given, picture.day);
  if (planning.kind === 'refused') return cannot('Nothing was moved', [planning.reason, HOW], ['/status']);
  const { dates } = planning;
  return {
    kind: 'ready',
    shown: shownOf(asked, cycle, dates),
    dates: [
      { input: 'due', label: 'Updates are due on', value: dates.due },
      { input: 'closes', label: 'The quarter closes on', value: dates.closes },
    ],
    argument: cycleDatesAsText(given),
    button: 'Move the dates',
    apply: () => apply(deps, asked, { due: dates.due, closes: dates.closes }),
  };
}

/** What was typed: a number of working days after the due date, or dates, of which the first is the due date. */
function readExtension({ argument, picture }: Asked, cycle: Cycle): LaterDates | null {
  const { calendar, day } = picture;
  const [, count] = /^(?:by |for )?(\d{1,3})(?: (?:more )?(?:working )?days?)?$/i.exec(argument.trim()) ?? [];
  if (argument.trim() === '' || count !== undefined) {
    const due = addWorkingDays(cycle.due, Number(count ?? PROPOSED_DAYS), calendar);
    // a proposal does not pass the revision; what somebody asked for is refused with the reason
    return { due: count === undefined && due > cycle.revision ? cycle.revision : due };
  }
  const read = readCycleDates(argument, day);
  if (read.kind === 'unread' || read.given.opens !== undefined) return null;
  const { revision, due = revision, closes } = read.given;
  return { ...(due === undefined ? {} : { due }), ...(closes === undefined ? {} : { closes }) };
}

function shownOf({ picture }: Asked, cycle: Cycle, dates: CycleDates): ShownFirst {
  const { head, calendar, day, decks } = picture;
  const moved = { ...cycle, ...dates, extendedOn: day };
  const rungs = rungDates(head.settings.ladder, moved, calendar).filter(({ on }) => on > day);
  const waiting = rowsByHolder(heldItems(decks), isOpenItem);
  return {
    title: `Give the quarter more time?`,
    sentences: [
      planNamed(head.plan),
      movedWords('Updates are due', cycle.due, dates.due),
      movedWords('The quarter closes', cycle.closes, dates.closes),
      ...oddOf(dates, cycle, picture),
      `The revision stays that of ${longDate(cycle.revision)}.`,
      remindersWords(rungs),
      'Nobody is messaged of the new dates now. Cards and reminders show them.',
    ],
    groups: rowsGroup(waiting, 'Still open'),
  };
}

/** What is odd about the days that move: a weekend or a holiday. */
function oddOf(dates: CycleDates, cycle: Cycle, { calendar }: Asked['picture']): readonly string[] {
  const before = oddDates(cycle, calendar, null);
  return oddDates(dates, calendar, null).filter((each) => !before.includes(each));
}

function movedWords(what: string, from: CivilDate, to: CivilDate): string {
  return from === to
    ? `${what} on ${longDay(to)}, as before.`
    : `${what} on ${longDay(to)} instead of ${longDay(from)}.`;
}

function remindersWords(rungs: readonly DatedRung[]): string {
  if (rungs.length === 0) return 'No reminder is left.';
  return `Reminders go out on ${rungs.map(({ on }) => longDay(on)).join(', ')}, to those who have not answered.`;
}

async function apply(deps: ExtendDeps, asked: Asked, given: LaterDates): Promise<Answered> {
  const { who, picture, now } = asked;
  const input = { tenant: who.tenant, plan: picture.head.plan.id, given, by: await byOf(deps.stores, who) };
  const outcome = await deps.extendCycle(input, now);
  if (outcome.kind === 'refused') {
    return { done: false, message: notice('Nothing was moved', [outcome.reason], ['/status']) };
  }
  const { due, closes } = outcome.cycle;
  const paragraphs = [`Updates are due on ${longDay(due)}, and the quarter closes on ${longDay(closes)}.`];
  return { done: true, message: notice('The quarter has more time', paragraphs, ['/status']) };
}
