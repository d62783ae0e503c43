import { unseenLetters } from '../../text/unseen-letters.js';
import type { Raised, Review } from '../matching/finding.js';
import { raiseEach, type Span } from '../matching/pattern-rule.js';

const SUGGESTION = 'Write the words once more, or correct them here: these letters are left out then.';

/** Letters that nobody can see, once a text: as much of the word around the first as there is. */
export function unseenLettersInText(review: Review): Raised[] {
  const found = (misleads: boolean) => (text: string) => aroundFirst(text, misleads);
  return [
    ...raiseEach(
      review,
      {
        rule: 'unseen-letters',
        what: 'Here stand letters that nobody can see, and that can make readers read other words than are there.',
        suggestion: SUGGESTION,
        severity: 'mustDecide',
      },
      found(true),
    ),
    ...raiseEach(
      review,
      {
        rule: 'unseen-letters',
        what: 'Here stand letters that nobody can see.',
        suggestion: SUGGESTION,
        severity: 'look',
      },
      found(false),
    ),
  ];
}

function aroundFirst(text: string, misleads: boolean): readonly Span[] {
  const letters = unseenLetters(text);
  const first = letters.find((each) => each.misleads === misleads);
  if (first === undefined || (!misleads && letters.some((each) => each.misleads))) return [];
  const before = /\S{0,40}$/.exec(text.slice(0, first.start))?.[0].length ?? 0;
  const after = /^\S{0,40}/.exec(text.slice(first.start + first.length))?.[0].length ?? 0;
  return [{ start: first.start - before, length: before + first.length + after }];
}
