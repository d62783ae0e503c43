/** A cell that is only a number: `number` as the plan prints it, `spare` whatever stood around it ("Rec.", a full stop). */
export interface NumberCell {
  readonly number: string;
  readonly spare: string;
}

const NUMBER_CELL =
  /^(?<before>(?:(?:recommendation|requirement|action|item|number|rec|req|ref|no|nr)\b\.?\s*:?\s*|#\s*)*)(?<number>[A-Za-z]{0,3}-?\d{1,4}(?:[.-]\d{1,3})*(?:[a-z]|\([a-z]\)|\.[a-z])?)(?<after>\s*[.):]?)$/i;

/** "Recommendation number 12.3.4(a)." is about as long as it gets. */
const LONGEST_NUMBER = 48;
const ISO_DATE = /^\s*\d{4}-\d{1,2}-\d{1,2}\s*$/;

/** Reads a cell that holds a plan's number and nothing else ("7", "7.1", "A3", "Rec. 12(a)."); null for any other. */
export function numberCellOf(text: string): NumberCell | null {
  if (text.length > LONGEST_NUMBER || ISO_DATE.test(text)) return null;
  const groups = NUMBER_CELL.exec(text.trim())?.groups;
  if (groups?.number === undefined) return null;
  return { number: groups.number, spare: `${groups.before ?? ''}${groups.after ?? ''}`.replace(/\s+/g, ' ').trim() };
}

/** The number one level up: "7.1" gives "7", "12(a)" gives "12"; null at the top. */
export function stemOf(number: string): string | null {
  const dotted = /^(.*\d[a-z]?)[.-](?:\d+|[a-z])$/i.exec(number);
  const lettered = /^(.*\d)(?:[a-z]|\([a-z]\))$/i.exec(number);
  return dotted?.[1] ?? lettered?.[1] ?? null;
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
  return false;
}
