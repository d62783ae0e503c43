import { type Answer, type AskedItem, timingOfReply, withAnswer } from '../domain/ask.js';
import { verdictOn } from '../domain/authority.js';
import { type CivilDate, type Instant, instantAt, localTime, longDay, timeOfDay } from '../domain/civil-date.js';
import { timingOf } from '../domain/cycle.js';
import { isPlanId } from '../domain/plan.js';
import { acceptUpdate, type Door, type Reply, type Update } from '../domain/update.js';
import { BUSY, MOST_TRIES, type Refused, refused } from './outcome.js';
import type { NewId } from './ports.js';
import type { Deck, HeldItem, Stores } from './stores.js';

/** A ref that a card claims is kept no longer than this. */
const LONGEST_REF = 100;

/** A reply as it comes in by any door. `person` is the verified sender, never what a card says. */
export interface ReplyGiven {
  readonly tenant: string;
  readonly plan: string;
  readonly cycle: string;
  readonly person: string;
  readonly ref: string;
  readonly reply: Reply;
  readonly basedOn: string;
  readonly door: Door;
  /** Where the lead enters it for somebody: the lead's random key, and for whom, as the history says it. */
  readonly entered?: { readonly by: string; readonly onBehalfOf: string };
}

export type ReplyOutcome =
  /** Committed. `deck` is the person's deck as it stands now. */
  | { readonly kind: 'saved'; readonly deck: Deck; readonly item: AskedItem; readonly correction: boolean }
  /** The same reply once more: it is there already. */
  | { readonly kind: 'already'; readonly deck: Deck; readonly item: AskedItem }
  /** To be mended by the person; nothing was saved. */
  | { readonly kind: 'invalid'; readonly deck: Deck; readonly item: AskedItem; readonly problem: string }
  /** Not theirs. Recorded in the plan's history. */
  | { readonly kind: 'notTheirs'; readonly reason: string }
  | Refused;

/**
 * Records one reply: one range read (the person's deck) and one batch (item, update, history). Nothing is
 * acknowledged before that batch is committed. Whether the requirement is theirs is decided by the deck that
 * assignments made, not by the card.
 */
export function makeRecordUpdate(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async (given: ReplyGiven, now: Instant): Promise<ReplyOutcome> => {
    const store = deps.stores.plan(given.tenant, given.plan);
    const updateId = deps.newId();
    for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
      const deck = await store.deck(given.cycle, given.person);
      const held = deck?.items.find((each) => each.value.ref === given.ref);
      if (deck === null || held === undefined) return await notTheirs(deps, given, now);
      const head = deck.head.value;
      const day = localTime(now, head.zone).date;
      const acceptance = acceptUpdate(held.value, given.reply, {
        id: updateId,
        cycle: head.cycle.id,
        by: head.whoKey,
        door: given.door,
        at: now,
        timing: timingOfReply(held.value, day, head.cycle),
        basedOn: given.basedOn,
        ...(given.entered === undefined ? {} : { enteredBy: given.entered.by }),
      });
      if (acceptance.kind === 'already') return { kind: 'already', deck, item: held.value };
      if (acceptance.kind === 'invalid') {
        return { kind: 'invalid', deck, item: held.value, problem: acceptance.problem };
      }
      const { update } = acceptance;
      const answer: Answer = { update: update.id, reply: update.reply, at: now, timing: update.timing };
      const item = withAnswer(held.value, answer, acceptance.seen);
      const changed: HeldItem = { ...held, value: item };
      const said = historyOf(update, held.value, head.whoKey, now);
      const { entered } = given;
      const about = `${said.about} on behalf of ${entered?.onBehalfOf}`;
      const history = entered === undefined ? said : { ...said, who: entered.by, about };
      const written = await store.recordReply(given.cycle, given.person, changed, update, history, updateId);
      if (written === 'done') {
        return { kind: 'saved', deck: withItem(deck, changed), item, correction: acceptance.correction };
      }
    }
    return BUSY;
  };
}

