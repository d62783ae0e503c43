import type { CivilDate } from '../calendar/civil-date.js';
import { askedRows } from '../plan/introduction.js';
import type { PublishedPlan } from '../plan/plan.js';
import { typedDay } from '../text/dates/typed-day.js';
import { type Assignment, answererOf } from './assignment.js';

/** What was typed to give a part of the plan to somebody: the part as the plan calls it, the name, and until when. */
export type TypedAssignment =
  | { readonly kind: 'read'; readonly target: string; readonly name: string; readonly until: CivilDate | null }
  | { readonly kind: 'missing'; readonly missing: string }
  /** What was typed begins with nothing of this plan. */
  | { readonly kind: 'unknown'; readonly words: string };

const PART = 'which row, recommendation or post of the plan';

/** Reads "10.2 Anjali Kestrel", "10 to Anjali", "Harbour Master Anjali until 31 January". */
export function readTypedAssignment(typed: string, published: PublishedPlan, today: CivilDate): TypedAssignment {
  const text = typed.trim().replace(/\s+/g, ' ');
  const target = partsOf(published)
    .filter(
      (part) => text.toLowerCase().startsWith(`${part.toLowerCase()} `) || text.toLowerCase() === part.toLowerCase(),
    )
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '');
  if (target === '') return text === '' ? { kind: 'missing', missing: PART } : { kind: 'unknown', words: text };
  const [who = '', until] = text
    .slice(target.length)
    .replace(/^ (?:to )?/i, '')
    .split(/,? until /i);
  const name = who.trim();
  if (name === '') return { kind: 'missing', missing: `who answers ${target}` };
  const day = until === undefined ? null : typedDay(until, today);
  if (until !== undefined && day === null)
    return { kind: 'missing', missing: `until when ("${until}" is no date that I can read)` };
  return { kind: 'read', target, name, until: day };
}

/** What can be assigned: refs, numbers of recommendations, posts. */
function partsOf(published: PublishedPlan): readonly string[] {
  const { recommendations } = published;
  const rows = askedRows(published).filter(({ withdrawn }) => !withdrawn);
  return [
    ...rows.map(({ ref }) => ref),
    ...recommendations.map(({ number }) => number),
    ...rows.map(({ owner }) => owner).filter((owner) => owner !== ''),
  ];
}

/** A row that somebody else would answer. Null stands for nobody. */
export interface AnswererChange {
  readonly ref: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** The rows of the plan whose answerer changes from one list of assignments to another, in document order. */
export function answererChanges(
  published: PublishedPlan,
  before: readonly Assignment[],
  after: readonly Assignment[],
  day: CivilDate,
): readonly AnswererChange[] {
  return askedRows(published)
    .filter(({ withdrawn }) => !withdrawn)
    .flatMap((row) => {
      const [from, to] = [answererOf(row, before, day), answererOf(row, after, day)];
      return from?.person === to?.person ? [] : [{ ref: row.ref, from: from?.name ?? null, to: to?.name ?? null }];
    });
}
