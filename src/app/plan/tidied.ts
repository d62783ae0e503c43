import { type AnswerState, LONGEST_INTRODUCTION, LONGEST_UPDATE } from '../../domain/asking/update.js';
import { isIntroduction } from '../../domain/plan/introduction.js';
import { withoutUnseen } from '../../domain/text/unseen-letters.js';
import { type Refused, refused } from '../store/outcome.js';

/** A text that the lead wrote, as it is printed: line ends as everywhere in the plan, no white space at the ends of lines. */
export function tidied(
  text: string,
  about: Pick<AnswerState, 'requirement'> | null = null,
): { readonly kind: 'tidied'; readonly text: string } | Refused {
  const tidy = withoutUnseen(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+\n/g, '\n')
    .trim();
  if (tidy === '') return refused('The file is empty. Write the whole text as it is to be published.');
  const longest = about !== null && isIntroduction(about) ? LONGEST_INTRODUCTION : LONGEST_UPDATE;
  if (tidy.length > longest) {
    return refused(
      `The text has ${tidy.length.toLocaleString('en-GB')} characters. The most is ${longest.toLocaleString('en-GB')}.`,
    );
  }
  if (!tidy.isWellFormed()) return refused('The text has a broken character in it. Save the file as UTF-8.');
  return { kind: 'tidied', text: tidy };
}
