import { pino } from 'pino';
import type { Log } from '../app/store/ports.js';

/** Structured lines on standard error, one a call; errors with their causes. */
export function makeLog(level: 'debug' | 'info' | 'warn' | 'error' | 'silent'): Log {
  const logger = pino({ level, base: null, errorKey: 'error' }, pino.destination({ dest: 2, sync: true }));
  return {
    info: (event, facts = {}) => logger.info(facts, event),
    warn: (event, facts = {}) => logger.warn(facts, event),
    error: (event, facts = {}) => logger.error(facts, event),
  };
}
