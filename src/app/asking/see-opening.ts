import { type GivenDates, type Opening, openingOf, proposedRevision } from '../../domain/asking/opening.js';
import { type CivilDate, laterOf, longDate } from '../../domain/calendar/civil-date.js';
import type { Calendar } from '../../domain/calendar/working-time.js';
import { isUnderWay, planCycle } from '../../domain/plan/cycle.js';
import { type OutOfReach, outOfReach } from '../people/reach.js';
import type { LoadedPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { PlanHead, Stores } from '../store/stores.js';

export type OpeningOutcome =
  | {
      readonly kind: 'opening';
      readonly opening: Opening;
      /** Those who would be asked and whom a message would not reach as things stand. */
      readonly unreachable: readonly OutOfReach[];
    }
  | Refused;

/** Why no quarter can be opened; null where one can. */
export function noQuarterWhy({ finished, cycle }: Pick<PlanHead, 'finished' | 'cycle'>): string | null {
  if (finished !== undefined) return 'This plan is finished. Reopen it first: /reopen, with the reason.';
  if (cycle?.last === undefined || !isUnderWay(cycle)) return null;
  return `The last revision of this plan, of ${longDate(cycle.revision)}, is not made yet. Make it, or write /reopen with the reason.`;
}

/** The newest quarter that is behind us, whether a revision was made of it or not: the next is counted from it. */
export function newestQuarter(
  { cycle, skipped }: Pick<PlanHead, 'cycle' | 'skipped'>,
  newest: CivilDate | null,
): CivilDate | null {
  const left = cycle === null || cycle.ended?.kind === 'recalled' ? [] : [cycle.revision];
  const all = [newest, skipped, ...left].filter((each) => each !== null && each !== undefined);
  return all.length === 0 ? null : all.reduce(laterOf);
}

/** What opening a plan's next quarter would do today, by the dates that were given and proposed ones for the rest. */
export async function seeOpening(
  stores: Stores,
  loaded: LoadedPlan,
  given: GivenDates,
  { calendar, day }: { readonly calendar: Calendar; readonly day: CivilDate },
): Promise<OpeningOutcome> {
  const [published, assignments] = [await loaded.published(), await loaded.assignments()];
  const newest = published.columns.at(-1) ?? null;
  const barred = noQuarterWhy(loaded.head);
  if (barred !== null) return refused(barred);
  const revision = given.revision ?? proposedRevision(newestQuarter(loaded.head, newest), day, calendar);
  const planning = planCycle(revision, calendar, newest, given);
  if (planning.kind === 'refused') return planning;
  const { dates } = planning;
  if (dates.closes < day) return refused(`These dates have passed already. Name a later date for the revision.`);
  const opening = openingOf(published, assignments, dates, { calendar, placedFor: laterOf(day, dates.opens) });
  return { kind: 'opening', opening, unreachable: await outOfReach(stores, loaded.tenant, opening.people) };
}