/** A deck in which one item is another now. Its version is stale afterwards: for drawing, not for writing. */
export function withItem(deck: Deck, changed: HeldItem): Deck {
  return {
    ...deck,
    items: deck.items.map((each) => (each.value.requirement === changed.value.requirement ? changed : each)),
  };
}

/** "Later": the requirement is not asked about before `until`, which must lie after today and not after the due date. */
export function makePutOff(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async (
    given: Pick<ReplyGiven, 'tenant' | 'plan' | 'cycle' | 'person' | 'ref'>,
    until: CivilDate | null,
    now: Instant,
  ): Promise<ReplyOutcome> => {
    const store = deps.stores.plan(given.tenant, given.plan);
    const operation = deps.newId();
    for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
      const deck = await store.deck(given.cycle, given.person);
      const held = deck?.items.find((each) => each.value.ref === given.ref);
      if (deck === null || held === undefined) return await notTheirs(deps, given, now);
      const { cycle, zone } = deck.head.value;
      const day = localTime(now, zone).date;
      const item = held.value;
      if (item.answer !== null) return { kind: 'already', deck, item };
      if (verdictOn('putOff', true, timingOf(day, cycle)) === 'refused') {
        return refused(
          `${given.ref} was due on ${longDay(cycle.due)}, so it cannot be put off any more. A short answer is fine.`,
        );
      }
      if (until === null || until <= day || until > cycle.due) {
        const problem = `Please choose a day after today and no later than ${longDay(cycle.due)}, when the update is due.`;
        return { kind: 'invalid', deck, item, problem };
      }
      if (item.later === until) return { kind: 'already', deck, item };
      const changed: HeldItem = { ...held, value: { ...item, later: until } };
      // the ladder's own next day may be later; the sweep moves this to the start of work
      const at = instantAt(until, timeOfDay('00:00'), zone);
      await deps.stores.directory.addDue({ tenant: given.tenant, plan: given.plan, at });
      const change = { kind: 'item', person: given.person, item: changed.value, etag: held.etag } as const;
      if ((await store.changeAsks(given.cycle, [change], operation)) === 'done') {
        return { kind: 'saved', deck: withItem(deck, changed), item: changed.value, correction: false };
      }
    }
    return BUSY;
  };
}

/** A click for what is not theirs: nothing is saved, and the plan's history says that it was tried. */
async function notTheirs(
  deps: { readonly stores: Stores; readonly newId: NewId },
  given: Pick<ReplyGiven, 'tenant' | 'plan' | 'person' | 'ref'>,
  now: Instant,
): Promise<ReplyOutcome> {
  const reason = `${given.ref === '' ? 'That card' : given.ref} is not with you at the moment, so nothing was saved. If it should be, please ask the portfolio lead.`;
  return (await noteRefusal(deps, given, now)) ? { kind: 'notTheirs', reason } : refused(reason);
}

/** Notes a refused click in the plan's history; false when there is no such plan. What a card claims may be anything. */
export async function noteRefusal(
  deps: { readonly stores: Stores; readonly newId: NewId },
  given: Pick<ReplyGiven, 'tenant' | 'plan' | 'person' | 'ref'>,
  now: Instant,
): Promise<boolean> {
  if (!isPlanId(given.plan)) return false;
  const store = deps.stores.plan(given.tenant, given.plan);
  if ((await store.head()) === null) return false;
  const known = await deps.stores.person(given.tenant, given.person).record();
  const payload = {
    who: known?.value.whoKey ?? 'unknown',
    at: now,
    what: 'refused',
    about: given.ref.slice(0, LONGEST_REF),
    old: null,
    new: 'A click for a requirement that is not theirs',
  };
  await store.appendHistory('plan', payload, deps.newId());
  return true;
}

function historyOf(update: Update, before: AskedItem, who: string, now: Instant) {
  const say = (reply: Reply | undefined) => (reply === undefined ? null : JSON.stringify(reply));
  const old = update.timing === 'afterClose' ? before.afterClose : before.answer;
  const what = old === null ? 'answered' : 'corrected';
  return { who, at: now, what, about: before.ref, old: say(old?.reply), new: say(update.reply) };
}
