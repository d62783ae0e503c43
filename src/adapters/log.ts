import { writeSync } from 'node:fs';
import { pino } from 'pino';
import type { Log } from '../app/store/ports.js';
import { lossyLines, type Trouble } from './lossy-lines.js';

/** A log that says of itself whether it can be written. */
export interface ServiceLog extends Log {
  /** What is being lost, after one more try to write; null when lines arrive. */
  trouble(): Trouble | null;
}

/**
 * Structured lines on standard error, one a call; errors with their causes. A call never throws and nothing ends over
 * it: a line that cannot be written is lost and counted, and the count stands in the log once it can be written again.
 * Written at once and not by the event loop, so that what was said before an end is there. `about` stands in every line.
 */
export function makeLog(
  level: 'debug' | 'info' | 'warn' | 'error' | 'silent',
  write: (bytes: Uint8Array) => number = (bytes) => writeSync(2, bytes),
  about: Readonly<Record<string, string>> | null = null,
): ServiceLog {
  const lines = lossyLines(write, (trouble) => logger.error(trouble, 'log.lost'));
  const logger = pino({ level, base: about, errorKey: 'error' }, lines);
  const say =
    (to: 'info' | 'warn' | 'error') =>
    (event: string, facts: Readonly<Record<string, unknown>> = {}) => {
      try {
        logger[to](facts, event);
      } catch {
        // facts that cannot be made into a line
        lines.lose('the line could not be made');
      }
    };
  return { info: say('info'), warn: say('warn'), error: say('error'), trouble: () => lines.trouble() };
}
