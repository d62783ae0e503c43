import type { CivilDate } from '../../calendar/civil-date.js';
import type { Deadline } from '../../plan/plan.js';
import { datesIn } from '../../text/dates/dates-in-text.js';

/** What a text says about when it must be met. */
export interface DeadlineReading {
  readonly deadline: Deadline | null;
  /** Other dates in the text, as printed: only a person knows what they mean. */
  readonly others: readonly string[];
  /** Dates that no calendar has, as printed. */
  readonly impossible: readonly string[];
}

const CUE = /(?:^|\b(?:by|before|until|no later than|not later than|due|deadline)\b[^.;\n]{0,24})$/i;

/**
 * Reads the deadline of a recommendation: the first date that opens the text or follows "by", "before", "no later
 * than". A month means its last day. Dates without a year, and lengths of time, are no deadlines. `near` is any date
 * of the plan.
 */
export function deadlineIn(text: string, near: CivilDate): DeadlineReading {
  // A deadline has its year in figures, so a text without any is not searched.
  const mentions = /\d/.test(text) ? datesIn(text, near) : [];
  const dated = mentions.flatMap((mention) => {
    if (mention.kind === 'impossible' || mention.yearFrom !== 'stated' || mention.precision === 'year') return [];
    const cued = CUE.test(text.slice(0, mention.start).replace(/^[\s\p{P}]*(?:on\s+)?$/iu, ''));
    return [{ date: mention.last, words: mention.words, cued }];
  });
  const first = dated.find((each) => each.cued);
  const others = dated.filter((each) => each !== first && each.date !== first?.date).map((each) => each.words);
  return {
    deadline: first === undefined ? null : unmoved(first.date),
    others: [...new Set(others)],
    impossible: mentions.flatMap((each) => (each.kind === 'impossible' ? [each.words] : [])),
  };
}

/** A deadline that has never been put off. */
export function unmoved(date: CivilDate): Deadline {
  return { date, original: date, moves: [] };
}
