import { type Instant, instantOf, millisecondsOf } from '../../domain/calendar/civil-date.js';
import { addWorkingDays, isWorkingTime, nextWorkingTime, today } from '../../domain/calendar/working-time.js';
import { holdersOf } from '../../domain/people/assignment.js';
import { WORKING_DAYS_AHEAD } from '../../domain/sending/clock-jump.js';
import type { Wish } from '../../domain/sending/delivery.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import type { Hold } from '../store/directory.js';
import type { NewId } from '../store/ports.js';
import type { PlanHead, Stores } from '../store/stores.js';
import type { Courier } from './courier.js';
import { makeDeliver } from './deliver.js';
import type { Leave } from './leave.js';
import type { News } from './news.js';
import { isMissed, MISSED_MS, type Outage } from './outage.js';

interface Deps {
  readonly stores: Stores;
  readonly courier: Courier;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
}

/** Tells the leads, once it is over, that nothing was looked for in their working hours. */
export function tellOfOutage(deps: Deps, outage: Outage, now: Instant, leave: Leave): Promise<Told> {
  const { before, after } = outage;
  const newsFor = (head: PlanHead): News | null => {
    const calendar = calendarOf(head.settings, deps.bankHolidays);
    // nothing was missed at night, at a weekend or on a holiday, nor when the last sweep before them was the day's last
    const missedFrom = nextWorkingTime(instantOf(millisecondsOf(before) + MISSED_MS), calendar);
    return isMissed(missedFrom, after) ? { kind: 'outage', outage, zone: head.settings.zone } : null;
  };
  return tellLeads(deps, { matter: 'outage', of: after, newsFor }, now, leave);
}

/** The one message that goes out while all others are held: whether the time is right. Told once, however often asked. */
export async function askLeads(deps: Deps, hold: Hold, now: Instant, leave: Leave): Promise<void> {
  const newsFor = (head: PlanHead) => heldNews(head, hold, deps.bankHolidays);
  await tellLeads(deps, { matter: 'hold', of: hold.to, newsFor }, now, leave);
}

function heldNews(head: PlanHead, hold: Hold, bankHolidays: BankHolidays): News {
  const { zone } = head.settings;
  const calendar = calendarOf(head.settings, bankHolidays);
  const day = today(hold.to, calendar);
  const closes = head.cycle?.closes ?? day;
  if (day > closes) return { kind: 'held', hold, zone, cycle: 'over' };
  const weekAfter = addWorkingDays(day, WORKING_DAYS_AHEAD, calendar);
  return { kind: 'held', hold, zone, cycle: weekAfter > closes ? 'ending' : 'goingOn' };
}

/** What leads are told beside their plans: `of` is the time of the matter, and `newsFor` null where it is none of a plan's. */
interface Telling {
  readonly matter: 'hold' | 'outage';
  readonly of: Instant;
  readonly newsFor: (head: PlanHead) => News | null;
}

/** `later`: it is not working time everywhere, and what was left is to be told again. */
type Told = 'told' | 'later';

/** Tells the leads of every open cycle in their working hours, each at most once a day a matter. */
async function tellLeads(deps: Deps, { matter, of, newsFor }: Telling, now: Instant, leave: Leave): Promise<Told> {
  const deliver = makeDeliver(deps);
  let told: Told = 'told';
  for (const { tenant, plan } of await deps.stores.directory.allPlans()) {
    const store = deps.stores.plan(tenant, plan);
    const head = (await store.head())?.value ?? null;
    if (head === null || head.cycle === null || head.cycle.state !== 'open') continue;
    const news = newsFor(head);
    if (news === null) continue;
    const calendar = calendarOf(head.settings, deps.bankHolidays);
    if (!isWorkingTime(now, calendar)) {
      told = 'later';
      continue;
    }
    const day = today(of, calendar);
    const wish: Wish = { plan, cycle: head.cycle.id, rung: matter, on: day, first: false };
    for (const lead of holdersOf('lead', await store.assignments(head.assignments), day)) {
      const slot = `${today(now, calendar)}.${matter}`;
      await deliver({ tenant, person: lead.person, slot, wishes: [wish], news: () => news }, now, leave);
    }
  }
  return told;
}
