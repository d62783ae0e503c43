import { INTRODUCTION } from '../../plan/introduction.js';
import { sentencesOf } from '../../text/sentences.js';
import { CLAIM } from '../matching/complete-claim.js';
import { type Raised, type Review, raise } from '../matching/finding.js';
import { completeWithOpenWork } from './complete-with-open-work.js';

/** "Published in May - completed", "Delivered at the spring school (complete)": the row's own end after what was done. */
const AT_THE_END =
  /[-–—:;,(]\s*(?:now |all )?(?:(?:this |the )?(?:action|recommendation|requirement|item|work|objective) )?(?:(?:is|now|has been|fully) ){0,3}(?:completed?|closed|discharged)\)?[.\s]*$/i;
/** Then it is not complete yet, or only for somebody. */
const UNDER_A_CONDITION =
  /\b(?:once|when|until|unless|if|after|before|where|whether|as soon as|will|should|must|to be|not|never|partly|partially|nearly|almost|per ?cent)\b|%/i;

/** "Complete" in the words of a row whose status is not stated: readers are told two things about the same row. */
export function completeWithoutStatus(review: Review): Raised[] {
  if (!review.isNewest) return [];
  const raised = new Set(completeWithOpenWork(review).map((each) => each.requirement));
  return review.rows.flatMap(({ now, status, requirement }) => {
    if (now === null || status !== 'notStated' || requirement.finished !== undefined) return [];
    // what presents the plan has no status to state
    if (now.kind !== 'text' || raised.has(requirement.id) || requirement.id === INTRODUCTION.id) return [];
    const claim = sentencesOf(now.text).find(({ text }) => claimsToBeComplete(text));
    if (claim === undefined) return [];
    return [
      raise(now, {
        rule: 'complete-without-status',
        start: claim.start,
        length: claim.text.length,
        what: 'The text says that this is complete, but the row has no status.',
        suggestion: 'Give the row the status “Complete”, or say in the text what is still to be done.',
        severity: 'look',
      }),
    ];
  });
}

/** What stands before the claim may make it one of a day to come, or of a part. */
function claimsToBeComplete(sentence: string): boolean {
  return [CLAIM, AT_THE_END].some((pattern) => {
    const match = pattern.exec(sentence);
    return match !== null && !UNDER_A_CONDITION.test(sentence.slice(0, match.index + match[0].length));
  });
}
