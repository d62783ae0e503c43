import type { makeOpenCycle } from '../../../app/asking/open-cycle.js';
import { type OpeningOutcome, seeOpening } from '../../../app/asking/see-opening.js';
import type { OutOfReach } from '../../../app/people/reach.js';
import type { Stores } from '../../../app/store/stores.js';
import { cycleDatesAsText, type GivenDates, type Opening, readCycleDates } from '../../../domain/asking/opening.js';
import { daysBetween, longDate, longDay } from '../../../domain/calendar/civil-date.js';
import type { Cycle, CycleDates } from '../../../domain/plan/cycle.js';
import { counted } from '../../../domain/text/counted.js';
import { DATE_INPUTS, type DateInput } from '../../messages.js';
import { notice } from '../../turn.js';
import { byOf } from './by-whom.js';
import { type Answered, type Asked, type Change, cannot, type Proposal } from './change.js';
import { movedDates } from './moved-dates.js';
import { planNamed, reachGroup, rowsGroup, type ShownFirst } from './shown-first.js';

/** What opening a quarter needs. */
export interface OpenDeps {
  readonly stores: Stores;
  readonly openCycle: ReturnType<typeof makeOpenCycle>;
}

/** `/open [revision date] [opens …] [due …] [closes …]`: dates are proposed, and can be moved on the card. */
export function openChange(deps: OpenDeps): Change {
  return { action: 'open', what: 'open a quarter', propose: (asked) => propose(deps, asked) };
}

async function propose(deps: OpenDeps, asked: Asked): Promise<Proposal> {
  const { picture, argument } = asked;
  const { cycle, plan } = picture.head;
  if (cycle?.state === 'open') return openAlready(cycle, plan.id);
  const read = readCycleDates(argument, picture.day);
  if (read.kind === 'unread') return unread(read.words);
  const outcome = await seeOpening(deps.stores, picture.plan, read.given, picture);
  if (outcome.kind === 'refused') return cannot('Nothing was opened', [outcome.reason, HOW]);
  const moved = movedDates(asked.inputs, outcome.opening.dates, DATE_INPUTS);
  if (Object.keys(moved).length === 0) return ready(deps, asked, read.given, outcome);
  const given = { ...read.given, ...moved };
  const again = await seeOpening(deps.stores, picture.plan, given, picture);
  if (again.kind === 'refused') return asBefore(plan.id, read.given, again.reason);
  return ready(deps, asked, given, again);
}

const HOW = 'Write /open and the date of the next revision, such as /open 31 March 2027.';

function openAlready(cycle: Cycle, plan: string): Proposal {
  return cannot(
    'A quarter is open already',
    [`It is the quarter for the revision of ${longDate(cycle.revision)}, and closes on ${longDay(cycle.closes)}.`],
    [`/status ${plan}`, `/close ${plan}`],
  );
}

/** The dates that were moved last cannot be; those moved before are a press away. */
function asBefore(plan: string, given: GivenDates, reason: string): Proposal {
  const commands = [
    { title: 'See the dates as they were', text: `/open ${plan} ${cycleDatesAsText(given)}` },
    { title: `/open ${plan}`, text: `/open ${plan}` },
  ];
  const notice = { heading: 'Nothing was opened', paragraphs: [reason], commands, links: [] };
  return { kind: 'refused', message: { kind: 'notice', notice } };
}

function unread(words: string): Proposal {
  return cannot('Nothing was opened', [`"${words}" is not a date that I can read. ${HOW}`]);
}

function ready(
  deps: OpenDeps,
  asked: Asked,
  given: GivenDates,
  { opening, unreachable }: Extract<OpeningOutcome, { kind: 'opening' }>,
): Proposal {
  const { dates } = opening;
  const argument = cycleDatesAsText({ ...given, revision: dates.revision });
  return {
    kind: 'ready',
    shown: openingShown(asked, opening, unreachable),
    dates: LABELS.map(([input, label]): DateInput => ({ input, label, value: dates[input] })),
    argument,
    button: 'Open the quarter',
    apply: () => open(deps, asked, dates),
  };
}

const LABELS = [
  ['opens', 'People are asked from'],
  ['due', 'Updates are due on'],
  ['closes', 'The quarter closes on'],
  ['revision', 'Date of the revision'],
] as const;

/** The dates, what is odd about them, who is asked about what, and who would not get it. */
function openingShown({ picture }: Asked, opening: Opening, unreachable: readonly OutOfReach[]): ShownFirst {
  const { dates, odd, asked, people, unassigned } = opening;
  const { head, day } = picture;
  const begins =
    dates.opens <= day
      ? `${dates.opens < day ? `${longDay(dates.opens)} has passed, so people` : 'People'} are asked at once, in working hours.`
      : `People are asked from ${longDay(dates.opens)}, ${counted(daysBetween(day, dates.opens), 'day')} from today.`;
  const left = head.cycle?.state === 'closed' ? [unrevised(head.cycle)] : [];
  return {
    title: `Open the quarter for the revision of ${longDate(dates.revision)}?`,
    sentences: [
      planNamed(head.plan),
      `${counted(people.length, 'person', 'people')} would be asked for ${counted(asked, 'update')}. ${begins}`,
      `Updates are due on ${longDay(dates.due)}, and count until ${longDay(dates.closes)}.`,
      ...odd,
      ...left,
      'To move a date, change it below and choose Open the quarter: it is shown again before anything is sent.',
    ],
    groups: [
      ...reachGroup(unreachable),
      ...rowsGroup(unassigned, 'Nobody is assigned to these, so nobody is asked'),
      ...peopleGroup(opening),
    ],
  };
}

function unrevised({ revision, ended }: Cycle): string {
  if (ended !== undefined) return 'What was answered in the quarter before is offered again.';
  return `The revision of ${longDate(revision)} was not made. Opening this quarter leaves it out, and its answers are offered again.`;
}

function peopleGroup({ people }: Opening): ShownFirst['groups'] {
  const rows = people.map(({ name, refs }) => ({ name, refs, assigned: true }));
  return rowsGroup(rows, 'Who is asked');
}

async function open(deps: OpenDeps, { who, picture, now }: Asked, dates: CycleDates): Promise<Answered> {
  const { revision, ...given } = dates;
  const input = { tenant: who.tenant, plan: picture.head.plan.id, revision, given, by: await byOf(deps.stores, who) };
  const outcome = await deps.openCycle(input, now);
  if (outcome.kind === 'refused') {
    return { done: false, message: notice('Nothing was opened', [outcome.reason], ['/status']) };
  }
  const { cycle, people, unassigned } = outcome;
  const asked = outcome.asked - unassigned.length;
  const nobody = unassigned.length === 0 ? [] : [`Nobody is assigned to ${unassigned.join(', ')}.`];
  const message = notice(
    `The quarter for the revision of ${longDate(cycle.revision)} is open`,
    [
      `${counted(people, 'person', 'people')} ${people === 1 ? 'is' : 'are'} asked for ${counted(asked, 'update')}, from ${longDay(cycle.opens)}.`,
      `Updates are due on ${longDay(cycle.due)}, and the quarter closes on ${longDay(cycle.closes)}.`,
      ...nobody,
    ],
    ['/status', '/people'],
  );
  return { done: true, message };
}
