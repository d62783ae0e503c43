import type { Stores } from '../store/stores.js';

const ENTRA_ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Everybody whose id stands in a plan, on a roster or with an address. */
export async function peopleOf(stores: Stores, tenant: string): Promise<ReadonlySet<string>> {
  const people = new Set<string>();
  for (const plan of await stores.directory.plans(tenant)) {
    for (const { key, value } of await stores.plan(tenant, plan).everything()) {
      for (const [id] of `${key} ${JSON.stringify(value)}`.matchAll(ENTRA_ID)) people.add(id);
    }
  }
  for (const { person } of await stores.roster(tenant).everybody()) people.add(person);
  return people;
}
