import { type CivilDate, civilDate } from '../../calendar/civil-date.js';
import { type DateMention, datesIn } from '../../text/dates/dates-in-text.js';
import { withShortDays } from './short-days.js';
import { statusOf } from './status-words.js';
import { updateKindOf } from './update-kind.js';
import { HEADING_FILLERS, HEADING_PHRASES, HEADING_WORDS, type HeadingRole, NUMBER_WORDS } from './vocabulary.js';
import { isNear, nearTo, remembered, wordsOf } from './words.js';

/** The date of a dated column, or why it cannot be one. */
export type HeadingDate =
  | { readonly kind: 'day'; readonly date: CivilDate }
  /** Only a month or a quarter is named: its last day. */
  | { readonly kind: 'period'; readonly date: CivilDate }
  | { readonly kind: 'impossible'; readonly words: string }
  | { readonly kind: 'noYear'; readonly words: string }
  | { readonly kind: 'none' };

export interface Heading {
  readonly role: HeadingRole;
  readonly date: HeadingDate;
  /** Of all its words, dates apart, how many belong in headings: 0 to 1. */
  readonly share: number;
}

/** The date of a heading, where it names a day or a period (its last day); else null. */
export function dayIn(heading: Heading | null): CivilDate | null {
  const date = heading?.date;
  return date?.kind === 'day' || date?.kind === 'period' ? date.date : null;
}

/** Longer cells are never headings. */
export const LONGEST_HEADING = 120;

/** Years outside this window are taken for slips. */
const FIRST_YEAR = '1990-01-01';
const LAST_YEAR = '2100-12-31';
const NEAR = civilDate('2025-01-01');

/** Reads the words of a heading cell; null for what is no heading (empty, too long, a bare number, an update's words). */
export function headingOf(text: string): Heading | null {
  if (text.length > LONGEST_HEADING) return null;
  const known = READ.get(text);
  if (known !== undefined) return known;
  if (READ.size >= MOST_KEPT) READ.clear();
  const heading = readHeading(text);
  READ.set(text, heading);
  return heading;
}

/** Each way of looking at a document asks about the same short texts again. */
const READ = new Map<string, Heading | null>();
const MOST_KEPT = 50_000;

