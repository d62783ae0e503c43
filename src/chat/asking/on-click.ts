import type { makeHandOver } from '../../app/asking/hand-over.js';
import type { makePutOff } from '../../app/asking/put-off.js';
import { type makeRecordUpdate, noteRefusal, type ReplyOutcome } from '../../app/asking/record-update.js';
import type { NewId } from '../../app/store/ports.js';
import type { Deck, Stores } from '../../app/store/stores.js';
import type { AskedItem } from '../../domain/asking/ask.js';
import {
  type CivilDate,
  type Instant,
  localTime,
  longDate,
  longDay,
  parseCivilDate,
} from '../../domain/calendar/civil-date.js';
import type { makeOnConfirm } from '../commands/on-confirm.js';
import { type ClickSaid, notice, type Said, type Who } from '../turn.js';
import { isSignedFor } from './card-signature.js';
import { replyOf, typed } from './click-inputs.js';
import {
  type DeckDrawing,
  deckMessage,
  nextMessage,
  type Retry,
  savedLeadIn,
  summaryMessage,
} from './deck-messages.js';
import { stillDue } from './promises-on-card.js';
import type { makeSendCard, makeTurnCard } from './show-deck.js';

interface Deps {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly cardKey: () => Promise<string>;
  readonly recordUpdate: ReturnType<typeof makeRecordUpdate>;
  readonly putOff: ReturnType<typeof makePutOff>;
  readonly handOver: ReturnType<typeof makeHandOver>;
  readonly onConfirm: ReturnType<typeof makeOnConfirm>;
  readonly turnCard: ReturnType<typeof makeTurnCard>;
  readonly sendCard: ReturnType<typeof makeSendCard>;
}

/** Where a click came from, for the turns that follow it. */
interface Pressed {
  readonly who: Who;
  readonly click: ClickSaid;
  readonly now: Instant;
  readonly cardKey: string;
}

