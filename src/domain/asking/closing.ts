import { type CivilDate, daysBetween } from '../calendar/civil-date.js';
import { type Cycle, timingOf } from '../plan/cycle.js';
import { fingerprintOf } from '../text/fingerprint.js';
import { type AskedItem, isOpenItem } from './ask.js';

/** What stands with one person, or with nobody. */
export interface HeldItems {
  /** Null: nobody is assigned. */
  readonly holder: string | null;
  /** How many messages about it were sent. */
  readonly sent: number;
  readonly items: readonly AskedItem[];
}

/** The rows that one person holds now, or that the plan prints under one post where nobody holds them. */
export interface RowsOf {
  /** Of the person, else of the post; empty where the plan prints none. */
  readonly name: string;
  readonly assigned: boolean;
  readonly refs: readonly string[];
}

/** What closing an open cycle would do today. */
export interface Closing {
  readonly cycle: Cycle;
  /** Calendar days from today to the last day on which answers count: 0 on that day, negative once it has passed. */
  readonly daysToClose: number;
  readonly asked: number;
  /** Whether anybody was asked, or has answered, yet. */
  readonly begun: boolean;
  /** The rows that still wait for an answer, by who holds them. */
  readonly waiting: readonly RowsOf[];
  /** What a confirmation must carry. */
  readonly fingerprint: string;
}

/** What closing would do on `day`. `decks`: everything that the cycle asks about. */
export function closingOf(cycle: Cycle, day: CivilDate, decks: readonly HeldItems[]): Closing {
  const waiting = rowsByHolder(decks, isOpenItem);
  return {
    cycle,
    daysToClose: daysBetween(day, cycle.closes),
    asked: decks.reduce((sum, { items }) => sum + items.length, 0),
    begun: decks.some(({ sent, items }) => sent > 0 || items.some((item) => item.answer !== null)),
    waiting,
    fingerprint: fingerprintOf(['close', cycle.id, waiting]),
  };
}

/** The rows that are `wanted`, by who holds them now; each holder's in document order. */
export function rowsByHolder(decks: readonly HeldItems[], wanted: (item: AskedItem) => boolean): readonly RowsOf[] {
  return decks.flatMap(({ holder, items }) => {
    const rows = items.filter(wanted).toSorted((a, b) => a.order - b.order);
    const byName = new Map<string, string[]>();
    for (const { ref, owner } of rows) {
      const name = holder ?? owner;
      byName.set(name, [...(byName.get(name) ?? []), ref]);
    }
    return [...byName].map(([name, refs]) => ({ name, assigned: holder !== null, refs }));
  });
}

/** Whether an open cycle may be closed: once its last day has passed, or when exactly this was confirmed. */
export function mayClose(closing: Closing, day: CivilDate, confirmed: string | null): boolean {
  return timingOf(day, closing.cycle) === 'afterClose' || confirmed === closing.fingerprint;
}
