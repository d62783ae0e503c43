import type { makeKeepWords } from '../../app/asking/keep-words.js';
import type { Who } from '../../app/people/who.js';
import type { Deck, Stores } from '../../app/store/stores.js';
import type { WordsOfBox } from '../../domain/asking/left-words.js';
import { type Instant, localTime } from '../../domain/calendar/civil-date.js';
import { textsOf, typingOf } from '../asking/click-inputs.js';
import { givenBack, leftBack } from '../asking/given-back.js';
import type { makeSendCard, makeTurnCard } from '../asking/show-deck.js';
import type { DeckDrawing } from '../deck/deck-drawing.js';
import type { Message } from '../messages.js';
import type { Click, Said } from '../turn.js';

/** What every press needs. */
export interface PressDeps {
  readonly stores: Stores;
  readonly keepWords: ReturnType<typeof makeKeepWords>;
  readonly turnCard: ReturnType<typeof makeTurnCard>;
  readonly sendCard: ReturnType<typeof makeSendCard>;
}

/** Where a click came from, for the turns that follow it. */
export interface Pressed {
  readonly who: Who;
  readonly click: Click;
  readonly now: Instant;
  readonly cardKey: string;
}

/** The card that was pressed, turned into what `draw` makes of the deck, once the press is answered. */
export function turned(
  deps: PressDeps,
  pressed: Pressed,
  deck: Deck,
  draw: (drawing: DeckDrawing) => Parameters<PressDeps['turnCard']>[4],
): Said {
  const { who, click } = pressed;
  const message = draw(drawingOf(pressed, deck));
  return { replies: [], after: () => deps.turnCard(who, click.context.plan, deck, click.activityId, message) };
}

/** A card at the end of the chat, where the one that was pressed is about something that is over. */
export function sent(deps: PressDeps, pressed: Pressed, deck: Deck, draw: (drawing: DeckDrawing) => Message): Said {
  const message = draw(drawingOf(pressed, deck));
  return { replies: [], after: () => deps.sendCard(pressed.who, pressed.click.context.plan, deck, message) };
}

/** What was typed and has no place is given back behind everything else. */
export function withLeft(said: Said, ref: string, left: readonly WordsOfBox[]): Said {
  return { ...said, replies: [...said.replies, ...leftBack(ref, left)] };
}

/** What a card of this deck is drawn with, as of the press. */
export function drawingOf(pressed: Pressed, deck: Deck): DeckDrawing {
  const { who, click, now, cardKey } = pressed;
  const today = localTime(now, deck.head.value.zone).date;
  return { cardKey, tenant: who.tenant, plan: click.context.plan, deck, today };
}

/** Which row of whose deck a press is about. */
export function aboutOf({ who, click }: Pressed, ref: string) {
  const { plan, cycle } = click.context;
  return { tenant: who.tenant, plan, cycle, person: who.person, ref };
}

/** The deck, once what was typed for the row in sight is kept: the button that was pressed is about another. */
export async function keptDeck(
  deps: PressDeps,
  pressed: Pressed,
): Promise<
  | { readonly kind: 'deck'; readonly deck: Deck; readonly left: readonly WordsOfBox[] }
  | { readonly kind: 'said'; readonly said: Said }
> {
  const { who, click, now } = pressed;
  const { plan, cycle, ref } = click.context;
  const typing = typingOf(click);
  const about = click.row === undefined ? null : aboutOf(pressed, click.row);
  const outcome = about === null ? null : await deps.keepWords(about, typing, now);
  if (outcome?.kind === 'kept') return { kind: 'deck', deck: outcome.deck, left: outcome.left };
  // words without a row of theirs, from a card of an earlier version or of a row that has left
  if (textsOf(typing).length > 0) {
    const reason = `Nothing was changed, because what you had written could not be kept for ${click.row ?? 'its row'}.`;
    return { kind: 'said', said: plainly(reason, pressed) };
  }
  const deck = await deps.stores.plan(who.tenant, plan).deck(cycle, who.person);
  return deck === null ? { kind: 'said', said: notYours(ref, pressed) } : { kind: 'deck', deck, left: [] };
}

/** A card that was made for somebody else, or that is out of date. */
export function notYours(ref: string, pressed: Pick<Pressed, 'click'>): Said {
  const which = ref === '' ? 'That card' : `The card for ${ref}`;
  return plainly(
    `${which} was not made for you, or is out of date, so nothing was saved. Write "hello" to see what is asked of you.`,
    pressed,
  );
}

/** A refusal. Some clients empty the inputs of a card that was pressed, so what was typed comes with it. */
export function plainly(reason: string, { click }: Pick<Pressed, 'click'>): Said {
  return { replies: givenBack('Nothing was changed', [reason], textsOf(typingOf(click))) };
}
