import type { StoredThing, Stores } from '../store/stores.js';

/** Everything that is stored about a person in a tenant, as it lies there. */
export interface KnownOf {
  readonly person: string;
  readonly names: readonly string[];
  readonly whoKeys: readonly string[];
  /** Their record, the plans in which they have or had a part, and what was sent to them. */
  readonly own: readonly { readonly key: string; readonly value: unknown }[];
  /** How many of their addresses are known: by hash alone. */
  readonly addresses: number;
  readonly roster: unknown;
  /** By plan: what names them, or is theirs. */
  readonly plans: readonly { readonly plan: string; readonly things: readonly StoredThing[] }[];
  /** Refs of the rows that they are asked about now, by plan. */
  readonly asked: readonly { readonly plan: string; readonly refs: readonly string[] }[];
}

/** Looks for a person everywhere. */
export function makeKnownOf(stores: Stores) {
  return async (tenant: string, given: string): Promise<KnownOf> => {
    const person = given.trim().toLowerCase();
    const store = stores.person(tenant, person);
    const record = (await store.record())?.value ?? null;
    const roster = await stores.roster(tenant).of(person);
    const addresses = await stores.directory.addressesOf(tenant, person);
    const names = new Set([
      ...(record === null ? [] : [record.name]),
      ...(roster === null ? [] : [roster.name]),
      ...addresses.map(({ name }) => name),
    ]);
    const whoKeys = new Set(record === null ? [] : [record.whoKey]);
    const plans: { plan: string; things: readonly StoredThing[] }[] = [];
    const asked: { plan: string; refs: readonly string[] }[] = [];
    const everywhere = await Promise.all(
      (await stores.directory.plans(tenant)).map(async (plan) => ({
        plan,
        all: await stores.plan(tenant, plan).everything(),
      })),
    );
    for (const { all } of everywhere) {
      for (const { area, value } of all) {
        const { person: its, name, whoKey } = value as Readonly<Record<string, unknown>>;
        if (its !== person) continue;
        if (typeof name === 'string' && name !== '') names.add(name);
        if (area === 'ask' && typeof whoKey === 'string') whoKeys.add(whoKey);
      }
    }
    for (const { plan, all } of everywhere) {
      const marks = [person, ...whoKeys];
      const things = all.filter(
        ({ area, key, value }) =>
          area !== 'gen' &&
          area !== 'compiled' &&
          marks.some((mark) => key.includes(mark) || JSON.stringify(value).includes(mark)),
      );
      if (things.length > 0) plans.push({ plan, things });
      const head = (await stores.plan(tenant, plan).head())?.value;
      if (head?.cycle?.state !== 'open') continue;
      const deck = await stores.plan(tenant, plan).deck(head.cycle.id, person);
      if (deck !== null && deck.items.length > 0) asked.push({ plan, refs: deck.items.map(({ value }) => value.ref) });
    }
    return {
      ...{ person, names: [...names].filter((name) => name !== ''), whoKeys: [...whoKeys] },
      own: await store.everything(),
      addresses: addresses.length,
      ...{ roster, plans, asked },
    };
  };
}
