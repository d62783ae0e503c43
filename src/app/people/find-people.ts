import { isOutside, plainName } from '../../domain/people/contributor.js';
import type { Stores } from '../store/stores.js';

/** Somebody who can be given a part of a plan. */
export interface Known {
  readonly person: string;
  readonly name: string;
}

/**
 * Those who are called like this: in the plan, or in a team that has the app. Whoever has exactly this name comes alone;
 * else all whose names have it in them.
 */
export async function findPeople(
  stores: Stores,
  tenant: string,
  inPlan: readonly Known[],
  name: string,
): Promise<readonly Known[]> {
  const onRosters = (await stores.roster(tenant).everybody()).filter(({ teams }) => teams.length > 0);
  const known = new Map(
    [...onRosters, ...inPlan.filter(({ person }) => !isOutside(person))].map((each) => [
      each.person,
      { person: each.person, name: each.name },
    ]),
  );
  const wanted = plainName(name);
  const all = [...known.values()];
  const called = all.filter((each) => plainName(each.name) === wanted);
  return called.length > 0 ? called : all.filter((each) => plainName(each.name).includes(wanted));
}
