import type { AskedItem } from '../../domain/asking/ask.js';
import type { Instant } from '../../domain/calendar/civil-date.js';
import { type CheckedAgainst, type OwnerCheck, ownerChecks } from '../../domain/reviewing/owner-checks.js';
import { type NotTheirs, notTheirs } from '../people/refused-press.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { AskHead, Deck, HeldItem, Stores } from '../store/stores.js';
import { type ReplyGiven, withItem } from './record-update.js';

export type ConfirmAnswerOutcome =
  | {
      readonly kind: 'confirmed';
      readonly deck: Deck;
      readonly item: AskedItem;
      readonly findings: readonly OwnerCheck[];
    }
  | NotTheirs
  | Refused;

/** What an answer in this deck is checked against. */
export function checkedAgainst({ cycle, name, colleagues, approvedSpellings = [] }: AskHead): CheckedAgainst {
  const names = [name, ...colleagues.map((each) => each.name)].map((each) => each.trim());
  return {
    revision: cycle.revision,
    knownPeople: [...new Set(names)].filter((each) => each.includes(' ')),
    approvedSpellings,
  };
}

/**
 * "It is right as it stands": noted with the answer, where the lead's review finds it, and in the requirement's history.
 * Refused where another answer counts since: its words were not in sight.
 */
export function makeConfirmAnswer(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async (
    given: Pick<ReplyGiven, 'tenant' | 'plan' | 'cycle' | 'person' | 'ref' | 'basedOn'>,
    now: Instant,
  ): Promise<ConfirmAnswerOutcome> => {
    const store = deps.stores.plan(given.tenant, given.plan);
    const operation = deps.newId();
    return retryOnConflict(sayBusy, async () => {
      const deck = await store.deck(given.cycle, given.person);
      const held = deck?.items.find((each) => each.value.ref === given.ref);
      if (deck === null || held === undefined) return await notTheirs(deps, given, now);
      const item = held.value;
      if (item.current !== given.basedOn) {
        return refused(`${given.ref} was answered again since this was asked, so nothing was noted.`);
      }
      const findings = ownerChecks(item, checkedAgainst(deck.head.value));
      // the same press once more
      if (findings.length === 0) return { kind: 'confirmed', deck, item, findings };
      const fresh = findings.map(({ id }) => ({ finding: id, at: now }));
      const changed: HeldItem = { ...held, value: { ...item, confirmed: [...(item.confirmed ?? []), ...fresh] } };
      const change = { kind: 'item', person: given.person, item: changed.value, etag: held.etag } as const;
      if ((await store.changeAsks(given.cycle, [change], operation)) === 'conflict') return 'conflict';
      const payload = {
        who: deck.head.value.whoKey,
        at: now,
        what: 'said it is right as it stands:',
        about: given.ref,
        old: findings.map(({ rule, words }) => `${rule}: ${words}`).join('; '),
        new: null,
      };
      await store.appendHistory(item.requirement, payload, operation);
      return { kind: 'confirmed', deck: withItem(deck, changed), item: changed.value, findings };
    });
  };
}
