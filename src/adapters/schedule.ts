import { createTask } from 'node-cron';
import { oneAtATime } from '../app/sending/one-at-a-time.js';
import type { Log } from '../app/store/ports.js';

/** The minute's wake-up. */
export interface WakeUp {
  start(): void;
  /** Milliseconds since work last ended well, or since this was made, by a clock that nobody sets. */
  silentMs(): number;
  /** Stops waking; resolves when a run under way has ended. */
  stop(): Promise<void>;
}

/** The longest wait for the schedule's next minute, whatever the wall clock says. */
const LONGEST_WAIT_MS = 90_000;
/** A minute that is nearer than this is the one for which a timer fired a little early. */
const SAME_MINUTE_MS = 1_000;
/** A wall clock that gained or lost more than this since the last wake-up was set, or the machine slept. */
const MOVED_MS = 60_000;
/** A wake-up that comes later than this was held up: the process was stopped, or something kept it from its timers. */
const LATE_MS = 60_000;

/**
 * Wakes `work` every minute, and never more than 90 seconds of steady time after the wake-up before. The schedule is
 * node-cron's; the waiting for it is not, since node-cron waits by the wall clock: set back, that is silent for as long,
 * and set forward, it counts up every minute in between (a year: 15 seconds in which nobody is answered).
 *
 * Only a wake-up: the work itself must ask what is due. Never two at a time in this process, and one more for all that
 * came due meanwhile; a failure is logged, not fatal. `wallClock` gives the milliseconds that node-cron plans by.
 */
export function everyMinute(work: () => Promise<void>, log: Log, wallClock: () => number): WakeUp {
  let endedWell = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let lastRun: Promise<void> = Promise.resolve();
  const run = oneAtATime(async () => {
    try {
      await work();
      endedWell = performance.now();
    } catch (error) {
      log.error('schedule.failed', { error });
    }
  });
  const wake = () => {
    lastRun = run();
  };
  const minute = createTask('* * * * *', wake, { timezone: 'Etc/UTC' });
  const waitMs = () => {
    const left = minute.getNextRuns(2).map((next) => next.getTime() - wallClock());
    return Math.min(LONGEST_WAIT_MS, ...left.filter((ms) => ms >= SAME_MINUTE_MS));
  };
  const waitFrom = (wall: number, steady: number) => {
    const ms = waitMs();
    timer = setTimeout(() => {
      const [wallNow, steadyNow] = [wallClock(), performance.now()];
      const lateMs = steadyNow - steady - ms;
      const movedMs = wallNow - wall - (steadyNow - steady);
      if (Math.abs(movedMs) > MOVED_MS) log.warn('clock.moved', { seconds: Math.round(movedMs / 1_000) });
      else if (lateMs > LATE_MS) log.warn('schedule.late', { seconds: Math.round(lateMs / 1_000) });
      void minute.execute();
      waitFrom(wallNow, steadyNow);
    }, ms);
  };
  return {
    start: () => waitFrom(wallClock(), performance.now()),
    silentMs: () => performance.now() - endedWell,
    async stop() {
      clearTimeout(timer);
      await minute.destroy();
      await lastRun;
    },
  };
}
