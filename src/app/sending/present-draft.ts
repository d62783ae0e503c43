import { type Instant, localTime, longDay } from '../../domain/calendar/civil-date.js';
import { isWorkingTime, nextWorkingTime } from '../../domain/calendar/working-time.js';
import { holdersOf } from '../../domain/people/assignment.js';
import type { Wish } from '../../domain/sending/delivery.js';
import type { PlanPicture } from '../standing/see-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import type { Stores } from '../store/stores.js';
import type { Courier } from './courier.js';
import { makeDeliver } from './deliver.js';
import { heldWords, type Permission } from './leave.js';

interface Deps {
  readonly stores: Stores;
  readonly courier: Courier;
  readonly newId: NewId;
  readonly leave: (now: Instant) => Promise<Permission>;
}

/** What became of the message to one executive lead: `reason` follows their name where it did not arrive. */
export interface PresentedTo {
  readonly name: string;
  readonly outcome: 'sent' | 'uncertain' | 'notSent' | 'already';
  readonly reason: string | null;
}

/** Sends a draft to the executive leads of a plan to be signed: once a day a draft and a person, in working hours. */
export function makePresentDraft(deps: Deps) {
  const deliver = makeDeliver(deps);
  return async (
    picture: PlanPicture,
    { draft, by, byName }: { readonly draft: number; readonly by: string; readonly byName: string },
    now: Instant,
  ): Promise<{ readonly kind: 'presented'; readonly to: readonly PresentedTo[] } | Refused> => {
    const { head, calendar, day, tenant, assignments, plan } = picture;
    const { cycle } = head;
    if (cycle === null) return refused('No quarter is under way.');
    if (!isWorkingTime(now, calendar)) {
      const { date, time } = localTime(nextWorkingTime(now, calendar), calendar.zone);
      return refused(`Nobody is messaged outside working hours. Send this again from ${time} on ${longDay(date)}.`);
    }
    const permission = await deps.leave(now);
    if (permission.kind === 'held') {
      return refused(heldWords(permission));
    }
    const wish: Wish = { plan: head.plan.id, cycle: cycle.id, rung: `sign.${draft}`, on: day, first: false };
    const news = { kind: 'toSign', plan: head.plan, revision: cycle.revision, draft, byName } as const;
    const to: PresentedTo[] = [];
    for (const { person, name } of holdersOf('executive', assignments, day)) {
      const delivery = { tenant, person, slot: `${day}.sign.${draft}`, wishes: [wish], news: () => news };
      const result = (await deliver(delivery, now, permission.leave)).at(-1);
      const reason = result !== undefined && 'reason' in result ? result.reason : null;
      to.push({ name, reason, outcome: outcomeOf(result?.kind) });
    }
    if (to.length === 0)
      return refused('This plan has no executive lead. An administrator assigns one, with the role "executive".');
    if (to.every(({ outcome }) => outcome === 'already')) return { kind: 'presented', to };
    const history = { who: by, at: now, what: 'sent to be signed', about: `draft ${draft}`, old: null };
    await plan.store.appendHistory('plan', { ...history, new: to.map(({ name }) => name).join(', ') }, deps.newId());
    return { kind: 'presented', to };
  };
}

function outcomeOf(kind: string | undefined): PresentedTo['outcome'] {
  if (kind === 'sent' || kind === 'uncertain') return kind;
  return kind === 'settled' || kind === 'waiting' ? 'already' : 'notSent';
}
