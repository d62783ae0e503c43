import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import { openStores } from '../../../src/adapters/tables/stores/service-store.js';
import { type LoadedPlan, loadPlan } from '../../../src/app/store/load-plan.js';
import { aReadingOf } from '../../domain/builders.js';
import { countedStores } from '../fakes.js';
import { ADA, aWorld, BEN, harbourPlan, LEAD, mustBe, OPENING, openQuarter, PLAN, TENANT } from '../world.js';

const table = memoryTable();
const { stores, counts } = countedStores(openStores(table));
const world = aWorld(table);

async function loaded(plan = PLAN): Promise<LoadedPlan> {
  const outcome = await loadPlan(stores, TENANT, plan);
  if (outcome.kind === 'refused') throw new Error(outcome.reason);
  return outcome;
}

describe('A plan', () => {
  beforeEach(async () => {
    if ((await world.plan.head()) === null) await openQuarter(world);
    counts.clear();
  });

  it('that is not there is refused in one sentence, and with what to do about it', async () => {
    const nowhere = (advice?: string) => loadPlan(stores, TENANT, 'elsewhere', advice);
    expect(await nowhere()).toEqual({ kind: 'refused', reason: 'There is no plan "elsewhere".' });
    expect(await nowhere('Import it first.')).toEqual({
      kind: 'refused',
      reason: 'There is no plan "elsewhere". Import it first.',
    });
  });

  it('of another organisation is not there', async () => {
    const outcome = await loadPlan(stores, '22222222-0000-4000-8000-000000000000', PLAN);
    expect(outcome.kind).toBe('refused');
  });

  it('is its head at first, and reads each other part once, when it is asked for', async () => {
    const plan = await loaded();
    expect(Object.fromEntries(counts)).toEqual({ head: 1 });
    const [published, again] = [await plan.published(), await plan.published()];
    expect(published.requirements.map(({ ref }) => ref)).toEqual(['4.1', '4.2', '4.3']);
    expect(again).toBe(published);
    expect(Object.fromEntries(counts)).toEqual({ head: 1, published: 1 });
    const [assignments] = await Promise.all([plan.assignments(), plan.assignments()]);
    expect(new Set(assignments.map((each) => each.person))).toEqual(new Set([ADA, BEN, LEAD]));
    expect((await plan.decks()).map((deck) => deck.head.value.person)).toEqual([ADA, BEN]);
    await plan.decks();
    expect(Object.fromEntries(counts)).toEqual({ head: 1, published: 1, assignments: 1, decks: 1 });
  });

  it('stays as it was read, and loaded anew is as it is now', async () => {
    const plan = await loaded();
    await plan.decks();
    mustBe('saved', await world.reply(ADA, '4.1', 'The log is kept.', OPENING));
    const answers = async ({ decks }: LoadedPlan) =>
      (await decks()).flatMap((deck) => deck.items).filter((item) => item.value.answer !== null).length;
    expect(await answers(plan)).toBe(0);
    expect(await answers(await loaded())).toBe(1);
  });

  it('carries the version that a write of its head must name', async () => {
    const [first, second] = [await loaded(), await loaded()];
    expect(await first.store.writeHead(first.head, first.etag, [], 'one')).toBe('done');
    expect(await second.store.writeHead(second.head, second.etag, [], 'two')).toBe('conflict');
  });

  it('that was only imported has no decks, and none is looked for', async () => {
    const read = aReadingOf(harbourPlan(2));
    const about = { tenant: TENANT, plan: 'imported', by: 'system', read, dryRun: false };
    mustBe('imported', await world.importPlan(about, OPENING));
    counts.clear();
    expect(await (await loaded('imported')).decks()).toEqual([]);
    expect(Object.fromEntries(counts)).toEqual({ head: 1 });
  });
});
