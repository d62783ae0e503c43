import type { makeConfirmAnswer } from '../../app/asking/confirm-answer.js';
import type { NewId } from '../../app/store/ports.js';
import { longDay } from '../../domain/calendar/civil-date.js';
import { textsOf, typingOf } from '../asking/click-inputs.js';
import {
  closedWords,
  deckMessage,
  nextMessage,
  summaryMessage,
  turnedMessage,
  withResult,
} from '../asking/deck-messages.js';
import { givenBack } from '../asking/given-back.js';
import { isClosed } from '../deck/deck-drawing.js';
import { listMessage } from '../deck/row-list.js';
import { severalMessage } from '../deck/several-message.js';
import type { Said } from '../turn.js';
import {
  aboutOf,
  drawingOf,
  keptDeck,
  notYours,
  type PressDeps,
  type Pressed,
  plainly,
  turned,
  withLeft,
} from './press.js';
import { useWords } from './use-words.js';

/** `correct` opens one answer again; `open` shows the deck. */
export async function showAgain(deps: PressDeps, pressed: Pressed): Promise<Said> {
  const { who, click } = pressed;
  const { plan, ref } = click.context;
  const kept = await keptDeck(deps, pressed);
  if (kept.kind === 'said') return kept.said;
  const { deck, left } = kept;
  const item = deck.items.find((each) => each.value.ref === ref)?.value ?? null;
  if (item === null) {
    const leadIn = `Please answer by ${longDay(deck.head.value.cycle.due)}.`;
    const drawing = drawingOf(pressed, deck);
    const said = { replies: [], after: () => deps.sendCard(who, plan, deck, nextMessage(drawing, leadIn)) };
    return withLeft(said, ref, left);
  }
  const leadIn = item.answer === null ? `Your update for ${ref}.` : `Correct your answer for ${ref}.`;
  const said = turned(deps, pressed, deck, (drawing) => deckMessage(drawing, item, leadIn, null));
  return withLeft(said, ref, left);
}

/** What "No change" would print for several rows. */
export async function showSeveral(deps: PressDeps, pressed: Pressed): Promise<Said> {
  const kept = await keptDeck(deps, pressed);
  if (kept.kind === 'said') return kept.said;
  const said = turned(deps, pressed, kept.deck, (drawing) =>
    isClosed(drawing) ? summaryMessage(drawing, '') : severalMessage(drawing, null),
  );
  return withLeft(said, pressed.click.row ?? '', kept.left);
}

/** The rows of a long deck. */
export async function showRows(deps: PressDeps, pressed: Pressed): Promise<Said> {
  const kept = await keptDeck(deps, pressed);
  if (kept.kind === 'said') return kept.said;
  const said = turned(deps, pressed, kept.deck, (drawing) =>
    isClosed(drawing) ? summaryMessage(drawing, '') : listMessage(drawing, ''),
  );
  return withLeft(said, pressed.click.row ?? '', kept.left);
}

/** "Yes, still to come": noted in the requirement's history, where the next quarter's reader finds it. */
export async function afterStillToCome(deps: PressDeps & { readonly newId: NewId }, pressed: Pressed): Promise<Said> {
  const { who, click, now } = pressed;
  const { plan, ref } = click.context;
  const deck = await keptDeck(deps, pressed);
  if (deck.kind === 'said') return deck.said;
  const item = deck.deck.items.find((each) => each.value.ref === ref)?.value;
  if (item === undefined) return notYours(ref, pressed);
  const payload = {
    who: deck.deck.head.value.whoKey,
    at: now,
    what: 'confirmed',
    about: ref,
    old: null,
    new: 'What the earlier text promises is still to come',
  };
  // however often it is pressed
  const own = deps.stores.person(who.tenant, who.person);
  const press = `${click.context.sig} ${click.verb}`;
  if ((await own.claim(press, now, deps.newId())) === 'first') {
    await deps.stores.plan(who.tenant, plan).appendHistory(item.requirement, payload, deps.newId());
    await own.settleClaim(press, true);
  }
  const said = turned(deps, pressed, deck.deck, (drawing) =>
    turnedMessage(drawing, `Noted: ${ref} is still to come.`, null, ref),
  );
  return withLeft(said, ref, deck.left);
}

/** "It is right as it stands": the lead's review says so, and the row in sight stays. */
export async function afterAsItStands(
  deps: PressDeps & { readonly confirmAnswer: ReturnType<typeof makeConfirmAnswer> },
  pressed: Pressed,
): Promise<Said> {
  const { click, now } = pressed;
  const { ref, basedOn } = click.context;
  const kept = await keptDeck(deps, pressed);
  if (kept.kind === 'said') return kept.said;
  const outcome = await deps.confirmAnswer({ ...aboutOf(pressed, ref), basedOn }, now);
  if (outcome.kind !== 'confirmed') return withLeft(plainly(outcome.reason, pressed), ref, kept.left);
  const result = `Noted for ${ref}: it is right as it stands. The portfolio lead sees that in the review.`;
  const inSight = outcome.deck.items.find(({ value }) => value.ref === click.row)?.value;
  const said = turned(deps, pressed, outcome.deck, (drawing) =>
    inSight === undefined || inSight.ref === ref
      ? turnedMessage(drawing, result, null, ref)
      : withResult(deckMessage(drawing, inSight, result, null), result),
  );
  return withLeft(said, ref, kept.left);
}

/** "Use as the update": contributors' words go into the box, and nothing is saved. */
export async function usedWords(deps: PressDeps, pressed: Pressed): Promise<Said> {
  const { who, click, now } = pressed;
  const { plan, cycle, ref } = click.context;
  const deck = await deps.stores.plan(who.tenant, plan).deck(cycle, who.person);
  const before = deck?.items.find((each) => each.value.ref === ref)?.value;
  if (before === undefined) return notYours(ref, pressed);
  const used = await useWords(deps.keepWords, aboutOf(pressed, ref), typingOf(click), before, now);
  if (used.kind === 'refused' || used.kind === 'notTheirs') return plainly(used.reason, pressed);
  const { item } = used;
  if (used.kind === 'tooLong') {
    const problem =
      'Together with what stands in the box these words are too long for it. Please copy what you need from above.';
    const said = turned(deps, pressed, used.deck, (drawing) => deckMessage(drawing, item, '', { problem }));
    return { ...said, replies: givenBack('Your own words', [problem], textsOf(typingOf(click))) };
  }
  return turned(deps, pressed, used.deck, (drawing) =>
    isClosed(drawing)
      ? withResult(summaryMessage(drawing, ''), closedWords(used.deck.head.value.cycle))
      : withResult(deckMessage(drawing, item, `Your update for ${ref}.`, null), used.result),
  );
}
