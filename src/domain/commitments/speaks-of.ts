import type { CivilDate } from '../calendar/civil-date.js';
import { datesIn, type PossibleDate } from '../text/dates/dates-in-text.js';
import { shared, subjectWords } from '../text/norm-words.js';
import { markersOf, sentencesOf } from '../text/sentences.js';
import type { FoundCommitment } from './commitment.js';

/** A later sentence answers a promise when it holds this share of the promise's subject, rare words weighing more. */
const ANSWERING_SHARE = 0.3;
/** … or this share of the words before “will”, which name the thing promised. */
const ANSWERING_HEAD = 0.5;

/**
 * Whether a later text says anything of what was promised: it calls the row complete, names the promised day or month
 * with a word of the promise, or has a sentence about the promise's subject. What it says is for people to judge.
 */
export function speaksOf(
  later: { readonly column: CivilDate | null; readonly text: string },
  found: FoundCommitment,
  weight: (word: string) => number,
): boolean {
  const { column } = later;
  if (column === null) return false;
  if (/\b(?:action|recommendation|requirement) (?:is |now |has been )*completed?\b/i.test(later.text)) return true;
  const subject = subjectWords(found.words);
  const head = subjectWords(headOf(found.words));
  return sentencesOf(later.text).some(({ text }) => {
    const words = subjectWords(text);
    if (head.size >= 2 && covers(head, words, weight, ANSWERING_HEAD)) return true;
    if (covers(subject, words, weight, ANSWERING_SHARE)) return true;
    if (found.precision !== 'day' && shared(subject, words).length === 0) return false;
    if (datesIn(text, column).some((each) => each.kind === 'date' && sameTime(each, found))) return true;
    const named = pairs(text);
    return pairs(found.words).some((pair) => named.includes(pair));
  });
}

/** The words before the promise is made: "The victim survey" of "The victim survey is due in May". */
function headOf(words: string): string {
  const ahead = markersOf(words).find((marker) => marker.direction === 'ahead');
  return ahead === undefined ? '' : words.slice(0, ahead.start);
}

function covers(of: Set<string>, words: Set<string>, weight: (word: string) => number, share: number): boolean {
  const common = shared(of, words);
  return common.length >= Math.min(2, of.size) && sum(common, weight) >= sum(of, weight) * share;
}

function sameTime(mention: PossibleDate, { due, precision }: FoundCommitment): boolean {
  if (precision === 'day') return mention.earliest === due;
  return mention.precision !== 'year' && mention.earliest <= due && mention.last.slice(0, 7) >= due.slice(0, 7);
}

/** Neighbouring subject words, as "problem profile": a thing with a name of its own. */
function pairs(text: string): string[] {
  const words = text.match(/\p{L}[\p{L}'’-]*/gu) ?? [];
  return words.flatMap((word, index) => {
    const both = [word, words[index + 1] ?? ''].map((each) => [...subjectWords(each)][0]);
    return both[0] === undefined || both[1] === undefined ? [] : [`${both[0]} ${both[1]}`];
  });
}

function sum(words: Iterable<string>, weight: (word: string) => number): number {
  return [...words].reduce((total, word) => total + weight(word), 0);
}
