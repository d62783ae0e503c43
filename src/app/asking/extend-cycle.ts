import { type Instant, localTime } from '../../domain/calendar/civil-date.js';
import { type Cycle, extended, type LaterDates } from '../../domain/plan/cycle.js';
import { contributorsDue } from '../../domain/sending/contributor-ladder.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import { loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { Stores } from '../store/stores.js';
import { tellAsksOfCycle } from './bring-asks-up-to-date.js';

export type ExtendOutcome = { readonly kind: 'extended'; readonly cycle: Cycle } | Refused;

/** Gives an open quarter more time. Nobody is messaged of it; reminders and cards follow the new dates. */
export function makeExtendCycle(deps: {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
}) {
  return async (
    input: {
      readonly tenant: string;
      readonly plan: string;
      readonly given: LaterDates;
      /** The lead's key, or "system". */
      readonly by: string;
    },
    now: Instant,
  ): Promise<ExtendOutcome> => {
    const { tenant, plan, given, by } = input;
    const operation = deps.newId();
    return retryOnConflict(sayBusy, async () => {
      const loaded = await loadPlan(deps.stores, tenant, plan);
      if (loaded.kind === 'refused') return loaded;
      const { store, head, etag } = loaded;
      const before = head.cycle;
      if (before?.state !== 'open') return refused(`The plan "${plan}" has no open quarter.`);
      const day = localTime(now, head.settings.zone).date;
      const planning = extended(before, given, day);
      if (planning.kind === 'refused') return planning;
      const contributeBy = contributorsDue(
        { ...before, ...planning.dates },
        calendarOf(head.settings, deps.bankHolidays),
      );
      const cycle: Cycle = { ...before, ...planning.dates, contributeBy, extendedOn: day };
      const words = ({ due, closes }: Cycle) => `due ${due}, closes ${closes}`;
      const about = { what: 'gave the quarter more time', about: cycle.revision };
      const history = { who: by, at: now, ...about, old: words(before), new: words(cycle) };
      if ((await store.writeHead({ ...head, cycle }, etag, [history], operation)) === 'conflict') return 'conflict';
      await tellAsksOfCycle(store, deps.newId, cycle);
      // the sweep had laid the plan aside until a day of the old dates
      await deps.stores.directory.addDue({ tenant, plan, at: now });
      return { kind: 'extended', cycle };
    });
  };
}
