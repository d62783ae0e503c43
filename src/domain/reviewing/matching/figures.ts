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
  return sentencesOf(text).flatMap((sentence) =>
    [...sentence.text.matchAll(PERCENTAGE)].map((match) => ({
      value: Number(match[1]),
      start: sentence.start + match.index,
      length: match[0].length,
      sentence: sentence.text,
      subject: subjectWords(clauseAround(sentence.text, match.index)),
    })),
  );
}

/** Between punctuation, or an "and" with a figure on either side. */
function clauseAround(sentence: string, offset: number): string {
  const figures = [...sentence.matchAll(PERCENTAGE)].map((match) => match.index);
  const joins = [...sentence.matchAll(/ and /g)].filter(
    (join) => figures.some((each) => each < join.index) && figures.some((each) => each > join.index),
  );
  const ends = [...sentence.matchAll(CLAUSE_END), ...joins].sort((a, b) => a.index - b.index);
  const from = ends.filter((end) => end.index + end[0].length <= offset).at(-1);
  const to = ends.find((end) => end.index > offset);
  return sentence.slice(from === undefined ? 0 : from.index + from[0].length, to?.index ?? sentence.length);
}
