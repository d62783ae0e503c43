import { leftWords } from '../../domain/asking/left-words.js';
import { keeping, SHORTEN_TYPED } from '../../domain/asking/typed-words.js';
import { type CivilDate, type Instant, instantAt, localTime, timeOfDay } from '../../domain/calendar/civil-date.js';
import { verdictOn } from '../../domain/people/authority.js';
import { timingOf } from '../../domain/plan/cycle.js';
import { putOffUntil } from '../../domain/sending/put-off.js';
import { notTheirs } from '../people/refused-press.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { HeldItem, Stores } from '../store/stores.js';
import { type ReplyGiven, type ReplyOutcome, withItem } from './record-update.js';

/**
 * "Later": the requirement is not asked about before `until`, which must lie after today and not after the close. Of a
 * day on which nothing is sent the next working day is taken, and that is the one that is said and kept. A day after the
 * due date stands in the history, and the leads hear of it; it is late all the same. What was written about it meanwhile
 * is kept with it.
 */
export function makePutOff(deps: {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
}) {
  return async (
    given: Pick<ReplyGiven, 'tenant' | 'plan' | 'cycle' | 'person' | 'ref' | 'typing'>,
    until: CivilDate | null,
    now: Instant,
  ): Promise<ReplyOutcome> => {
    const store = deps.stores.plan(given.tenant, given.plan);
    const operation = deps.newId();
    return retryOnConflict(sayBusy, async () => {
      const deck = await store.deck(given.cycle, given.person);
      const held = deck?.items.find((each) => each.value.ref === given.ref);
      if (deck === null || held === undefined) return await notTheirs(deps, given, now);
      const { cycle, zone } = deck.head.value;
      const day = localTime(now, zone).date;
      const item = held.value;
      if (item.answer !== null) return { kind: 'already', deck, item, left: [] };
      if (verdictOn('putOff', true, timingOf(day, cycle)) === 'refused') {
        const problem = `The quarter is closed, so ${given.ref} cannot be put off any more. What you answer now is kept, and offered for the next revision.`;
        return { kind: 'invalid', deck, item, problem };
      }
      const settings = (await store.head())?.value.settings;
      if (settings === undefined) return await notTheirs(deps, given, now);
      const putOff = putOffUntil(until, day, cycle, calendarOf(settings, deps.bankHolidays));
      if (putOff.kind === 'invalid') return { kind: 'invalid', deck, item, problem: putOff.problem };
      const { back, isMoreDays } = putOff;
      const kept = given.typing === undefined ? null : keeping(item, given.person, given.typing, operation);
      if (kept?.kind === 'tooLong') return { kind: 'invalid', deck, item, problem: TOO_LONG };
      const next = kept?.item ?? item;
      const left = given.typing === undefined ? [] : leftWords(item, next, given.person, given.typing, null);
      if (item.later === back && next === item) return { kind: 'already', deck, item, left };
      const changed: HeldItem = { ...held, value: { ...next, later: back } };
      // the ladder's own next day may be later; the sweep moves this to the start of work
      const at = instantAt(back, timeOfDay('00:00'), zone);
      await deps.stores.directory.addDue({ tenant: given.tenant, plan: given.plan, at });
      const change = { kind: 'item', person: given.person, item: changed.value, etag: held.etag } as const;
      if (isMoreDays) await deps.stores.directory.addDue({ tenant: given.tenant, plan: given.plan, at: now });
      if ((await store.changeAsks(given.cycle, [change], operation)) === 'conflict') return 'conflict';
      if (isMoreDays && item.later !== back) {
        const said = { what: 'asked for more days', about: given.ref, old: item.later, new: back };
        await store.appendHistory(item.requirement, { who: deck.head.value.whoKey, at: now, ...said }, deps.newId());
      }
      const saved = { deck: withItem(deck, changed), item: changed.value, correction: false };
      return { kind: 'saved', ...saved, unseen: [], left };
    });
  };
}

const TOO_LONG = `What you wrote is longer than the card can keep. ${SHORTEN_TYPED}`;
