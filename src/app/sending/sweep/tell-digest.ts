import type { Instant } from '../../../domain/calendar/civil-date.js';
import type { Wish } from '../../../domain/sending/delivery.js';
import type { PlanPicture } from '../../standing/see-plan.js';
import type { NewId } from '../../store/ports.js';
import type { Stores } from '../../store/stores.js';
import type { Courier } from '../courier.js';
import { makeDeliver } from '../deliver.js';
import type { Leave } from '../leave.js';
import type { News } from '../news.js';
import type { DigestPart } from './digest-part.js';
import { type NewsReport, nextLook, type ToldNews } from './tell-news.js';

/**
 * Tells each lead what has happened in all their plans, in one message a day and only where there is something. What comes
 * after it waits for the next working day.
 */
export function makeTellDigest(deps: { readonly stores: Stores; readonly courier: Courier; readonly newId: NewId }) {
  const deliver = makeDeliver(deps);
  return async (
    parts: readonly DigestPart[],
    now: Instant,
    leave: Leave,
  ): Promise<ReadonlyMap<PlanPicture, NewsReport>> => {
    const reports = new Map<PlanPicture, NewsReport>();
    for (const [first, ...others] of byLead(parts)) {
      const all = [first, ...others];
      const { tenant, day } = first.picture;
      const news = (covered: readonly Wish[]) => digestOf(all.filter(({ wish }) => covered.includes(wish)));
      const delivery = {
        tenant,
        person: first.owed.person,
        slot: `${day}.digest`,
        wishes: all.map(({ wish }) => wish),
      };
      for (const result of await deliver({ ...delivery, news }, now, leave)) {
        if (result.kind === 'settled') continue;
        for (const { picture, owed, wish } of all.filter((each) => result.wishes.includes(each.wish))) {
          const { person, name, ref } = owed;
          const reason = 'reason' in result ? result.reason : null;
          const told: ToldNews = { person, name, ref, rung: wish.rung, outcome: result.kind, reason };
          const before = reports.get(picture);
          const again = [before?.again, nextLook(result, now, picture.calendar)].filter((each) => each != null).sort();
          reports.set(picture, { told: [...(before?.told ?? []), told], again: again[0] ?? null });
        }
      }
    }
    return reports;
  };
}

function byLead(parts: readonly DigestPart[]): Iterable<readonly [DigestPart, ...DigestPart[]]> {
  const leads = new Map<string, [DigestPart, ...DigestPart[]]>();
  for (const part of parts) {
    const key = `${part.picture.tenant} ${part.owed.person}`;
    const known = leads.get(key);
    if (known === undefined) leads.set(key, [part]);
    else known.push(part);
  }
  return leads.values();
}

function digestOf(parts: readonly DigestPart[]): News {
  const lines = parts.map(({ picture, owed }) => ({ plan: picture.head.plan, owed }));
  return { kind: 'digest', lines };
}
