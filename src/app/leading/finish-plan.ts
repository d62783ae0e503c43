import { type CivilDate, type Instant, longDate } from '../../domain/calendar/civil-date.js';
import { type Cycle, isUnderWay } from '../../domain/plan/cycle.js';
import { reopenedNote } from '../../domain/publishing/last-revision.js';
import { refused } from '../store/outcome.js';
import type { PlanHead } from '../store/stores.js';
import { type CourseInput, changeHead, type HeadChange, type HeadDeps, type HeadOutcome } from './change-head.js';

/**
 * Says that a plan ends: the revision of the quarter under way is its last, or one of a given date that asks nobody. It
 * prints how each row ended, and takes the same way as any other; once it is made, no quarter is opened any more.
 */
export function makeFinishPlan(deps: HeadDeps) {
  return (input: CourseInput & { readonly revision: CivilDate | null }, now: Instant): Promise<HeadOutcome> =>
    changeHead(deps, input, now, async (loaded, day) => {
      const newest = (await loaded.published()).columns.at(-1) ?? null;
      const cycle = lastCycle(loaded.head, { ...input, newest, day, newId: deps.newId });
      if (typeof cycle === 'string') return refused(cycle);
      const said = { what: 'said that the plan ends with the revision of', about: cycle.revision };
      return { kind: 'change', next: { ...loaded.head, cycle }, said };
    });
}

/** The quarter of which the revision is a plan's last one, or why there is none. `revision`: where nothing is under way. */
export function lastCycle(
  { finished, cycle }: Pick<PlanHead, 'finished' | 'cycle'>,
  {
    reason,
    revision,
    newest,
    day,
    newId,
  }: {
    readonly reason: string;
    readonly revision: CivilDate | null;
    readonly newest: CivilDate | null;
    readonly day: CivilDate;
    readonly newId: () => string;
  },
): Cycle | string {
  if (finished !== undefined) return `This plan ended on ${longDate(finished.on)} already.`;
  const last = { reason: reason.trim(), on: day };
  const follows = cycle?.asksNobody === undefined ? (cycle?.id ?? null) : cycle.asksNobody.follows;
  if (isUnderWay(cycle)) {
    if (cycle.last === undefined) return { ...cycle, last };
    return `The revision of ${longDate(cycle.revision)} is its last one already. Make it as usual, or write /reopen with the reason.`;
  }
  const date = revision ?? day;
  if (date < day) return `${longDate(date)} has passed. Name a later day for the last revision.`;
  if (newest !== null && date <= newest) {
    return `The last revision must be later than the newest one, of ${longDate(newest)}. You gave ${longDate(date)}.`;
  }
  const dates = { opens: day, due: day, closes: day, revision: date };
  return { id: newId(), ...dates, state: 'closed', last, asksNobody: { follows } };
}

/** Takes the end of a plan back. Where its last revision is made, the next one says that it is open again, and why. */
export function makeReopenPlan(deps: HeadDeps) {
  return (input: CourseInput, now: Instant): Promise<HeadOutcome> =>
    changeHead(deps, input, now, ({ head }, day) => reopened(head, input.reason.trim(), day));
}

function reopened({ finished, ...head }: PlanHead, reason: string, day: CivilDate): HeadChange {
  const said = { what: 'opened the plan again', about: head.plan.id };
  if (finished !== undefined) {
    const { toSay = [] } = head;
    return { kind: 'change', next: { ...head, toSay: [...toSay, reopenedNote(finished.on, reason)] }, said };
  }
  const { cycle } = head;
  if (cycle?.last === undefined || !isUnderWay(cycle))
    return refused('This plan has not ended, so there is nothing to reopen.');
  const { last: _, ...rest } = cycle;
  const goesOn: Cycle =
    rest.asksNobody === undefined ? rest : { ...rest, ended: { kind: 'recalled', on: day, reason } };
  return { kind: 'change', next: { ...head, cycle: goesOn }, said };
}
