import type { Message } from '../../chat/messages.js';
import { notice } from '../../chat/turn.js';
import { type Instant, instantOf, localTime, longDay, millisecondsOf } from '../../domain/calendar/civil-date.js';
import { addWorkingDays, isWorkingTime, nextWorkingTime, today } from '../../domain/calendar/working-time.js';
import { holdersOf } from '../../domain/people/assignment.js';
import { WORKING_DAYS_AHEAD } from '../../domain/sending/clock-jump.js';
import type { Wish } from '../../domain/sending/delivery.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import type { Hold } from '../store/directory.js';
import type { Messenger, NewId } from '../store/ports.js';
import type { PlanHead, Stores } from '../store/stores.js';
import { makeDeliver } from './deliver.js';
import type { Leave } from './leave.js';

interface Deps {
  readonly stores: Stores;
  readonly messenger: Messenger;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
}

/** A sweep is missed when the one before it was longer ago than this, working time in between. */
export const MISSED_MS = 30 * 60_000;

/** Whether so much lies between two times that a sweep was missed. */
export function isMissed(before: Instant, now: Instant): boolean {
  return millisecondsOf(now) - millisecondsOf(before) > MISSED_MS;
}

/** From the last sweep before an outage to the first after it. */
export interface Outage {
  readonly before: Instant;
  readonly after: Instant;
}

/** Tells the leads, once it is over, that nothing was looked for in their working hours. */
export function tellOfOutage(deps: Deps, { before, after }: Outage, now: Instant, leave: Leave): Promise<Told> {
  const draw = (head: PlanHead) => {
    const calendar = calendarOf(head.settings, deps.bankHolidays);
    // nothing was missed at night, at a weekend or on a holiday, nor when the last sweep before them was the day's last
    const missedFrom = nextWorkingTime(instantOf(millisecondsOf(before) + MISSED_MS), calendar);
    if (!isMissed(missedFrom, after)) return null;
    return notice('Quarterdeck was not running for a while', [
      `It looked for reminders ${moment(before, head)} and then not before ${moment(after, head)}.`,
      'What was due in between goes out now, once. Answers that people gave in that time may have been refused by Teams; nobody’s saved answer was lost.',
    ]);
  };
  return tellLeads(deps, { matter: 'outage', of: after, draw }, now, leave);
}

/** The one message that goes out while all others are held: whether the time is right. Told once, however often asked. */
export async function askLeads(deps: Deps, hold: Hold, now: Instant, leave: Leave): Promise<void> {
  const draw = (head: PlanHead) => heldNotice(head, hold, deps.bankHolidays);
  await tellLeads(deps, { matter: 'hold', of: hold.to, draw }, now, leave);
}

function heldNotice(head: PlanHead, { from, to, people }: Hold, bankHolidays: BankHolidays): Message {
  const jump = `The clock went from ${moment(from, head)} to ${moment(to, head)}.`;
  const calendar = calendarOf(head.settings, bankHolidays);
  const day = today(to, calendar);
  const closes = head.cycle?.closes ?? day;
  const ended = day > closes;
  const ends = addWorkingDays(day, WORKING_DAYS_AHEAD, calendar) > closes;
  const stopped = ends
    ? `${ended ? 'By that time' : 'In the week after that'} the quarter is over and would be closed, so nothing was closed and nothing was sent.`
    : `${people} people would be messaged now or in the coming week, so nothing was sent.`;
  const then = ended ? 'the quarter is closed' : 'messages go out when they are due';
  return notice(
    'Is the time right?',
    [
      `${jump} ${stopped}`,
      `If that is the right time, write /resume and ${then}. If not, please tell your administrator.`,
    ],
    ['/resume'],
  );
}

/** What leads are told beside their plans: `of` is the time of the matter, and `draw` null where it is none of a plan's. */
interface Telling {
  readonly matter: 'hold' | 'outage';
  readonly of: Instant;
  readonly draw: (head: PlanHead) => Message | null;
}

/** `later`: it is not working time everywhere, and what was left is to be told again. */
type Told = 'told' | 'later';

/** Tells the leads of every open cycle in their working hours, each at most once a day a matter. */
async function tellLeads(deps: Deps, { matter, of, draw }: Telling, now: Instant, leave: Leave): Promise<Told> {
  const deliver = makeDeliver(deps);
  let told: Told = 'told';
  for (const { tenant, plan } of await deps.stores.directory.allPlans()) {
    const store = deps.stores.plan(tenant, plan);
    const head = (await store.head())?.value ?? null;
    if (head === null || head.cycle === null || head.cycle.state !== 'open') continue;
    const message = draw(head);
    if (message === null) continue;
    const calendar = calendarOf(head.settings, deps.bankHolidays);
    if (!isWorkingTime(now, calendar)) {
      told = 'later';
      continue;
    }
    const day = today(of, calendar);
    const wish: Wish = { plan, cycle: head.cycle.id, rung: matter, on: day, first: false };
    for (const lead of holdersOf('lead', await store.assignments(head.assignments), day)) {
      const slot = `${today(now, calendar)}.${matter}`;
      await deliver({ tenant, person: lead.person, slot, wishes: [wish], draw: () => message }, now, leave);
    }
  }
  return told;
}

function moment(instant: Instant, head: PlanHead): string {
  const { date, time } = localTime(instant, head.settings.zone);
  return `${longDay(date)} ${date.slice(0, 4)} at ${time}`;
}
