import type { CivilDate } from '../../domain/calendar/civil-date.js';
import { holdersOf } from '../../domain/people/assignment.js';
import { rungDates } from '../../domain/sending/ladder.js';
import { sha256Of } from '../../domain/text/sha256.js';
import type { PlanPicture } from '../standing/see-plan.js';
import { type Deck, NOBODY } from '../store/stores.js';
import type { OwedNews } from './owed-news.js';
import { openItems } from './people-due.js';

/**
 * On the days on which others are reminded, the leads hear whose return sheet was sent and has not come back: nobody else
 * can remind them.
 */
export function sheetsToRemind({ head, calendar, day, decks, assignments }: PlanPicture): readonly OwedNews[] {
  const { cycle, settings } = head;
  if (cycle?.state !== 'open') return [];
  const rung = rungDates(settings.ladder, cycle, calendar).findLast(({ on }) => on <= day);
  if (rung === undefined) return [];
  return decks.flatMap((deck) =>
    (deck.head.value.sheets ?? []).flatMap(({ forWhom, sent }): readonly OwedNews[] => {
      const refs = openRefs(deck, forWhom);
      if (sent === undefined || sent >= rung.on || refs.length === 0) return [];
      const news = { kind: 'sheetOut', forWhom, sent, refs } as const;
      const key = keyOf(cycle.id, forWhom, rung.on);
      return holdersOf('lead', assignments, day).map(({ person, name }) => {
        return { ref: '', key, on: rung.on, person, name, news };
      });
    }),
  );
}

/** What is still open of those whom a sheet asks. */
export function openRefs(deck: Deck, forWhom: string): readonly string[] {
  const open = openItems(deck);
  const own = deck.head.value.person === NOBODY ? open.filter(({ owner }) => owner === forWhom) : open;
  return own.map(({ ref }) => ref);
}

function keyOf(cycle: string, forWhom: string, on: CivilDate): string {
  return sha256Of(JSON.stringify(['sheetOut', cycle, forWhom, on])).slice(0, 16);
}
