import type { Message } from '../../chat/messages.js';
import { notice } from '../../chat/turn.js';
import { type Instant, instantOf, localTime, longDay, millisecondsOf } from '../../domain/calendar/civil-date.js';
import { nextWorkingTime, today } from '../../domain/calendar/working-time.js';
import { holdersOf } from '../../domain/people/assignment.js';
import { mustAskFirst } from '../../domain/sending/clock-jump.js';
import type { Wish } from '../../domain/sending/delivery.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import type { Log, Messenger, NewId } from '../store/ports.js';
import { NOBODY, type PlanHead, type Stores } from '../store/stores.js';
import { makeDeliver } from './deliver.js';
import type { SweepReport } from './sweep.js';

interface Deps {
  readonly stores: Stores;
  readonly messenger: Messenger;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
  readonly log: Log;
  readonly sweep: (now: Instant, options?: { readonly dryRun?: boolean }) => Promise<SweepReport>;
  /** Milliseconds by a clock that nobody sets; null in a process that lives for one sweep only. */
  readonly steadyMs: (() => number) | null;
}

/** A sweep is missed when the one before it was longer ago than this, working time in between. */
const MISSED_MS = 30 * 60_000;

export type WatchOutcome =
  | { readonly kind: 'swept'; readonly report: SweepReport }
  /** Nothing was sent: the lead must say first that the time is right. */
  | { readonly kind: 'held'; readonly people: number };

/**
 * The sweep with somebody looking over its shoulder: a jump of the clock that would message many people stops and asks
 * the lead, and an outage is told to the lead once it is over. Every way to a sweep leads through here: the minute's
 * wake-up, what a person does in their chat, the command line. Within a process one runs at a time, and of all that
 * ask meanwhile there is one more afterwards, at the latest time that was named.
 */
export function makeWatch(deps: Deps): (now: Instant) => Promise<WatchOutcome> {
  let sweptAt: number | null = null;
  const look = makeLook(deps);
  return oneAtATime(async (now) => {
    const livedMs = sweptAt === null || deps.steadyMs === null ? null : deps.steadyMs() - sweptAt;
    const outcome = await look(now, livedMs);
    if (outcome.kind === 'swept') sweptAt = deps.steadyMs?.() ?? null;
    return outcome;
  });
}

/** The sweep of local mode: its clock is moved on purpose, so no jump of it is held back. */
export function makeUnwatched({
  stores,
  sweep,
}: Pick<Deps, 'stores' | 'sweep'>): (now: Instant) => Promise<WatchOutcome> {
  return oneAtATime(async (now) => {
    const report = await sweep(now);
    await stores.service.saveHeartbeat(now);
    return { kind: 'swept', report };
  });
}

function oneAtATime(run: (now: Instant) => Promise<WatchOutcome>): (now: Instant) => Promise<WatchOutcome> {
  let running: Promise<unknown> = Promise.resolve();
  let waiting: Waiting | null = null;
  return (now) => {
    if (waiting !== null) {
      if (now > waiting.latest) waiting.latest = now;
      return waiting.outcome;
    }
    const start = async (): Promise<WatchOutcome> => {
      const latest = waiting?.latest ?? now;
      waiting = null;
      return run(latest);
    };
    const outcome = running.then(start);
    waiting = { latest: now, outcome };
    running = outcome.catch(() => undefined);
    return outcome;
  };
}

interface Waiting {
  latest: Instant;
  readonly outcome: Promise<WatchOutcome>;
}

/** `livedMs` is what this process really lived since its last sweep; null when it has made none. */
function makeLook(deps: Deps) {
  return async (now: Instant, livedMs: number | null): Promise<WatchOutcome> => {
    const { service } = deps.stores;
    const before = await service.heartbeat();
    const hold = await service.hold();
    if (hold !== null && !hold.released) {
      const held: WatchOutcome = { kind: 'held', people: hold.people };
      // set back again: what looked like a jump is over
      if (now >= hold.from && now < hold.to) await service.saveHold(null);
      return held;
    }
    if (hold === null && before !== null && millisecondsOf(now) - millisecondsOf(before) > MISSED_MS) {
      const people = (await deps.sweep(now, { dryRun: true })).lines.filter((line) => line.person !== '').length;
      const asked = await peopleAsked(deps);
      if (mustAskFirst({ before, now, livedMs, people, asked })) {
        await service.saveHold({ from: before, to: now, people, released: false });
        deps.log.warn('watch.held', { from: before, to: now, people, asked });
        await tellLeads(deps, now, 'hold', (head) => heldNotice(head, before, now, people));
        return { kind: 'held', people };
      }
    }
    const report = await deps.sweep(now);
    await service.saveHeartbeat(now);
    if (hold !== null) await service.saveHold(null);
    if (before !== null && hold === null) await tellOfOutage(deps, before, now);
    return { kind: 'swept', report };
  };
}

