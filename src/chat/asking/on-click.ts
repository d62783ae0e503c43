import type { makeHandOver } from '../../app/asking/hand-over.js';
import type { makeKeepWords } from '../../app/asking/keep-words.js';
import type { makePutOff } from '../../app/asking/put-off.js';
import { type makeRecordUpdate, noteRefusal, type ReplyOutcome } from '../../app/asking/record-update.js';
import type { Who } from '../../app/people/who.js';
import type { NewId } from '../../app/store/ports.js';
import type { Deck, Stores } from '../../app/store/stores.js';
import type { AskedItem } from '../../domain/asking/ask.js';
import { stillDue } from '../../domain/asking/ask.js';
import { notHandedOver, type WordsOfBox } from '../../domain/asking/left-words.js';
import { readChatWords } from '../../domain/asking/typed-answer.js';
import { keptWords } from '../../domain/asking/typed-words.js';
import { type Instant, localTime, longDay, parseCivilDate } from '../../domain/calendar/civil-date.js';
import { isSignedFor } from '../deck/card-signature.js';
import { type DeckDrawing, isClosed } from '../deck/deck-drawing.js';
import { listMessage } from '../deck/row-list.js';
import { severalMessage } from '../deck/several-message.js';
import type { Message, Verb } from '../messages.js';
import { type Click, notice, type OnConfirm, type OnContribute, type Said } from '../turn.js';
import { isUntouched, replyOf, textsOf, typingOf } from './click-inputs.js';
import {
  closedWords,
  deckMessage,
  keptAfterClose,
  nextMessage,
  type Retry,
  savedLeadIn,
  savedMessage,
  summaryMessage,
  turnedMessage,
  withFollowUp,
  withResult,
} from './deck-messages.js';
import { givenBack, leftBack, replacedWords } from './given-back.js';
import { intoTheBox } from './into-the-box.js';
import type { JustShown } from './just-shown.js';
import { saveSeveral, severalAgain } from './on-several.js';
import { saveTyped, typedAgain } from './on-typed.js';
import { ownDecks } from './own-decks.js';
import type { makeSendCard, makeTurnCard } from './show-deck.js';
import { useWords } from './use-words.js';

interface Deps {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly cardKey: () => Promise<string>;
  readonly recordUpdate: ReturnType<typeof makeRecordUpdate>;
  readonly putOff: ReturnType<typeof makePutOff>;
  readonly handOver: ReturnType<typeof makeHandOver>;
  readonly onConfirm: OnConfirm;
  readonly onContribute: OnContribute;
  readonly keepWords: ReturnType<typeof makeKeepWords>;
  readonly justShown: JustShown;
  readonly turnCard: ReturnType<typeof makeTurnCard>;
  readonly sendCard: ReturnType<typeof makeSendCard>;
}

/** Where a click came from, for the turns that follow it. */
interface Pressed {
  readonly who: Who;
  readonly click: Click;
  readonly now: Instant;
  readonly cardKey: string;
}

/** What is done with one tap: it is not taken from a card that has only just changed. */
const AT_ONCE: ReadonlySet<Verb> = new Set<Verb>([
  'submit',
  'noChange',
  'leaveOut',
  'finished',
  'stillToCome',
  'saveTyped',
  'saveSeveral',
]);

const NOT_TAKEN = 'Your last press was not taken: this card had only just changed.';

