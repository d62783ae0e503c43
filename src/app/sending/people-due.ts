import { type AskedItem, isOpenItem } from '../../domain/asking/ask.js';
import type { CivilDate } from '../../domain/calendar/civil-date.js';
import { notYetGiven } from '../../domain/contributing/words-given.js';
import { type Assignment, absenceOf } from '../../domain/people/assignment.js';
import { isOutside } from '../../domain/people/contributor.js';
import type { Cycle } from '../../domain/plan/cycle.js';
import { contributorRungs } from '../../domain/sending/contributor-ladder.js';
import type { Wish } from '../../domain/sending/delivery.js';
import { type DatedRung, messageKey, rungDue } from '../../domain/sending/ladder.js';
import type { PlanPicture } from '../standing/see-plan.js';
import { type Deck, NOBODY } from '../store/stores.js';

/** A plan in which something may be due to people now, as loaded. */
export interface PlanInSweep extends PlanPicture {
  readonly cycle: Cycle;
  readonly rungs: readonly DatedRung[];
  readonly leads: readonly Assignment[];
}

/** A person's wishes over all plans, with the decks they are about. */
export interface PersonInSweep {
  readonly tenant: string;
  readonly person: string;
  readonly name: string;
  readonly slot: string;
  readonly wishes: readonly Wish[];
  readonly plans: readonly PlanInSweep[];
}

/** Key of the message that tells the lead who is outstanding. */
export const LEAD_NOTE = 'leadNote';

/** Everybody to whom something is due, with their wishes over all plans; leads apart, in a slot of their own. */
export function peopleIn(plans: readonly PlanInSweep[]): readonly PersonInSweep[] {
  const people = new Map<string, PersonInSweep>();
  const add = (plan: PlanInSweep, person: string, name: string, slot: string, wish: Wish) => {
    const key = `${plan.tenant} ${person} ${slot}`;
    const before = people.get(key);
    people.set(key, {
      tenant: plan.tenant,
      person,
      name,
      slot,
      wishes: [...(before?.wishes ?? []), wish],
      plans: [...(before?.plans ?? []), plan],
    });
  };
  for (const plan of plans) {
    const about = { plan: plan.head.plan.id, cycle: plan.cycle.id };
    const adding = openContributions(plan.decks);
    for (const deck of plan.decks) {
      const { person, name, handledThrough, sent } = deck.head.value;
      // whoever is known by a name alone has a return sheet
      if (person === NOBODY || isOutside(person)) continue;
      // their rungs wait, and collapse into one when they are back
      if (absenceOf(person, plan.assignments, plan.day) !== undefined) continue;
      const rung = newestDue(plan, deck, adding.get(person) ?? 0);
      if (rung === undefined) continue;
      const key = messageKey(rung, { handledThrough, sent });
      add(plan, person, name, plan.day, { ...about, rung: key, on: rung.on, first: sent === 0 });
    }
    const note = leadRung(plan);
    if (note === undefined) continue;
    for (const lead of plan.leads) {
      add(plan, lead.person, lead.name, leadSlot(plan.day), { ...about, rung: LEAD_NOTE, on: note.on, first: false });
    }
  }
  return [...people.values()];
}

/** The rung that is due to a person as an owner or as a contributor: one message leads to both. */
function newestDue(plan: PlanInSweep, deck: Deck, contributions: number): DatedRung | undefined {
  const { day, calendar, rungs, cycle } = plan;
  const { handledThrough } = deck.head.value;
  const later = openItems(deck).map((item) => item.later);
  const asked = Array<null>(contributions).fill(null);
  const own = rungDue(day, rungs, { later, handledThrough }, calendar);
  const adds = rungDue(day, contributorRungs(cycle, calendar), { later: asked, handledThrough }, calendar);
  if (own === undefined || adds === undefined) return own ?? adds;
  return adds.on > own.on ? adds : own;
}

/** How many rows each contributor has given nothing for. */
export function openContributions(decks: readonly Deck[]): ReadonlyMap<string, number> {
  const open = new Map<string, number>();
  for (const { value } of decks.flatMap(({ items }) => items)) {
    for (const { person } of notYetGiven(value)) open.set(person, (open.get(person) ?? 0) + 1);
  }
  return open;
}

/** The slot of what leads are told: beside their own ask, and once a day as well. */
export function leadSlot(day: CivilDate): string {
  return `${day}.lead`;
}

/** The newest rung of which the lead is to be told and was not, while anything is outstanding. */
function leadRung(plan: PlanInSweep): DatedRung | undefined {
  const told = plan.head.leadToldThrough;
  const newest = plan.rungs.filter((rung) => rung.tellLead && rung.on <= plan.day).at(-1);
  if (newest === undefined || (told !== null && newest.on <= told)) return undefined;
  return plan.decks.some((deck) => openItems(deck).length > 0) ? newest : undefined;
}

/** The requirements of a deck that are not answered, or whose answer there is a question about. */
export function openItems(deck: Deck): readonly AskedItem[] {
  return deck.items.map((item) => item.value).filter(isOpenItem);
}

/** Somebody whose message Teams refused today. `reason` follows their name. */
export interface RefusedPerson {
  readonly person: string;
  readonly name: string;
  readonly reason: string;
}
