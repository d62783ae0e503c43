import type { CivilDate } from '../calendar/civil-date.js';
import type { Cycle } from '../plan/cycle.js';
import { looksAhead } from '../text/sentences.js';
import { type AskedItem, stillDue } from './ask.js';
import { keptWords } from './typed-words.js';
import { MOST_UNCHANGED } from './unchanged.js';

/**
 * Whether "No change" may be said of a row together with others: there is a text to point to, nothing was promised that
 * somebody should look at, nothing is written, and fewer than two quarters have passed that way.
 */
export function canBeOneOfSeveral(
  item: AskedItem,
  person: string,
  cycle: Pick<Cycle, 'due'>,
  today: CivilDate,
): boolean {
  const { answer, afterClose, previousText, carried, later, unchanged = 0 } = item;
  if (answer !== null || afterClose !== null || previousText === null || carried?.kind === 'text') return false;
  if (later !== null && later > today) return false;
  if (keptWords(item, person) !== null || unchanged >= MOST_UNCHANGED) return false;
  return stillDue(item, cycle).length === 0 && !looksAhead(previousText.text);
}
