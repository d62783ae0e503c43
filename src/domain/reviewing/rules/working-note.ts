import { sentencesOf } from '../../text/sentences.js';
import type { Raised, Review } from '../matching/finding.js';
import { matches, raiseEach, type Span, withoutOverlaps } from '../matching/pattern-rule.js';

const NOTES = [
  /\b(?:TB[CAD]|tb[ca]|WIP)\b/g,
  /(?<![\w-])(?:x{3,}|X{2,})(?![\w-])/g,
  /\?{2,}|\.{4,}(?=\s|$)|\d*\?%/g,
  /\*{2,}[^*\n]{2,80}\*{2,}/g,
  /\((?:\p{Lu}\p{Ll}+ |\p{Lu}{2,4} )?to (?:confirm|check|add|advise|update|review)\b[^)]{0,40}\)/gu,
  // A published update answers; a question in it was asked while drafting.
  /(?<=^|[.!?)\]]\s+|\n)(?:is (?:this|that|it)|are (?:these|we|they)|do (?:we|you|these)|does (?:this|that|it)|can (?:we|you|someone|somebody)|could you|should (?:we|this)|who |have (?:we|you))[^.?!\n]{0,120}\?/gi,
  /\[(?:insert|add|check|confirm|date|figure|number|name|tbc|tba|update|delete|xx+|\?|\.\.\.)[^\]]{0,80}\]/gi,
  /(?<=^|[.!?]\s+|\n|\[|\()(?:check|confirm|clarify) (?:with|this|that|figures?|date|if|whether)\b/gi,
  // "NEW" in capitals at the start of a line or sentence is a note to the reader of a draft.
  /(?<=^|[.!?]\s+|\n)(?<words>NEW|UPDATED?|DRAFT|AMENDED|OLD|DELETE)(?= [a-zA-Z–-]|:)/g,
  /\b(?:note to self|delete as appropriate|lorem ipsum|needs? rewording|to be written up|copy (?:and|&) paste|DN:|NB:)/gi,
  /(?<=^|[.!?:;([-]\s?|\n)[Aa]sk (?:him|her|them|[A-Z][a-z]+) (?:for|about|to|if)\b/g,
];

/** The lines that an e-mail or a chat leaves when it is pasted: its head, its greeting, its end. */
const PASTED_LINES = [
  /^(?:From|Sent|To|Cc|Subject|Date|Importance|Attachments?): \S.{0,200}$/gim,
  /^(?:kind |best |many |warm )?(?:regards|wishes|thanks)(?:,| all)?[\s,.!]*$/gim,
];
/** Sentences that one colleague writes to another about the text itself. */
const TO_A_COLLEAGUE = [
  /^(?:hi|hello|dear|hey|good (?:morning|afternoon)|morning|afternoon)(?: (?:all|both|everyone|team|\p{Lu}\p{Ll}+)){0,2}[,!]/iu,
  /\b(?:please|pls|can you|could you) (?:(?:do not|don['’]t|also|just) )?(?:include|publish|use|print|quote|add|amend|change|remove|delete|insert|replace|redact|reword|paste|copy|check (?:this|that|with|if|whether|we|you|the (?:figure|date|wording)))\b/i,
  // "NB Claire …", "… will add the figures here": about the text, and not about the work
  /^NB\b|\b(?:will|to|can) (?:add|insert|update|put|fill in|complete|confirm)\b[^.?!\n]{0,60}\b(?:here|in this (?:row|cell|box|column))[.!]?$/i,
  /\bnot sure (?:if|whether|that|about)\b|\b(?:will|need to|must|let me) (?:double[- ]?)?check (?:with|this|that)\b|\bhappy for (?:this|it|that|these) to (?:go|be)\b|\bsee (?:e-?mail|attached|below) from\b/i,
  /\b(?:we|you) (?:may |might |do |do not |don['’]t )?want to (?:say|include|publish|mention|print) (?:this|that|it)\b|\bfor your (?:return|update|records)\b|\bas (?:per|discussed in) (?:my|your|our) (?:e-?mail|call|chat)\b|\bfyi\b/i,
  // nobody speaks as "I" for a body, except in a quotation
  /(?<!["“‘'(][^"”’']{0,200})\bI(?:['’](?:m|ve|ll|d)| (?:am|was|have|had|will|would|think|believe|can|could|need|spoke|asked|sent|attach|suggest|assume))\b/u,
];
/** An order to whoever runs something, where its result was to be told: "Download report every week". */
const TO_WHOEVER_RUNS_IT =
  /(?:^|[.!?:;\n] ?|\p{Ll} |\d ?(?:st|nd|rd|th)? ?|\p{Lu}\p{Ll}+ )(?<words>(?:Download|Upload|Attach|Forward|Paste|Chase|Print off|Resend|Export)(?: \p{Ll}[\p{L}-]*){2}[^.!?\n]{0,120})/gu;
/** What the public itself may be told to do. */
const FOR_THE_PUBLIC = /\b(?:from our|from the website|app\b|leaflet|guide|form|booklet|https?:)/i;

function pastedNotes(text: string): Span[] {
  const spoken = sentencesOf(text)
    .filter((sentence) => TO_A_COLLEAGUE.some((pattern) => pattern.test(sentence.text)))
    .map(({ start, text: { length } }) => ({ start, length }));
  const orders = matches(text, TO_WHOEVER_RUNS_IT).filter(
    ({ start, length }) => !FOR_THE_PUBLIC.test(text.slice(start, start + length)),
  );
  return [...PASTED_LINES.flatMap((pattern) => matches(text, pattern)), ...spoken, ...orders];
}

/** Notes that somebody wrote for themselves or for a colleague while drafting. */
export function workingNote(review: Review): Raised[] {
  return raiseEach(
    review,
    {
      rule: 'working-note',
      what: 'This looks like a working note that was left in.',
      suggestion: 'Replace it with what is meant, or take it out.',
      severity: 'mustDecide',
    },
    (text) => withoutOverlaps([...NOTES.flatMap((pattern) => matches(text, pattern)), ...pastedNotes(text)]),
  );
}
