import { type CivilDate, daysBetween } from '../calendar/civil-date.js';
import { type Cycle, timingOf } from '../plan/cycle.js';
import { fingerprintOf } from '../text/fingerprint.js';
import { type AskedItem, isOpenItem } from './ask.js';

/** The rows that share a person or a post, in document order. */
export interface RowsOf {
  /** Empty where nobody has them. */
  readonly name: string;
  readonly refs: readonly string[];
}

/** What closing an open cycle would do today. */
export interface Closing {
  readonly cycle: Cycle;
  /** Calendar days from today to the last day on which answers count: 0 on that day, negative once it has passed. */
  readonly daysToClose: number;
  readonly asked: number;
  /** By person, the rows that still wait for an answer. */
  readonly waiting: readonly RowsOf[];
  /** What a confirmation must carry. */
  readonly fingerprint: string;
}

/** What closing would do on `day`. `decks`: everybody's items, under their names. */
export function closingOf(
  cycle: Cycle,
  day: CivilDate,
  decks: readonly { readonly name: string; readonly items: readonly AskedItem[] }[],
): Closing {
  const waiting = decks
    .map(({ name, items }) => ({ name, refs: items.filter(isOpenItem).map((item) => item.ref) }))
    .filter(({ refs }) => refs.length > 0);
  return {
    cycle,
    daysToClose: daysBetween(day, cycle.closes),
    asked: decks.reduce((sum, { items }) => sum + items.length, 0),
    waiting,
    fingerprint: fingerprintOf(['close', cycle.id, waiting]),
  };
}

/** Whether an open cycle may be closed: once its last day has passed, or when exactly this was confirmed. */
export function mayClose(closing: Closing, day: CivilDate, confirmed: string | null): boolean {
  return timingOf(day, closing.cycle) === 'afterClose' || confirmed === closing.fingerprint;
}
