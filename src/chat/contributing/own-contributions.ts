import { type ContributorRow, type ContributorRows, readContributorRows } from '../../app/people/contributor-rows.js';
import type { Who } from '../../app/people/who.js';
import type { Stores } from '../../app/store/stores.js';
import { type Instant, localTime } from '../../domain/calendar/civil-date.js';
import type { ContributorDrawing } from './contribute-message.js';

/** What a person adds to in the open cycle of one plan. */
export interface OwnContributions {
  readonly plan: string;
  readonly rows: ContributorRows;
}

/** One row of them. */
export interface AddedRow extends OwnContributions {
  readonly row: ContributorRow;
}

/** What a person is asked to add to, in open cycles that have begun. The decks of a cycle are read where they add at all. */
export async function ownContributions(
  { stores }: { readonly stores: Stores },
  who: Who,
  now: Instant,
): Promise<readonly OwnContributions[]> {
  const plans = await stores.person(who.tenant, who.person).memberships();
  const found = await Promise.all(
    plans.map(async (plan): Promise<OwnContributions | null> => {
      const store = stores.plan(who.tenant, plan);
      const cycle = (await store.head())?.value.cycle ?? null;
      if (cycle === null || cycle.state !== 'open') return null;
      const own = await store.deck(cycle.id, who.person);
      if (own?.head.value.contributes !== true) return null;
      if (localTime(now, own.head.value.zone).date < cycle.opens) return null;
      const rows = await readContributorRows(store, cycle.id, who.person);
      return rows === null || rows.rows.length === 0 ? null : { plan, rows };
    }),
  );
  return found.filter((each) => each !== null);
}

/** The drawing of what a contributor is asked. */
export async function drawingOfContributions(
  { cardKey }: { readonly cardKey: () => Promise<string> },
  who: Who,
  { plan, rows }: OwnContributions,
  now: Instant,
): Promise<ContributorDrawing> {
  const today = localTime(now, rows.head.value.zone).date;
  return { cardKey: await cardKey(), tenant: who.tenant, plan, rows, today };
}
