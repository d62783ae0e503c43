/** A cell that is only a number: `number` as the plan prints it, `spare` whatever stood around it ("Rec.", a full stop). */
export interface NumberCell {
  readonly number: string;
  readonly spare: string;
}

const NUMBER_CELL =
  /^(?<before>(?:(?:recommendation|requirement|action|item|number|rec|req|ref|no|nr)\b\.?\s*:?\s*|#\s*)*)(?<number>(?:(?:[A-Za-z]{1,3}|recommendation|requirement|action|item)-|[A-Za-z]{0,3})\d{1,4}(?:[.-]\d{1,3})*(?:[a-z]|\([a-z]{1,4}\)|\.[a-z])?)(?<after>\s*[.):–—]?)$/i;

/** Before and after a number of any kind, as around `NUMBER_CELL`. */
const LABEL =
  '(?<before>(?:(?:recommendation|requirement|action|item|number|rec|req|ref|no|nr)\\b\\.?\\s*:?\\s*|#\\s*)*)';
const END = '(?<after>\\s*[.):–—]?)$';
/** "A", "(b)", "AA", "iv", "A.1": only a number where the column says so. */
const LETTERS = '\\(?(?<number>(?:[A-Z]|([A-Z])\\3|X{0,3}(?:IX|IV|V?I{1,3}|V|X))(?:\\.\\d{1,3})*)';
/** "2023/24-07", "IA/23/07", "AUD/2031/004.2", "FIN-12/3(a)". */
const SLASHED =
  '(?<number>(?=\\S*\\/)(?=\\S*\\d)[A-Z0-9]{1,8}(?:\\s?[/-]\\s?[A-Z0-9]{1,8}){1,4}(?:\\.\\d{1,3})*(?:\\([a-z]\\))?)';
const NUMBERS_OF_A_COLUMN = [LETTERS, SLASHED].map((number) => new RegExp(`^${LABEL}${number}${END}`, 'i'));
/** "AFI 1", "Must Do 2", "SR (24/25) 01", "3 (ii)", "2025/17": up to four words, the last of them with the figure. */
const OF_WORDS =
  /^(?:(?:[\p{L}&]{1,10}\.?|\([\p{L}\d/.-]{1,10}\)|\d[\d/.-]*) ){0,3}(?:[\p{L}]{0,6}\d[\d/.-]*(?:[a-z]|\([a-z\d]{1,4}\))?|\([a-z]{1,4}\)|\(\d{1,3}\))$/iu;
const LONGEST_OF_WORDS = 24;
const MONTH = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;
const WHOLE_DATE = /^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{2}|\d{4})|\d{1,2}\/\d{4})$/;

/** "Recommendation number 12.3.4(a)." is about as long as it gets. */
const LONGEST_NUMBER = 48;
const DATES = /^\s*(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\/\d{1,2}\/(?:\d{2}|\d{4})|\d{1,2}\/\d{4}|\d{4}\/\d{2,4})\s*$/;

/** Reads a cell that holds a plan's number and nothing else ("7", "7.1", "A3", "Rec. 12(a)."); null for any other. */
export function numberCellOf(text: string): NumberCell | null {
  return numberBy([NUMBER_CELL], text);
}

/**
 * Reads a cell of a column that is headed as one of numbers: also bare letters ("A", "Recommendation B", "A.1"), the
 * references of audit trackers ("2023/24-07", "IA/23/07") and of inspectorates ("AFI 1", "Must Do 2"). Elsewhere these are
 * words and dates; null for those here too.
 */
export function numberInColumn(text: string): NumberCell | null {
  return numberBy([NUMBER_CELL, ...NUMBERS_OF_A_COLUMN], text) ?? numberOfWords(text.trim());
}

function numberOfWords(text: string): NumberCell | null {
  if (text.length > LONGEST_OF_WORDS || MONTH.test(text) || WHOLE_DATE.test(text)) return null;
  const [, from, to] = /^\d\d(\d\d)\/(\d\d)$/.exec(text) ?? [];
  // "2030/31" is a year of account, "2030/17" is the seventeenth of a year.
  if (from !== undefined && Number(to) === (Number(from) + 1) % 100) return null;
  return /\d/.test(text) && OF_WORDS.test(text) ? { number: text, spare: '' } : null;
}

