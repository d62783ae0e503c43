import { longDate } from '../../calendar/civil-date.js';
import { saysNoChange } from '../../commitments/says-no-change.js';
import { markersOf, sentencesOf } from '../../text/sentences.js';
import { type Raised, type Review, raiseWhole } from '../matching/finding.js';
import { lastText } from '../matching/last-text.js';

/** "A booklet will be given in all cases" describes a habit, not work to come. */
const HABIT = /\bin (?:all|every) cases?\b|\balways\b|\bwhenever\b|\broutinely\b|\bif\b|\beach time\b/i;

/** "No change" where the last text speaks of something still to come: has it come? */
export function noChangeOverFuture(review: Review): Raised[] {
  return review.rows.flatMap(({ now, earlier }) => {
    if (now === null || !saysNoChange(now)) return [];
    const last = lastText(earlier);
    const ahead = last === null ? null : sentenceAhead(last.text);
    if (last === null || last.column === null || ahead === null) return [];
    return [
      raiseWhole(now, {
        rule: 'no-change-over-future',
        what: `“No change” is said of the text of ${longDate(last.column)}, which speaks of something still to come: “${ahead}”`,
        suggestion: 'Say whether that has happened, and if not, when it will.',
        severity: 'look',
      }),
    ];
  });
}

function sentenceAhead(text: string): string | null {
  const found = sentencesOf(text).find(
    (each) => !HABIT.test(each.text) && markersOf(each.text).some((marker) => marker.direction === 'ahead'),
  );
  return found?.text ?? null;
}
