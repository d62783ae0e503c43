import type { SteadyTime } from '../../../../src/adapters/teams/outbound/steady-time.js';

interface Task {
  readonly at: number;
  readonly run: () => void;
}

/**
 * Time whose waits of pacing and retries pass at once, in their order, whenever nothing else is going on.
 * A wait of `limitMs` or more is a time limit on real input and output and never comes.
 */
export function makeSkippingTime(limitMs = 15_000): SteadyTime {
  let now = 0;
  let tasks: Task[] = [];
  let turning = false;

  function turn(): void {
    turning = false;
    const [first] = tasks.toSorted((a, b) => a.at - b.at);
    if (first === undefined) return;
    tasks = tasks.filter((task) => task !== first);
    now = Math.max(now, first.at);
    first.run();
    schedule();
  }

  function schedule(): void {
    if (turning || tasks.length === 0) return;
    turning = true;
    setImmediate(turn);
  }

  return {
    now: () => now,
    after(milliseconds, run) {
      if (milliseconds === limitMs) return () => undefined;
      const task = { at: now + milliseconds, run };
      tasks.push(task);
      schedule();
      return () => {
        tasks = tasks.filter((each) => each !== task);
      };
    },
  };
}
