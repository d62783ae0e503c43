import type { CivilDate } from '../../calendar/civil-date.js';
import { inStretches } from '../stretches.js';
import { DATE_PATTERNS, type DatePattern } from './patterns.js';
import type { DatePrecision } from './periods.js';
import type { YearFrom } from './readers.js';

export type { DatePrecision, YearFrom };

/** Words that name a day or a period. `start` and `length` count UTF-16 units of the text. */
export type DateMention =
  | {
      readonly kind: 'date';
      readonly start: number;
      readonly length: number;
      readonly words: string;
      /** The first day that the words can mean. */
      readonly earliest: CivilDate;
      /** The last one: "July 2031" gives 31 July. */
      readonly last: CivilDate;
      readonly precision: DatePrecision;
      /** `nearest`: the words name no year, so it is the one nearest to the column. `relative`: "within six months". */
      readonly yearFrom: YearFrom;
    }
  | {
      readonly kind: 'impossible';
      readonly start: number;
      readonly length: number;
      readonly words: string;
      readonly precision: DatePrecision;
      /** `noSuchDay`: 31 February, 14/25/2031. `wrongWeekday`: the named weekday is another. */
      readonly why: 'noSuchDay' | 'wrongWeekday';
    };

/** A mention that stands for real days. */
export type PossibleDate = Extract<DateMention, { kind: 'date' }>;

/** Most sentences name no date: without one of these there is none to look for. */
const HINT =
  /quarter|month|year|week|january|february|march|april|may|june|july|august|sept|october|november|december/i;
/** The same of a text with figures, most of which are numbers and counts. */
const FIGURE = /\d/;
const HINT_BY_FIGURES =
  /\d[/.–-]\d|20\d\d|\bq[1-4]|\bdays?\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\b/i;

/** Addresses, telephone numbers and case references hold figures that look like dates and are none; nor is it one on which words were removed. */
const NOT_DATES =
  /\[Removed on [^\]]{1,30}\]|(?<!\S)\S+@\S+|https?:\/\/\S+|\bwww\.\S+|(?<![\d/])(?:\+44|0)[\d() -]{8,}\d|\b[A-Z]{2,}\/?\d*\/\d{3,}\/\d{2,4}\b|\b\d{2}\/\d{4,}\/\d{2}\b|\\\\\S+/g;

/**
 * Every day or period that a text names, in order and without overlaps. Numeric dates are read day first
 * (British use). A date without a year gets the year nearest to `near`, usually the date of the column
 * in which the text stands; "within six months" counts from it. Q1 2031 is a calendar quarter and
 * Q1 31/32 one of the financial year, April to March; so are years written 2031/32 or 2031-2032.
 */
export function datesIn(text: string, near: CivilDate): DateMention[] {
  return inStretches(text, (stretch) => datesOfStretch(stretch, near));
}

function datesOfStretch(text: string, near: CivilDate): DateMention[] {
  if (!HINT.test(text) && !(FIGURE.test(text) && HINT_BY_FIGURES.test(text))) return [];
  const taken = new Uint8Array(text.length);
  const take = (start: number, length: number) => taken.fill(1, start, start + length);
  for (const match of text.matchAll(NOT_DATES)) take(match.index, match[0].length);
  const chosen: DateMention[] = [];
  for (const mention of longestFirst(text, near)) {
    const { start, length } = mention;
    if (taken.subarray(start, start + length).includes(1)) continue;
    take(start, length);
    chosen.push(mention);
  }
  return joinRanges(
    chosen.sort((a, b) => a.start - b.start),
    text,
  );
}

/** All readings of all patterns: where several fit the same words, the longest says most. */
function longestFirst(text: string, near: CivilDate): DateMention[] {
  return DATE_PATTERNS.flatMap((pattern) => mentionsOf(pattern, text, near)).sort((a, b) => b.length - a.length);
}

function mentionsOf(pattern: DatePattern, text: string, near: CivilDate): DateMention[] {
  return matchesOf(pattern.pattern, text).flatMap((match): DateMention[] => {
    const words = match[0];
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    const reading = pattern.read({ groups: match.groups ?? {}, words, before, near });
    if (reading === null) return [];
    const place = { start: match.index, length: words.length, words };
    if (reading.kind === 'impossible') return [{ ...place, ...reading }];
    return [{ ...place, kind: 'date', ...reading.period, precision: reading.precision, yearFrom: reading.yearFrom }];
  });
}

/** As `matchAll`, which copies the pattern for each text: most of the time of a text without a date. */
function matchesOf(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) found.push(match);
  return found;
}

/** "May to July 2031", "between 3 May and 4 June": one mention from the first day to the last. */
function joinRanges(mentions: readonly DateMention[], text: string): DateMention[] {
  const joined: DateMention[] = [];
  for (const mention of mentions) {
    const previous = joined.at(-1);
    const range = previous === undefined ? null : rangeOf(previous, mention, text);
    if (range === null) joined.push(mention);
    else joined.splice(-1, 1, range);
  }
  return joined;
}

/** Characters before a mention in which "between" or "from" may stand. */
const JUST_BEFORE = 40;
/** A range of ranges that is longer keeps its first day as it was read. */
const LONGEST_READ_AGAIN = 40;

function rangeOf(first: DateMention, second: DateMention, text: string): DateMention | null {
  if (first.kind === 'impossible' || second.kind === 'impossible' || second.yearFrom === 'relative') return null;
  const between = text.slice(first.start + first.length, second.start);
  const named = /\b(?:between|from)\s+$/i.test(text.slice(Math.max(0, first.start - JUST_BEFORE), first.start));
  if (!/^\s*(?:-|–|—|to|until|through to|up to)\s*$/i.test(between) && !(named && /^\s+and\s+$/.test(between)))
    return null;
  // The first of "May to July 2031" takes its year from the second.
  const earliest = first.yearFrom === 'nearest' ? firstDayNear(first, second.earliest) : first.earliest;
  if (earliest > second.last) return null;
  const words = text.slice(first.start, second.start + second.length);
  return { ...second, start: first.start, length: words.length, words, earliest };
}

function firstDayNear(mention: PossibleDate, near: CivilDate): CivilDate {
  if (mention.words.length > LONGEST_READ_AGAIN) return mention.earliest;
  const again = longestFirst(`in ${mention.words}`, near).find((each) => each.kind === 'date');
  return again?.kind === 'date' ? again.earliest : mention.earliest;
}
