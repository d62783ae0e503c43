import { beforeEach, describe, expect, it } from 'vitest';
import { everyMinute, type SteadyTime, type WakeUp } from '../../src/adapters/schedule.js';
import { silentLog } from '../app/fakes.js';

let steadyMs: number;
let look: () => void;
let tick: () => Promise<void>;
let runs: number;
let fails: boolean;
let hang: Promise<void> | null;
let wakeUp: WakeUp;

const steady: SteadyTime = {
  now: () => steadyMs,
  every(_ms, each) {
    look = each;
    return () => {
      look = () => {};
    };
  },
};
const settle = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  [steadyMs, runs, fails, hang] = [1_000, 0, false, null];
  wakeUp = everyMinute(
    async () => {
      runs += 1;
      await hang;
      if (fails) throw new Error('the store is away');
    },
    silentLog,
    steady,
    (wake) => {
      tick = wake;
      return { stop: async () => {} };
    },
  );
  wakeUp.start();
});

describe('The wake-up', () => {
  it('wakes when the schedule is silent for 90 seconds, as after a clock that was set back', async () => {
    await tick();
    steadyMs += 89_000;
    look();
    expect(runs).toBe(1);
    steadyMs += 1_000;
    look();
    expect(runs).toBe(2);
    await settle();
    look();
    expect(runs).toBe(2);
  });

  it('never runs two at a time', async () => {
    let release = () => {};
    hang = new Promise((resolve) => {
      release = resolve;
    });
    const first = tick();
    steadyMs += 200_000;
    look();
    await tick();
    expect(runs).toBe(1);
    release();
    await first;
  });

  it('is silent while work fails or hangs, whatever the wall clock says', async () => {
    fails = true;
    steadyMs += 400_000;
    await tick();
    expect(wakeUp.silentMs()).toBe(400_000);
    fails = false;
    await tick();
    expect(wakeUp.silentMs()).toBe(0);
    hang = new Promise(() => {});
    steadyMs += 301_000;
    void tick();
    await settle();
    expect(wakeUp.silentMs()).toBe(301_000);
  });

  it('looks no more once it is stopped', async () => {
    await wakeUp.stop();
    steadyMs += 200_000;
    look();
    expect(runs).toBe(0);
  });
});
