import { listMarks } from '../../../../domain/text/list-marks.js';
import { paragraphsOr } from './printable.js';

/** A paragraph of a text as it is laid out: by itself, or as an item of a list, without the mark that was typed before it. */
export interface LaidOut {
  readonly text: string;
  readonly isItem: boolean;
}

/** The paragraphs of a text with lists told apart; `nothing` where it has no words. */
export function laidOut(text: string | null, nothing: string): readonly LaidOut[] {
  const paragraphs = paragraphsOr(text, nothing);
  const marks = listMarks(paragraphs);
  return paragraphs.map((paragraph, at) => ({
    text: paragraph.slice(marks[at]?.length ?? 0),
    isItem: marks[at] !== '',
  }));
}

/** The same words in one line, for links to a text and for saying again how it begins. */
export function laidInLine(text: string | null, nothing: string): string {
  return laidOut(text, nothing)
    .map((part) => part.text)
    .join(' ');
}