function readHeading(given: string): Heading | null {
  // the mark of a note is none of its words
  const text = given.replace(/[⁰¹²³⁴-⁹]+/g, '');
  if (!/\p{L}|\d{1,4}[/.-]\d|#/u.test(text)) return null;
  // "It moved to the quay. Owner" names nothing
  if (TWO_SENTENCES.test(text)) return null;
  const percentage = text.includes('%');
  // "Implemented?" is asked over a column; "Implemented" stands in one
  const asks = text.trimEnd().endsWith('?');
  if (updateKindOf(text, NEAR) !== 'text' || (statusOf(text) !== null && !percentage && !asks)) return null;
  const mended = withQuarterWhole(mendMonths(withShortDays(text).replace(QUARTER, 'Q$1')));
  const mentions = mentionsIn(mended);
  const date = dateOf(mended, mentions);
  const bare = mentions.reduceRight(
    (left, { start, length }) => `${left.slice(0, start)} ${left.slice(start + length)}`,
    mended,
  );
  const words = wordsOf(bare.replace(/(?<=\p{L})[’']s?(?=\s|$)/gu, '').replace(BARE_QUARTER, '$1 '));
  // "% complete" has its meaning in a sign that is no word
  const phrase = percentage ? undefined : HEADING_PHRASES.find((each) => each.phrase.test(words.join(' ')));
  // "By 1 June 2031" names a day, and heads no column of days
  if (phrase !== undefined && (!UNDATED.has(phrase.role) || date.kind === 'none'))
    return { role: phrase.role, date, share: 1 };
  const known = words.filter((word) => rolesOfWord(word).length > 0 || HEADING_FILLERS.includes(word));
  const role = percentage && date.kind === 'none' ? 'percentage' : roleOf(words, date);
  return { role, date, share: words.length === 0 ? 1 : known.length / words.length };
}

/** Dates have figures, so a text without any is not searched. */
function mentionsIn(text: string): DateMention[] {
  if (!/\d/.test(text)) return [];
  return datesIn(text, NEAR).filter((mention) => mention.kind === 'impossible' || mention.yearFrom !== 'relative');
}

function roleOf(words: readonly string[], date: HeadingDate): HeadingRole {
  const roles = new Set(words.flatMap(rolesOfWord));
  if (roles.has('owner')) return 'owner';
  if (roles.has('priority') || (words.includes('risk') && words.some(isLevel))) return 'priority';
  if (roles.has('percentage')) return 'percentage';
  if (roles.has('status')) return 'status';
  const dueDate = words.includes('date') && words.some(isOfDueDate);
  if ((roles.has('deadline') || dueDate) && date.kind === 'none') {
    if (words.some(isMove)) return 'deadlineMoves';
    if (words.some(isFirst)) return 'originalDeadline';
    return words.some(isLater) ? 'revisedDeadline' : 'deadline';
  }
  if (date.kind !== 'none' || tellsOfActions(words, roles)) return 'update';
  if (words.some(isNumberWord)) {
    if (roles.has('requirement')) return 'requirementNumber';
    return roles.has('recommendation') ? 'recommendationNumber' : 'number';
  }
  if (roles.has('requirement')) return 'requirement';
  if (words.some(isManagement) && words.some(isResponse)) return 'managementResponse';
  if (words.length === 1 && /^recs?$/.test(words[0] ?? '')) return 'recommendationNumber';
  if (roles.has('recommendation')) return 'recommendation';
  if (roles.has('number')) return 'number';
  if (roles.has('update')) return 'update';
  return roles.has('finding') ? 'finding' : 'unknown';
}

/** "Initial action plan response", "Progress against actions" and "Action taken" are no actions, but what is said of them. */
function tellsOfActions(words: readonly string[], roles: ReadonlySet<HeadingRole>): boolean {
  const named = words.filter((word) => rolesOfWord(word).includes('requirement'));
  const onlyActions = named.every(isAction);
  const tells = words.includes('plan') ? roles.has('update') : words.some(isProgress);
  if (words.some((word) => COMING.has(word))) return false;
  return roles.has('requirement') && onlyActions && (tells || words.some((word) => PAST.has(word)));
}

/** A day beside these makes another heading of them. */
const UNDATED: ReadonlySet<HeadingRole> = new Set(['deadline', 'managementResponse']);

/** Of actions with these words it is told what was done. */
const PAST: ReadonlySet<string> = new Set(['taken', 'undertaken', 'completed', 'done', 'delivered']);

/** Of actions with these it is also told what will be done. */
const COMING: ReadonlySet<string> = new Set(['proposed', 'planned', 'intended']);

/** The roles of which a word is one of the words, slips of the finger allowed. */
const rolesOfWord = remembered((word) =>
  HEADING_WORDS.filter(({ words }) => words.some((each) => isNear(word, each))).map(({ role }) => role),
);
const isLevel = nearTo(['rating', 'level']);
const isOfDueDate = nearTo(
  'completion achievement implementation target due agreed planned new revised extended original'.split(' '),
);
const isMove = nearTo(['moves', 'moved', 'changes']);
const isFirst = nearTo(['original', 'originally', 'first']);
const isLater = nearTo(['revised', 'extended', 'extension', 'new']);
const isNumberWord = nearTo(NUMBER_WORDS);
const isManagement = nearTo(['management', 'managers']);
const isResponse = nearTo(['response', 'responses']);
const isAction = nearTo(['action', 'actions', 'task', 'milestone']);
const isProgress = nearTo(['progress', 'update', 'updates']);

/** Of several dates a heading's last one counts: "January to March 2031" is the quarter that ends with March. */
function dateOf(text: string, mentions: readonly DateMention[]): HeadingDate {
  const impossible = mentions.find((mention) => mention.kind === 'impossible');
  if (impossible !== undefined) return { kind: 'impossible', words: impossible.words };
  const last = mentions.findLast((mention) => mention.kind === 'date');
  if (last === undefined && BARE_QUARTER.test(text)) return { kind: 'noYear', words: text.trim() };
  if (last === undefined) {
    const stray = DATE_FORM.exec(text)?.[0];
    return stray === undefined ? { kind: 'none' } : { kind: 'impossible', words: stray };
  }
  if (last.yearFrom === 'nearest') return { kind: 'noYear', words: last.words };
  if (last.last < FIRST_YEAR || last.last > LAST_YEAR) return { kind: 'impossible', words: last.words };
  return { kind: last.precision === 'day' && last.earliest === last.last ? 'day' : 'period', date: last.last };
}

/** A quarter and its year that stand apart, together: "Q1 update 2031/32" is no year. */
function withQuarterWhole(text: string): string {
  return text.replace(QUARTER_APART, (whole, quarter: string, between: string, year: string) =>
    // the year of "Q1 (April to June 2025)" is its months'
    MONTH_LAST.test(between) ? whole : `${quarter} ${year}${between}`,
  );
}

/** "Q1", "Quarter 3": of some year. */
const BARE_QUARTER = /^(?=.{2,24}$)(.*)\b(?:q|quarter )[1-4]\b/i;

const TWO_SENTENCES = /\p{L}{4,}[.!?]\s+\p{Lu}/u;

/** "Qtr 1" is Q1. */
const QUARTER = /\bqtr\.?\s?([1-4])\b/giu;

const QUARTER_APART = /\b(Q[1-4])\b(\s+[^\d\n]{1,60}?)(\b20\d{2}(?:\s?[/–-]\s?(?:20)?\d{2})?)(?!\d)/iu;

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

const MONTH_LAST = new RegExp(`\\b(?:${MONTHS.map((month) => month.slice(0, 3)).join('|')})[a-z]*\\s*$`, 'i');

/** What has the form of a date and that no reader of dates will take: "27/13/2031", "45 March 2031". */
const DATE_FORM = new RegExp(
  [
    '\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}',
    '\\d{4}-\\d{1,2}-\\d{1,2}',
    `\\d{1,3}(?:st|nd|rd|th)?\\s+(?:${MONTHS.join('|')})\\b[\\s,]*\\d{0,4}`,
    `(?:${MONTHS.join('|')})\\s+\\d{1,3}(?:st|nd|rd|th)?\\b[\\s,]*\\d{0,4}`,
  ].join('|'),
  'i',
);

/** Misspelt months beside a figure are put right: "Febuary 27th 2031". */
function mendMonths(text: string): string {
  return text.replace(/(?<=\d(?:st|nd|rd|th)?\s+|^|\s)[A-Za-z]{4,11}(?=[\s,.]+'?\d|$)/g, (word) => {
    return MONTHS.find((month) => isNear(word.toLowerCase(), month.toLowerCase())) ?? word;
  });
}
