import type { Message } from '../../chat/messages.js';
import { notice } from '../../chat/turn.js';
import { type Instant, instantOf, localTime, longDay, millisecondsOf } from '../../domain/calendar/civil-date.js';
import { nextWorkingTime, today } from '../../domain/calendar/working-time.js';
import { holdersOf } from '../../domain/people/assignment.js';
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
const MISSED_MS = 30 * 60_000;

/** Whether so much lies between two times that a sweep was missed. */
export function isMissed(before: Instant, now: Instant): boolean {
  return millisecondsOf(now) - millisecondsOf(before) > MISSED_MS;
}

/** Tells the leads, once it is over, that nothing was looked for in their working hours. */
export async function tellOfOutage(deps: Deps, before: Instant, now: Instant, leave: Leave): Promise<void> {
  if (!isMissed(before, now)) return;
  const draw = (head: PlanHead) => {
    const calendar = calendarOf(head.settings, deps.bankHolidays);
    // nothing was missed at night, at a weekend or on a holiday, nor when the last sweep before them was the day's last
    const missedFrom = nextWorkingTime(instantOf(millisecondsOf(before) + MISSED_MS), calendar);
    if (!isMissed(missedFrom, now)) return null;
    return notice('Quarterdeck was not running for a while', [
      `It looked for reminders ${moment(before, head)} and then not before ${moment(now, head)}.`,
      'What was due in between has gone out now, once. Answers that people gave in that time may have been refused by Teams; nobody’s saved answer was lost.',
    ]);
  };
  await tellLeads(deps, { matter: 'outage', of: now, draw }, now, leave);
}

/** The one message that goes out while all others are held: whether the time is right. Told once, however often asked. */
export async function askLeads(deps: Deps, hold: Hold, now: Instant, leave: Leave): Promise<void> {
  const draw = (head: PlanHead) => heldNotice(head, hold, deps.bankHolidays);
  await tellLeads(deps, { matter: 'hold', of: hold.to, draw }, now, leave);
}

function heldNotice(head: PlanHead, { from, to, people }: Hold, bankHolidays: BankHolidays): Message {
  const jump = `The clock went from ${moment(from, head)} to ${moment(to, head)}.`;
  const closes = head.cycle?.closes;
  const ends = closes !== undefined && today(to, calendarOf(head.settings, bankHolidays)) > closes;
  const stopped = ends
    ? 'By that time the quarter is over and would be closed, so nothing was closed and nothing was sent.'
    : `${people} people would be messaged now, so nothing was sent.`;
  const then = ends ? 'the quarter is closed' : 'the messages go out';
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

/** Tells the leads of every open cycle, each at most once a day a matter. */
async function tellLeads(deps: Deps, { matter, of, draw }: Telling, now: Instant, leave: Leave): Promise<void> {
  const deliver = makeDeliver(deps);
  for (const { tenant, plan } of await deps.stores.directory.allPlans()) {
    const store = deps.stores.plan(tenant, plan);
    const head = (await store.head())?.value ?? null;
    if (head === null || head.cycle === null || head.cycle.state !== 'open') continue;
    const message = draw(head);
    if (message === null) continue;
    const day = today(of, calendarOf(head.settings, deps.bankHolidays));
    const wish: Wish = { plan, cycle: head.cycle.id, rung: matter, on: day, first: false };
    for (const lead of holdersOf('lead', await store.assignments(head.assignments), day)) {
      const slot = `${day}.${matter}`;
      await deliver({ tenant, person: lead.person, slot, wishes: [wish], draw: () => message }, now, leave);
    }
  }
}

function moment(instant: Instant, head: PlanHead): string {
  const { date, time } = localTime(instant, head.settings.zone);
  return `${longDay(date)} ${date.slice(0, 4)} at ${time}`;
}
