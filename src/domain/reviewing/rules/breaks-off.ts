import type { Raised, Review } from '../matching/finding.js';
import { matches, raiseEach, type Span } from '../matching/pattern-rule.js';

const DANGLING =
  /(?:(?<!\S)\S+\s+)?\b(?:and|or|but|the|a|an|including|includes|as|which|who|will|is|are|be|being|been|has|have|their|its|this|these|into|between|because|when|where|not|such as)\s*$/gi;
/** A sentence may end on these after "that", "which" or "what": "the form that officers asked for". */
const DANGLING_UNLESS_RELATIVE =
  /(?<!\b(?:that|which|what|who|whom|where)\b[^.\n]*)(?:(?<=\s|^)\S+\s+)?\b(?:of|to|for|with|by|from)\s*$/gi;
/** Each begins where a word does: tried at every letter of a long word it would cost its length cubed. */
const OPEN_END = /(?<!\S)(?:\S+\s)?\S+[,:;(–-]\s*$|(?<!\S)\S+\s*(?:…|\.\.\.)\s*$/g;
/** A bullet that holds a letter or two, or nothing, at the very end. */
const EMPTY_BULLET = /(?<words>•\s*\w{0,2})\s*$/g;

/** UTF-16 units at the end of a text in which its last sentence is looked at: longer ones cost too much and say no more. */
const END_LOOKED_AT = 1_000;

/** A text that stops in the middle: on a joining word, a comma or an empty bullet. */
export function breaksOff(review: Review): Raised[] {
  return raiseEach(
    review,
    {
      rule: 'breaks-off',
      what: 'The text seems to break off here.',
      suggestion: 'Ask the owner for the rest of the sentence, or end it.',
      severity: 'mustDecide',
    },
    (text) => {
      const from = Math.max(0, text.length - END_LOOKED_AT);
      return [DANGLING, DANGLING_UNLESS_RELATIVE, OPEN_END, EMPTY_BULLET]
        .flatMap((pattern) => matches(text.slice(from), pattern))
        .slice(0, 1)
        .map(({ start, length }): Span => ({ start: from + start, length }));
    },
  );
}
