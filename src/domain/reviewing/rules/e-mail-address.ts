import type { Raised, Review } from '../matching/finding.js';
import { matches, raiseEach } from '../matching/pattern-rule.js';

/** Before the @ at most 64 characters (RFC 5321, 4.5.3.1.1). */
const E_MAIL = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;

/** E-mail addresses, public ones too: only the lead can tell which may be published. */
export function eMailAddress(review: Review): Raised[] {
  return raiseEach(
    review,
    {
      rule: 'e-mail-address',
      what: 'An e-mail address would be published.',
      suggestion: 'Take it out, or accept it if it is a public contact address.',
      severity: 'mustDecide',
    },
    (text) => matches(text, E_MAIL),
  );
}
