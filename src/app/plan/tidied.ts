import { LONGEST_UPDATE } from '../../domain/asking/update.js';
import { type Refused, refused } from '../store/outcome.js';

/** A text that the lead wrote, as it is printed: line ends as everywhere in the plan, no white space at the ends of lines. */
export function tidied(text: string): { readonly kind: 'tidied'; readonly text: string } | Refused {
  const tidy = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+\n/g, '\n')
    .trim();
  if (tidy === '') return refused('The file is empty. Write the whole text as it is to be published.');
  if (tidy.length > LONGEST_UPDATE) {
    return refused(
      `The text has ${tidy.length.toLocaleString('en-GB')} characters. The most is ${LONGEST_UPDATE.toLocaleString('en-GB')}.`,
    );
  }
  if (!tidy.isWellFormed()) return refused('The text has a broken character in it. Save the file as UTF-8.');
  return { kind: 'tidied', text: tidy };
}
