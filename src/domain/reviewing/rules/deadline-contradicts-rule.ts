import { format, parseISO, subDays, subMonths } from 'date-fns';
import { addDays, type CivilDate, daysBetween, longDate } from '../../calendar/civil-date.js';
import { datesIn } from '../../text/dates/dates-in-text.js';
import { countOf } from '../../text/dates/number-words.js';
import type { Cell, Raised, Review } from '../matching/finding.js';
import { raise } from '../matching/finding.js';

const RULE =
  /^\s*\(?(?:within )?(?<count>\d{1,3}|[a-z]+) (?<unit>days?|weeks?|months?) (?:from|after|of) (?<from>[a-z ]{3,40}?)\)?(?=[),.;]|$)/i;
/** Months are of unequal length and publication days get rounded: this much apart is no contradiction. */
const SLACK_DAYS = 5;
/** A recommendation states a deadline or two; of more, these are compared. */
const MOST_OF_ONE_TEXT = 5;

/** Characters before a date in which its "by" stands. */
const JUST_BEFORE = 20;

interface Stated {
  readonly cell: Cell;
  readonly start: number;
  readonly length: number;
  readonly due: CivilDate;
  readonly rule: string;
  /** What the time is counted from: "publication". */
  readonly from: string;
  /** The day from which it must have been counted. */
  readonly implied: CivilDate;
  /** The same day, in days from the column. */
  readonly impliedDay: number;
}

/** Deadlines that state their own rule ("40 days from publication") must all be counted from the same day. */
export function deadlineContradictsRule(review: Review): Raised[] {
  const stated = review.recommendations.flatMap((each) =>
    each.text === null
      ? []
      : statedIn({ requirement: null, ref: each.number, column: null, kind: 'text', text: each.text }, review.column),
  );
  const companyOf = companies(stated);
  return stated.flatMap((each) => {
    // Where two stand against one, the one is doubtful; where nobody has more company, each is.
    const better = stated.find(
      (other) => other.from === each.from && !close(other, each) && companyOf(other) >= companyOf(each),
    );
    return better === undefined ? [] : [contradiction(each, better)];
  });
}

function contradiction(each: Stated, other: Stated): Raised {
  return raise(each.cell, {
    rule: 'deadline-contradicts-rule',
    start: each.start,
    length: each.length,
    what: `“${each.rule}” is counted from ${longDate(each.implied)} here, but from ${longDate(other.implied)} in recommendation ${other.cell.ref}.`,
    suggestion: `Check the date with the report. Counted as there, it would be ${longDate(shifted(each, other))}.`,
    severity: 'mustDecide',
  });
}

function shifted(each: Stated, other: Stated): CivilDate {
  return addDays(other.implied, daysBetween(each.implied, each.due));
}

function statedIn(cell: Cell, near: CivilDate): Stated[] {
  const stated = datesIn(cell.text, near).flatMap((mention): Stated[] => {
    if (mention.kind === 'impossible' || mention.precision !== 'day') return [];
    const end = mention.start + mention.length;
    const rule = RULE.exec(cell.text.slice(end, end + 80));
    const { count = '', unit = '', from = '' } = rule?.groups ?? {};
    const number = countOf(count);
    if (rule === null || number === 0) return [];
    const lead =
      /\bby\s+$/i.exec(cell.text.slice(Math.max(0, mention.start - JUST_BEFORE), mention.start))?.[0].length ?? 0;
    const closing =
      rule[0].startsWith(' (') && !rule[0].endsWith(')') && cell.text[end + rule[0].length] === ')' ? 1 : 0;
    const start = mention.start - lead;
    const words = rule[0].trim().replace(/^\(|\)$/g, '');
    const implied = countedFrom(mention.last, number, unit);
    return [
      {
        cell,
        start,
        length: end + rule[0].length + closing - start,
        due: mention.last,
        rule: words,
        from: from.toLowerCase().trim(),
        implied,
        impliedDay: daysBetween(near, implied),
      },
    ];
  });
  return stated.slice(0, MOST_OF_ONE_TEXT);
}

function countedFrom(due: CivilDate, count: number, unit: string): CivilDate {
  const day = parseISO(due);
  const start = /^month/i.test(unit) ? subMonths(day, count) : subDays(day, /^week/i.test(unit) ? count * 7 : count);
  return format(start, 'yyyy-MM-dd') as CivilDate;
}

function close(a: Stated, b: Stated): boolean {
  return Math.abs(a.impliedDay - b.impliedDay) <= SLACK_DAYS;
}

/** How many deadlines that are counted alike agree with one, itself included. */
function companies(stated: readonly Stated[]): (each: Stated) => number {
  const counts = new Map<string, number>();
  for (const { from, impliedDay } of stated) {
    for (let day = impliedDay - SLACK_DAYS; day <= impliedDay + SLACK_DAYS; day += 1) {
      counts.set(`${day} ${from}`, (counts.get(`${day} ${from}`) ?? 0) + 1);
    }
  }
  return ({ from, impliedDay }) => counts.get(`${impliedDay} ${from}`) ?? 0;
}
