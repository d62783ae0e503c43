import type { Raised, Review } from '../matching/finding.js';
import { matches, raiseEach } from '../matching/pattern-rule.js';

/** Government classifications, old and new, are written in capitals; the phrases are not. */
const MARKING =
  /\bOFFICIAL(?:\s?[-–:]\s?SENSITIVE| SENSITIVE)?\b|\b(?:TOP SECRET|SECRET|RESTRICTED|CONFIDENTIAL|NOT PROTECTIVELY MARKED|PROTECT)\b/g;
/** As the heading of a text, in any case of letters. */
const HEADING = /^(?:strictly )?(?:confidential|restricted|secret|official[ -]sensitive)(?=\s*[-–:])/gim;
const PHRASE =
  /\bnot (?:for|suitable for) (?:publication|public release|disclosure|onward)\b|\bdo not (?:circulate|distribute|forward|share|disclose)\b|\b(?:for )?internal use only\b|\bpolice (?:use|eyes) only\b/gi;

export function protectiveMarking(review: Review): Raised[] {
  return raiseEach(
    review,
    {
      rule: 'protective-marking',
      what: 'The text carries a protective marking.',
      suggestion: 'Make sure that the text may be published, then take the marking out.',
      severity: 'mustDecide',
    },
    (text) => [...matches(text, MARKING), ...matches(text, PHRASE), ...matches(text, HEADING)],
  );
}
