import { memoryTable } from '../../src/adapters/tables/engines/memory-table.js';
import { Died, FakeMessenger, Power } from './fakes.js';
import { aWorld, type World } from './world.js';

/** Cuts the power at the first, second … moment of `act`, until it comes through; then lets `judge` look. */
export async function atEveryMoment(
  scene: (world: World) => Promise<void>,
  act: (world: World) => Promise<unknown>,
  judge: (recovered: World, messenger: FakeMessenger, moment: number) => Promise<void>,
): Promise<number> {
  for (let moment = 1; ; moment += 1) {
    const table = memoryTable();
    const messenger = new FakeMessenger();
    const recovered = aWorld(table, messenger);
    await scene(recovered);
    const power = new Power(moment);
    const doomed = aWorld(power.table(table), power.messenger(messenger));
    try {
      await act(doomed);
    } catch (error) {
      if (!(error instanceof Died)) throw error;
    }
    await judge(recovered, messenger, moment);
    if (!power.isGone) return moment;
  }
}
