import { type Instant, millisecondsOf } from '../../domain/calendar/civil-date.js';
import type { Log } from '../store/ports.js';
import type { LetGo } from './let-go.js';

const A_DAY_MS = 24 * 3_600_000;

/**
 * Once a day, beginning with the start: removes what is older than the setting says and no part of a plan's record. Does
 * nothing where the setting is not given (`months` null). A failure is logged and tried again at the next call.
 */
export function makeKeepToRetention(parts: {
  readonly letGo: (months: number, now: Instant) => Promise<LetGo>;
  readonly months: number | null;
  readonly log: Log;
}) {
  const { letGo, months, log } = parts;
  let doneAt = Number.NEGATIVE_INFINITY;
  return async (now: Instant): Promise<void> => {
    if (months === null || millisecondsOf(now) - doneAt < A_DAY_MS) return;
    try {
      log.info('retention', { months, ...(await letGo(months, now)) });
      doneAt = millisecondsOf(now);
    } catch (error) {
      log.error('retention.failed', { error });
    }
  };
}
