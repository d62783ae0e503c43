import type { Raised, Review } from '../matching/finding.js';
import { matches, raiseEach, type Span } from '../matching/pattern-rule.js';

/** British numbers: national (01, 02, 03, 07, 08), international +44, and internal extensions. */
const NUMBER =
  /(?<![\w/.+-])(?:\+44[\s(-]*(?:\(0\))?[\s-]*|\(?0)\d(?:[\s()-]{0,2}\d){7,9}(?![\w/-])|\b(?:ext(?:ension|n)?\.?|x)\s?\d{3,6}\b/gi;

export function telephoneNumber(review: Review): Raised[] {
  return raiseEach(
    review,
    {
      rule: 'telephone-number',
      what: 'A telephone number would be published.',
      suggestion: 'Take it out, or accept it if it is a public line.',
      severity: 'mustDecide',
    },
    (text): Span[] => matches(text, NUMBER),
  );
}
