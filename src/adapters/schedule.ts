import { schedule } from 'node-cron';
import type { Log } from '../app/store/ports.js';

/** The minute's wake-up. */
export interface WakeUp {
  start(): void;
  /** Milliseconds since work last ended well, or since this was made, by a clock that nobody sets. */
  silentMs(): number;
  /** Stops waking; resolves when a run under way has ended. */
  stop(): Promise<void>;
}

/** Time by which the wake-up is measured, and by which it looks again: both must not follow the wall clock. */
export interface SteadyTime {
  readonly now: () => number;
  /** Calls `look` again and again, so many milliseconds apart; returns what ends it. */
  readonly every: (ms: number, look: () => void) => () => void;
}

/** The schedule's own view of the minute: node-cron, which follows the wall clock. */
export type MinuteSchedule = (tick: () => Promise<void>) => { stop(): Promise<void> };

/** Without a beginning for this long, the schedule is no longer waited for. */
const OVERDUE_MS = 90_000;
const LOOK_EVERY_MS = 15_000;

/**
 * Wakes `work` every minute, and once more when no run began for 90 seconds of steady time: node-cron plans by the wall
 * clock, so one that is set back silences it for as long. Only a wake-up: the work itself must ask what is due. Never
 * two at a time in this process; a failure is logged, not fatal.
 */
export function everyMinute(
  work: () => Promise<void>,
  log: Log,
  steady: SteadyTime = STEADY,
  minutes: MinuteSchedule = byCron,
): WakeUp {
  let running: Promise<void> | null = null;
  let began = steady.now();
  let endedWell = began;
  let stops: (() => Promise<void>) | null = null;
  const wake = async () => {
    if (running !== null) return;
    began = steady.now();
    running = work().then(
      () => {
        endedWell = steady.now();
      },
      (error: unknown) => log.error('schedule.failed', { error }),
    );
    await running;
    running = null;
  };
  return {
    start() {
      const schedule = minutes(wake);
      const stopLooking = steady.every(LOOK_EVERY_MS, () => {
        if (running !== null || steady.now() - began < OVERDUE_MS) return;
        log.warn('schedule.late', { forMs: Math.round(steady.now() - began) });
        void wake();
      });
      stops = async () => {
        stopLooking();
        await schedule.stop();
      };
    },
    silentMs: () => steady.now() - endedWell,
    async stop() {
      await stops?.();
      await running;
    },
  };
}

const STEADY: SteadyTime = {
  now: () => performance.now(),
  every(ms, look) {
    const timer = setInterval(look, ms);
    return () => clearInterval(timer);
  },
};

const byCron: MinuteSchedule = (tick) => {
  // the wake-up has its own watch over what was missed; node-cron would log each minute of a jump
  const task = schedule('* * * * *', tick, { timezone: 'Etc/UTC', noOverlap: true, suppressMissedWarning: true });
  return {
    async stop() {
      await task.destroy();
    },
  };
};
