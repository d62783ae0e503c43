import { type Removal, type Sought, soughtBy } from '../../domain/redacting/removal.js';
import { idsChanged, rewritten } from '../../domain/redacting/rewritten.js';
import { removedMark } from '../../domain/redacting/without-words.js';
import type { NewId } from '../store/ports.js';
import { failing, retryOnConflict } from '../store/retry-on-conflict.js';
import type { PlanStore, Stores } from '../store/stores.js';
import { noteAgain } from './note-again.js';

/**
 * Takes words out of everything that is kept of a plan, until they are found nowhere. Safe to repeat, and to go on with
 * where it was stopped: what is found needs no more than the hash. Answers with how many things were changed.
 */
export async function applyRemovals(store: PlanStore, sought: readonly Sought[], newId: NewId): Promise<number> {
  let changed = 0;
  await retryOnConflict(failing('Words could not be removed from a plan'), async () => {
    const things = await store.everything();
    const ids = new Map(things.flatMap(({ value }) => [...idsChanged(value, sought)]));
    let isClean = true;
    for (const thing of things) {
      const value = rewritten(thing.value, sought, ids);
      if (value === thing.value) continue;
      isClean = false;
      if ((await store.replaceThing(thing, value, newId())) === 'done') changed += 1;
    }
    // what was written meanwhile may hold them: it is looked through once more
    return isClean ? undefined : 'conflict';
  });
  return changed;
}

/**
 * Applies everything that was ever removed to every plan of a tenant: for whoever puts an older state of a store back.
 * Answers with how many things were changed.
 */
export function makeApplyAllRemovals(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async (tenant: string): Promise<number> => {
    let changed = 0;
    for (const plan of await deps.stores.directory.plans(tenant)) {
      const store = deps.stores.plan(tenant, plan);
      const removals = await store.removals();
      if (removals.length === 0) continue;
      changed += await applyRemovals(store, removals.map(soughtBy), deps.newId);
      for (const removal of removals) await recordRemoval(store, removal, deps.newId);
    }
    return changed;
  };
}

/** Says in the history that words were removed: who, when and where they were seen, not which. Once, however often asked. */
export async function recordRemoval(store: PlanStore, removal: Removal, newId: NewId): Promise<void> {
  const { by: who, at, id, ref } = removal;
  const said = `removal ${id}`;
  const history = { who, at, what: 'removed words seen in', about: ref, old: null, new: said };
  const left = { ...history, what: 'noted what is left after words were removed, seen in', new: null };
  await noteAgain(store, newId, left, (json) => json.includes(removedMark(removal.on)));
  await retryOnConflict(failing('The removal of words could not be recorded'), async () => {
    const held = await store.head();
    if (held === null) return undefined;
    if ((await store.history('plan')).some(({ payload }) => payload?.new === said)) return undefined;
    // whoever loaded the plan before finds another head, and reads again
    return (await store.writeHead(held.value, held.etag, [history], newId())) === 'done' ? undefined : 'conflict';
  });
}
