import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { everyMinute, type WakeUp } from '../../src/adapters/schedule.js';
import type { Log } from '../../src/app/store/ports.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-12-02T10:00:30Z');

let wakes: number[];
let work: () => Promise<void>;
let lines: string[];
let wakeUp: WakeUp;

const note = (event: string) => void lines.push(event);
const log: Log = { info: note, warn: note, error: note };
/** Lets real time pass: the wall clock and the one that nobody sets go on together. */
const live = (ms: number) => vi.advanceTimersByTimeAsync(ms);
/** Sets the wall clock, and nothing else. */
const setClock = (byMs: number) => vi.setSystemTime(Date.now() + byMs);

beforeEach(() => {
  vi.useFakeTimers({ now: START, toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] });
  [wakes, lines] = [[], []];
  work = async () => {};
  for (const way of ['warn', 'error', 'info'] as const) vi.spyOn(console, way).mockImplementation((text) => note(text));
  wakeUp = everyMinute(
    async () => {
      wakes.push(performance.now());
      await work();
    },
    log,
    () => Date.now(),
  );
  wakeUp.start();
});

afterEach(async () => {
  await wakeUp.stop();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** The longest time without a wake-up, by the clock that nobody sets. */
const longestSilence = () => Math.max(...wakes.map((each, index) => each - (wakes[index - 1] ?? each)));

describe('The wake-up', () => {
  it('comes at each full minute, once', async () => {
    await live(29_999);
    expect(wakes).toEqual([]);
    await live(1);
    expect(wakes).toHaveLength(1);
    await live(10 * MINUTE);
    expect(wakes).toHaveLength(11);
    expect(new Date().toISOString()).toMatch(/:00\.000Z$/);
    expect(lines).toEqual([]);
  });

  it.each([
    ['back ten minutes', -10 * MINUTE],
    ['back a year', -365 * DAY],
    ['forward six hours', 6 * HOUR],
    ['forward a day', DAY],
    ['forward ten years', 3_650 * DAY],
  ])('is never more than 90 seconds away when the clock is set %s, and one line is logged', async (_, byMs) => {
    await live(5 * MINUTE);
    setClock(byMs + 20_000);
    const begun = process.hrtime.bigint();
    await live(20 * MINUTE);
    expect(Number(process.hrtime.bigint() - begun) / 1e6).toBeLessThan(10_000);
    expect(longestSilence()).toBeLessThanOrEqual(90_000);
    expect(wakes.length).toBeGreaterThanOrEqual(24);
    expect(lines).toEqual(['clock.moved']);
  });

  it('comes once after the process was stopped for three minutes, and one line is logged', async () => {
    await live(5 * MINUTE);
    const before = wakes.length;
    // as after SIGCONT: both clocks went on, and no timer fired
    const stoppedMs = 3 * MINUTE + 10_000;
    const steadyNow = performance.now.bind(performance);
    vi.spyOn(performance, 'now').mockImplementation(() => steadyNow() + stoppedMs);
    setClock(stoppedMs);
    await live(MINUTE);
    expect(wakes.length - before).toBe(1);
    expect(lines).toEqual(['schedule.late']);
    await live(5 * MINUTE);
    expect(wakes.length - before).toBe(6);
    expect(lines).toEqual(['schedule.late']);
  });

  it('is not put off by a clock that is set back again and again', async () => {
    for (let times = 0; times < 40; times += 1) {
      await live(20_000);
      setClock(-5 * MINUTE);
    }
    expect(longestSilence()).toBeLessThanOrEqual(90_000);
  });

  it('says nothing of the seconds by which a clock is put right every day', async () => {
    await live(5 * MINUTE);
    setClock(-3_000);
    await live(5 * MINUTE);
    setClock(2_000);
    await live(5 * MINUTE);
    expect(lines).toEqual([]);
  });

  it('never runs two at a time, and runs once for all that came due meanwhile', async () => {
    let free = () => {};
    work = () =>
      new Promise((resolve) => {
        free = resolve;
      });
    await live(5 * MINUTE);
    expect(wakes).toHaveLength(1);
    work = async () => {};
    free();
    await live(1);
    expect(wakes).toHaveLength(2);
    await live(MINUTE);
    expect(wakes).toHaveLength(3);
  });

  it('goes on after work that failed, and logs it', async () => {
    work = async () => {
      throw new Error('the store is away');
    };
    await live(2 * MINUTE);
    expect(wakes).toHaveLength(2);
    expect(lines).toEqual(['schedule.failed', 'schedule.failed']);
  });

  it.each([
    ['fails', () => Promise.reject(new Error('the store is away'))],
    ['hangs', () => new Promise<void>(() => {})],
  ])('is silent while work %s, wherever the clock is set', async (_, goesWrong) => {
    await live(MINUTE);
    expect(wakeUp.silentMs()).toBeLessThan(MINUTE);
    work = goesWrong;
    setClock(-DAY);
    await live(6 * MINUTE);
    expect(wakeUp.silentMs()).toBeGreaterThan(5 * MINUTE);
    // so that the run under way ends, and with it the test
    work = async () => {};
    wakeUp = { ...wakeUp, stop: async () => {} };
  });

  it('is not silent because the clock was set forward', async () => {
    await live(MINUTE);
    setClock(365 * DAY);
    expect(wakeUp.silentMs()).toBeLessThan(MINUTE);
  });

  it('comes no more once it is stopped, and the stop waits for the run under way', async () => {
    let free = () => {};
    work = () =>
      new Promise((resolve) => {
        free = resolve;
      });
    await live(MINUTE);
    let stopped = false;
    const stop = wakeUp.stop().then(() => {
      stopped = true;
    });
    await live(10 * MINUTE);
    expect({ stopped, wakes: wakes.length }).toEqual({ stopped: false, wakes: 1 });
    free();
    await stop;
  });
});
