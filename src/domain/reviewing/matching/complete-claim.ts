/** Sentences that call the row itself complete, not some part of it. */
export const CLAIM =
  /^(?:fully )?completed?[.\s]*$|^(?:done|closed|signed off)\b.{0,30}$|\b(?:action|recommendation|requirement|objective|this|item)(?: \d[\d.]*)?(?: (?:is|are|was|has|have|now|been|also|fully|therefore))* (?:completed?|closed|discharged)\b/i;
