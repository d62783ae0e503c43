import { type CivilDate, longDate } from '../../calendar/civil-date.js';
import { datesIn, type PossibleDate } from '../../text/dates/dates-in-text.js';
import { markerAt, markersOf, type Sentence, sentencesOf } from '../../text/sentences.js';
import { type Cell, cellsNow, type Raised, type Review, raise } from '../matching/finding.js';

/** What a past sentence may say of a later day: money is agreed for it, a session is booked for it. */
const REACHES_AHEAD =
  /\b(?:until|till|up to|for|by|before|to|into|through|throughout|from|valid|ending|expir\w+|timescale|review)\s+(?:the\s+)?$/i;

/** "Three lamps were added for the survey in March": the day of what it was done for. */
const OF_ITS_PURPOSE =
  /\b(?:for|ahead of|before|in time for|in readiness for) (?:the|a|an|our|its|their) (?:[\p{L}-]+ ){1,3}(?:in|on|of|for)\s+$/iu;

/** Characters before a date in which what reaches ahead is looked for. */
const JUST_BEFORE = 120;

/** A date later than the column in a sentence that tells of something done. */
export function dateAfterRevision(review: Review): Raised[] {
  return cellsNow(review).flatMap((cell) =>
    sentencesOf(cell.text).flatMap((sentence) => datesTooLate(sentence, review.column, cell)),
  );
}

function datesTooLate(sentence: Sentence, column: CivilDate, cell: Cell): Raised[] {
  const markers = markersOf(sentence.text);
  const mentions = datesIn(sentence.text, column).flatMap((each) => (each.kind === 'date' ? [each] : []));
  const aList = mentions.some((each) => each.last <= column) && !markers.some((each) => each.direction === 'ahead');
  const tooLate = (mention: PossibleDate) => {
    if (mention.earliest <= column || mention.yearFrom === 'relative') return false;
    // "the audits began in November", told in June: the one before is meant
    if (mention.yearFrom === 'nearest' && mention.precision === 'month') return false;
    const before = sentence.text.slice(Math.max(0, mention.start - JUST_BEFORE), mention.start);
    if (REACHES_AHEAD.test(before) || OF_ITS_PURPOSE.test(before)) return false;
    const marker = markerAt(markers, mention.start);
    // Without a verb: one later day among past ones, as in a list of sessions held.
    return marker === null ? aList : marker.direction === 'back';
  };
  return mentions.filter(tooLate).map((mention) =>
    raise(cell, {
      rule: 'date-after-revision',
      start: sentence.start + mention.start,
      length: mention.length,
      what: `“${mention.words}” is later than this update (${longDate(column)}), but the sentence tells of something done.`,
      suggestion: 'Correct the date (often the year), or say that it is still to come.',
      severity: 'mustDecide',
    }),
  );
}
