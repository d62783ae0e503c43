import type { AskedItem } from '../../domain/asking/ask.js';
import { tidiedText } from '../../domain/asking/update.js';
import { type Instant, localTime, longDate } from '../../domain/calendar/civil-date.js';
import type { Assignment } from '../../domain/people/assignment.js';
import { verdictOn } from '../../domain/people/authority.js';
import { plainName } from '../../domain/people/contributor.js';
import { timingOf } from '../../domain/plan/cycle.js';
import { findPeople } from '../people/find-people.js';
import { reachWords, readReach } from '../people/reach.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { Deck, Stores } from '../store/stores.js';
import { bringAsksUpToDate, makeWhoKey } from './bring-asks-up-to-date.js';
import { noteRefusal } from './record-update.js';

export interface HandOverInput {
  readonly tenant: string;
  readonly plan: string;
  readonly cycle: string;
  /** The verified sender, in whose deck the requirement must stand. */
  readonly person: string;
  readonly ref: string;
  /** One of the deck's colleagues. */
  readonly to: string;
  /** A name instead, of anybody in a team that has the app; absent or empty: none was written. */
  readonly named?: string;
  readonly note: string;
}

export type HandOverOutcome =
  | { readonly kind: 'handedOver'; readonly deck: Deck; readonly name: string }
  | { readonly kind: 'invalid'; readonly deck: Deck; readonly item: AskedItem; readonly problem: string }
  | Refused;

/**
 * Gives one requirement to a colleague until the cycle closes: they become its delegate, and are asked for it. With a
 * reason, which they and the lead read; to nobody whom a message would not reach.
 */
export function makeHandOver(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async (input: HandOverInput, now: Instant): Promise<HandOverOutcome> => {
    const { tenant, plan, ref } = input;
    const store = deps.stores.plan(tenant, plan);
    const operation = deps.newId();
    return retryOnConflict(sayBusy, async () => {
      const deck = await store.deck(input.cycle, input.person);
      const item = deck?.items.find((each) => each.value.ref === ref)?.value;
      if (deck === null || item === undefined) {
        await noteRefusal(deps, { tenant, plan, person: input.person, ref }, now);
        return refused(`${ref} is not with you at the moment, so nothing was changed.`);
      }
      const head = await store.head();
      const cycle = head?.value.cycle ?? null;
      const isCurrent = head !== null && cycle !== null && cycle.id === input.cycle;
      const timing = isCurrent ? timingOf(localTime(now, head.value.settings.zone).date, cycle) : 'afterClose';
      if (!isCurrent || verdictOn('handOver', true, timing) === 'refused') {
        return refused('This quarter is closed, so nothing can be handed over in it any more.');
      }
      if (item.answer !== null) return refused(`${ref} is answered already, so it was not handed over.`);
      const colleague = await colleagueOf(deps.stores, input, deck);
      if (typeof colleague === 'string') return { kind: 'invalid', deck, item, problem: colleague };
      const reason = tidiedText(input.note);
      if (reason === '') {
        const problem = `Please say in a few words why ${colleague.name} should answer this: they and the portfolio lead read it.`;
        return { kind: 'invalid', deck, item, problem };
      }
      const reach = await readReach(deps.stores, tenant, colleague.id);
      if (reach.kind !== 'reachable') {
        const problem = `${colleague.name} ${reachWords(reach)}, so ${ref} stays with you. Please choose somebody else, or ask the portfolio lead.`;
        return { kind: 'invalid', deck, item, problem };
      }
      const day = localTime(now, head.value.settings.zone).date;
      const delegate: Assignment = {
        target: { kind: 'requirement', id: item.requirement },
        person: colleague.id,
        name: colleague.name,
        role: 'delegate',
        until: cycle.closes,
        handedOver: true,
        given: { by: deck.head.value.name, on: day, reason },
      };
      const generation = deps.newId();
      const before = await store.assignments(head.value.assignments);
      const toKey = await makeWhoKey(deps.stores, deps.newId, tenant, colleague.id, colleague.name);
      await deps.stores.person(tenant, colleague.id).addMembership(plan);
      await store.writeAssignments(generation, [...before, delegate]);
      const history = {
        who: deck.head.value.whoKey,
        at: now,
        what: 'handed over',
        about: `${ref} to ${toKey}`,
        old: null,
        new: `until ${longDate(cycle.closes)}: ${reason}`,
      };
      const next = { ...head.value, assignments: generation };
      if ((await store.writeHead(next, head.etag, [history], operation)) === 'conflict') return 'conflict';
      // the row's own history says it too; the head has made it true
      await store.appendHistory(item.requirement, history, operation);
      await bringAsksUpToDate(deps.stores, deps.newId, tenant, next, cycle, day);
      await deps.stores.directory.addDue({ tenant, plan, at: now });
      const left = await store.deck(input.cycle, input.person);
      return { kind: 'handedOver', deck: left ?? deck, name: colleague.name };
    });
  };
}

/** Whoever was chosen or named, or what is to be mended. A name is looked for in the plan first, then in the teams. */
async function colleagueOf(stores: Stores, { tenant, person, to, named = '' }: HandOverInput, deck: Deck) {
  const { colleagues } = deck.head.value;
  const wanted = plainName(named);
  if (wanted === '') {
    return colleagues.find((each) => each.id === to) ?? 'Please choose the colleague who should answer this.';
  }
  if (to !== '') return 'Please choose a colleague from the list or write a name, not both.';
  const inPlan = colleagues.map(({ id, name }) => ({ person: id, name }));
  const like = (await findPeople(stores, tenant, inPlan, named)).filter((each) => each.person !== person);
  const [only, another] = like;
  if (only === undefined)
    return `Nobody called "${named}" is in a team that has Quarterdeck. Please write the name as Teams shows it.`;
  if (another === undefined) return { id: only.person, name: only.name };
  const names = like.slice(0, 5).map(({ name }) => name);
  return `Several people are called like "${named}": ${names.join(', ')}. Please write the whole name, or ask the portfolio lead.`;
}
