import type { CivilDate } from '../calendar/civil-date.js';
import { type DateMention, datesIn, type PossibleDate } from '../text/dates/dates-in-text.js';
import { shared, subjectWords } from '../text/norm-words.js';
import { markersOf, sentencesOf } from '../text/sentences.js';
import type { FoundCommitment } from './commitment.js';

/** A later sentence answers a promise when it holds this share of the promise's subject, rare words weighing more. */
const ANSWERING_SHARE = 0.3;
/** … or this share of the words before “will”, which name the thing promised. */
const ANSWERING_HEAD = 0.5;

/** A text as promises made before it are compared with it. */
export interface LaterText {
  readonly callsComplete: () => boolean;
  readonly sentences: () => readonly {
    readonly words: ReadonlySet<string>;
    readonly dates: () => readonly DateMention[];
    readonly pairs: () => ReadonlySet<string>;
    readonly text: string;
  }[];
}

/** Reads each part of a text when it is first asked for, and once, however many promises are compared with it. */
export function laterText(text: string, column: CivilDate): LaterText {
  const sentences = once(() =>
    sentencesOf(text).map((sentence) => ({
      text: sentence.text,
      words: subjectWords(sentence.text),
      dates: once(() => datesIn(sentence.text, column)),
      pairs: once(() => pairs(sentence.text)),
    })),
  );
  return { callsComplete: once(() => sentencesOf(text).some((each) => CALLS_COMPLETE.test(each.text))), sentences };
}

const CALLS_COMPLETE = /\b(?:action|recommendation|requirement) (?:is |now |has been )*completed?\b/i;

/**
 * Whether a later text says anything of what was promised: it calls the row complete, names the promised day or month
 * with a word of the promise, or has a sentence about the promise's subject. What it says is for people to judge.
 */
export function speaksOf(later: LaterText, found: FoundCommitment, weight: (word: string) => number): boolean {
  if (later.callsComplete()) return true;
  const subject = subjectWords(found.words);
  const head = subjectWords(headOf(found.words));
  const named = once(() => [...pairs(found.words)]);
  const event = eventOf(found);
  const again = namedAgain(found.words);
  return later.sentences().some((sentence) => {
    const { words } = sentence;
    if (again?.test(sentence.text) === true) return true;
    if (event !== null)
      return (
        event.test(sentence.text) || sentence.dates().some((each) => each.kind === 'date' && sameTime(each, found))
      );
    if (head.size >= 2 && covers(head, words, weight, ANSWERING_HEAD)) return true;
    if (covers(subject, words, weight, ANSWERING_SHARE)) return true;
    if (found.precision !== 'day' && shared(subject, words).length === 0) return false;
    if (sentence.dates().some((each) => each.kind === 'date' && sameTime(each, found))) return true;
    return named().some((pair) => sentence.pairs().has(pair));
  });
}

/** What takes place on a day and is over: of the subject of such a day much may be said that is nothing of the day. */
const EVENT =
  /(?<name>(?:\p{L}[\p{L}'’-]* ){0,2})(?<noun>event|day|evening|conference|workshop|seminar|session|meeting|summit|exhibition|launch|visit|festival|ceremony|webinar|road ?show|panel|forum)s?(?= (?:will|is|are|takes?|has been|with|for|in|at|on|to)\b|[,.;:]|$)/iu;
const TAKES_PLACE =
  /\b(?:take place|takes place|be held|is held|meet|scheduled|planned|booked|invited|run|host(?:ed)?)\b/i;

/** The words by which a later text would name the event that was announced: its own with the word before it; null for other promises. */
function eventOf({ words, precision }: FoundCommitment): RegExp | null {
  if (precision !== 'day' || !TAKES_PLACE.test(words)) return null;
  const match = EVENT.exec(words);
  if (match === null) return null;
  const { name = '', noun = '' } = match.groups ?? {};
  const before = name.trim().split(' ').at(-1) ?? '';
  const own =
    before === '' || /^(?:a|an|the|this|on|of|will|is|our|next)$/i.test(before) ? '' : `\\b${escaped(before)} `;
  // "the open day", or "The conference was put off": what a sentence begins with is the one that was announced
  return new RegExp(`${own === '' ? '\\b' : own}${escaped(noun)}s?\\b|^(?:the|this|both) ${escaped(noun)}s?\\b`, 'iu');
}

/** Verbs that say only that something is done: what, the noun before them says. */
const GENERIC =
  /^(?:carried|undertaken|completed?|finish(?:ed)?|implemented|conducted|delivered|start(?:ed)?|begin|begun|commence[sd]?|take|held|made|done|next)$/;

/** "The audits began" after "Further audits will be made"; "The launch was put off" after "The app will launch". */
function namedAgain(words: string): RegExp | null {
  const ahead = markersOf(words).find((marker) => marker.direction === 'ahead');
  if (ahead === undefined) return null;
  const phrase = words.slice(0, ahead.start).split(/ (?:of|for|with|in|on|at|to|about|between|from) /)[0] ?? '';
  const noun = phrase.match(/\p{L}[\p{L}'’-]*/gu)?.at(-1);
  const verb = /^\s*(?:be |been )?(\p{Ll}{4,})/u.exec(words.slice(ahead.start + ahead.length))?.[1];
  // "the rail is ordered" says nothing of its being painted: a noun is enough only where it is the deed
  const deed = verb === undefined || GENERIC.test(verb) ? noun : undefined;
  const forms = [deed, verb].flatMap((each) => (each === undefined || each.length < 4 ? [] : [formOf(each)]));
  return forms.length === 0 ? null : new RegExp(`^(?:the|these|this|both) (?:${forms.join('|')})(?:e?s)?\\b`, 'iu');
}

const formOf = (word: string) => escaped(word.replace(/(?:e?s|ed|ing)$/, ''));

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The words before the promise is made: "The victim survey" of "The victim survey is due in May". */
function headOf(words: string): string {
  const ahead = markersOf(words).find((marker) => marker.direction === 'ahead');
  return ahead === undefined ? '' : words.slice(0, ahead.start);
}

function covers(
  of: ReadonlySet<string>,
  words: ReadonlySet<string>,
  weight: (word: string) => number,
  share: number,
): boolean {
  const common = shared(of, words);
  return common.length >= Math.min(2, of.size) && sum(common, weight) >= sum(of, weight) * share;
}

function sameTime(mention: PossibleDate, { due, precision }: FoundCommitment): boolean {
  if (precision === 'day') return mention.earliest === due;
  return mention.precision !== 'year' && mention.earliest <= due && mention.last.slice(0, 7) >= due.slice(0, 7);
}

/** Neighbouring subject words, as "problem profile": a thing with a name of its own. */
function pairs(text: string): ReadonlySet<string> {
  const words = text.match(/\p{L}[\p{L}'’-]*/gu) ?? [];
  const stems = words.map((word) => [...subjectWords(word)][0]);
  return new Set(
    stems.flatMap((stem, index) => {
      const next = stems[index + 1];
      return stem === undefined || next === undefined ? [] : [`${stem} ${next}`];
    }),
  );
}

function sum(words: Iterable<string>, weight: (word: string) => number): number {
  return [...words].reduce((total, word) => total + weight(word), 0);
}