/** What a person pressed: checked, carried out, committed; the card changes afterwards. */
export function makeOnClick(deps: Deps) {
  return async (who: Who, click: Click, now: Instant): Promise<Said> => {
    const cardKey = await deps.cardKey();
    const { context, verb } = click;
    if (context.tenant !== who.tenant || !isSignedFor(cardKey, who.person, context)) {
      const { plan, ref } = context;
      await noteRefusal(deps, { tenant: who.tenant, plan, person: who.person, ref }, now);
      return notYours(ref, { click });
    }
    const pressed: Pressed = { who, click, now, cardKey };
    const { tenant, plan, cycle, ref, basedOn } = context;
    const about = { tenant, plan, cycle, person: who.person, ref };
    const unread = AT_ONCE.has(verb) && deps.justShown.has(click) ? await beforeItWasRead(deps, pressed) : null;
    if (unread !== null) return unread;
    switch (verb) {
      case 'submit':
      case 'noChange':
      case 'leaveOut':
      case 'finished': {
        const reply = replyOf(click);
        const asTyped = { typing: typingOf(click), leaveOut: verb === 'leaveOut' };
        const promises = click.promises ?? [];
        const given = { ...about, reply, basedOn, door: 'card', promises, ...asTyped } as const;
        const outcome = await deps.recordUpdate(given, now);
        const said = await afterReply(deps, pressed, outcome);
        return outcome.kind === 'saved' ? thenWake(deps, pressed, said, outcome.item) : said;
      }
      case 'later': {
        const until = parseCivilDate(click.inputs.until ?? '') ?? null;
        return afterPutOff(deps, pressed, await deps.putOff({ ...about, typing: typingOf(click) }, until, now));
      }
      case 'handOver':
        return handedOver(deps, pressed);
      case 'stillToCome':
        return afterStillToCome(deps, pressed);
      case 'saveTyped':
        return savedTyped(deps, pressed);
      case 'forRow':
        return forRow(deps, pressed);
      case 'correct':
      case 'open':
        return showAgain(deps, pressed);
      case 'list':
        return showRows(deps, pressed);
      case 'several':
        return showSeveral(deps, pressed);
      case 'saveSeveral':
        return savedSeveral(deps, pressed);
      case 'useWords':
        return usedWords(deps, pressed);
      case 'contribute':
      case 'give':
      case 'ownRows':
        return deps.onContribute.press(who, click, verb, now);
      case 'close':
      case 'finalise':
      case 'confirm':
        return deps.onConfirm(who, click, verb, now);
    }
  };
}

/** "Yes, save" under words that were written in the chat. */
async function savedTyped(deps: Deps, pressed: Pressed): Promise<Said> {
  const { who, click, now } = pressed;
  const outcome = await saveTyped(deps, who, click, now);
  if (outcome === null) return notYours(click.context.ref, pressed);
  return outcome.saved.reduce((said, item) => thenWake(deps, pressed, said, item), outcome.said);
}

/** Words that were written in the chat, once it is known which row they are about: shown as they would be saved. */
async function forRow(deps: Deps, pressed: Pressed): Promise<Said> {
  const { who, click, now } = pressed;
  const [plan = '', ...rest] = (click.inputs.row ?? '').split(' ');
  const ref = rest.join(' ');
  const row = (await ownDecks(deps, who))
    .flatMap((own) => own.deck.items.map(({ value: item }) => ({ ...own, item })))
    .find((each) => each.plan === plan && each.item.ref === ref);
  const text = click.inputs.text ?? '';
  const theirs =
    text === '' || row !== undefined
      ? null
      : await deps.onContribute.forRow(who, { plan, ref, text, pressed: click.activityId }, now);
  if (theirs !== null) return theirs;
  if (row === undefined || text === '') {
    return plainly('Please choose the row that your words are about.', pressed);
  }
  const said = readChatWords(text, [ref]);
  const taken = await intoTheBox(deps, who, row, said.kind === 'named' ? said.words : text, now);
  if (taken.kind === 'notKept') return plainly(taken.why, pressed);
  return { replies: [], after: () => deps.turnCard(who, plan, taken.deck, click.activityId, taken.message) };
}

/** After everything else: whoever handed this over is to be told that it is answered. */
function thenWake(deps: Deps, { click, now }: Pressed, said: Said, { handedOver }: AskedItem): Said {
  if (handedOver !== true) return said;
  const { tenant, plan } = click.context;
  const after = async () => {
    await said.after?.();
    // the sweep looks at the plan again, and tells them
    await deps.stores.directory.addDue({ tenant, plan, at: now });
  };
  return { ...said, after };
}

/**
 * A second tap falls on whatever the first one brought under the finger. The row says so and stands there as it was; null
 * where that is not so: somebody who has changed what is submitted has read it.
 */
