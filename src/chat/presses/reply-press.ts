import type { ReplyOutcome } from '../../app/asking/record-update.js';
import type { Deck } from '../../app/store/stores.js';
import { type AskedItem, stillDue } from '../../domain/asking/ask.js';
import { keptWords } from '../../domain/asking/typed-words.js';
import { longDay } from '../../domain/calendar/civil-date.js';
import { textsOf, typingOf } from '../asking/click-inputs.js';
import {
  deckMessage,
  keptAfterClose,
  type Retry,
  savedLeadIn,
  savedMessage,
  summaryMessage,
  turnedMessage,
  withResult,
} from '../asking/deck-messages.js';
import { givenBack, replacedWords } from '../asking/given-back.js';
import type { Said } from '../turn.js';
import { aboutOf, type PressDeps, type Pressed, plainly, sent, turned, withLeft } from './press.js';

export async function afterReply(deps: PressDeps, pressed: Pressed, outcome: ReplyOutcome): Promise<Said> {
  if (outcome.kind === 'refused' || outcome.kind === 'notTheirs') return plainly(outcome.reason, pressed);
  if (outcome.kind === 'invalid') return again(deps, pressed, outcome);
  const { deck, item, left } = outcome;
  if (outcome.kind === 'already' && pressed.click.verb === 'leaveOut') {
    // written since it was said: only the words are new
    const typing = typingOf(pressed.click);
    const kept = await deps.keepWords(aboutOf(pressed, item.ref), typing, pressed.now);
    if (kept.kind !== 'kept') return plainly(`${item.ref} is saved already.`, pressed);
    return withLeft(shownAfter(deps, pressed, outcome), item.ref, kept.left);
  }
  const isLate = item.afterClose !== null && item.current === item.afterClose.update;
  const said = isLate ? await afterClose(deps, pressed, deck, item) : shownAfter(deps, pressed, outcome);
  const unseen = outcome.kind === 'saved' ? replacedWords(item, outcome.unseen) : [];
  return withLeft({ ...said, replies: [...said.replies, ...unseen] }, item.ref, left);
}

/** The card after an answer that counts. */
function shownAfter(
  deps: PressDeps,
  pressed: Pressed,
  outcome: Extract<ReplyOutcome, { readonly kind: 'saved' | 'already' }>,
): Said {
  const { deck, item } = outcome;
  const isLeftOut = pressed.click.verb === 'leaveOut' && keptWords(item, pressed.who.person) !== null;
  const left = isLeftOut ? ' What you wrote is left out, and kept.' : '';
  const result = outcome.kind === 'already' ? alreadyWords(outcome) : `${savedLeadIn(item, outcome.correction)}${left}`;
  const more = stillDue(item, deck.head.value.cycle).length;
  // whoever is answering for promises gets the rest of them; whoever passed them over is not held up
  if (outcome.kind === 'saved' && (item.answer?.reply.promises ?? []).length > 0 && more > 0) {
    const rest = `${result}\n${more === 1 ? 'One more promise is' : `${more} more promises are`} asked about here. Your update stands as it is.`;
    return turned(deps, pressed, deck, (drawing) => withResult(deckMessage(drawing, item, rest, null), rest));
  }
  return turned(deps, pressed, deck, (drawing) =>
    outcome.kind === 'saved' ? savedMessage(drawing, result, item) : turnedMessage(drawing, result, item),
  );
}

function alreadyWords({ item: { ref }, overtaken }: Extract<ReplyOutcome, { readonly kind: 'already' }>): string {
  return overtaken === true
    ? `That was saved for ${ref} before. Since then ${ref} was answered again, and the newer answer counts.`
    : `${ref} is saved already.`;
}

