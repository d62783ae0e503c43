import type { Who } from '../../app/people/who.js';
import type { Log } from '../../app/store/ports.js';
import type { Stores } from '../../app/store/stores.js';
import { TableUnavailableError } from '../../app/store/table-unavailable.js';
import { leftWords } from '../../domain/asking/left-words.js';
import { keeping, keptWords } from '../../domain/asking/typed-words.js';
import { type Instant, localTime } from '../../domain/calendar/civil-date.js';
import { textsOf, typingOf } from '../asking/click-inputs.js';
import { deckMessage } from '../asking/deck-messages.js';
import type { makeTurnCard } from '../asking/show-deck.js';
import { isSignedFor } from '../deck/card-signature.js';
import type { makeOnClick } from '../presses/on-click.js';
import { type Click, notice, type Said } from '../turn.js';

type OnClick = ReturnType<typeof makeOnClick>;

/** What a person reads who asked for something while the store cannot be used. */
const SORRY: Said = {
  replies: [
    notice('That did not work just now', [
      'I cannot look up or save anything at the moment. Please try again in a few minutes.',
    ]),
  ],
};

const NOT_SAVED =
  'I could not save this just now. Your words are still here. Please press the button again in a few minutes.';

/**
 * A press whose outcome could not be saved, on a full disk for instance: the same card comes back with what was typed,
 * and says so. Where that card cannot be looked up, or cannot show all that was typed, this throws.
 */
export function keepingWhatWasTyped(
  deps: {
    readonly stores: Stores;
    readonly cardKey: () => Promise<string>;
    readonly turnCard: ReturnType<typeof makeTurnCard>;
    readonly log: Log;
  },
  onClick: OnClick,
): OnClick {
  return async (who, click, now) => {
    try {
      return await onClick(who, click, now);
    } catch (error) {
      if (!(error instanceof TableUnavailableError)) throw error;
      deps.log.error('not saved', { error });
      const message = await sameCard(deps, who, click, now);
      if (message === null && textsOf(typingOf(click)).length > 0) throw error;
      if (message === null) return SORRY;
      const { deck, card } = message;
      return { replies: [], after: () => deps.turnCard(who, click.context.plan, deck, click.activityId, card) };
    }
  };
}

/**
 * The person's own card about the row that they saw, with what they typed; null for a press that is not theirs or not
 * about a row, and for words that are too long.
 */
async function sameCard(
  deps: { readonly stores: Stores; readonly cardKey: () => Promise<string> },
  who: Who,
  click: Click,
  now: Instant,
) {
  const { tenant, plan, cycle, ref } = click.context;
  const cardKey = await deps.cardKey();
  if (tenant !== who.tenant || !isSignedFor(cardKey, who.person, click.context)) return null;
  const deck = await deps.stores.plan(tenant, plan).deck(cycle, who.person);
  const item = deck?.items.find((each) => each.value.ref === (click.row ?? ref))?.value;
  if (deck === null || item === undefined) return null;
  // as if they were kept, under the id of those that are: the next press finds in the store what this card had in sight
  const typing = typingOf(click);
  const kept = keeping(item, who.person, typing, keptWords(item, who.person)?.id ?? '');
  if (kept.kind === 'tooLong' || leftWords(item, kept.item, who.person, typing, null).length > 0) return null;
  const today = localTime(now, deck.head.value.zone).date;
  return { deck, card: deckMessage({ cardKey, tenant, plan, deck, today }, kept.item, '', { problem: NOT_SAVED }) };
}

/** Says kindly that the store cannot be used, where something was asked of it. */
export function sayingSorry<Given extends readonly unknown[]>(
  log: Log,
  answer: (...given: Given) => Promise<Said>,
): (...given: Given) => Promise<Said> {
  return async (...given) => {
    try {
      return await answer(...given);
    } catch (error) {
      if (!(error instanceof TableUnavailableError)) throw error;
      log.error('not answered', { error });
      return SORRY;
    }
  };
}
