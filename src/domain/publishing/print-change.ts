import { PRINTED_UNSET, type Printed, type PublishedPlan } from '../plan/plan.js';
import { printedStatusOf } from '../plan/printed.js';
import { fingerprintOf } from '../text/fingerprint.js';

/** One thing that would be made public, or no more, from the next draft on. */
export interface PrintChange {
  readonly name: keyof Printed;
  readonly old: Printed[keyof Printed];
  readonly new: Printed[keyof Printed];
  /** Requirements, or deadlines for `moves`, of which it is true today. Null where today's plan does not say it. */
  readonly about: number | null;
}

/** What becomes of what is printed. Confirmed by the fingerprint of what was shown. */
export interface PrintChanges {
  readonly printed: Printed;
  readonly changes: readonly PrintChange[];
  /** Requirements of the plan. */
  readonly of: number;
  readonly fingerprint: string;
}

/** What the given settings would change of what is printed of a plan. */
export function printChanges(published: PublishedPlan, given: Partial<Printed>): PrintChanges {
  const before = published.printed ?? PRINTED_UNSET;
  const printed = { ...before, ...given };
  const names = ['statuses', 'moves', 'promises', 'unanswered'] as const;
  const changes = names
    .filter((name) => before[name] !== printed[name])
    .map((name) => ({ name, old: before[name], new: printed[name], about: aboutOf(name, published) }));
  const { length } = published.requirements.filter((each) => !each.withdrawn);
  return { printed, changes, of: length, fingerprint: fingerprintOf(['print', before, printed]) };
}

function aboutOf(name: keyof Printed, published: PublishedPlan): number | null {
  const rows = published.requirements.filter((each) => !each.withdrawn);
  if (name === 'statuses') {
    const all = { ...published, printed: { ...PRINTED_UNSET, statuses: true } };
    return rows.filter(({ id }) => {
      const { status, statusWords } = printedStatusOf(all, id);
      return status !== 'notStated' || statusWords !== undefined;
    }).length;
  }
  if (name === 'unanswered') return rows.filter(({ id }) => published.statusDates?.[id] !== undefined).length;
  if (name === 'promises') return null;
  return [...rows, ...published.recommendations].filter(({ deadline }) => (deadline?.moves.length ?? 0) > 0).length;
}
