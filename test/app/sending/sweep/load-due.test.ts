import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../../src/adapters/tables/engines/memory-table.js';
import { openStores } from '../../../../src/adapters/tables/stores/service-store.js';
import { byPlan, makeLoadDue } from '../../../../src/app/sending/sweep/load-due.js';
import { at } from '../../../domain/builders.js';
import { countedStores, FakeMessenger } from '../../fakes.js';
import { ADA, aWorld, BEN, OPENING, openQuarter, PLAN, TENANT, type World } from '../../world.js';

const row = (plan: string, time: string) => ({ tenant: TENANT, plan, at: at(time), etag: '' });

describe('The rows that have come due', () => {
  it('are looked at plan by plan, however many there are of one', () => {
    const [first, other, second] = [
      row('a', '2026-11-27T09:00:00Z'),
      row('b', '2026-11-27T09:00:00Z'),
      row('a', '2026-11-27T09:05:00Z'),
    ];
    expect(byPlan([first, other, second])).toEqual([[first, second], [other]]);
    expect(byPlan([])).toEqual([]);
  });
});

describe('A plan that has come due', () => {
  const table = memoryTable();
  const { stores, counts } = countedStores(openStores(table));
  let world: World;
  const load = (now: string, plan = PLAN) => makeLoadDue(world)([row(plan, now)], at(now));

  beforeEach(async () => {
    world = aWorld(table, new FakeMessenger(), undefined, stores);
    if ((await world.plan.head()) === null) await openQuarter(world);
    counts.clear();
  });

  it('has something to send in the working hours of its quarter, and is loaded once', async () => {
    const due = await load(OPENING);
    expect(due).toMatchObject({ kind: 'send', picture: { cycle: { state: 'open' }, day: '2026-11-27' } });
    if (due.kind !== 'send') throw new Error(due.kind);
    expect(due.picture.decks.map((deck) => deck.head.value.person)).toEqual([ADA, BEN]);
    expect(due.picture.leads.map((lead) => lead.name)).toEqual(['Lea Dunn']);
    expect(due.picture.rungs.map((rung) => rung.on)).toContain('2026-11-27');
    expect(Object.fromEntries(counts)).toEqual({ head: 1, assignments: 1, decks: 1 });
  });

  it.each([
    ['before the quarter opens', '2026-11-26T10:00:00Z', '2026-11-27T09:00:00.000Z'],
    ['before work begins', '2026-11-27T08:59:00Z', '2026-11-27T09:00:00.000Z'],
    ['after work has ended', '2026-11-27T17:30:00Z', '2026-11-30T09:00:00.000Z'],
    ['at a weekend', '2026-11-28T12:00:00Z', '2026-11-30T09:00:00.000Z'],
  ])('waits %s', async (_, now, until) => {
    expect(await load(now)).toMatchObject({ kind: 'notBefore', at: until });
  });

  it('is over after the last day, whatever the hour', async () => {
    expect(await load('2026-12-31T23:30:00Z')).toMatchObject({ kind: 'notBefore' });
    expect(await load('2027-01-01T00:30:00Z')).toMatchObject({ kind: 'over', isClosed: false });
  });

  it('asks for nothing where there is no plan, and none of its cycle is open', async () => {
    expect(await load(OPENING, 'elsewhere')).toMatchObject({ kind: 'nothing', picture: null });
    const closing = at('2026-12-01T10:00:00Z');
    const other = aWorld();
    await openQuarter(other);
    await other.closed(closing);
    const due = await makeLoadDue(other)([row(PLAN, closing)], closing);
    expect(due).toMatchObject({ kind: 'nothing', picture: { head: { cycle: { state: 'closed' } } } });
  });
});
