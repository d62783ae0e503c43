import type { Raised, Review } from '../matching/finding.js';
import { matches, raiseEach } from '../matching/pattern-rule.js';

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
  /\b(?:note to self|ask (?:him|her|them|[A-Z][a-z]+) (?:for|about|to|if)|delete as appropriate|lorem ipsum|needs? rewording|to be written up|copy (?:and|&) paste|DN:|NB:)/gi,
];

/** Notes that somebody wrote for themselves while drafting. */
export function workingNote(review: Review): Raised[] {
  return raiseEach(
    review,
    {
      rule: 'working-note',
      what: 'This looks like a working note that was left in.',
      suggestion: 'Replace it with what is meant, or take it out.',
      severity: 'mustDecide',
    },
    (text) => NOTES.flatMap((pattern) => matches(text, pattern)),
  );
}
