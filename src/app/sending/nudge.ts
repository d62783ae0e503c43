import { type CivilDate, type Instant, localTime, longDay } from '../../domain/calendar/civil-date.js';
import { isWorkingTime, nextWorkingTime } from '../../domain/calendar/working-time.js';
import { absenceOf } from '../../domain/people/assignment.js';
import type { Cycle } from '../../domain/plan/cycle.js';
import type { Wish } from '../../domain/sending/delivery.js';
import { rungDates } from '../../domain/sending/ladder.js';
import type { PlanPicture } from '../standing/see-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { type Deck, NOBODY, type Stores } from '../store/stores.js';
import type { Courier } from './courier.js';
import { type DeliveryResult, makeDeliver } from './deliver.js';
import { heldWords, type Leave, type Permission } from './leave.js';
import { asksOf } from './news.js';
import { openItems, type PersonInSweep, type PlanInSweep } from './people-due.js';
import { makeRecordDeliveries } from './record-deliveries.js';

export interface NudgeLine {
  readonly name: string;
  readonly refs: readonly string[];
  readonly outcome: DeliveryResult['kind'];
  readonly reason: string | null;
}

export type NudgeOutcome =
  | { readonly kind: 'nudged'; readonly lines: readonly NudgeLine[]; readonly unassigned: readonly string[] }
  | Refused;

/** Whom a reminder would go to now, and which open rows of those that it names are with nobody. */
export type NudgeSeen =
  | {
      readonly kind: 'seen';
      readonly people: readonly { readonly person: string; readonly name: string; readonly refs: readonly string[] }[];
      readonly unassigned: readonly string[];
      /** Who is away and left alone, though something of theirs is open. */
      readonly away: readonly AwayNow[];
    }
  | Refused;

/** Somebody who is away, and their last day of it. */
export interface AwayNow {
  readonly name: string;
  readonly until: CivilDate | null;
}

interface Deps {
  readonly stores: Stores;
  readonly courier: Courier;
  readonly newId: NewId;
  readonly leave: (now: Instant) => Promise<Permission>;
}

/** To whom a reminder would go now; nothing is sent by that. */
export function makeSeeNudge(deps: Pick<Deps, 'leave'>) {
  return async (picture: PlanPicture, about: string, now: Instant): Promise<NudgeSeen> => {
    const wanted = await wantedBy(deps, picture, about, now);
    if (wanted.kind === 'refused') return wanted;
    const people = wanted.decks.map((deck) => ({ ...deck.head.value, refs: refsIn(deck) }));
    return {
      kind: 'seen',
      people: people.filter(({ person }) => person !== NOBODY),
      unassigned: people.filter(({ person }) => person === NOBODY).flatMap(({ refs }) => refs),
      away: wanted.away,
    };
  };
}

/**
 * The lead's own reminder: everybody with something open, or those whom `about` names (a ref, a recommendation or part
 * of a name). Once a day a person at the most, never at night, and it takes the place of a rung that is due today.
 */
export function makeNudge(deps: Deps) {
  const deliver = makeDeliver(deps);
  const record = makeRecordDeliveries(deps);
  return async (picture: PlanPicture, about: string, now: Instant): Promise<NudgeOutcome> => {
    const wanted = await wantedBy(deps, picture, about, now);
    if (wanted.kind === 'refused') return wanted;
    const { head, calendar, day, tenant } = picture;
    const { cycle, decks, leave } = wanted;
    const plan: PlanInSweep = { ...picture, cycle, rungs: rungDates(head.settings.ladder, cycle, calendar), leads: [] };
    const results = new Map<PersonInSweep, readonly DeliveryResult[]>();
    for (const deck of decks) {
      const { person, name, sent } = deck.head.value;
      if (person === NOBODY) continue;
      const wish: Wish = { plan: head.plan.id, cycle: cycle.id, rung: 'nudge', on: day, first: sent === 0 };
      const reminded: PersonInSweep = { tenant, person, name, slot: `${day}.nudge`, wishes: [wish], plans: [plan] };
      const news = (wishes: readonly Wish[]) => asksOf(reminded, wishes);
      const given = { tenant, person, slot: reminded.slot, wishes: [wish], news };
      results.set(reminded, await deliver(given, now, leave));
    }
    await record([plan], results);
    const refsOf = (person: string) => decks.filter((each) => each.head.value.person === person).flatMap(refsIn);
    return {
      kind: 'nudged',
      lines: [...results].map(([person, outcomes]) => {
        const outcome = outcomes.at(-1);
        return {
          name: person.name,
          refs: refsOf(person.person),
          outcome: outcome?.kind ?? 'waiting',
          reason: outcome !== undefined && 'reason' in outcome ? outcome.reason : null,
        };
      }),
      unassigned: refsOf(NOBODY),
    };
  };
}

function refsIn(deck: Deck): readonly string[] {
  return openItems(deck).map((item) => item.ref);
}

/** The decks that a reminder is about, where one may be sent now. */
async function wantedBy(
  deps: Pick<Deps, 'leave'>,
  { head, calendar, day, decks, assignments }: PlanPicture,
  about: string,
  now: Instant,
): Promise<
  | {
      readonly kind: 'wanted';
      readonly cycle: Cycle;
      readonly decks: readonly Deck[];
      readonly away: readonly AwayNow[];
      readonly leave: Leave;
    }
  | Refused
> {
  const { cycle } = head;
  if (cycle === null || cycle.state !== 'open' || day > cycle.closes) {
    return refused('No quarter is open, so there is nothing to remind anybody of.');
  }
  if (day < cycle.opens) return refused(`The quarter opens on ${longDay(cycle.opens)}. Nobody has been asked yet.`);
  if (!isWorkingTime(now, calendar)) {
    const { date, time } = localTime(nextWorkingTime(now, calendar), calendar.zone);
    return refused(
      `Nobody is messaged outside working hours. Send this again from ${time} on ${longDay(date)}, or leave it to the next reminder.`,
    );
  }
  const open = decks.filter((deck) => openItems(deck).some((item) => names(about, item, deck.head.value.name)));
  const absence = (deck: Deck) => absenceOf(deck.head.value.person, assignments, day);
  const wanted = open.filter((deck) => absence(deck) === undefined);
  const away = open.flatMap((deck): readonly AwayNow[] => {
    const left = absence(deck);
    return left === undefined ? [] : [{ name: deck.head.value.name, until: left.until ?? null }];
  });
  if (wanted.length === 0 && away.length > 0) return refused(awayWords(away));
  if (wanted.length === 0) {
    return refused(
      about === ''
        ? 'Nothing is outstanding. Nobody was reminded.'
        : `Nothing outstanding matches "${about}". Nobody was reminded.`,
    );
  }
  const permission = await deps.leave(now);
  if (permission.kind === 'held') {
    return refused(heldWords(permission));
  }
  return { kind: 'wanted', cycle, decks: wanted, away, leave: permission.leave };
}

/** Who is left alone, and until when. */
export function awayWords(away: readonly AwayNow[]): string {
  const each = away.map(({ name, until }) => `${name}${until === null ? '' : ` until ${longDay(until)}`}`);
  return `Away, and not reminded: ${each.join('; ')}. They get their card when they are back.`;
}

const EVERYBODY = /^(?:all|everybody|everyone)$/;

function names(about: string, item: { ref: string; recommendation: string }, name: string): boolean {
  const wanted = about.trim().toLowerCase();
  if (wanted === '' || EVERYBODY.test(wanted)) return true;
  return (
    item.ref.toLowerCase() === wanted ||
    item.recommendation.toLowerCase() === wanted ||
    name.toLowerCase().includes(wanted)
  );
}
