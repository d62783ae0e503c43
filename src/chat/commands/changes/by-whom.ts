import type { Who } from '../../../app/people/who.js';
import type { Stores } from '../../../app/store/stores.js';

/** Who does something whose doer people read: by their key and their name. */
export async function doerOf(stores: Stores, { tenant, person, name }: Who): Promise<{ by: string; byName: string }> {
  const record = (await stores.person(tenant, person).record())?.value;
  return { by: record?.whoKey ?? 'unknown', byName: record?.name || name || 'the portfolio lead' };
}

/** The key under which the history knows somebody. */
export async function byOf(stores: Stores, { tenant, person }: Who): Promise<string> {
  return (await stores.person(tenant, person).record())?.value.whoKey ?? 'unknown';
}
