import { subjectWords } from '../../text/norm-words.js';
import { sentencesOf } from '../../text/sentences.js';

/** A percentage in a text with the words around it. Offsets are of the text, in UTF-16 units. */
export interface Figure {
  readonly value: number;
  readonly start: number;
  readonly length: number;
  readonly sentence: string;
  /** Stems of the words of its own clause: what it counts. */
  readonly subject: ReadonlySet<string>;
}

const PERCENTAGE = /(?<![\w.,])(\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent\b)/g;
const CLAUSE_END = /[,;:\n]\s|\.\s| - /g;

export function figuresIn(text: string): Figure[] {
  return sentencesOf(text).flatMap((sentence) => {
    const matches = [...sentence.text.matchAll(PERCENTAGE)];
    const subjectAt = subjectsByClause(
      sentence.text,
      matches.map((match) => match.index),
    );
    return matches.map((match) => ({
      value: Number(match[1]),
      start: sentence.start + match.index,
      length: match[0].length,
      sentence: sentence.text,
      subject: subjectAt(match.index),
    }));
  });
}

/**
 * The subject of the clause at an offset; clauses lie between punctuation, or an "and" with a figure on either side.
 * `figures` are the offsets of the sentence's figures, rising; the offsets asked for must rise too. Linear: each clause
 * is read once, however many figures it holds.
 */
function subjectsByClause(sentence: string, figures: readonly number[]): (offset: number) => ReadonlySet<string> {
  const [first = 0, last = 0] = [figures[0], figures.at(-1)];
  const joins = [...sentence.matchAll(/ and /g)].filter((join) => first < join.index && join.index < last);
  const ends = [...sentence.matchAll(CLAUSE_END), ...joins].sort((a, b) => a.index - b.index);
  let next = 0;
  let from = 0;
  let known: ReadonlySet<string> | null = null;
  return (offset) => {
    for (let end = ends[next]; end !== undefined && end.index + end[0].length <= offset; end = ends[next]) {
      from = end.index + end[0].length;
      known = null;
      next += 1;
    }
    known ??= subjectWords(sentence.slice(from, ends[next]?.index ?? sentence.length));
    return known;
  };
}
