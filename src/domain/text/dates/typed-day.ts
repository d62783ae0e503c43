import type { CivilDate } from '../../calendar/civil-date.js';
import { datesIn, type PossibleDate } from './dates-in-text.js';

const AROUND = /^(?:(?:on|to|by|until|for|from)\s+)?|[\s,.;:]+$/gi;

/**
 * The one day that somebody typed: "31 March 2027", "31/3/27", "2027-03-31"; a month means its last day. Without a year it
 * is the next such day from `today` on. Null for anything else, a second date beside it included.
 */
export function typedDay(typed: string, today: CivilDate): CivilDate | null {
  const text = typed.trim().replace(AROUND, '').trim();
  const [found, another] = datesIn(text, today);
  if (found?.kind !== 'date' || another !== undefined || found.words.trim() !== text) return null;
  if (!isOneDay(found)) return null;
  if (found.yearFrom === 'stated' || found.last >= today) return found.last;
  return nextYear(text, today);
}

/** Words without a year whose nearest day has passed: the one after it. */
function nextYear(text: string, today: CivilDate): CivilDate | null {
  const year = Number(today.slice(0, 4));
  // in January "1 October" is nearest to the one before, and the next one is of this year
  for (const each of [year, year + 1]) {
    const [found] = datesIn(`${text} ${each}`, today);
    if (found?.kind === 'date' && found.last >= today) return found.last;
  }
  return null;
}

/** A day, or a month, and no span of either. */
function isOneDay({ precision, earliest, last }: PossibleDate): boolean {
  if (precision === 'day') return earliest === last;
  return precision === 'month' && earliest.slice(0, 7) === last.slice(0, 7);
}
