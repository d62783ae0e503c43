import type { Stores } from '../store/stores.js';
import type { PlanPicture } from './see-plan.js';

/** Names by random key, as far as they are known; somebody who was forgotten has none. */
export async function namesByKey(stores: Stores, picture: PlanPicture): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const deck of picture.decks) names.set(deck.head.value.whoKey, deck.head.value.name);
  for (const { person, name } of picture.assignments) {
    const record = (await stores.person(picture.tenant, person).record())?.value;
    if (record !== undefined) names.set(record.whoKey, name);
  }
  return names.set('system', 'Quarterdeck');
}
