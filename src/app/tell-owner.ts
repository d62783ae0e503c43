import { isWorkingTime, today } from '../domain/calendar.js';
import type { Instant } from '../domain/civil-date.js';
import type { Wish } from '../domain/delivery.js';
import { type BankHolidays, calendarOf } from './calendars.js';
import { deckMessage } from './deck-messages.js';
import { makeDeliver } from './deliver.js';
import type { Message } from './messages.js';
import type { Messenger, NewId } from './ports.js';
import type { Stores } from './stores.js';
import { notice } from './turn.js';

/** What an owner is told about their answer while a revision is reviewed. */
export type News =
  | { readonly kind: 'wording'; readonly ref: string; readonly published: string; readonly why: string }
  | { readonly kind: 'question'; readonly ref: string };

/** `later`: not now (at night, or another message is on its way); the reason is in plain English. */
export type TellOutcome = { readonly kind: 'told' } | { readonly kind: 'later' | 'notTold'; readonly reason: string };

/**
 * Tells an owner that the lead changed the wording of their answer, or asks about it: through the usual delivery, once,
 * and never outside working hours. `key` names the decision, so that it is told once however often this runs.
 */
export function makeTellOwner(deps: {
  readonly stores: Stores;
  readonly messenger: Messenger;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
  readonly cardKey: () => Promise<string>;
}) {
  const deliver = makeDeliver(deps);
  return async (
    to: { readonly tenant: string; readonly plan: string; readonly person: string; readonly key: string },
    news: News,
    now: Instant,
  ): Promise<TellOutcome> => {
    const store = deps.stores.plan(to.tenant, to.plan);
    const head = (await store.head())?.value;
    const cycle = head?.cycle ?? null;
    if (head === undefined || cycle === null) return { kind: 'notTold', reason: 'no cycle is open' };
    const deck = await store.deck(cycle.id, to.person);
    const item = deck?.items.find((each) => each.value.ref === news.ref)?.value;
    if (deck === null || item === undefined) return { kind: 'notTold', reason: `${news.ref} is no longer with them` };
    const calendar = calendarOf(head.settings, deps.bankHolidays);
    if (!isWorkingTime(now, calendar)) {
      return { kind: 'later', reason: 'nobody is messaged outside working hours' };
    }
    const day = today(now, calendar);
    const wish: Wish = { plan: to.plan, cycle: cycle.id, rung: `review.${to.key}`, on: day, first: false };
    const cardKey = await deps.cardKey();
    const draw = (): Message =>
      news.kind === 'wording'
        ? wordingNotice(news)
        : deckMessage(
            { cardKey, tenant: to.tenant, plan: to.plan, deck, today: day },
            item,
            `There is a question about your answer for ${news.ref}. Your answer counts as it is until you change it.`,
            null,
          );
    const slot = `${day}.review.${to.key}`;
    const results = await deliver({ tenant: to.tenant, person: to.person, slot, wishes: [wish], draw }, now);
    const last = results.at(-1);
    switch (last?.kind) {
      case 'sent':
      case 'settled':
      case 'uncertain':
        return { kind: 'told' };
      case 'unreachable':
      case 'failed':
        return { kind: 'notTold', reason: last.reason };
      default:
        return { kind: 'later', reason: 'another message is on its way to them' };
    }
  };
}

function wordingNotice(news: Extract<News, { kind: 'wording' }>): Message {
  return notice(`Your answer for ${news.ref} is published in other words`, [
    `The portfolio lead changed its wording: ${news.why}`,
    `It will be published as: ${news.published}`,
    'Your own words are kept. If this says something else than you meant, answer again or tell the lead.',
  ]);
}
