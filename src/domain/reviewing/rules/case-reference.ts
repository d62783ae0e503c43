import type { Raised, Review } from '../matching/finding.js';
import { matches, raiseEach } from '../matching/pattern-rule.js';

const REFERENCES = [
  // CR/012345/31, 50/12345/31, 14BX/2207/31: a code or a station, a number, a year.
  /(?<![\w/])(?:[A-Z]{2,4}|\d{2}|\d{2}[A-Z]{1,2}|[A-Z]\d{1,2})\/\d{3,7}\/(?:20)?\d{2}(?![\w/])/g,
  // DCP-20310503-0412: force, day, number of the incident.
  /\b[A-Z]{2,5}-\d{6,8}-\d{3,5}\b/g,
  // Log 123 of 3 May; log number 612.
  /\blog (?:(?:no\.?|number|ref(?:erence)?) )?\d{2,5}(?: (?:of|on|dated) \d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+(?: \d{4})?)?/gi,
  // CAD 1234, incident 0412 of 3 May: the numbers of calls.
  /\b(?:CAD|STORM)(?: (?:log|no\.?|number|ref(?:erence)?))* \d{2,6}\b|\bincident (?:log |no\.? |number |ref(?:erence)? )*(?<words>\d{3,6})(?! ?(?:%|hours|days|weeks|people|cases))\b/gi,
  // Custody number 1234/31: a number and a year, called what it is.
  /\b(?:crime|custody|incident|occurrence|offence)(?: (?:record|report|no\.?|number|ref(?:erence)?))*[\s:]+(?<words>\d{2,7}\/\d{2,4})(?![\d/])/gi,
  // A long number that is called a crime, custody or occurrence number; the number is what identifies.
  /\b(?:crime|custody|incident|occurrence|case|offence|urn|pnc|niche)(?: (?:record|report|id))?(?: (?:no\.?|number|ref(?:erence)?|record))?[\s:]+(?:is |was )?(?<words>[A-Z]{0,3}\d{6,14}[A-Z]?)\b/gi,
  // The unique reference number of a case: force, unit, number, year.
  /\b\d{2}[A-Z][A-Z0-9]\d{7}\b/g,
];

/** Crime, log, custody and incident references: they lead to people. */
export function caseReference(review: Review): Raised[] {
  return raiseEach(
    review,
    {
      rule: 'case-reference',
      what: 'A crime, log or custody reference would be published.',
      suggestion: 'Take it out; describe the case in general words if it is needed.',
      severity: 'mustDecide',
    },
    (text) => REFERENCES.flatMap((pattern) => matches(text, pattern)),
  );
}
