import { addDays, type Instant, instantOf, millisecondsOf } from '../../../domain/calendar/civil-date.js';
import { addWorkingDays, nextWorkingTime, startOfWork } from '../../../domain/calendar/working-time.js';
import { contributorRungs } from '../../../domain/sending/contributor-ladder.js';
import { REPEAT_AFTER_MS } from '../../../domain/sending/delivery.js';
import { nextRungDay } from '../../../domain/sending/ladder.js';
import type { Directory } from '../../store/directory.js';
import type { Stores } from '../../store/stores.js';
import type { Leave } from '../leave.js';
import { openContributions, openItems, type PlanInSweep } from '../people-due.js';
import type { DueRows, PlanDue } from './load-due.js';
import type { Sent } from './send-due.js';
import type { NewsReport } from './tell-news.js';

/** What came of looking at one plan; `failed`: an unexpected error kept it from being looked at. */
export type Look =
  | { readonly kind: 'looked'; readonly due: PlanDue; readonly news: NewsReport }
  | { readonly kind: 'failed'; readonly rows: DueRows };

/** How soon a sweep looks again at what could not be sent just now. */
const SOON_MS = 5 * 60_000;

/** Says in the directory when a plan is to be looked at again, and takes away the rows that were dealt with. */
export function makeReschedule({ stores: { directory } }: { readonly stores: Stores }) {
  return async (look: Look, sent: Sent, now: Instant, leave: Leave | null): Promise<void> => {
    if (leave === null) return;
    if (look.kind === 'failed') return moveTo(directory, look.rows, after(now, SOON_MS));
    const { due, news } = look;
    const [{ tenant, plan }] = due.rows;
    // before its rows are taken away, so that a crash in between leaves more, never none
    if (news.again !== null) await directory.addDue({ tenant, plan, at: news.again });
    switch (due.kind) {
      case 'send':
        return moveTo(directory, due.rows, nextLook(due.picture, sent, now));
      case 'notBefore':
        return moveTo(directory, due.rows, due.at);
      case 'over':
        return due.isClosed ? remove(directory, due.rows) : undefined;
      case 'nothing':
        return remove(directory, due.rows);
    }
  };
}

/** Moves a plan's rows to one: the new one first, so that a crash in between leaves more, never none. */
async function moveTo(directory: Directory, rows: DueRows, at: Instant): Promise<void> {
  const [{ tenant, plan }] = rows;
  await directory.addDue({ tenant, plan, at });
  await remove(
    directory,
    rows.filter((row) => row.at !== at),
  );
}

async function remove(directory: Directory, rows: readonly DueRows[number][]): Promise<void> {
  for (const row of rows) await directory.removeDue(row);
}

/** When a plan in which something was due is to be looked at again. */
function nextLook(plan: PlanInSweep, { results, failed }: Sent, now: Instant): Instant {
  const { calendar, day } = plan;
  const outcomes = results.filter(([person]) => person.plans.includes(plan)).flatMap(([, each]) => each);
  const hasFailed = failed.some((person) => person.plans.includes(plan));
  const later = plan.decks.flatMap((deck) => openItems(deck).map((item) => item.later)).filter((date) => date !== null);
  const contributors = openContributions(plan.decks).size > 0 ? contributorRungs(plan.cycle, calendar) : [];
  const rungDay = nextRungDay(day, [...plan.rungs, ...contributors], later, calendar);
  const looks: Instant[] = [startOfWork(addDays(plan.cycle.closes, 1), calendar)];
  if (rungDay !== null) looks.push(startOfWork(rungDay, calendar));
  const soon = (ms: number) => nextWorkingTime(after(now, ms), calendar);
  if (hasFailed || outcomes.some((each) => each.kind === 'waiting' && each.again === 'soon')) looks.push(soon(SOON_MS));
  if (outcomes.some((each) => each.kind === 'uncertain')) looks.push(soon(REPEAT_AFTER_MS));
  if (outcomes.some((each) => 'again' in each && each.again === 'nextDay')) {
    looks.push(startOfWork(addWorkingDays(day, 1, calendar), calendar));
  }
  return looks.sort()[0] as Instant;
}

function after(now: Instant, ms: number): Instant {
  return instantOf(millisecondsOf(now) + ms);
}
