import type { Instant } from '../../../domain/calendar/civil-date.js';
import { addWorkingDays, startOfWork, today } from '../../../domain/calendar/working-time.js';
import {
  type Ahead,
  hasJumped,
  mustAskFirst,
  nextReading,
  type Reading,
  WORKING_DAYS_AHEAD,
} from '../../../domain/sending/clock-jump.js';
import { type BankHolidays, calendarOf } from '../../store/calendars.js';
import type { Hold } from '../../store/directory.js';
import type { Clock, Log, NewId } from '../../store/ports.js';
import { type Deck, NOBODY, type Stores } from '../../store/stores.js';
import type { Courier } from '../courier.js';
import { type HeldBack, type Leave, type Permission, whyHeld } from '../leave.js';
import { oneAtATime } from '../one-at-a-time.js';
import { isMissed, MISSED_MS, type Outage } from '../outage.js';
import { askLeads, tellOfOutage } from '../tell-leads.js';
import type { SweepReport } from './report.js';
import type { Sweep } from './sweep.js';

interface Deps {
  readonly stores: Stores;
  readonly courier: Courier;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
  readonly log: Log;
  readonly clock: Clock;
  /** Local mode moves its clock on purpose: no jump of it is asked about. */
  readonly movedOnPurpose: boolean;
  readonly sweep: Sweep;
  /** Milliseconds by a clock that nobody sets; null in a process that lives for one sweep only. */
  readonly steadyMs: (() => number) | null;
}

/** Given here and nowhere else. */
const LEAVE = {} as Leave;

export type WatchOutcome = { readonly kind: 'swept'; readonly report: SweepReport } | HeldBack;

/** What stands between the clock and everybody's messages. */
export interface Watch {
  /**
   * Sweeps, if the clock can be trusted. Within a process one sweep runs at a time, and all that ask meanwhile share one
   * more afterwards.
   */
  readonly wake: () => Promise<WatchOutcome>;
  /** Leave for messages that somebody asked for beside the sweep, and that go to others. */
  readonly leave: (now: Instant) => Promise<Permission>;
  /** What a sweep would send; nothing is sent or written. */
  readonly wouldSend: (now: Instant) => Promise<SweepReport>;
}

/** What was found before sending. `missedSince`: the last sweep, where some must have been missed since then. */
interface Judged {
  readonly kind: 'given';
  readonly leave: Leave;
  readonly missedSince: Instant | null;
  readonly released: boolean;
}

/**
 * Looks over the shoulder of everything that messages people who did not write just now: a jump of the clock that would
 * message many of them, or end a quarter, stops it all and asks the lead. An outage is told to the lead once it is over.
 */
export function makeWatch(deps: Deps): Watch {
  const { service } = deps.stores;
  let last: Reading | null = null;
  let untold: readonly Outage[] = [];

  async function judge(now: Instant, steadyMs: number | null): Promise<Judged | HeldBack> {
    const hold = await service.hold();
    if (hold !== null && !hold.released) {
      if (now < hold.from || !isMissed(now, hold.to)) {
        // once more, should it not have gone out
        await askLeads(deps, hold, now, LEAVE);
        return { kind: 'held', hold };
      }
      await endHold(deps, now);
    }
    const released = hold?.released === true;
    const seen = await service.heartbeat();
    if (seen !== null && isMissed(now, seen)) await lookAtAll(deps, now);
    const before = latest(seen, last?.shown ?? null);
    const livedMs = last === null || steadyMs === null ? null : steadyMs - last.steadyMs;
    if (released || deps.movedOnPurpose || before === null)
      return { kind: 'given', leave: LEAVE, missedSince: null, released };
    if (hasJumped({ before, now, livedMs })) {
      const ahead = await lookAhead(deps, now);
      if (mustAskFirst(ahead)) {
        const found: Hold = { from: before, to: now, people: ahead.people, released: false };
        await service.saveHold(found);
        deps.log.warn('watch.held', { from: before, to: now, ...ahead });
        await askLeads(deps, found, now, LEAVE);
        return { kind: 'held', hold: found };
      }
    }
    // a clock that was set forward while this process lived has missed nothing
    const missed = hold === null && isMissed(before, now) && (livedMs === null || livedMs > MISSED_MS);
    return { kind: 'given', leave: LEAVE, missedSince: missed ? before : null, released };
  }

  return {
    wake: oneAtATime(async () => {
      const now = await deps.clock.now();
      const steadyMs = deps.steadyMs?.() ?? null;
      const judged = await judge(now, steadyMs);
      if (judged.kind === 'held') return judged;
      const report = await deps.sweep(now, judged.leave);
      await service.saveHeartbeat(now);
      if (steadyMs !== null) last = nextReading(last, now, steadyMs);
      if (judged.released) await service.saveHold(null);
      if (judged.missedSince !== null) untold = [...untold, { before: judged.missedSince, after: now }];
      const later: Outage[] = [];
      for (const outage of untold) {
        if ((await tellOfOutage(deps, outage, now, judged.leave)) === 'later') later.push(outage);
      }
      untold = later;
      return { kind: 'swept', report };
    }),
    leave: (now) => judge(now, deps.steadyMs?.() ?? null),
    wouldSend: (now) => deps.sweep(now, null),
  };
}