function numberBy(patterns: readonly RegExp[], text: string): NumberCell | null {
  if (text.length > LONGEST_NUMBER || DATES.test(text)) return null;
  const trimmed = text.trim();
  const groups = patterns.map((pattern) => pattern.exec(trimmed)?.groups).find((each) => each?.number !== undefined);
  if (groups?.number === undefined) return null;
  const { before = '', number, after = '' } = groups;
  const opening = trimmed.slice(before.length).startsWith('(') ? '(' : '';
  return { number, spare: `${before}${opening}${after}`.replace(/\s+/g, ' ').trim() };
}

/** The number one level up: "7.1" gives "7", "12(a)" gives "12", "A.1" gives "A"; null at the top. */
export function stemOf(number: string): string | null {
  // In "2023/24-07" what stands before the dash is a year, not a recommendation.
  const dotted = (number.includes('/') ? /^(.*\d[a-z]?)\.(?:\d+|[a-z])$/i : /^(.*\d[a-z]?)[.-](?:\d+|[a-z])$/i).exec(
    number,
  );
  const lettered = /^(.*\d)(?:[a-z]|\([a-z]{1,4}\))$/i.exec(number);
  const bare = /^([a-z]{1,4})\.\d+$/i.exec(number);
  return dotted?.[1] ?? lettered?.[1] ?? bare?.[1] ?? null;
}

/** How many levels a number has: 1 for "7", 2 for "7.1" and "7a". */
function depthOf(number: string): number {
  const stem = stemOf(number);
  return stem === null ? 1 : 1 + depthOf(stem);
}

/** The numbers printed for recommendations, and how many levels they have. */
export interface KnownNumbers {
  readonly numbers: ReadonlySet<string>;
  readonly depths: ReadonlySet<number>;
}

export function knownNumbers(numbers: readonly string[]): KnownNumbers {
  return { numbers: new Set(numbers), depths: new Set(numbers.map(depthOf)) };
}

/**
 * The recommendation that a row's own number names: a known one that it equals or stands under, else the number
 * itself where the known ones are as deep, else its top level.
 */
export function recommendationOf(number: string, known: KnownNumbers): string {
  for (let each: string | null = number; each !== null; each = stemOf(each)) {
    if (known.numbers.has(each)) return each;
  }
  const letter = letterOf(number);
  if (letter !== null && known.numbers.has(letter)) return letter;
  const figured = [...known.numbers].filter((each) => standsUnderFigure(number, each));
  if (figured.length === 1 && figured[0] !== undefined) return figured[0];
  if (known.depths.has(depthOf(number)) && !known.depths.has(1)) return number;
  let top = number;
  for (let stem = stemOf(top); stem !== null; stem = stemOf(top)) top = stem;
  return top;
}

/** Whether a row's own number stands under (or is) a recommendation's number. */
export function isUnder(number: string, recommendation: string): boolean {
  for (let each: string | null = number; each !== null; each = stemOf(each)) {
    if (each === recommendation) return true;
  }
  return letterOf(number) === recommendation || standsUnderFigure(number, recommendation);
}

/** "1a" stands under "KR1", and "2.1" under "AFI 2": what is done has the figure of what was recommended. */
function standsUnderFigure(number: string, recommendation: string): boolean {
  const figure = /^\p{L}{1,4}[ -]?(\d+)$/u.exec(recommendation)?.[1];
  const stem = stemOf(number);
  return figure !== undefined && stem !== null && (stem === figure || standsUnderFigure(stem, recommendation));
}

/** "A1" and "A1.2" stand under "A", if there is such a recommendation. */
function letterOf(number: string): string | null {
  return /^([a-z]{1,2})-?\d/i.exec(number)?.[1] ?? null;
}
