import { addDays, type CivilDate, civilDate } from '../../calendar/civil-date.js';
import type { Deadline } from '../../plan/plan.js';
import { datesIn } from '../../text/dates/dates-in-text.js';

/** What a text says about when it must be met. */
export interface DeadlineReading {
  readonly deadline: Deadline | null;
  /** The words that give it; empty where there is none. */
  readonly words: string;
  /** Other dates in the text, as printed: only a person knows what they mean. */
  readonly others: readonly string[];
  /** Dates that no calendar has, as printed. */
  readonly impossible: readonly string[];
}

/** Before a date, with no other words between than those of time: "by letter of 3 March 2031" is no deadline. */
const CUE = new RegExp(
  `\\b(?:by|before|until|no later than|not later than|due|deadline)(?:[\\s,:–-]+(?:${[
    'the|end|close|start|beginning|middle|last|first|working|day|week|month|quarter|financial|year|of|on|in|at|latest',
    'midnight|midday|noon|business|play|date|is|was|for|completion|implementation|and|including|no later than',
    '(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|\\d{1,2}(?:[.:]\\d{2})?\\s?[ap]m',
  ].join('|')}))*[\\s,:–-]*$`,
  'i',
);
/** In characters before a date. */
const LONGEST_CUE = 60;

/**
 * Reads the deadline of a recommendation: the first date that opens the text or follows "by", "before", "no later
 * than". A month means its last day. Dates without a year, and lengths of time, are no deadlines; one that nobody can say
 * the end of ("spring 2027") is among the others. `near` is any date of the plan.
 */
export function deadlineIn(text: string, near: CivilDate): DeadlineReading {
  // A deadline has its year in figures, so a text without any is not searched.
  const mentions = /\d/.test(text) ? datesIn(text, near) : [];
  const dated = mentions.flatMap((mention) => {
    if (mention.kind === 'impossible' || mention.yearFrom !== 'stated' || mention.precision === 'year') return [];
    const before = text.slice(0, mention.start).replace(/^[\s\p{P}]*(?:on\s+)?$/iu, '');
    const cued = before === '' || CUE.test(before.slice(-LONGEST_CUE));
    return [{ date: mention.last, words: mention.words, cued: cued && !VAGUE.test(mention.words) }];
  });
  const first = dated.find((each) => each.cued);
  const others = dated.filter((each) => each !== first && each.date !== first?.date).map((each) => each.words);
  return {
    deadline: first === undefined ? null : unmoved(first.date),
    words: first?.words ?? '',
    others: [...new Set(others)],
    impossible: mentions.flatMap((each) => (each.kind === 'impossible' ? [each.words] : [])),
  };
}

/** A deadline that has never been put off. */
export function unmoved(date: CivilDate): Deadline {
  return { date, original: date, moves: [] };
}

const LEADING =
  /^(?:(?:by|before|due(?:\s+by)?|no later than|not later than|until|target:?)\s+)?(?:the\s+)?(?:end\s+(?:of\s+)?(?:the\s+)?)?/i;
/** Nobody can say on which day these end. */
const VAGUE = /\b(?:mid|early|late|spring|summer|autumn|winter)\b/i;
const TRAILING =
  /\s*(?:\((?:revised|extended|new|original|agreed)\)|\((?:was|previously|formerly|originally)\b[^()]*\)|00:00(?::00)?|[.;])\s*$/i;

/** "30 Sep-" over "tember 2031" in one line. */
function unbroken(text: string): string {
  return text.replace(/(?<=\p{L})-\n\s*(?=\p{Ll})/gu, '').replace(/\s*\n\s*/g, ' ');
}

/** The first day that spreadsheets number, less one. */
const DAY_NOUGHT = civilDate('1899-12-30');

/** The day that spreadsheets keep as such a number, from 2000 to 2100; null for any other text. */
export function serialDay(text: string): CivilDate | null {
  const days = /^\d{5}$/.test(text.trim()) ? Number(text) : 0;
  return days < 36_526 || days > 73_415 ? null : addDays(DAY_NOUGHT, days);
}

/** The one date of a cell of deadlines, as people write it there ("By 30.6.31", "30 June 2031 (revised)"); null for more or less. */
export function plainDate(text: string, near: CivilDate): CivilDate | null {
  if (text.length > LONGEST_DATE) return null;
  if (VAGUE.test(text)) return null;
  const bare = unbroken(text).trim().replace(LEADING, '').replace(TRAILING, '').trim();
  const written = bare
    .replace(/^(\d{1,2})[.-](\d{1,2})[.-](\d{2}|\d{4})$/, (_, day: string, month: string, year: string) =>
      [day.padStart(2, '0'), month.padStart(2, '0'), year.padStart(4, '20')].join('/'),
    )
    .replace(/^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/, (_, year: string, month: string, day: string) =>
      [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
    )
    .replace(/^(\d{4})\s+(\p{L}{3,9})$/u, '$2 $1')
    .replace(/^(\p{L}{3,9})\.?\s*[‘’'`](\d{2})$/u, '$1 20$2')
    .replace(/^(1st|2nd|3rd|4th)(?=\s+quarter\b)/i, (each) => NTH[each.toLowerCase()] ?? each);
  const [mention, ...others] = datesIn(written, near);
  const alone = mention?.kind === 'date' && mention.yearFrom === 'stated' && others.length === 0;
  return alone && mention.words.length >= written.length ? mention.last : null;
}

/** The day that a cell of deadlines says was the deadline before: "31.12.2031 (was 30.06.2031)"; null where it says none. */
export function formerDate(text: string, near: CivilDate): CivilDate | null {
  const said = /\((?:was|previously|formerly|originally)\b:?\s*([^()]*)\)/i.exec(text)?.[1];
  return said === undefined ? null : plainDate(said, near);
}

/** In characters: a longer text says more than a date. */
const LONGEST_DATE = 200;

const NTH: Readonly<Record<string, string>> = { '1st': 'first', '2nd': 'second', '3rd': 'third', '4th': 'fourth' };
