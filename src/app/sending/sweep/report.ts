import type { Instant } from '../../../domain/calendar/civil-date.js';
import type { Wish } from '../../../domain/sending/delivery.js';
import type { DeliveryResult } from '../deliver.js';
import type { PersonInSweep } from '../people-due.js';
import type { Look } from './reschedule.js';
import type { Sent } from './send-due.js';

/** One line of a sweep's report: what was (or, in a dry run, would be) done for one person. */
export interface SweepLine {
  readonly plans: readonly string[];
  readonly person: string;
  readonly name: string;
  readonly rungs: readonly string[];
  readonly outcome: DeliveryResult['kind'] | 'wouldSend' | 'error';
  readonly reason: string | null;
}

export interface SweepReport {
  readonly at: Instant;
  readonly plans: number;
  readonly lines: readonly SweepLine[];
  /** Plans whose cycle was (or, in a dry run, would be) closed, because its last day has passed. */
  readonly closes: readonly string[];
}

/** What a sweep has to say of itself. */
export function reportOf(at: Instant, looks: readonly Look[], { results, failed, wouldSend }: Sent): SweepReport {
  const dues = looks.flatMap((look) => (look.kind === 'looked' ? [look.due] : []));
  return {
    at,
    plans: dues.filter(({ kind }) => kind === 'send').length,
    lines: [
      ...looks.flatMap(linesOfLook),
      ...wouldSend.map((person) => ({ ...lineOf(person, person.wishes), outcome: 'wouldSend' as const, reason: null })),
      ...failed.map((person) => ({ ...lineOf(person, person.wishes), rungs: [], ...UNEXPECTED })),
      ...results.flatMap(([person, outcomes]) =>
        outcomes.map((each) => {
          const reason = 'reason' in each ? each.reason : null;
          return { ...lineOf(person, each.wishes), outcome: each.kind, reason };
        }),
      ),
    ],
    closes: dues.flatMap(({ kind, rows: [{ plan }] }) => (kind === 'over' ? [plan] : [])),
  };
}

const UNEXPECTED = { outcome: 'error', reason: 'An unexpected error; see the log' } as const;

function linesOfLook(look: Look): readonly SweepLine[] {
  if (look.kind === 'failed') return [{ plans: [look.rows[0].plan], person: '', name: '', rungs: [], ...UNEXPECTED }];
  const plans = [look.due.rows[0].plan];
  return look.news.told.flatMap(({ person, name, rung, outcome, reason }) =>
    // what waits for working hours is nothing that this sweep did
    outcome === 'later' ? [] : [{ plans, person, name, rungs: [rung], outcome, reason }],
  );
}

function lineOf({ person, name }: PersonInSweep, wishes: readonly Wish[]) {
  return { plans: wishes.map((wish) => wish.plan), person, name, rungs: wishes.map((wish) => wish.rung) };
}
