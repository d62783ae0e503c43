import { NUMBER_WORDS } from './number-words.js';
import {
  dayPeriod,
  monthNumber,
  monthPeriod,
  monthsPeriod,
  nearestPeriod,
  yearOf,
  yearOfDate,
  yearPeriod,
} from './periods.js';
import {
  type DateReading,
  dateReading,
  FINANCIAL_START,
  followsOn,
  type PatternMatch,
  partOf,
  readBareMonth,
  readDay,
  readEndOf,
  readLength,
  readMonthFirst,
  readQuarter,
} from './readers.js';

export interface DatePattern {
  readonly pattern: RegExp;
  /** Null when the words are no date after all. */
  readonly read: (match: PatternMatch) => DateReading | null;
}

const GAP = '[^\\S\\n]+';
const MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b(?:\\.(?=\\s*\\d))?';
const WEEKDAY = `(?:(?<weekday>mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?${GAP}(?:the${GAP})?)?`;
const PART = `(?:(?<part>(?:the${GAP})?(?:end|start|beginning|middle)${GAP}of|early|mid|late)(?:${GAP}|-)(?:in${GAP})?)?`;
/** A number before a counted noun is a count: "2030 officers". */
const NOT_A_COUNT = `(?!${GAP}(?!(?:was|is|has|its|this|as|figures|results|targets|plans|accounts)\\b)(?:[a-z]+s|staff|people)\\b)(?!${GAP}?(?:%|per${GAP}cent))`;
const FOUR = '20\\d{2}(?![\\d%])';
const TWO = "'?\\d{2}(?![\\d:%/.,]?\\d|[%:])";
/** "Day 2 September", "Part 3 June": the number belongs to the word before it. */
const NOT_LABELLED =
  '(?<!\\b(?:day|part|level|phase|stage|tier|step|pip|version|pillar|module|grade|recommendation|rec|section|sec|no|number|wave|cohort|band|week|group|x)\\.?[^\\S\\n]?)';
const NOT_IN_NUMBER = '(?<![\\d£$€#/:]|\\d[.,-])';
const ORDINAL = '(?:st|nd|rd|th)';

const SEASONS: Readonly<Record<string, number>> = { spring: 3, summer: 6, autumn: 9, winter: 12 };

