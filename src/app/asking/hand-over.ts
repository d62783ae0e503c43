import type { AskedItem } from '../../domain/asking/ask.js';
import { type Instant, localTime } from '../../domain/calendar/civil-date.js';
import type { Assignment } from '../../domain/people/assignment.js';
import { verdictOn } from '../../domain/people/authority.js';
import { timingOf } from '../../domain/plan/cycle.js';
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
  readonly note: string;
}

export type HandOverOutcome =
  | { readonly kind: 'handedOver'; readonly deck: Deck; readonly name: string }
  | { readonly kind: 'invalid'; readonly deck: Deck; readonly item: AskedItem; readonly problem: string }
  | Refused;

/** Gives one requirement to a colleague until the cycle closes: they become its delegate, and are asked for it. */
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
      const colleague = deck.head.value.colleagues.find((each) => each.id === input.to);
      if (colleague === undefined) {
        return { kind: 'invalid', deck, item, problem: 'Please choose the colleague who should answer this.' };
      }
      const delegate: Assignment = {
        target: { kind: 'requirement', id: item.requirement },
        person: colleague.id,
        name: colleague.name,
        role: 'delegate',
        until: cycle.closes,
        handedOver: true,
      };
      const generation = deps.newId();
      const before = await store.assignments(head.value.assignments);
      await makeWhoKey(deps.stores, deps.newId, tenant, colleague.id, colleague.name);
      await deps.stores.person(tenant, colleague.id).addMembership(plan);
      await store.writeAssignments(generation, [...before, delegate]);
      const history = {
        who: deck.head.value.whoKey,
        at: now,
        what: 'handed over',
        about: ref,
        old: null,
        new: JSON.stringify({ generation, until: cycle.closes, note: input.note }),
      };
      const next = { ...head.value, assignments: generation };
      if ((await store.writeHead(next, head.etag, [history], operation)) === 'conflict') return 'conflict';
      const day = localTime(now, head.value.settings.zone).date;
      await bringAsksUpToDate(deps.stores, deps.newId, tenant, next, cycle, day);
      await deps.stores.directory.addDue({ tenant, plan, at: now });
      const left = await store.deck(input.cycle, input.person);
      return { kind: 'handedOver', deck: left ?? deck, name: colleague.name };
    });
  };
}