/** What a person pressed: checked, carried out, committed; the card changes afterwards. */
export function makeOnClick(deps: Deps) {
  return async (who: Who, click: ClickSaid, now: Instant): Promise<Said> => {
    const cardKey = await deps.cardKey();
    const { context, verb } = click;
    if (context.tenant !== who.tenant || !isSignedFor(cardKey, who.person, context)) {
      const { plan, ref } = context;
      await noteRefusal(deps, { tenant: who.tenant, plan, person: who.person, ref }, now);
      return notYours(ref);
    }
    const pressed: Pressed = { who, click, now, cardKey };
    const { tenant, plan, cycle, ref, basedOn } = context;
    const about = { tenant, plan, cycle, person: who.person, ref };
    switch (verb) {
      case 'submit':
      case 'noChange': {
        const reply = replyOf(click);
        const given = { ...about, reply, basedOn, door: 'card', promises: click.promises ?? [] } as const;
        const outcome = await deps.recordUpdate(given, now);
        const said = await afterReply(deps, pressed, outcome);
        return outcome.kind === 'saved' ? thenWake(deps, pressed, said, outcome.item) : said;
      }
      case 'later': {
        const until = parseCivilDate(click.inputs.until ?? '') ?? null;
        return afterPutOff(deps, pressed, await deps.putOff(about, until, now), until);
      }
      case 'handOver':
        return afterHandOver(deps, pressed);
      case 'stillToCome':
        return afterStillToCome(deps, pressed);
      case 'correct':
      case 'open':
        return showAgain(deps, pressed);
      case 'close':
      case 'finalise':
        return deps.onConfirm(who, click, verb, now);
    }
  };
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

async function afterReply(deps: Deps, pressed: Pressed, outcome: ReplyOutcome): Promise<Said> {
  if (outcome.kind === 'refused' || outcome.kind === 'notTheirs') return plainly(outcome.reason);
  const { deck, item } = outcome;
  if (outcome.kind === 'invalid') {
    const retry: Retry = { problem: outcome.problem, ...typed(pressed.click, item) };
    return turned(deps, pressed, deck, (drawing) => deckMessage(drawing, item, '', retry));
  }
  const late = item.afterClose !== null && item.current === item.afterClose.update;
  if (late) return afterClose(deps, pressed, deck, item);
  const correction = outcome.kind === 'saved' && outcome.correction;
  const leadIn = outcome.kind === 'already' ? `${item.ref} is saved already.` : savedLeadIn(item, correction);
  const more = stillDue(item, deck.head.value.cycle).length;
  // whoever is answering for promises gets the rest of them; whoever passed them over is not held up
  if (outcome.kind === 'saved' && (item.answer?.reply.promises ?? []).length > 0 && more > 0) {
    const rest = `${leadIn}\n${more === 1 ? 'One more promise has' : `${more} more promises have`} come due here. Your update stands as it is.`;
    return turned(deps, pressed, deck, (drawing) => deckMessage(drawing, item, rest, null));
  }
  return turned(deps, pressed, deck, (drawing) => nextMessage(drawing, leadIn, item));
}

/** A click after the close is kept, and answered kindly; if the next quarter is open, its card comes with the words. */
async function afterClose(deps: Deps, pressed: Pressed, deck: Deck, item: AskedItem): Promise<Said> {
  const { who, click } = pressed;
  const { closes, revision } = deck.head.value.cycle;
  const kept = `The quarter for the revision of ${longDate(revision)} closed on ${longDay(closes)}. Your answer for ${item.ref} is kept, the lead can see it, and it is offered for the next revision.`;
  const store = deps.stores.plan(who.tenant, click.context.plan);
  const now = (await store.head())?.value.cycle ?? null;
  const next = now === null || now.id === click.context.cycle ? null : await store.deck(now.id, who.person);
  const again = next?.items.find((each) => each.value.requirement === item.requirement)?.value ?? null;
  if (next === null || again === null || now?.state !== 'open') {
    return turned(deps, pressed, deck, (drawing) => summaryMessage(drawing, kept));
  }
  const retry: Retry = {
    problem: 'This is the card of the new quarter. Please read your words once more and submit.',
    ...typed(click, again),
  };
  const drawing = drawingOf(pressed, next);
  const after = () => deps.sendCard(who, click.context.plan, next, deckMessage(drawing, again, kept, retry));
  return { replies: [], after };
}

async function afterPutOff(
  deps: Deps,
  pressed: Pressed,
  outcome: ReplyOutcome,
  until: CivilDate | null,
): Promise<Said> {
  if (outcome.kind === 'refused' || outcome.kind === 'notTheirs') return plainly(outcome.reason);
  const { deck, item } = outcome;
  if (outcome.kind === 'invalid') {
    const retry: Retry = { problem: outcome.problem, ...typed(pressed.click, item) };
    return turned(deps, pressed, deck, (drawing) => deckMessage(drawing, item, '', retry));
  }
  const leadIn =
    item.answer !== null || until === null
      ? `${item.ref} is answered already.`
      : `${item.ref} is put off. It comes back on ${longDay(until)}.`;
  const allPutOff = deck.items.every(({ value }) => value.answer !== null || value.later !== null);
  return turned(deps, pressed, deck, (drawing) =>
    allPutOff ? summaryMessage(drawing, leadIn) : nextMessage(drawing, leadIn),
  );
}

async function afterHandOver(deps: Deps, pressed: Pressed): Promise<Said> {
  const { who, click, now } = pressed;
  const { plan, cycle, ref } = click.context;
  const to = click.inputs.person ?? '';
  const outcome = await deps.handOver(
    { tenant: who.tenant, plan, cycle, person: who.person, ref, to, note: click.inputs.note ?? '' },
    now,
  );
  if (outcome.kind === 'refused') return plainly(outcome.reason);
  if (outcome.kind === 'invalid') {
    const retry: Retry = { problem: outcome.problem, ...typed(click, outcome.item) };
    return turned(deps, pressed, outcome.deck, (drawing) => deckMessage(drawing, outcome.item, '', retry));
  }
  const leadIn = `${ref} is now with ${outcome.name}. They will be asked for it; the lead can see the change.`;
  return turned(deps, pressed, outcome.deck, (drawing) =>
    outcome.deck.items.length === 0
      ? notice('Handed over', [leadIn, 'You have no other updates to give this quarter.'])
      : nextMessage(drawing, leadIn),
  );
}

/** "Yes, still to come": noted in the requirement's history, where the next quarter's reader finds it. */
async function afterStillToCome(deps: Deps, pressed: Pressed): Promise<Said> {
  const { who, click, now } = pressed;
  const { plan, cycle, ref } = click.context;
  const store = deps.stores.plan(who.tenant, plan);
  const deck = await store.deck(cycle, who.person);
  const item = deck?.items.find((each) => each.value.ref === ref)?.value;
  if (deck === null || item === undefined) return notYours(ref);
  const payload = {
    who: deck.head.value.whoKey,
    at: now,
    what: 'confirmed',
    about: ref,
    old: null,
    new: 'What the earlier text promises is still to come',
  };
  await store.appendHistory(item.requirement, payload, deps.newId());
  return turned(deps, pressed, deck, (drawing) => nextMessage(drawing, `Noted: ${ref} is still to come.`));
}

/** `correct` opens one answer again; `open` shows the deck. */
async function showAgain(deps: Deps, pressed: Pressed): Promise<Said> {
  const { who, click } = pressed;
  const { plan, cycle, ref } = click.context;
  const deck = await deps.stores.plan(who.tenant, plan).deck(cycle, who.person);
  if (deck === null) return notYours(ref);
  const item = deck.items.find((each) => each.value.ref === ref)?.value ?? null;
  if (item === null) {
    const leadIn = `Please answer by ${longDay(deck.head.value.cycle.due)}.`;
    const drawing = drawingOf(pressed, deck);
    return { replies: [], after: () => deps.sendCard(who, plan, deck, nextMessage(drawing, leadIn)) };
  }
  const leadIn = item.answer === null ? `Your update for ${ref}.` : `Correct your answer for ${ref}.`;
  return turned(deps, pressed, deck, (drawing) => deckMessage(drawing, item, leadIn, null));
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

function notYours(ref: string): Said {
  const which = ref === '' ? 'That card' : `The card for ${ref}`;
  return plainly(
    `${which} was not made for you, or is out of date, so nothing was saved. Write "hello" to see what is asked of you.`,
  );
}

function plainly(reason: string): Said {
  return { replies: [notice('Nothing was changed', [reason])] };
}
