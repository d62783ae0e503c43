import { schedule } from 'node-cron';
import type { Log } from '../app/store/ports.js';

/** Stops what was scheduled; resolves when a run under way has ended. */
export interface Scheduled {
  stop(): Promise<void>;
}

/**
 * Wakes `work` every minute. Only a wake-up: node-cron skips ticks around clock changes and makes up for none, so the
 * work itself must ask what is due. Runs in UTC, never two at a time in this process; a failure is logged, not fatal.
 */
export function everyMinute(work: () => Promise<void>, log: Log): Scheduled {
  let running: Promise<void> | null = null;
  const tick = async () => {
    if (running !== null) return;
    running = work().catch((error: unknown) => log.error('schedule.failed', { error }));
    await running;
    running = null;
  };
  const task = schedule('* * * * *', tick, { timezone: 'Etc/UTC', noOverlap: true });
  return {
    async stop() {
      await task.destroy();
      await running;
    },
  };
}