async function beforeItWasRead(deps: Deps, pressed: Pressed): Promise<Said | null> {
  const { who, click, now } = pressed;
  const { plan, cycle, ref } = click.context;
  if (click.verb === 'saveTyped')
    return typedAgain(deps, who, click, `${NOT_TAKEN} Please read it, then press again.`, now);
  if (click.verb === 'saveSeveral')
    return severalAgain(deps, who, click, `${NOT_TAKEN} Please read it, then press again.`, now);
  const row = click.row ?? ref;
  const typing = typingOf(click);
  const before = await deps.stores.plan(who.tenant, plan).deck(cycle, who.person);
  const there = before?.items.find((each) => each.value.ref === row)?.value;
  if (before === null || there === undefined) return null;
  // the press that this card gave already, delivered once more: it saves nothing new
  if (there.replies.some(({ basedOn }) => basedOn === click.context.basedOn)) return null;
  const brought = deckMessage(drawingOf(pressed, before), there, '', null);
  if (click.verb === 'submit' && brought.kind === 'deck' && !isUntouched(brought.deck.item, typing)) return null;
  const outcome = await deps.keepWords(aboutOf(pressed, row), typing, now);
  if (outcome.kind !== 'kept') return plainly(outcome.kind === 'tooLong' ? NOT_TAKEN : outcome.reason, pressed);
  const { deck, item } = outcome;
  const saved = deck.items.find((each) => each.value.ref === click.follows)?.value ?? null;
  const leadIn = saved === null || saved.answer === null ? '' : savedLeadIn(saved, false);
  const meant = click.which === true ? 'Which did you mean?' : `Please read ${row}, then press again.`;
  const retry: Retry = {
    problem: `${NOT_TAKEN} ${meant}`,
    notTaken: true,
    ...(click.which === true ? { asksWhich: true } : {}),
  };
  const said = turned(deps, pressed, deck, (drawing) =>
    withFollowUp(drawing, deckMessage(drawing, item, leadIn, retry), saved),
  );
  return withLeft(said, row, outcome.left);
}

