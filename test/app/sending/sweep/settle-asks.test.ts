import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../../src/adapters/tables/engines/memory-table.js';
import { openStores } from '../../../../src/adapters/tables/stores/service-store.js';
import type { PlanDue } from '../../../../src/app/sending/sweep/load-due.js';
import { makeSettleAsks } from '../../../../src/app/sending/sweep/settle-asks.js';
import { at } from '../../../domain/builders.js';
import { countedStores, FakeMessenger, LEAVE } from '../../fakes.js';
import { aWorld, BEN, CAT, line, OPENING, openQuarter, type World } from '../../world.js';
import { dueNow } from './a-look.js';

/** The day after Cat's delegation has ended. */
const ENDED = at('2026-12-02T10:00:00Z');
const NIGHT = at('2026-12-02T20:00:00Z');

let world: World;
let counts: ReadonlyMap<string, number>;

beforeEach(async () => {
  const table = memoryTable();
  await openQuarter(aWorld(table), { lines: [line('4.3', BEN), line('4.3', CAT, 'delegate', '2026-12-01')] });
  const counted = countedStores(openStores(table));
  counts = counted.counts;
  world = aWorld(table, new FakeMessenger(), undefined, counted.stores);
});

/** Who is asked for 4.3 in a look at the plan. */
function askedIn(due: PlanDue): string | undefined {
  const decks = due.kind === 'send' ? due.picture.decks : [];
  return decks.find((deck) => deck.items.some((item) => item.value.ref === '4.3'))?.head.value.person;
}

describe('Before anybody is asked', () => {
  it('a requirement goes back to its owner when the delegation has ended, and the plan is loaded again', async () => {
    const due = await dueNow(world, ENDED);
    expect(askedIn(due)).toBe(CAT);
    expect(askedIn(await makeSettleAsks(world)(due, ENDED, LEAVE))).toBe(BEN);
  });

  it('a plan in which all is in its place is handed on as it was loaded, and nothing of it is read twice', async () => {
    const due = await dueNow(world, OPENING);
    expect(await makeSettleAsks(world)(due, OPENING, LEAVE)).toBe(due);
    expect(askedIn(due)).toBe(CAT);
    expect(Object.fromEntries(counts)).toEqual({ head: 1, assignments: 1, decks: 1, published: 1, commitments: 1 });
  });

  it('nothing is moved in a dry run, nor where nothing is to be sent', async () => {
    const dry = await dueNow(world, ENDED);
    expect(await makeSettleAsks(world)(dry, ENDED, null)).toBe(dry);
    const night = await dueNow(world, NIGHT);
    expect(await makeSettleAsks(world)(night, NIGHT, LEAVE)).toBe(night);
    expect(askedIn(await dueNow(world, ENDED))).toBe(CAT);
  });
});