/** The lead's word that the time is right: the next sweep sends. False when nothing was held. */
export function makeResume(deps: { readonly stores: Stores }) {
  return async (): Promise<boolean> => {
    const hold = await deps.stores.service.hold();
    if (hold === null) return false;
    await deps.stores.service.saveHold({ ...hold, released: true });
    return true;
  };
}

/** What `/status` says about the sweep itself: nothing when all is well. */
export async function sweepNotes(stores: Stores, now: Instant): Promise<readonly string[]> {
  const hold = await stores.service.hold();
  if (hold !== null && !hold.released) {
    return [`Messages to ${hold.people} people are held until you write /resume, because the clock jumped.`];
  }
  const last = await stores.service.heartbeat();
  if (last === null || millisecondsOf(now) - millisecondsOf(last) < MISSED_MS) return [];
  return ['No reminders have been looked for in the last half hour. Please tell your administrator.'];
}

async function tellOfOutage(deps: Deps, before: Instant, now: Instant): Promise<void> {
  if (millisecondsOf(now) - millisecondsOf(before) <= MISSED_MS) return;
  await tellLeads(deps, now, 'outage', (head) => {
    const calendar = calendarOf(head.settings, deps.bankHolidays);
    // nothing was missed at night, at a weekend or on a holiday, nor when the last sweep before them was the day's last
    const missedFrom = nextWorkingTime(instantOf(millisecondsOf(before) + MISSED_MS), calendar);
    if (millisecondsOf(now) - millisecondsOf(missedFrom) <= MISSED_MS) return null;
    return notice('Quarterdeck was not running for a while', [
      `It looked for reminders ${moment(before, head)} and then not before ${moment(now, head)}.`,
      'What was due in between has gone out now, once. Answers that people gave in that time may have been refused by Teams; nobody’s saved answer was lost.',
    ]);
  });
}

function heldNotice(head: PlanHead, before: Instant, now: Instant, people: number): Message {
  return notice(
    'Is the time right?',
    [
      `The clock went from ${moment(before, head)} to ${moment(now, head)}. ${people} people would be messaged now, so nothing was sent.`,
      'If that is the right time, write /resume and the messages go out. If not, please tell your administrator.',
    ],
    ['/resume'],
  );
}

/** Tells the leads of every open cycle, each at most once a day a matter. `draw` null: nothing to tell in that plan. */
async function tellLeads(
  deps: Deps,
  now: Instant,
  matter: 'hold' | 'outage',
  draw: (head: PlanHead) => Message | null,
): Promise<void> {
  const deliver = makeDeliver(deps);
  for (const { tenant, plan } of await deps.stores.directory.allPlans()) {
    const store = deps.stores.plan(tenant, plan);
    const head = (await store.head())?.value ?? null;
    if (head === null || head.cycle === null || head.cycle.state !== 'open') continue;
    const message = draw(head);
    if (message === null) continue;
    const day = today(now, calendarOf(head.settings, deps.bankHolidays));
    const wish: Wish = { plan, cycle: head.cycle.id, rung: matter, on: day, first: false };
    for (const lead of holdersOf('lead', await store.assignments(head.assignments), day)) {
      const slot = `${day}.${matter}`;
      await deliver({ tenant, person: lead.person, slot, wishes: [wish], draw: () => message }, now);
    }
  }
}

async function peopleAsked(deps: Deps): Promise<number> {
  let asked = 0;
  for (const { tenant, plan } of await deps.stores.directory.allPlans()) {
    const store = deps.stores.plan(tenant, plan);
    const cycle = (await store.head())?.value.cycle ?? null;
    if (cycle === null || cycle.state !== 'open') continue;
    const decks = await store.decks(cycle.id);
    asked += decks.filter((deck) => deck.head.value.person !== NOBODY && deck.items.length > 0).length;
  }
  return asked;
}

function moment(instant: Instant, head: PlanHead): string {
  const { date, time } = localTime(instant, head.settings.zone);
  return `${longDay(date)} ${date.slice(0, 4)} at ${time}`;
}
