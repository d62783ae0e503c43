import { proposedRevision } from '../../domain/asking/opening.js';
import type { CivilDate, Instant } from '../../domain/calendar/civil-date.js';
import type { Calendar } from '../../domain/calendar/working-time.js';
import { type Cycle, type CycleEnd, isUnderWay } from '../../domain/plan/cycle.js';
import { skippedNote } from '../../domain/publishing/last-revision.js';
import { tellAsksOfCycle } from '../asking/bring-asks-up-to-date.js';
import { newestQuarter, noQuarterWhy } from '../asking/see-opening.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import { refused } from '../store/outcome.js';
import type { PlanHead } from '../store/stores.js';
import { type CourseInput, changeHead, type HeadDeps, type HeadOutcome } from './change-head.js';

/**
 * Takes back what an open quarter has asked: every card says so at the next sweep, what was answered is kept, and is
 * offered in the quarter that is opened next.
 */
export function makeRecall(deps: HeadDeps) {
  return async (input: CourseInput, now: Instant): Promise<HeadOutcome> => {
    const outcome = await changeHead(deps, input, now, ({ head }, day) => {
      const { cycle } = head;
      if (cycle?.state !== 'open') return refused('No quarter is open, so nobody has a card to take back.');
      const next = { ...head, cycle: endedAs(cycle, { kind: 'recalled', on: day, reason: input.reason.trim() }) };
      return { kind: 'change', next, said: { what: 'took back the quarter', about: cycle.revision } };
    });
    return told(deps, input, outcome);
  };
}

/** Leaves a quarter out: the one that is under way, or else the one that would come next. The next revision says why. */
export function makeSkip(deps: HeadDeps & { readonly bankHolidays: BankHolidays }) {
  return async (input: CourseInput, now: Instant): Promise<HeadOutcome> => {
    const reason = input.reason.trim();
    const outcome = await changeHead(deps, input, now, async (loaded, day) => {
      const { head } = loaded;
      const barred = noQuarterWhy(head);
      if (barred !== null) return refused(barred);
      const { cycle, toSay = [] } = head;
      const newest = (await loaded.published()).columns.at(-1) ?? null;
      const revision = skippedQuarter(head, newest, { day, calendar: calendarOf(head.settings, deps.bankHolidays) });
      const left = isUnderWay(cycle)
        ? { cycle: endedAs(cycle, { kind: 'skipped', on: day, reason }) }
        : { skipped: revision };
      const next = { ...head, ...left, toSay: [...toSay, skippedNote(revision, reason)] };
      return { kind: 'change', next, said: { what: 'left out the quarter', about: revision } };
    });
    return told(deps, input, outcome);
  };
}

/** The revision date of the quarter that would be left out now. */
export function skippedQuarter(
  head: PlanHead,
  newest: CivilDate | null,
  { day, calendar }: { readonly day: CivilDate; readonly calendar: Calendar },
): CivilDate {
  return isUnderWay(head.cycle) ? head.cycle.revision : proposedRevision(newestQuarter(head, newest), day, calendar);
}

/** Holds back every message about a plan until it is resumed. Answers are taken, and days pass, as always. */
export function makePause(deps: HeadDeps) {
  return (input: CourseInput, now: Instant): Promise<HeadOutcome> =>
    changeHead(deps, input, now, ({ head }, day) => {
      if (head.paused !== undefined) return refused(`It is paused already: ${head.paused.reason}`);
      const next = { ...head, paused: { on: day, reason: input.reason.trim() } };
      return { kind: 'change', next, said: { what: 'paused', about: head.plan.id } };
    });
}

/** Lets messages about a plan go again; what came due meanwhile goes out once. */
export function makeUnpause(deps: HeadDeps) {
  return (input: Omit<CourseInput, 'reason'>, now: Instant): Promise<HeadOutcome> =>
    changeHead(deps, { ...input, reason: 'messages go out again' }, now, ({ head: { paused, ...next } }) => {
      if (paused === undefined) return refused('It is not paused.');
      return { kind: 'change', next, said: { what: 'resumed', about: next.plan.id } };
    });
}

function endedAs(cycle: Cycle, ended: CycleEnd): Cycle {
  // a quarter that was closed before keeps its day
  return { ...cycle, state: 'closed', ...(cycle.state === 'open' ? { closedOn: ended.on } : {}), ended };
}

/** The asks say of themselves how their quarter stands. */
async function told(deps: HeadDeps, { tenant, plan }: CourseInput, outcome: HeadOutcome): Promise<HeadOutcome> {
  const cycle = outcome.kind === 'changed' ? outcome.head.cycle : null;
  if (cycle?.ended !== undefined) await tellAsksOfCycle(deps.stores.plan(tenant, plan), deps.newId, cycle);
  return outcome;
}