/** The same requirement once more, with the reason. All that was typed is kept with it first, and so stands there. */
export async function again(
  deps: PressDeps,
  pressed: Pressed,
  { item: before, problem, asksWhich }: Extract<ReplyOutcome, { readonly kind: 'invalid' }>,
): Promise<Said> {
  const typing = typingOf(pressed.click);
  const outcome = await deps.keepWords(aboutOf(pressed, before.ref), typing, pressed.now);
  if (outcome.kind === 'refused' || outcome.kind === 'notTheirs') return plainly(outcome.reason, pressed);
  const retry: Retry = { problem, ...(asksWhich === undefined ? {} : { asksWhich }) };
  const { deck, item } = outcome;
  const said =
    deck.head.value.cycle.id === pressed.click.context.cycle
      ? turned(deps, pressed, deck, (drawing) => deckMessage(drawing, item, '', retry))
      : sent(deps, pressed, deck, (drawing) => deckMessage(drawing, item, NEW_QUARTER, retry));
  if (outcome.kind === 'kept') return withLeft(said, before.ref, outcome.left);
  return { ...said, replies: givenBack('That is too long for the card', [problem], textsOf(typing)) };
}

const NEW_QUARTER = 'That quarter is over. This is the card of the new one.';

/** A click after the close is kept, and answered kindly; if the next quarter is open, its card comes with the words. */
async function afterClose(deps: PressDeps, pressed: Pressed, deck: Deck, item: AskedItem): Promise<Said> {
  const { who, click, now } = pressed;
  const kept = keptAfterClose(deck.head.value.cycle, item.ref);
  const store = deps.stores.plan(who.tenant, click.context.plan);
  const cycle = (await store.head())?.value.cycle ?? null;
  const next =
    cycle === null || cycle.id === click.context.cycle || cycle.state !== 'open'
      ? null
      : await store.deck(cycle.id, who.person);
  const there = next?.items.find((each) => each.value.requirement === item.requirement)?.value;
  if (cycle === null || there === undefined) {
    return turned(deps, pressed, deck, (drawing) => withResult(summaryMessage(drawing, kept), kept));
  }
  const retry: Retry = {
    problem: 'This is the card of the new quarter. Please read your words once more and submit.',
  };
  const about = { ...aboutOf(pressed, there.ref), cycle: cycle.id };
  const outcome = await deps.keepWords(about, { ...typingOf(click), shown: null }, now);
  if (outcome.kind !== 'kept') return { replies: givenBack('Your answer is kept', [kept], textsOf(typingOf(click))) };
  const said = sent(deps, pressed, outcome.deck, (drawing) => deckMessage(drawing, outcome.item, kept, retry));
  return withLeft(said, there.ref, outcome.left);
}

export async function afterPutOff(deps: PressDeps, pressed: Pressed, outcome: ReplyOutcome): Promise<Said> {
  if (outcome.kind === 'refused' || outcome.kind === 'notTheirs') return plainly(outcome.reason, pressed);
  if (outcome.kind === 'invalid') return again(deps, pressed, outcome);
  const { item } = outcome;
  if (item.answer !== null || item.later === null) {
    const problem = `${item.ref} is answered already, so there is nothing to put off.`;
    if (textsOf(typingOf(pressed.click)).length > 0)
      return again(deps, pressed, { ...outcome, kind: 'invalid', problem });
    return turned(deps, pressed, outcome.deck, (drawing) => turnedMessage(drawing, `${item.ref} is answered already.`));
  }
  const { deck, left } = outcome;
  const kept = keptWords(item, pressed.who.person) === null ? '' : ' What you wrote is kept with it.';
  const { due } = deck.head.value.cycle;
  const late = item.later > due ? ` After ${longDay(due)} it counts as late, and the portfolio lead is told.` : '';
  const result = `${item.ref} is put off. It comes back on ${longDay(item.later)}.${late}${kept}`;
  const allPutOff = deck.items.every(({ value }) => value.answer !== null || value.later !== null);
  const said = turned(deps, pressed, deck, (drawing) =>
    allPutOff ? withResult(summaryMessage(drawing, result), result) : turnedMessage(drawing, result, null, item.ref),
  );
  return withLeft(said, item.ref, left);
}
