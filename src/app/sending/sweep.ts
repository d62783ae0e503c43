import { addDays, type Instant, instantOf, millisecondsOf } from '../../domain/calendar/civil-date.js';
import { addWorkingDays, nextWorkingTime, startOfWork } from '../../domain/calendar/working-time.js';
import { REPEAT_AFTER_MS, type Wish } from '../../domain/sending/delivery.js';
import { nextRungDay } from '../../domain/sending/ladder.js';
import { closeByDate } from '../asking/close-cycle.js';
import { bringAsksUpToDate } from '../asking/place-asks.js';
import type { BankHolidays } from '../store/calendars.js';
import type { DuePlan, DueRow } from '../store/directory.js';
import type { Log, NewId } from '../store/ports.js';
import type { Stores } from '../store/stores.js';
import type { Courier } from './courier.js';
import { type Delivery, type DeliveryResult, makeDeliver } from './deliver.js';
import type { Leave } from './leave.js';
import { asksOf, plansOf } from './news.js';
import { makeRecordDeliveries } from './record-deliveries.js';
import {
  type DuePlanNow,
  LEAD_NOTE,
  loadDue,
  openItems,
  type PersonInSweep,
  type PlanInSweep,
  peopleIn,
} from './sweep-load.js';
import { makeTellOwners, type ToldNews } from './tell-owner.js';
import { makeTellRefusals } from './tell-refusals.js';

/** One line of a sweep's report: what was (or, in a dry run, would be) done for one person. */
export interface SweepLine {
  readonly plans: readonly string[];
  readonly person: string;
  readonly name: string;
  readonly rungs: readonly string[];
  readonly outcome: DeliveryResult['kind'] | 'wouldSend' | 'error';
  readonly reason: string | null;
}

export interface SweepReport {
  readonly at: Instant;
  readonly plans: number;
  readonly lines: readonly SweepLine[];
  /** Plans whose cycle was (or, in a dry run, would be) closed, because its last day has passed. */
  readonly closes: readonly string[];
}

/** Without leave it is a dry run: it says what it would send, and writes nothing. */
export type Sweep = (now: Instant, leave: Leave | null) => Promise<SweepReport>;

interface SweepDeps {
  readonly stores: Stores;
  readonly courier: Courier;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
  readonly log: Log;
}

/** How soon a sweep looks again at what could not be sent just now. */
const SOON_MS = 5 * 60_000;
/** People served at the same time; the messenger paces below the platform's limits. */
const AT_ONCE = 16;

/**
 * Looks what is due and not yet sent, sends it, and records it. Level-triggered: harmless to run twice, late, or in two
 * processes at once. Nothing goes out at night, at a weekend or on a bank holiday of the plan's region.
 */
export function makeSweep(deps: SweepDeps): Sweep {
  const deliver = makeDeliver(deps);
  const tellOwners = makeTellOwners(deps);
  const record = makeRecordDeliveries(deps);
  const tellRefusals = makeTellRefusals(deps);
  return async (now, leave) => {
    const dryRun = leave === null;
    const loaded: { readonly due: DueRows; readonly plan: PlanInSweep }[] = [];
    const lines: SweepLine[] = [];
    const closes: string[] = [];
    for (const due of byPlan(await deps.stores.directory.due(now))) {
      const [{ tenant, plan }] = due;
      try {
        const news = await tellOwners(tenant, plan, now, leave);
        lines.push(...news.told.flatMap((each) => newsLine(plan, each)));
        // before its rows are taken away, so that a crash in between leaves more, never none
        if (!dryRun && news.again !== null) await deps.stores.directory.addDue({ tenant, plan, at: news.again });
        const found = dryRun ? await loadDue(deps, due[0], now) : await loadPlaced(deps, due[0], now);
        if (found.kind === 'due') loaded.push({ due, plan: found.plan });
        else if (!dryRun) await tidy(deps, due, found, now);
        if (found.kind === 'close') closes.push(plan);
      } catch (error) {
        deps.log.error('sweep.plan', { plan, error });
        lines.push(errorLine([plan], '', ''));
        await again(deps, due, instantOf(millisecondsOf(now) + SOON_MS), dryRun);
      }
    }
    const plans = loaded.map((each) => each.plan);
    const people = peopleIn(plans);
    if (dryRun) return { at: now, plans: plans.length, lines: [...lines, ...people.map(wouldSend)], closes };
    const results = new Map<PersonInSweep, readonly DeliveryResult[]>();
    await inParallel(people, AT_ONCE, async (person) => {
      try {
        const { slot, wishes, tenant } = person;
        const news: Delivery['news'] = (covered) =>
          covered.some((wish) => wish.rung === LEAD_NOTE)
            ? { kind: 'outstanding', plans: plansOf(person.plans, covered) }
            : asksOf(person, covered);
        results.set(person, await deliver({ tenant, person: person.person, slot, wishes, news }, now, leave));
      } catch (error) {
        deps.log.error('sweep.person', { plans: person.plans.map((plan) => plan.head.plan.id), error });
        lines.push(
          errorLine(
            person.plans.map((plan) => plan.head.plan.id),
            person.person,
            person.name,
          ),
        );
      }
    });
    await record(plans, results);
    const told = await tellRefusals(plans, results, now, leave);
    const all = [...results, ...told];
    for (const [person, outcomes] of all) lines.push(...outcomes.map((outcome) => lineOf(person, outcome)));
    for (const { due, plan } of loaded) {
      const own = all.filter(([person]) => person.plans.includes(plan)).flatMap(([, outcomes]) => outcomes);
      const failed = lines.some((line) => line.outcome === 'error' && line.plans.includes(plan.head.plan.id));
      await again(deps, due, nextLook(plan, own, failed, now), false);
    }
    return { at: now, plans: plans.length, lines, closes };
  };
}

