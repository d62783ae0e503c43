import { type Instant, millisecondsOf } from '../../domain/calendar/civil-date.js';
import { isPlanId } from '../../domain/plan/plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict } from '../store/retry-on-conflict.js';
import type { Stores } from '../store/stores.js';

/** A press for what is not with the person who pressed. */
export interface NotTheirs {
  readonly kind: 'notTheirs';
  readonly reason: string;
}

interface Deps {
  readonly stores: Stores;
  readonly newId: NewId;
}

/** Who pressed, and what their card claims: that may be anything. */
interface RefusedPress {
  readonly tenant: string;
  readonly plan: string;
  readonly person: string;
  readonly ref: string;
}

const LONGEST_REF = 100;

/** One person's refused presses are noted once in this time for each plan, so that nobody fills its history. */
const NOTED_ONCE_IN_MS = 60 * 60_000;

/** A click for what is not theirs: nothing is saved, and the plan's history says that it was tried. */
export async function notTheirs(deps: Deps, given: RefusedPress, now: Instant): Promise<NotTheirs | Refused> {
  const reason = `${given.ref === '' ? 'That card' : given.ref} is not with you at the moment, so nothing was saved. If it should be, please ask the portfolio lead.`;
  return (await noteRefusal(deps, given, now)) ? { kind: 'notTheirs', reason } : refused(reason);
}

/** Notes a refused click in the plan's history, at most once an hour for a person; false when there is no such plan. */
export async function noteRefusal(
  deps: Deps,
  given: RefusedPress,
  now: Instant,
  what = 'A click for a requirement that is not theirs',
): Promise<boolean> {
  if (!isPlanId(given.plan)) return false;
  const store = deps.stores.plan(given.tenant, given.plan);
  if ((await store.head()) === null) return false;
  const who = await takeTurnToNote(deps, given, now);
  if (who === null) return true;
  const about = given.ref.slice(0, LONGEST_REF);
  await store.appendHistory('plan', { who, at: now, what: 'refused', about, old: null, new: what }, deps.newId());
  return true;
}

/** The person's key in the history, where a refusal of theirs is to be noted now; null where one was within the hour. */
async function takeTurnToNote(
  deps: Deps,
  { tenant, plan, person }: RefusedPress,
  now: Instant,
): Promise<string | null> {
  const store = deps.stores.person(tenant, person);
  const isRecent = (at: Instant) => Math.abs(millisecondsOf(now) - millisecondsOf(at)) < NOTED_ONCE_IN_MS;
  return retryOnConflict(
    () => null,
    async () => {
      const held = await store.record();
      if (held === null) return 'unknown';
      const recent = (held.value.refusalsNoted ?? []).filter(({ at }) => isRecent(at));
      if (recent.some((each) => each.plan === plan)) return null;
      const record = { ...held.value, refusalsNoted: [...recent, { plan, at: now }] };
      const written = await store.writeRecord(record, held.etag, deps.newId());
      return written === 'conflict' ? 'conflict' : held.value.whoKey;
    },
  );
}
