import { type GivenDates, type Opening, openingOf, proposedRevision } from '../../domain/asking/opening.js';
import { type CivilDate, laterOf } from '../../domain/calendar/civil-date.js';
import type { Calendar } from '../../domain/calendar/working-time.js';
import { planCycle } from '../../domain/plan/cycle.js';
import { type OutOfReach, outOfReach } from '../people/reach.js';
import type { LoadedPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { Stores } from '../store/stores.js';

export type OpeningOutcome =
  | {
      readonly kind: 'opening';
      readonly opening: Opening;
      /** Those who would be asked and whom a message would not reach as things stand. */
      readonly unreachable: readonly OutOfReach[];
    }
  | Refused;

/** What opening a plan's next quarter would do today, by the dates that were given and proposed ones for the rest. */
export async function seeOpening(
  stores: Stores,
  loaded: LoadedPlan,
  given: GivenDates,
  { calendar, day }: { readonly calendar: Calendar; readonly day: CivilDate },
): Promise<OpeningOutcome> {
  const [published, assignments] = [await loaded.published(), await loaded.assignments()];
  const newest = published.columns.at(-1) ?? null;
  const revision = given.revision ?? proposedRevision(newest, day, calendar);
  const planning = planCycle(revision, calendar, newest, given);
  if (planning.kind === 'refused') return planning;
  const { dates } = planning;
  if (dates.closes < day) return refused(`These dates have passed already. Name a later date for the revision.`);
  const opening = openingOf(published, assignments, dates, { calendar, placedFor: laterOf(day, dates.opens) });
  return { kind: 'opening', opening, unreachable: await outOfReach(stores, loaded.tenant, opening.people) };
}
