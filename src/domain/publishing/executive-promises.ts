import { longDate } from '../calendar/civil-date.js';
import type { Commitment } from '../commitments/commitment.js';
import type { PromiseChanges } from '../commitments/commitment-changes.js';
import { INTRODUCTION } from '../plan/introduction.js';
import { shortened } from '../text/shortened.js';
import type { ChangeLog } from './change-log.js';
import type { PageLine } from './page-line.js';

/** Longest beginning of a promise's words, in characters. */
const TITLE_LENGTH = 60;

/** One sentence of the page's summary; none where nothing became of any promise. */
export function promiseSummary({ kept, moved, withdrawn, goneBy }: PromiseChanges): readonly string[] {
  if (kept.length + moved.length + withdrawn.length + goneBy.length === 0) return [];
  return [
    `Of promises with a date, ${kept.length} kept, ${moved.length} moved, ${withdrawn.length} withdrawn, ${goneBy.length} gone by without an answer.`,
  ];
}

/** Promises that were given a new date: a line each. */
export function movedPromises(log: ChangeLog, { moved }: PromiseChanges): readonly PageLine[] {
  return promiseLines(log, moved, (each) => {
    const times = each.moves.length === 1 ? 'once' : `${each.moves.length} times`;
    return `Promised for ${longDate(each.promised)}, now for ${longDate(each.due)}; moved ${times}.`;
  });
}

/** Promises whose day has passed in silence: a line each. */
export function promisesGoneBy(log: ChangeLog, { goneBy }: PromiseChanges): readonly PageLine[] {
  return promiseLines(log, goneBy, (each) => `Promised for ${longDate(each.due)}; nobody has said what became of it.`);
}

/** Named by the beginning of the promise itself. */
function promiseLines(
  { rows }: ChangeLog,
  promises: readonly Commitment[],
  say: (promise: Commitment) => string,
): readonly PageLine[] {
  const refs = new Map([
    ...rows.map((row) => [row.requirement, row.ref] as const),
    [INTRODUCTION.id, INTRODUCTION.ref],
  ]);
  return promises.flatMap((promise): readonly PageLine[] => {
    const ref = refs.get(promise.requirement);
    return ref === undefined
      ? []
      : [{ refs: [ref], title: shortened(promise.words, TITLE_LENGTH), words: say(promise) }];
  });
}
