import { type CivilDate, longDate } from '../calendar/civil-date.js';
import type { CommitmentInput } from '../commitments/commitment-reply.js';
import type { Cycle } from '../plan/cycle.js';
import { isIntroduction } from '../plan/introduction.js';
import { looksAhead } from '../text/sentences.js';
import { type AskedItem, stillDue } from './ask.js';
import { keptWords, writesNoChange } from './typed-words.js';
import { MOST_UNCHANGED } from './unchanged.js';
import type { Reply } from './update.js';

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
  // it is read before it is said to be true
  if (isIntroduction(item) || (later !== null && later > today)) return false;
  if (keptWords(item, person) !== null || unchanged >= MOST_UNCHANGED) return false;
  return stillDue(item, cycle).length === 0 && !looksAhead(previousText.text);
}

/** What is said where two quarters have passed without a change. */
export const ASKS_WHY =
  'Two quarters have passed without a change. Please write in one sentence why, or choose This is finished.';

/** Whether another "no change" needs a sentence why. */
export function needsWhy({ unchanged = 0 }: Pick<AskedItem, 'unchanged'>): boolean {
  return unchanged >= MOST_UNCHANGED;
}

/**
 * Why "No change" is not enough for a row; null where it is. A promise whose day has passed needs another day or an end,
 * and a third quarter running needs a sentence. `about`: the promises on the card that was pressed, with what was entered.
 */
export function noChangeProblem(
  item: AskedItem,
  reply: Reply,
  about: readonly CommitmentInput[],
  cycle: Pick<Cycle, 'due'>,
  today: CivilDate,
): string | null {
  if (reply.kind === 'text' && !writesNoChange(reply.text)) return null;
  if (needsWhy(item)) return ASKS_WHY;
  const said = new Set((reply.promises ?? []).map(({ id }) => id));
  const isInSight = (id: string) => about.length === 0 || about.some((each) => each.id === id);
  const gone = stillDue(item, cycle).find(({ id, due }) => due < today && isInSight(id) && !said.has(id));
  if (gone === undefined) return null;
  return `Something was promised for ${longDate(gone.due)}, and that day has passed. Please give the new date, or say that it is done or will not happen.`;
}
