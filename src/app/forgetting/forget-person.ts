import { type CivilDate, type Instant, localTime } from '../../domain/calendar/civil-date.js';
import {
  FORGOTTEN_NAME,
  type Forgetting,
  type Forgotten,
  forgottenBy,
  isForgotten,
  withoutPerson,
} from '../../domain/people/forgetting.js';
import { noteAgain } from '../redacting/note-again.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { failing, retryOnConflict } from '../store/retry-on-conflict.js';
import type { Stores } from '../store/stores.js';
import { type KnownOf, makeKnownOf } from './known-of.js';
import { peopleOf } from './people-of.js';

export type ForgetOutcome =
  | { readonly kind: 'forgotten'; readonly changed: number; readonly plans: readonly string[] }
  | Refused;

interface Deps {
  readonly stores: Stores;
  readonly newId: NewId;
}

/**
 * Forgets a person in a whole tenant: their record, chat, addresses and what was sent to them go, and in every plan a
 * pseudonym stands in their place. What is published stays, and so do answers, which are the plan's own record, by a
 * random key. Whoever is asked about rows now is not forgotten before these are given to somebody else. What is begun is
 * ended by the same command given again.
 */
export function makeForgetPerson(deps: Deps) {
  const knownOf = makeKnownOf(deps.stores);
  return async (tenant: string, person: string, now: Instant): Promise<ForgetOutcome> => {
    const known = await knownOf(tenant, person);
    const [asked] = known.asked;
    if (asked !== undefined) {
      return refused(
        `They are asked about ${asked.refs.join(', ')} of the plan "${asked.plan}" now. Give these rows to somebody else first: /assign in the chat, or an assignment file.`,
      );
    }
    const earlier = (await deps.stores.forgotten(tenant).list()).find((each) => isForgotten(each, known.person));
    if (isNobody(known)) return refused('Nothing is stored about this person. Name them by their Entra object id.');
    const on = localTime(now, 'Europe/London').date;
    const id = deps.newId();
    const forgotten =
      earlier ??
      forgottenBy(known.person, { id, on, salt: deps.newId(), pseudonym: `forgotten-${deps.newId().slice(0, 12)}` });
    // by hash first, so that what an older state brings back is forgotten again
    if (earlier === undefined) await deps.stores.forgotten(tenant).add(forgotten);
    return {
      kind: 'forgotten',
      changed: await forget(deps, tenant, known, forgotten, now),
      plans: known.plans.map(({ plan }) => plan),
    };
  };
}

/** Forgets again everybody who was forgotten and is there: for whoever puts an older state of a store back. */
export function makeForgetAgain(deps: Deps) {
  const knownOf = makeKnownOf(deps.stores);
  return async (tenant: string, now: Instant): Promise<number> => {
    const forgotten = await deps.stores.forgotten(tenant).list();
    if (forgotten.length === 0) return 0;
    let changed = 0;
    for (const person of await peopleOf(deps.stores, tenant)) {
      const entry = forgotten.find((each) => isForgotten(each, person));
      if (entry !== undefined) changed += await forget(deps, tenant, await knownOf(tenant, person), entry, now);
    }
    return changed;
  };
}

async function forget(
  deps: Deps,
  tenant: string,
  known: KnownOf,
  { pseudonym, on }: Forgotten,
  now: Instant,
): Promise<number> {
  const { stores, newId } = deps;
  const forgetting: Forgetting = { ...known, pseudonym, on: on as CivilDate };
  let changed = 0;
  for (const { plan } of known.plans) {
    changed += await forgetInPlan(deps, tenant, plan, forgetting);
    const about = { who: 'system', at: now, what: 'forgot', about: pseudonym, old: null, new: null };
    const store = stores.plan(tenant, plan);
    await store.appendHistory('plan', about, newId());
    const left = { ...about, what: 'noted what is left after somebody was forgotten' };
    await noteAgain(store, newId, left, (json) => json.includes(pseudonym) || json.includes(FORGOTTEN_NAME));
  }
  await stores.directory.removeAddresses(tenant, known.person);
  await stores.roster(tenant).remove([known.person]);
  await stores.person(tenant, known.person).erase();
  return changed + known.own.length;
}

async function forgetInPlan(
  { stores, newId }: Deps,
  tenant: string,
  plan: string,
  forgetting: Forgetting,
): Promise<number> {
  const store = stores.plan(tenant, plan);
  let changed = 0;
  await retryOnConflict(failing('A person could not be forgotten in a plan'), async () => {
    let isClean = true;
    for (const thing of await store.everything()) {
      const value = withoutPerson(thing.area, thing.value, forgetting);
      const key = thing.key.replaceAll(forgetting.person, forgetting.pseudonym);
      if (value === thing.value && key === thing.key) continue;
      isClean = false;
      const written =
        value === null
          ? store.removeThing(thing)
          : store.replaceThing({ ...thing, key: thing.key }, value, newId(), key);
      if ((await written) === 'done') changed += 1;
    }
    return isClean ? undefined : 'conflict';
  });
  return changed;
}

function isNobody({ own, addresses, roster, plans }: KnownOf): boolean {
  return own.length === 0 && addresses === 0 && roster === null && plans.length === 0;
}
