import type { Raised, Review } from './finding.js';
import { matches, raiseEach, type Span } from './pattern-rule.js';

const DANGLING =
  /(?:\S+\s+)?\b(?:and|or|but|the|a|an|of|to|for|with|by|from|including|includes|as|which|who|will|is|are|be|has|have|their|its|into|between|because|when|where|such as)\s*$/gi;
const OPEN_END = /\S*\s?\S+[,:;(–-]\s*$|\S+\s*(?:…|\.\.\.)\s*$/g;
/** A bullet that holds a letter or two, or nothing, at the very end. */
const EMPTY_BULLET = /•\s*(?<words>\w{0,2})\s*$/g;

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
    (text) => [DANGLING, OPEN_END, EMPTY_BULLET].flatMap((pattern): Span[] => matches(text, pattern)).slice(0, 1),
  );
}
