import fc from 'fast-check';
import { memoryTable } from '../../src/adapters/tables/engines/memory-table.js';
import { before, FakeMessenger, Turns } from './fakes.js';
import { aWorld, type World } from './world.js';

/** What several processes do, each beginning after some turns, with their table calls interleaved in any order. */
export function inAnyOrder(
  scene: (world: World) => Promise<unknown>,
  acts: readonly ((world: World) => Promise<unknown>)[],
  judge: (world: World, messenger: FakeMessenger, outcomes: readonly unknown[]) => Promise<void>,
) {
  const delays = fc.array(fc.nat(45), { minLength: acts.length, maxLength: acts.length });
  return fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 31 - 2 }), delays, async (seed, waits) => {
      const table = memoryTable();
      const messenger = new FakeMessenger();
      const world = aWorld(table, messenger);
      await scene(world);
      const turns = new Turns(drawnFrom(seed));
      const outcomes = acts.map(async (act, index) => {
        for (let left = waits[index] ?? 0; left > 0; left -= 1) await turns.turn();
        return act(
          aWorld(
            before(table, () => turns.turn()),
            messenger,
          ),
        );
      });
      await judge(world, messenger, await turns.until(Promise.all(outcomes)));
    }),
    { numRuns: 80 },
  );
}

/** Numbers from 0 up to but not 1, spread evenly (Park and Miller's generator). */
function drawnFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % (2 ** 31 - 1);
    return state / (2 ** 31 - 1);
  };
}
