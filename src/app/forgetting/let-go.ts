import { z } from 'zod';
import { addMonths, type CivilDate, type Instant, localTime } from '../../domain/calendar/civil-date.js';
import { withoutBegun } from '../../domain/people/retention.js';
import type { NewId } from '../store/ports.js';
import type { StoredThing, Stores } from '../store/stores.js';
import { peopleOf } from './people-of.js';

/** What was let go of: words that were begun, notes of what was sent and pressed, and people who are gone. */
export interface LetGo {
  readonly begun: number;
  readonly notes: number;
  readonly people: number;
}

interface Deps {
  readonly stores: Stores;
  readonly newId: NewId;
}

/**
 * Removes, in all tenants, what is older than so many months and no part of the record of a plan: what was begun in
 * quarters that are over and never submitted; what was sent to people and which buttons they pressed; and everything of
 * their own of people who left every team, have no part in a plan and were not heard of since. Safe to repeat, and in
 * two processes at once. Answers, the history and what is published stay.
 */
export function makeLetGo(deps: Deps) {
  const { stores } = deps;
  return async (months: number, now: Instant): Promise<LetGo> => {
    const before = addMonths(localTime(now, 'Europe/London').date, -months);
    const tenants = new Set((await stores.directory.allPlans()).map(({ tenant }) => tenant));
    let gone: LetGo = { begun: 0, notes: 0, people: 0 };
    for (const tenant of tenants) {
      for (const plan of await stores.directory.plans(tenant)) {
        gone = { ...gone, begun: gone.begun + (await letWordsGo(deps, tenant, plan, before)) };
      }
      const needed = await withPart(stores, tenant);
      for (const person of await peopleOf(stores, tenant)) {
        const notes = await stores.person(tenant, person).letGo(before);
        const isGone = !needed.has(person) && (await isLongGone(stores, tenant, person, before));
        if (isGone) await eraseOwn(stores, tenant, person);
        gone = { ...gone, notes: gone.notes + notes, people: gone.people + (isGone ? 1 : 0) };
      }
    }
    return gone;
  };
}

const withCycle = z.looseObject({ cycle: z.looseObject({ id: z.string(), closes: z.string() }) });

async function letWordsGo({ stores, newId }: Deps, tenant: string, plan: string, before: CivilDate): Promise<number> {
  const store = stores.plan(tenant, plan);
  const current = (await store.head())?.value.cycle?.id;
  const asks = (await store.everything()).filter(({ area }) => area === 'ask');
  const over = new Set(
    asks.flatMap(({ value }) => {
      const { data } = withCycle.safeParse(value);
      return data === undefined || data.cycle.id === current || data.cycle.closes >= before ? [] : [data.cycle.id];
    }),
  );
  let removed = 0;
  for (const thing of asks.filter((each) => over.has(cycleOf(each)))) {
    const left = withoutBegun(thing.value);
    // what was written meanwhile is looked at again tomorrow
    if (left !== thing.value && (await store.replaceThing(thing, left, newId())) === 'done') removed += 1;
  }
  return removed;
}

/** The second part of the key of an ask. */
const cycleOf = ({ key }: StoredThing) => key.split('~')[1] ?? '';

/** Everybody who has a part in a plan now. */
async function withPart(stores: Stores, tenant: string): Promise<ReadonlySet<string>> {
  const people = new Set<string>();
  for (const plan of await stores.directory.plans(tenant)) {
    const store = stores.plan(tenant, plan);
    const head = (await store.head())?.value;
    if (head === undefined) continue;
    for (const { person } of await store.assignments(head.assignments)) people.add(person);
    const decks = head.cycle === null ? [] : await store.decks(head.cycle.id);
    for (const { head: deck } of decks) people.add(deck.value.person);
  }
  return people;
}

async function isLongGone(stores: Stores, tenant: string, person: string, before: CivilDate): Promise<boolean> {
  const roster = await stores.roster(tenant).of(person);
  const record = (await stores.person(tenant, person).record())?.value ?? null;
  if (roster === null && record === null) return false;
  if (roster !== null && (roster.teams.length > 0 || roster.seenAt.slice(0, 10) >= before)) return false;
  return record === null || record.lastSeen === null || record.lastSeen.slice(0, 10) < before;
}

async function eraseOwn(stores: Stores, tenant: string, person: string): Promise<void> {
  await stores.directory.removeAddresses(tenant, person);
  await stores.roster(tenant).remove([person]);
  await stores.person(tenant, person).erase();
}