async function afterReply(deps: Deps, pressed: Pressed, outcome: ReplyOutcome): Promise<Said> {
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

/** What was typed and has no place is given back behind everything else. */
function withLeft(said: Said, ref: string, left: readonly WordsOfBox[]): Said {
  return { ...said, replies: [...said.replies, ...leftBack(ref, left)] };
}

/** The card after an answer that counts. */
function shownAfter(
  deps: Deps,
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
async function again(
  deps: Deps,
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
async function afterClose(deps: Deps, pressed: Pressed, deck: Deck, item: AskedItem): Promise<Said> {
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

async function afterPutOff(deps: Deps, pressed: Pressed, outcome: ReplyOutcome): Promise<Said> {
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
  const result = `${item.ref} is put off. It comes back on ${longDay(item.later)}.${kept}`;
  const allPutOff = deck.items.every(({ value }) => value.answer !== null || value.later !== null);
  const said = turned(deps, pressed, deck, (drawing) =>
    allPutOff ? withResult(summaryMessage(drawing, result), result) : turnedMessage(drawing, result, null, item.ref),
  );
  return withLeft(said, item.ref, left);
}

async function handedOver(deps: Deps, pressed: Pressed): Promise<Said> {
  const { who, click, now } = pressed;
  const about = aboutOf(pressed, click.context.ref);
  const typing = typingOf(click);
  const before = await handedOverBefore(deps, pressed);
  if (before !== null) return nowWith(deps, pressed, before.deck, before.name, textsOf(typing));
  // before it leaves the deck; nobody else is shown words that were not submitted
  const kept = await deps.keepWords(about, typing, now);
  if (kept.kind === 'refused' || kept.kind === 'notTheirs') return plainly(kept.reason, pressed);
  const given = { ...about, to: click.inputs.person ?? '', named: click.inputs.name ?? '', note: typing.words.note };
  const outcome = await deps.handOver(given, now);
  const left = kept.kind === 'kept' ? kept.left : [];
  if (outcome.kind === 'refused') return withLeft(plainly(outcome.reason, pressed), about.ref, left);
  if (outcome.kind === 'invalid') return withLeft(await again(deps, pressed, outcome), about.ref, left);
  const texts = [...notHandedOver(kept.item, who.person, typing), ...left].map(({ text }) => text);
  return nowWith(deps, pressed, outcome.deck, outcome.name, [...new Set(texts)]);
}

/** The same press once more, or on an older copy: the requirement is with the colleague who was chosen. */
async function handedOverBefore(
  deps: Deps,
  { who, click }: Pressed,
): Promise<{ readonly deck: Deck; readonly name: string } | null> {
  const { plan, cycle, ref } = click.context;
  const store = deps.stores.plan(who.tenant, plan);
  const own = await store.deck(cycle, who.person);
  if (own === null || own.items.some(({ value }) => value.ref === ref)) return null;
  const colleague = own.head.value.colleagues.find(({ id }) => id === click.inputs.person);
  const theirs = colleague === undefined ? null : await store.deck(cycle, colleague.id);
  const isThere = theirs?.items.some(({ value }) => value.ref === ref && value.handedOver === true);
  return colleague === undefined || isThere !== true ? null : { deck: own, name: colleague.name };
}

/** `texts`: what is not handed over with it. */
function nowWith(deps: Deps, pressed: Pressed, deck: Deck, name: string, texts: readonly string[]): Said {
  const { ref } = pressed.click.context;
  const result = `${ref} is now with ${name}. They will be asked for it; the lead can see the change.`;
  const said = turned(deps, pressed, deck, (drawing) =>
    deck.items.length === 0
      ? notice('Handed over', [result, 'You have no other updates to give this quarter.'])
      : turnedMessage(drawing, result),
  );
  if (texts.length === 0) return said;
  const notGiven = `What you had written for ${ref} did not go over with this press. It is here, should you want to pass it on.`;
  return { ...said, replies: givenBack('Your own words', [notGiven], texts) };
}

/** "Use as the update": contributors' words go into the box, and nothing is saved. */
async function usedWords(deps: Deps, pressed: Pressed): Promise<Said> {
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

/** "Yes, still to come": noted in the requirement's history, where the next quarter's reader finds it. */
async function afterStillToCome(deps: Deps, pressed: Pressed): Promise<Said> {
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
  await deps.stores.plan(who.tenant, plan).appendHistory(item.requirement, payload, deps.newId());
  const said = turned(deps, pressed, deck.deck, (drawing) =>
    turnedMessage(drawing, `Noted: ${ref} is still to come.`, null, ref),
  );
  return withLeft(said, ref, deck.left);
}

/** `correct` opens one answer again; `open` shows the deck. */
async function showAgain(deps: Deps, pressed: Pressed): Promise<Said> {
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
async function showSeveral(deps: Deps, pressed: Pressed): Promise<Said> {
  const kept = await keptDeck(deps, pressed);
  if (kept.kind === 'said') return kept.said;
  const said = turned(deps, pressed, kept.deck, (drawing) =>
    isClosed(drawing) ? summaryMessage(drawing, '') : severalMessage(drawing, null),
  );
  return withLeft(said, pressed.click.row ?? '', kept.left);
}

/** "Yes, save" under several rows of "No change". */
async function savedSeveral(deps: Deps, pressed: Pressed): Promise<Said> {
  const { who, click, now } = pressed;
  const outcome = await saveSeveral(deps, who, click, now);
  if (outcome === null) return notYours(click.context.ref, pressed);
  return outcome.saved.reduce((said, item) => thenWake(deps, pressed, said, item), outcome.said);
}

/** The rows of a long deck. */
async function showRows(deps: Deps, pressed: Pressed): Promise<Said> {
  const kept = await keptDeck(deps, pressed);
  if (kept.kind === 'said') return kept.said;
  const said = turned(deps, pressed, kept.deck, (drawing) =>
    isClosed(drawing) ? summaryMessage(drawing, '') : listMessage(drawing, ''),
  );
  return withLeft(said, pressed.click.row ?? '', kept.left);
}

/** The deck, once what was typed for the row in sight is kept: the button that was pressed is about another. */
async function keptDeck(
  deps: Deps,
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

/** A card at the end of the chat, where the one that was pressed is about something that is over. */
function sent(deps: Deps, pressed: Pressed, deck: Deck, draw: (drawing: DeckDrawing) => Message): Said {
  const message = draw(drawingOf(pressed, deck));
  return { replies: [], after: () => deps.sendCard(pressed.who, pressed.click.context.plan, deck, message) };
}

function turned(
  deps: Deps,
  pressed: Pressed,
  deck: Deck,
  draw: (drawing: DeckDrawing) => Parameters<Deps['turnCard']>[4],
): Said {
  const { who, click } = pressed;
  const message = draw(drawingOf(pressed, deck));
  return { replies: [], after: () => deps.turnCard(who, click.context.plan, deck, click.activityId, message) };
}

function drawingOf(pressed: Pressed, deck: Deck): DeckDrawing {
  const { who, click, now, cardKey } = pressed;
  const today = localTime(now, deck.head.value.zone).date;
  return { cardKey, tenant: who.tenant, plan: click.context.plan, deck, today };
}

function aboutOf({ who, click }: Pressed, ref: string) {
  const { plan, cycle } = click.context;
  return { tenant: who.tenant, plan, cycle, person: who.person, ref };
}

function notYours(ref: string, pressed: Pick<Pressed, 'click'>): Said {
  const which = ref === '' ? 'That card' : `The card for ${ref}`;
  return plainly(
    `${which} was not made for you, or is out of date, so nothing was saved. Write "hello" to see what is asked of you.`,
    pressed,
  );
}

/** A refusal. Some clients empty the inputs of a card that was pressed, so what was typed comes with it. */
function plainly(reason: string, { click }: Pick<Pressed, 'click'>): Said {
  return { replies: givenBack('Nothing was changed', [reason], textsOf(typingOf(click))) };
}