/** Every way of naming a day or a period, in no particular order: `datesIn` prefers the longer match. */
export const DATE_PATTERNS: readonly DatePattern[] = [
  {
    pattern: new RegExp(
      `(?=[\\dmtwfs])${NOT_LABELLED}${NOT_IN_NUMBER}\\b${WEEKDAY}(?<day>\\d{1,2})(?<ordinal>${ORDINAL})?(?:${GAP}of)?${GAP}${MONTH}(?:,?${GAP}(?<year>${FOUR}|${TWO}${NOT_A_COUNT}))?`,
      'gi',
    ),
    read: readDay,
  },
  {
    pattern: new RegExp(
      `${NOT_IN_NUMBER}\\b(?<day>\\d{1,2})(?<sep>[-/])${MONTH}\\k<sep>(?<year>${FOUR}|\\d{2}\\b)`,
      'gi',
    ),
    read: readDay,
  },
  {
    pattern: new RegExp(
      `(?=\\d)${NOT_LABELLED}${NOT_IN_NUMBER}\\b(?<day>\\d{1,2})${ORDINAL}?[^\\S\\n]*(?:-|–|to|and|&)[^\\S\\n]*(?<day2>\\d{1,2})(?<ordinal>${ORDINAL})?(?:${GAP}of)?${GAP}${MONTH}(?:,?${GAP}(?<year>${FOUR}))?`,
      'gi',
    ),
    read: readDay,
  },
  {
    pattern: new RegExp(
      `\\b${WEEKDAY}${MONTH}${GAP}(?<day>'?\\d{1,2})(?<ordinal>${ORDINAL})?(?![\\d:%/]|,\\d)${NOT_A_COUNT}(?:,?${GAP}(?<year>${FOUR}))?`,
      'gi',
    ),
    read: readMonthFirst,
  },
  {
    pattern: /(?<![\d/.£-])(?<day>\d{1,2})(?<sep>[/.-])(?<number>\d{1,2})\k<sep>(?<year>\d{4}|\d{2})(?![\d/]|[.-]\d)/g,
    read: ({ groups, words }) => {
      const { day = '', number = '', year = '', sep } = groups;
      // 2.1.25 is a version or a paragraph; 02.01.25 is a date.
      if (sep !== '/' && !/^\d{2}\D\d{2}\D/.test(words) && year.length === 2) return null;
      if (year.length === 4 && !/^(?:19|20)/.test(year)) return null;
      return dateReading(dayPeriod(yearOf(year), Number(number), Number(day)), 'day', 'stated');
    },
  },
  {
    pattern: /(?<![\d/-])(?<year>20\d{2})-(?<number>\d{2})-(?<day>\d{2})(?![\d-])/g,
    read: ({ groups: { year = '', number = '', day = '' } }) =>
      dateReading(dayPeriod(Number(year), Number(number), Number(day)), 'day', 'stated'),
  },
  {
    // Without a year only where a nought shows that it is no fraction: 31/01.
    pattern: /(?<![\d/.£-])(?<day>0[1-9]|[12]\d|3[01])\/(?<number>0[1-9])(?![\d/%])/g,
    read: ({ groups: { day = '', number = '' }, near }) => {
      const period = nearestPeriod(near, (year) => dayPeriod(year, Number(number), Number(day)));
      return dateReading(period, 'day', 'nearest');
    },
  },
  {
    pattern: new RegExp(`${PART}\\b${MONTH}(?:,?${GAP}(?:of${GAP})?|[-/])(?<year>${FOUR}|'\\d{2}\\b)`, 'gi'),
    read: ({ groups: { month = '', year = '', part } }) =>
      dateReading(monthPeriod(yearOf(year), monthNumber(month), partOf(part)), 'month', 'stated'),
  },
  {
    // A dash and two figures, "Sep-25": a month of a year.
    pattern: new RegExp(`\\b${MONTH}-(?<year>[23]\\d)(?![\\d/-])`, 'gi'),
    read: ({ groups: { month = '', year = '' } }) =>
      dateReading(monthPeriod(yearOf(year), monthNumber(month)), 'month', 'stated'),
  },
  {
    pattern: new RegExp(
      `(?=[01])${NOT_LABELLED}(?<![\\d/.])(?<number>0[1-9]|1[0-2])/(?<year>20\\d{2})(?![\\d/])`,
      'gi',
    ),
    read: ({ groups: { number = '', year = '' } }) =>
      dateReading(monthPeriod(Number(year), Number(number)), 'month', 'stated'),
  },
  {
    pattern: new RegExp(`${PART}\\b${MONTH}(?!\\w)(?=(?<follower>${GAP}[A-Z][a-z]+)?)`, 'gi'),
    read: readBareMonth,
  },
  {
    pattern: new RegExp(
      `\\b(?:(?<from0>20\\d{2}|\\d{2})/(?<to0>20\\d{2}|\\d{2})${GAP}|(?<year0>20\\d{2})${GAP})?(?:Q(?<quarter>[1-4])|(?<ordinalQuarter>first|second|third|fourth|last|final)${GAP}quarter)\\b(?:(?:,?${GAP}|-)(?:of${GAP})?(?:FY${GAP}?)?(?:(?<from>20\\d{2}|\\d{2})[/–-](?<to>20\\d{2}|\\d{2})(?!\\d)|(?<year>${FOUR}|'\\d{2}\\b)))?`,
      'gi',
    ),
    read: readQuarter,
  },
  {
    pattern: new RegExp(
      `${PART}\\b(?:FY${GAP}?|(?:the${GAP})?financial${GAP}year${GAP})?(?<![\\d/£-])(?<from>20\\d{2}|(?<=FY\\s?|year\\s)\\d{2})[/–-](?<to>20\\d{2}|\\d{2})(?![\\d/-])`,
      'gi',
    ),
    read: ({ groups: { from = '', to = '', part } }) =>
      followsOn(from, to)
        ? dateReading(yearPeriod(yearOf(from), partOf(part), FINANCIAL_START), 'year', 'stated')
        : null,
  },
  {
    pattern: new RegExp(`\\b(?<season>spring|summer|autumn|winter)${GAP}(?:of${GAP})?(?<year>${FOUR})`, 'gi'),
    read: ({ groups: { season = '', year = '' } }) =>
      dateReading(monthsPeriod(Number(year), SEASONS[season.toLowerCase()] ?? 1, 3), 'quarter', 'stated'),
  },
  {
    pattern: new RegExp(
      `${PART}(?=20\\d)(?<![\\w£$€#.,:/-]|\\d${GAP})(?<year>${FOUR})(?![\\w:/-]|[.,]\\d)${NOT_A_COUNT}`,
      'gi',
    ),
    read: ({ groups: { year = '', part }, near }) => {
      if (Math.abs(Number(year) - yearOfDate(near)) > 15) return null;
      return dateReading(yearPeriod(Number(year), partOf(part)), part === undefined ? 'year' : 'quarter', 'stated');
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:within|in|over|during|for)${GAP}(?:the${GAP})?(?:(?<!for${GAP}(?:the${GAP})?)|(?=next|coming|following))(?:(?:next|coming|following)${GAP})?(?<count>\\d{1,3}|${NUMBER_WORDS.join('|')})[^\\S\\n-]+(?<unit>days?|weeks?|months?|years?)\\b(?!${GAP}(?:of|from|after|prior|before|period)\\b|['’]?${GAP}(?:ago|period))`,
      'gi',
    ),
    read: readLength,
  },
  {
    pattern: new RegExp(
      `\\b(?:within|in|over|during|for)${GAP}the${GAP}(?:next|coming|following)${GAP}(?<unit>week|month|year)\\b`,
      'gi',
    ),
    read: readLength,
  },
  {
    pattern: new RegExp(
      `(?<![\\d.,])\\b(?<count>\\d{1,2}|${NUMBER_WORDS.join('|')})${GAP}(?<unit>weeks|months|years)\\b(?<=\\b(?:timescales?|timelines?|timeframes?)\\b[^.\\n]{0,60})`,
      'gi',
    ),
    read: readLength,
  },
  {
    pattern: new RegExp(
      `\\bend${GAP}of${GAP}(?<which>(?:the|this|next)(?:${GAP}(?:calendar|financial))?)${GAP}(?<unit>month|quarter|year)\\b|\\b(?<which2>next)${GAP}(?<unit2>month|quarter|financial${GAP}year)\\b`,
      'gi',
    ),
    read: (match) =>
      readEndOf({
        ...match,
        groups: {
          which: match.groups.which ?? match.groups.which2,
          unit: match.groups.unit ?? match.groups.unit2,
        },
      }),
  },
];
