import { type Instant, instantOf, millisecondsOf } from '../../../domain/calendar/civil-date.js';
import {
  addWorkingDays,
  type Calendar,
  isWorkingTime,
  nextWorkingTime,
  startOfWork,
  today,
} from '../../../domain/calendar/working-time.js';
import { holdersOf } from '../../../domain/people/assignment.js';
import { nextReminder } from '../../../domain/publishing/website/duty.js';
import { dayOfSlot, planDelivery, type Wish } from '../../../domain/sending/delivery.js';
import type { PlanPicture } from '../../standing/see-plan.js';
import type { NewId } from '../../store/ports.js';
import type { Deck, Stores } from '../../store/stores.js';
import type { Courier } from '../courier.js';
import { type DeliveryResult, makeDeliver } from '../deliver.js';
import { dutiesToRemind } from '../duty-news.js';
import type { Leave } from '../leave.js';
import type { News } from '../news.js';
import { type OwedNews, owedNews } from '../owed-news.js';
import { sheetsToRemind } from '../sheet-news.js';
import { type DigestPart, isForDigest } from './digest-part.js';

/** What became of one piece of news. `later`: nobody is messaged outside working hours; a sweep brings it. */
export interface ToldNews {
  readonly person: string;
  readonly name: string;
  readonly ref: string;
  readonly rung: string;
  readonly outcome: DeliveryResult['kind'] | 'later' | 'wouldSend';
  readonly reason: string | null;
}

export interface NewsReport {
  /** What was not told before, and what became of it now. */
  readonly told: readonly ToldNews[];
  /** When to look again; null: nothing is owed any more. */
  readonly again: Instant | null;
}

const NOTHING: NewsReport = { told: [], again: null };
/** How soon to look again at what could not be sent just now. */
const SOON_MS = 5 * 60_000;

/**
 * Tells owners that the lead changed the wording of their answer, or asks about it after the close, and whoever handed
 * something over that it is answered, and gives back what was begun about a row that has left: through the usual intents, so once however many processes look, after a restart
 * too, and never outside working hours. Without leave it says what it would tell. `digest`: takes what waits for a lead's
 * digest, which is then told by `makeTellDigest`; null: that is told like all else.
 */
export function makeTellNews(deps: { readonly stores: Stores; readonly courier: Courier; readonly newId: NewId }) {
  const deliver = makeDeliver(deps);
  return async (
    picture: PlanPicture | null,
    now: Instant,
    leave: Leave | null,
    digest: DigestPart[] | null = null,
  ): Promise<NewsReport> => {
    const cycle = picture?.head.cycle ?? null;
    if (picture === null || cycle === null || picture.head.paused !== undefined) return NOTHING;
    const { tenant, head, assignments, decks, calendar, day } = picture;
    const plan = head.plan.id;
    const decisions = await picture.plan.store.decisions(cycle.id);
    const leads = new Set(holdersOf('lead', assignments, day).map((lead) => lead.person));
    const told: ToldNews[] = [];
    const looks: Instant[] = [];
    const all = [
      ...owedNews(cycle, decks, decisions, assignments, calendar),
      ...sheetsToRemind(picture),
      ...dutiesToRemind(picture),
    ];
    const nextDuty = nextReminder(head.settings.duties ?? [], day);
    if (nextDuty !== null) looks.push(startOfWork(nextDuty, calendar));
    for (const owed of all) {
      const wish: Wish = { plan, cycle: cycle.id, rung: `review.${owed.key}`, on: owed.on, first: false };
      const delivery = { tenant, person: owed.person, slot: `${day}.review.${owed.key}`, wishes: [wish] };
      const deck = decks.find(({ head }) => head.value.person === owed.person);
      if (!(await isOwed(deps.stores, delivery, owed, deck, now))) continue;
      const line = { person: owed.person, name: owed.name, ref: owed.ref, rung: wish.rung, reason: null };
      if (!isWorkingTime(now, calendar)) {
        told.push({ ...line, outcome: 'later' });
        looks.push(nextWorkingTime(now, calendar));
      } else if (leave === null) {
        told.push({ ...line, outcome: 'wouldSend' });
      } else if (digest !== null && isForDigest(owed, leads)) {
        digest.push({ picture, owed, wish });
      } else {
        const news: News = { kind: 'owed', owed, tenant, plan, today: day };
        const result = (await deliver({ ...delivery, news: () => news }, now, leave)).at(-1);
        if (result === undefined || result.kind === 'settled') continue;
        told.push({ ...line, outcome: result.kind, reason: 'reason' in result ? result.reason : null });
        const again = nextLook(result, now, calendar);
        if (again !== null) looks.push(again);
      }
    }
    return { told, again: looks.sort()[0] ?? null };
  };
}

/**
 * Whether no message has dealt with it yet. Whoever received a row hears of it by its card, which is due from then on: only
 * whoever has had their message of the day is told apart, because the card waits for the next.
 */
async function isOwed(
  stores: Stores,
  to: { readonly tenant: string; readonly person: string; readonly slot: string; readonly wishes: readonly Wish[] },
  { on, news }: OwedNews,
  deck: Deck | undefined,
  now: Instant,
): Promise<boolean> {
  const { record, intents } = await stores.person(to.tenant, to.person).since(on);
  const known = intents.map((each) => each.value);
  if (news.kind === 'handedOver' && news.to === null) {
    const cardIsDue = deck?.head.value.handledThrough === null;
    if (!cardIsDue || known.every(({ slot }) => slot !== dayOfSlot(to.slot))) return false;
  }
  return planDelivery(to.slot, to.wishes, known, now, record?.value.lastSeen ?? null).settled.length === 0;
}

/** When to look again at what came of a message; null: never. */
export function nextLook(result: DeliveryResult, now: Instant, calendar: Calendar): Instant | null {
  if (!('again' in result) || result.again === undefined) return null;
  if (result.again === 'soon') return nextWorkingTime(instantOf(millisecondsOf(now) + SOON_MS), calendar);
  return startOfWork(addWorkingDays(today(now, calendar), 1, calendar), calendar);
}