/** The word of the lead or the administrator that the time is right: the next sweep sends. Null: nothing was held. */
export function makeResume(deps: { readonly stores: Stores }) {
  return async (): Promise<Hold | null> => {
    const hold = await deps.stores.service.hold();
    if (hold === null) return null;
    await deps.stores.service.saveHold({ ...hold, released: true });
    return hold;
  };
}

/** What `/status` says about the sweep itself: nothing when all is well. */
export async function sweepNotes(stores: Stores, now: Instant): Promise<readonly string[]> {
  const hold = await stores.service.hold();
  if (hold !== null && !hold.released) {
    const what = hold.people === 0 ? 'The sweep is' : `Messages to ${hold.people} people are`;
    return [`${what} held until you write /resume, because ${whyHeld(hold)}.`];
  }
  const last = await stores.service.heartbeat();
  if (last === null || !isMissed(last, now)) return [];
  return ['No reminders have been looked for in the last half hour. Please tell your administrator.'];
}

/** The clock was set right again: what looked like a jump is over. */
async function endHold(deps: Deps, now: Instant): Promise<void> {
  await lookAtAll(deps, now);
  await deps.stores.service.saveHold(null);
  deps.log.info('watch.setRight', { at: now });
}

/** After a clock that showed a later time: what was put off by it, or came in meanwhile, named a wrong time. */
async function lookAtAll(deps: Deps, now: Instant): Promise<void> {
  const { directory } = deps.stores;
  for (const { tenant, plan } of await directory.allPlans()) await directory.addDue({ tenant, plan, at: now });
}

function isAskedSomething({ head, items }: Deck): boolean {
  const { person, contributes } = head.value;
  return person !== NOBODY && (items.length > 0 || contributes === true);
}

/** What would go out, or be closed, now and at the beginning of the next working days. */
async function lookAhead(deps: Deps, now: Instant): Promise<Ahead> {
  const times = new Set([now]);
  let asked = 0;
  for (const { tenant, plan } of await deps.stores.directory.allPlans()) {
    const store = deps.stores.plan(tenant, plan);
    const head = (await store.head())?.value ?? null;
    if (head === null || head.cycle === null || head.cycle.state !== 'open') continue;
    const decks = await store.decks(head.cycle.id);
    asked += decks.filter(isAskedSomething).length;
    const calendar = calendarOf(head.settings, deps.bankHolidays);
    for (let days = 1; days <= WORKING_DAYS_AHEAD; days += 1)
      times.add(startOfWork(addWorkingDays(today(now, calendar), days, calendar), calendar));
  }
  const people = new Set<string>();
  const closes = new Set<string>();
  for (const time of times) {
    const report = await deps.sweep(time, null);
    for (const { person } of report.lines) if (person !== '') people.add(person);
    for (const plan of report.closes) closes.add(plan);
  }
  return { people: people.size, asked, closes: closes.size };
}

function latest(a: Instant | null, b: Instant | null): Instant | null {
  return a === null || (b !== null && b > a) ? b : a;
}
