import type { Who } from '../../../app/people/who.js';
import type { Stores } from '../../../app/store/stores.js';

/** The key under which the history knows somebody. */
export async function byOf(stores: Stores, { tenant, person }: Who): Promise<string> {
  return (await stores.person(tenant, person).record())?.value.whoKey ?? 'unknown';
}
