import { leftWords } from '../../domain/asking/left-words.js';
import { keeping, SHORTEN_TYPED } from '../../domain/asking/typed-words.js';
import {
  type CivilDate,
  type Instant,
  instantAt,
  localTime,
  longDay,
  timeOfDay,
} from '../../domain/calendar/civil-date.js';
import { workingDayFrom } from '../../domain/calendar/working-time.js';
import { verdictOn } from '../../domain/people/authority.js';
import { timingOf } from '../../domain/plan/cycle.js';
import { notTheirs } from '../people/refused-press.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { HeldItem, Stores } from '../store/stores.js';
import { type ReplyGiven, type ReplyOutcome, withItem } from './record-update.js';

/**
 * "Later": the requirement is not asked about before `until`, which must lie after today and not after the due date. Of a
 * day on which nothing is sent the next working day is taken, and that is the one that is said and kept. What was written
 * about it meanwhile is kept with it.
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
        const problem =
          timingOf(day, cycle) === 'afterClose'
            ? `The quarter is closed, so ${given.ref} cannot be put off any more. What you answer now is kept, and offered for the next revision.`
            : `${given.ref} was due on ${longDay(cycle.due)}, so it cannot be put off any more. A short answer is fine.`;
        return { kind: 'invalid', deck, item, problem };
      }
      const settings = (await store.head())?.value.settings;
      if (settings === undefined) return await notTheirs(deps, given, now);
      const back = until === null ? null : workingDayFrom(until, calendarOf(settings, deps.bankHolidays));
      if (until === null || back === null || until <= day || back > cycle.due) {
        const problem = `Please choose a day after today and no later than ${longDay(cycle.due)}, when the update is due.`;
        return { kind: 'invalid', deck, item, problem };
      }
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
      if ((await store.changeAsks(given.cycle, [change], operation)) === 'conflict') return 'conflict';
      const saved = { deck: withItem(deck, changed), item: changed.value, correction: false };
      return { kind: 'saved', ...saved, unseen: [], left };
    });
  };
}

const TOO_LONG = `What you wrote is longer than the card can keep. ${SHORTEN_TYPED}`;
