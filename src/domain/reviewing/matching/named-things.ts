import { editDistance } from '../../text/norm-words.js';

/** A piece of work that a sentence names. Offsets are UTF-16 units of the sentence. */
export interface NamedThing {
  /** The name in small letters and in the singular: "safe rooms scheme", "harbour pilot". */
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** What a piece of work is called in small letters after its name or abbreviation. */
const KIND =
  '(?:pilots?|tools?|toolkits?|templates?|apps?|schemes?|clinics?|projects?|programmes?|portals?|desks?|courses?|licen[cs]es?|systems?|pathways?|processes|frameworks?|forms?|guides?|policy|strategy|campaigns?|dashboards?|trackers?)';
/** Bounded, so that a chain of hyphens is not read again from each of its words. */
const CAPITALISED = "[A-Z][\\p{L}\\p{N}'’-]{0,60}";
/** Two words or more with capitals, small joining words allowed inside; or fewer with a kind of work behind them. */
const NAMED_THING = new RegExp(
  `\\b${CAPITALISED}(?: (?:of|and|for|the|&) ${CAPITALISED}| ${CAPITALISED})+(?:\\)? ${KIND}\\b)?|\\b[A-Z]{3}[\\p{L}\\p{N}]*\\)? ${KIND}\\b`,
  'gu',
);
/** What a sentence begins with before a name. */
const OPENING =
  /^(?:(?:The|A|An|Our|All|Since|No|This|These|In|On|For|As|When|While|With|Work|There) (?:(?:the|for|of|a) )?)+/;
/** Bodies are named in many rows and are never themselves finished or unfinished. */
const BODY =
  /\b(?:police|trust|council|office|constables?|force|directorate|department|team|unit|hub|board|group|service|college|support|lead|command)\b/i;

/** The pieces of work that a sentence names, in order. "A … (HARBOUR) pilot" is named by its abbreviation. */
export function thingsIn(sentence: string): NamedThing[] {
  return [...sentence.matchAll(NAMED_THING)].flatMap((match) => {
    const opening = OPENING.exec(match[0])?.[0].length ?? 0;
    const name = match[0].slice(opening);
    const key = keyOf(name);
    if (!key.includes(' ') || BODY.test(key)) return [];
    return [{ key, start: match.index + opening, end: match.index + match[0].length }];
  });
}

function keyOf(name: string): string {
  return name
    .replace(')', '')
    .toLowerCase()
    .replace(/licence/, 'license')
    .replace(/(?<=[a-z]{3}[^s])s$/, '');
}

/** The same name, or an abbreviation mistyped in one letter before the same kind of work. */
export function sameThing(a: string, b: string): boolean {
  if (a === b) return true;
  const [first, second] = [a.split(' '), b.split(' ')];
  if (first.length !== 2 || second.length !== 2 || first[1] !== second[1]) return false;
  const [left = '', right = ''] = [first[0], second[0]];
  return Math.min(left.length, right.length) >= 5 && left[0] === right[0] && editDistance(left, right) === 1;
}
