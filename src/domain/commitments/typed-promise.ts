import type { CivilDate } from '../calendar/civil-date.js';
import { typedDay } from '../text/dates/typed-day.js';
import type { CommitmentAnswer } from './commitment.js';

/** What was typed about a promise: of which row, which of its promises (the beginning of an id, or empty), and what became of it. */
export type TypedPromise =
  | { readonly kind: 'read'; readonly ref: string; readonly id: string; readonly answer: CommitmentAnswer }
  | { readonly kind: 'missing'; readonly missing: string };

const TYPED = /^(\S+?)[:,]?(?:\s+([0-9a-f]{6,16}))?\s+(done|late|withdrawn|reopen(?:ed)?)\b[:,]?\s*([\s\S]*)$/i;

/** Reads "10.2 done", "10.2 late 30 June 2027", "10.2 withdrawn because the pier is closed". */
export function readTypedPromise(typed: string, today: CivilDate): TypedPromise {
  const [, ref = '', id = '', became = '', rest = ''] = TYPED.exec(typed.trim()) ?? [];
  if (ref === '') return { kind: 'missing', missing: 'of which row, and what became of it: done, late or withdrawn' };
  switch (became.toLowerCase()) {
    case 'done':
      return { kind: 'read', ref, id, answer: { kind: 'done' } };
    case 'late': {
      const due = typedDay(rest, today);
      if (due === null) return { kind: 'missing', missing: 'the new date: "late 30 June 2027"' };
      return { kind: 'read', ref, id, answer: { kind: 'late', due } };
    }
    case 'withdrawn': {
      const reason = rest.trim().replace(/^because:?\s+/i, '');
      if (reason === '') return { kind: 'missing', missing: 'why: "withdrawn because …"' };
      return { kind: 'read', ref, id, answer: { kind: 'withdrawn', reason } };
    }
    default:
      return { kind: 'read', ref, id, answer: { kind: 'reopened' } };
  }
}
