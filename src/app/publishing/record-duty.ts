import { type Instant, localTime } from '../../domain/calendar/civil-date.js';
import { type Duty, openDuties, withDone } from '../../domain/publishing/website/duty.js';
import { loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { Stores } from '../store/stores.js';
import type { PublishingAbout } from './record-publication.js';

export type DutyOutcome = { readonly kind: 'done'; readonly duty: Duty } | Refused;

/** Records that a duty of the settings is done: the lead is not reminded of it again. */
export function makeRecordDuty(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return ({ tenant, plan, by, byName }: PublishingAbout, duty: Duty, now: Instant): Promise<DutyOutcome> => {
    const operation = deps.newId();
    return retryOnConflict(sayBusy, async () => {
      const loaded = await loadPlan(deps.stores, tenant, plan);
      if (loaded.kind === 'refused') return loaded;
      const { store, head, etag } = loaded;
      const { duties = [], zone } = head.settings;
      if (openDuties(duties).every((each) => each.what !== duty.what || each.by !== duty.by)) {
        return refused(`"${duty.what}" is not to be done any more: somebody has recorded it, or taken it out.`);
      }
      const done = { by, byName, on: localTime(now, zone).date };
      const settings = { ...head.settings, duties: withDone(duties, duty, done) };
      const said = { old: `to be done by ${duty.by}`, new: `done by ${byName}` };
      const history = { who: by, at: now, what: 'recorded a duty as done', about: duty.what, ...said };
      const written = await store.writeHead({ ...head, settings }, etag, [history], operation);
      return written === 'done' ? { kind: 'done', duty: { ...duty, done } } : 'conflict';
    });
  };
}
