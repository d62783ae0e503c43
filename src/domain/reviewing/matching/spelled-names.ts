import { editDistance } from '../../text/norm-words.js';
import { soundOf } from '../../text/sounds-alike.js';
import { inStretches, stretchesOf } from '../../text/stretches.js';
import type { Review } from './finding.js';

/** A name as a text spells it: words with capitals that follow each other, or an abbreviation of five letters and more. */
export interface SpelledName {
  readonly name: string;
  readonly start: number;
  readonly length: number;
}

/** The names of a plan. */
export interface NamesOfPlan {
  /** How often a name is spelt so. */
  readonly counts: ReadonlyMap<string, number>;
  /** Abbreviations that the plan explains: they stand in brackets somewhere. */
  readonly explained: ReadonlySet<string>;
  /** Words that the plan also writes in small letters, and so no names. */
  readonly ordinary: ReadonlySet<string>;
}

const WORD = "\\p{Lu}[\\p{L}'’]{0,40}(?:-\\p{Lu}?[\\p{L}'’]{1,40})?";
const RUN = new RegExp(`(?<![\\p{L}\\p{N}'’-])${WORD}(?: ${WORD}){1,5}(?![\\p{L}\\p{N}-])`, 'gu');
const ABBREVIATION = /(?<![\p{L}\p{N}-])\p{Lu}{5,12}(?![\p{L}\p{N}-])/gu;
const OPENING =
  /^(?:The|A|An|Our|All|Since|No|This|These|In|On|For|As|When|While|With|There|We|Its|Their|Both|Every|Each|From|At|By|To|Of|And|Staff|Crews|Officers|Training|Referrals)$/;

/** The names that a text spells, and the two first words of longer ones, for what follows may be another sentence. */
export function spelledNamesIn(text: string): SpelledName[] {
  return inStretches(text, (stretch) => [
    ...[...stretch.matchAll(RUN)].flatMap((match) => inRun(match[0], match.index)),
    ...[...stretch.matchAll(ABBREVIATION)].map((match) => ({
      name: match[0],
      start: match.index,
      length: match[0].length,
    })),
  ]);
}

function inRun(run: string, at: number): SpelledName[] {
  const words = run.split(' ');
  const from = words.findIndex((word) => !OPENING.test(word));
  if (from === -1) return [];
  const start = at + words.slice(0, from).join(' ').length + (from === 0 ? 0 : 1);
  const own = words.slice(from);
  if (own.length < 2) return [];
  const whole = own.join(' ');
  const lengths = own.length > 2 ? [whole, own.slice(0, 2).join(' ')] : [whole];
  return lengths.map((name) => ({ name, start, length: name.length }));
}

/** Every name of the plan's title, recommendations and columns so far; the title's count most. */
export function namesOfPlan(review: Review, ofTitle: number): NamesOfPlan {
  const counts = new Map<string, number>();
  const explained = new Set<string>();
  const ordinary = new Set<string>();
  const add = (text: string, times: number) => {
    for (const { name } of spelledNamesIn(text)) counts.set(name, (counts.get(name) ?? 0) + times);
    for (const { text: stretch } of stretchesOf(text)) {
      for (const [, words = ''] of stretch.matchAll(/\((\p{Lu}{5,12})\)/gu)) explained.add(words);
      for (const [word] of stretch.matchAll(/(?<![\p{L}’'])\p{Ll}{4,30}/gu)) ordinary.add(word);
    }
  };
  add(review.titleBlock.title, ofTitle);
  for (const { text } of review.recommendations) add(text ?? '', 1);
  for (const { requirement, now, earlier } of review.rows) {
    add(requirement.text ?? '', 1);
    for (const cell of [...earlier, ...(now === null ? [] : [now])]) add(cell.text, 1);
  }
  return { counts, explained, ordinary };
}

/** Letters of a word in which one can be mistyped, or two, and the word be known for the same. */
const LONG = 5;
const LONGER = 7;

/** Whether two spellings are likely of one name: every word the same or a letter or two apart, and no other form of it. */
export function nearlyTheSameName(a: string, b: string, { explained, ordinary }: NamesOfPlan): boolean {
  if (!a.includes(' ')) {
    // an abbreviation that the plan explains is one of its own
    if (b.includes(' ') || explained.has(a)) return false;
    return editDistance(a, b) === 1 && a.length >= LONG && b.length >= LONG;
  }
  const [left, right] = [a.split(' '), b.split(' ')];
  if (left.length !== right.length) return false;
  const differing = left.flatMap((word, index) =>
    word === right[index] ? [] : [{ word, other: right[index] ?? '', index }],
  );
  if (differing.length === 0 || differing.length > 2) return false;
  if (differing.some(({ word, other }) => [word, other].some((each) => ordinary.has(each.toLowerCase())))) return false;
  return differing.every(({ word, other, index }) => isSlip(word, other, index === left.length - 1));
}

function isSlip(word: string, other: string, isLast: boolean): boolean {
  const [a, b] = [word.toLowerCase(), other.toLowerCase()];
  if (a[0] !== b[0] || Math.min(a.length, b.length) < 4) return false;
  if (a.replace(/['’]/g, '') === b.replace(/['’]/g, '')) return false;
  // other forms of one word: Board and Boards, Reporting and Reported
  if (isLast && (a.startsWith(b) || b.startsWith(a))) return false;
  const start = sharedStart(a, b);
  const [tail, otherTail] = [a.slice(start), b.slice(start)];
  // within a name an "s" more or less is a slip, at its end a plural
  const isPlural = `${tail}${otherTail}` === 's';
  if (start >= 4 && (isLast || !isPlural) && ENDING.test(tail) && ENDING.test(otherTail)) return false;
  const distance = editDistance(a, b);
  return distance === 1 || (distance === 2 && Math.min(a.length, b.length) >= LONGER) || soundOf(a) === soundOf(b);
}

/** What English puts to the end of a word to make another form of it. */
const ENDING = /^(?:s|es|ed|e|er|ers|or|ors|ing|ings|ion|ions|ive|al|ment|ies|ist|ists)?$/;

function sharedStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}