/** A plan's directory rows: there is one for each reason to look at it. */
type DueRows = readonly [DueRow, ...DueRow[]];

/** The rows of each plan together: a plan is loaded once, and a person has its wishes once. */
function byPlan(rows: readonly DueRow[]): readonly DueRows[] {
  const plans = new Map<string, DueRows>();
  for (const row of rows) {
    const key = `${row.tenant} ${row.plan}`;
    const before = plans.get(key);
    plans.set(key, before === undefined ? [row] : [...before, row]);
  }
  return [...plans.values()];
}

/**
 * Loads a plan with every requirement in the right deck: a delegation may have ended since the last look, or a process
 * may have died between an assignment and the decks that follow from it.
 */
async function loadPlaced(deps: SweepDeps, due: DuePlan, now: Instant): Promise<DuePlanNow> {
  const found = await loadDue(deps, due, now);
  if (found.kind !== 'due') return found;
  const { head, cycle, day } = found.plan;
  const moved = await bringAsksUpToDate(deps.stores, deps.newId, due.tenant, head, cycle, day);
  return moved ? loadDue(deps, due, now) : found;
}

/** Deals with directory rows under which nothing is to be sent now. */
async function tidy(deps: SweepDeps, due: DueRows, found: Exclude<DuePlanNow, { kind: 'due' }>, now: Instant) {
  if (found.kind === 'notBefore') return again(deps, due, found.at, false);
  const [{ tenant, plan }] = due;
  if (found.kind === 'close') {
    const { kind } = await closeByDate(deps, tenant, plan, now);
    // one that could not be closed is looked at again at the next sweep
    if (kind === 'refused' || kind === 'shown') return;
  }
  for (const row of due) await deps.stores.directory.removeDue(row);
}

/** When the plan is to be looked at again. */
function nextLook(plan: PlanInSweep, outcomes: readonly DeliveryResult[], failed: boolean, now: Instant): Instant {
  const { calendar, day } = plan;
  const later = plan.decks.flatMap((deck) => openItems(deck).map((item) => item.later)).filter((date) => date !== null);
  const rungDay = nextRungDay(day, plan.rungs, later, calendar);
  const looks: Instant[] = [startOfWork(addDays(plan.cycle.closes, 1), calendar)];
  if (rungDay !== null) looks.push(startOfWork(rungDay, calendar));
  const soon = (ms: number) => nextWorkingTime(instantOf(millisecondsOf(now) + ms), calendar);
  if (failed || outcomes.some((each) => each.kind === 'waiting' && each.again === 'soon')) looks.push(soon(SOON_MS));
  if (outcomes.some((each) => each.kind === 'uncertain')) looks.push(soon(REPEAT_AFTER_MS));
  if (outcomes.some((each) => 'again' in each && each.again === 'nextDay')) {
    looks.push(startOfWork(addWorkingDays(day, 1, calendar), calendar));
  }
  return looks.sort()[0] as Instant;
}

/** Moves a plan's directory rows to one: the new one first, so that a crash in between leaves more, never none. */
async function again(deps: SweepDeps, due: DueRows, at: Instant, dryRun: boolean): Promise<void> {
  if (dryRun) return;
  const [{ tenant, plan }] = due;
  await deps.stores.directory.addDue({ tenant, plan, at });
  for (const row of due) if (row.at !== at) await deps.stores.directory.removeDue(row);
}

function wouldSend(person: PersonInSweep): SweepLine {
  return { ...lineBase(person, person.wishes), outcome: 'wouldSend', reason: null };
}

function lineOf(person: PersonInSweep, result: DeliveryResult): SweepLine {
  const reason = 'reason' in result ? result.reason : null;
  return { ...lineBase(person, result.wishes), outcome: result.kind, reason };
}

function lineBase(person: PersonInSweep, wishes: readonly Wish[]) {
  return {
    plans: wishes.map((wish) => wish.plan),
    person: person.person,
    name: person.name,
    rungs: wishes.map((wish) => wish.rung),
  };
}

/** What waits for working hours is nothing that this sweep did. */
function newsLine(plan: string, { person, name, rung, outcome, reason }: ToldNews): readonly SweepLine[] {
  return outcome === 'later' ? [] : [{ plans: [plan], person, name, rungs: [rung], outcome, reason }];
}

function errorLine(plans: readonly string[], person: string, name: string): SweepLine {
  return { plans, person, name, rungs: [], outcome: 'error', reason: 'An unexpected error; see the log' };
}

/** Runs `work` for every item, so many at once. */
async function inParallel<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
