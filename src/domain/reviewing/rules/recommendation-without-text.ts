import type { Raised, Review } from '../matching/finding.js';

/** A recommendation whose text the plan does not print: readers cannot tell what is being answered. */
export function recommendationWithoutText(review: Review): Raised[] {
  return review.recommendations
    .filter((each) => each.text === null || each.text.trim() === '')
    .map((each) => ({
      rule: 'recommendation-without-text',
      requirement: null,
      ref: each.number,
      column: null,
      start: 0,
      length: 0,
      words: '',
      what: `Recommendation ${each.number} is printed without its text.`,
      suggestion: `Take the text from the report and enter it: quarterdeck review correct --recommendation ${each.number}.`,
      severity: 'mustDecide',
    }));
}
