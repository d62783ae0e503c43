import { saysNoChange } from '../../commitments/says-no-change.js';
import { likeness } from '../../text/norm-words.js';
import { type Cell, type Raised, type Review, raiseWhole } from '../matching/finding.js';

/** Texts this alike say the same: a word or two were touched. */
const NEARLY_THE_SAME = 0.8;
const COLUMNS_RUNNING = 3;

/** A row that has said the same thing, or "no change", in three columns running. Complete rows may rest. */
export function silentRow(review: Review): Raised[] {
  return review.rows.flatMap(({ now, earlier, status }) => {
    if (now === null || status === 'complete' || /^(?:complete|discharged|closed|transferred)\b/i.test(now.text))
      return [];
    const cells = [...earlier, now];
    const running = columnsRunning(cells);
    if (running < COLUMNS_RUNNING) return [];
    return [
      raiseWhole(now, {
        rule: 'silent-row',
        what: `This row has said the same thing in ${running} columns running.`,
        suggestion: 'Ask the owner for a fresh sentence, or record that the work is complete or has stopped.',
        severity: 'look',
      }),
    ];
  });
}

function columnsRunning(cells: readonly Cell[]): number {
  let running = 1;
  for (let index = cells.length - 1; index > 0; index--) {
    const [cell, before] = [cells[index], cells[index - 1]];
    if (cell === undefined || before === undefined) break;
    if (!saysNoChange(cell) && likeness(cell.text, before.text) < NEARLY_THE_SAME) break;
    running++;
  }
  return running;
}
