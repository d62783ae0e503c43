import type { makeKeepWords } from '../../app/asking/keep-words.js';
import type { makeRecordUpdate, ReplyOutcome } from '../../app/asking/record-update.js';
import type { Who } from '../../app/people/who.js';
import type { Deck, PlanStore, Stores } from '../../app/store/stores.js';
import { type AskedItem, newestAnswer } from '../../domain/asking/ask.js';
import type { KeptWords } from '../../domain/asking/kept-words.js';
import { keptWords, NO_WORDS } from '../../domain/asking/typed-words.js';
import { type Instant, longDay } from '../../domain/calendar/civil-date.js';
import {
  deckMessage,
  keptAfterClose,
  savedLeadIn,
  savedMessage,
  summaryMessage,
  turnedMessage,
  withResult,
} from '../asking/deck-messages.js';
import { givenBack, leftBack, replacedWords } from '../asking/given-back.js';
import { drawingOfOwn } from '../asking/own-decks.js';
import type { makeTurnCard } from '../asking/show-deck.js';
import { replyOfKept, typedMessage, typedRow } from '../asking/typed-message.js';
import { isClosed } from '../deck/deck-drawing.js';
import type { Message, TypedRow } from '../messages.js';
import { type Click, notice, type Said } from '../turn.js';

interface Deps {
  readonly stores: Stores;
  readonly cardKey: () => Promise<string>;
  readonly recordUpdate: ReturnType<typeof makeRecordUpdate>;
  readonly keepWords: ReturnType<typeof makeKeepWords>;
  readonly turnCard: ReturnType<typeof makeTurnCard>;
}

type ShownRow = NonNullable<Click['typed']>[number];

/** What came of one row. */
type RowOutcome =
  /** It is saved now, or was before. */
  | { readonly kind: 'saved'; readonly item: AskedItem; readonly words: string; readonly replies: readonly Message[] }
  /** It would not be saved as it was shown. */
  | { readonly kind: 'changed'; readonly ref: string }
  /** Something is to be mended on its own card. */
  | { readonly kind: 'stuck'; readonly item: AskedItem; readonly words: string }
  /** It is with somebody else, or withdrawn. */
  | { readonly kind: 'gone'; readonly ref: string; readonly texts: readonly string[] };

/** What was said, and the answers saved, for what is to be done about them elsewhere. */
export interface SavedTyped {
  readonly said: Said;
  readonly saved: readonly AskedItem[];
}

const CHANGED = 'Something has changed since this was shown, so it was not saved. Please read it again.';
const NEXT_QUARTER = 'That quarter is over. This would be saved in the new one.';

/**
 * "Yes, save" under words that were written in the chat. Each row is saved exactly as it was shown, or not at all: what
 * would be saved otherwise by now is shown once more, and the words of a row that has left are given back.
 */
export async function saveTyped(deps: Deps, who: Who, click: Click, now: Instant): Promise<SavedTyped | null> {
  const { plan, cycle } = click.context;
  const store = deps.stores.plan(who.tenant, plan);
  const before = await store.deck(cycle, who.person);
  if (before === null || (click.typed ?? []).length === 0) return null;
  const next = before.head.value.cycle.state === 'revised' ? await intoTheNext(deps, who, click, before, now) : null;
  if (next !== null) return next;
  const outcomes: RowOutcome[] = [];
  for (const row of click.typed ?? []) outcomes.push(await saveRow(deps, who, click, row, now));
  const deck = await store.deck(cycle, who.person);
  if (deck === null) return null;
  const drawing = await drawingOfOwn(deps, who, { plan, deck }, now);
  const saved = outcomes.flatMap((each) => (each.kind === 'saved' ? [each] : []));
  const gone = outcomes.flatMap((each) => (each.kind === 'gone' ? [each] : []));
  const stuck = outcomes.find((each) => each.kind === 'stuck');
  const left = gone.map(({ ref }) => `${ref} is not with you any more, so it was not saved.`);
  const words = [...saved.map((each) => each.words), ...left];
  const again = outcomes.flatMap((each) => (each.kind === 'changed' ? rowIn(drawing, who, each.ref) : []));
  const result = words.join('\n');
  const message =
    again.length > 0
      ? typedMessage(drawing, again, [...words, CHANGED].join('\n'))
      : stuck !== undefined
        ? deckMessage(drawing, stuck.item, '', { problem: [...words, stuck.words].join('\n') })
        : isClosed(drawing)
          ? withResult(summaryMessage(drawing, result), result)
          : drawing.today < drawing.deck.head.value.cycle.opens
            ? notice('Kept for the next quarter', [
                result,
                `It counts in the quarter that opens on ${longDay(drawing.deck.head.value.cycle.opens)}. You can change it until that closes.`,
              ])
            : outcomes.length === 1 && saved[0] !== undefined
              ? savedMessage(drawing, result, saved[0].item)
              : turnedMessage(drawing, result);
  const texts = gone.flatMap((each) => each.texts);
  const replies = [
    ...saved.flatMap((each) => each.replies),
    ...(texts.length === 0 ? [] : givenBack('Not saved', left, texts)),
  ];
  return {
    said: { replies, after: () => deps.turnCard(who, plan, deck, click.activityId, message) },
    saved: saved.map(({ item }) => item),
  };
}

/** The same card once more, with why its press was not taken; null where nothing of it is left to save. */
export async function typedAgain(
  deps: Deps,
  who: Who,
  click: Click,
  problem: string,
  now: Instant,
): Promise<Said | null> {
  const { plan, cycle } = click.context;
  const deck = await deps.stores.plan(who.tenant, plan).deck(cycle, who.person);
  if (deck === null) return null;
  const drawing = await drawingOfOwn(deps, who, { plan, deck }, now);
  const rows = (click.typed ?? []).flatMap(({ ref }) => rowIn(drawing, who, ref));
  if (rows.length === 0) return null;
  const message = typedMessage(drawing, rows, problem);
  return { replies: [], after: () => deps.turnCard(who, plan, deck, click.activityId, message) };
}

/** What would be saved for a row now; nothing where no words of its person wait for it. */
function rowIn(drawing: Parameters<typeof typedRow>[0], who: Who, ref: string): readonly TypedRow[] {
  const item = itemIn(drawing.deck, ref);
  const kept = item === undefined ? null : keptWords(item, who.person);
  const row = item === undefined || kept === null ? null : typedRow(drawing, item, kept);
  return row === null ? [] : [row];
}

/** A card of a quarter that has its revision: its words go into the next one, where that is open; null: they wait for it. */
async function intoTheNext(deps: Deps, who: Who, click: Click, before: Deck, now: Instant): Promise<SavedTyped | null> {
  const { plan } = click.context;
  const store = deps.stores.plan(who.tenant, plan);
  const cycle = (await store.head())?.value.cycle ?? null;
  const isOpen = cycle !== null && cycle.id !== click.context.cycle && cycle.state === 'open';
  let deck = isOpen ? await store.deck(cycle.id, who.person) : null;
  if (deck === null || cycle === null) return null;
  const refs: string[] = [];
  for (const { ref, shown } of click.typed ?? []) {
    const old = itemIn(before, ref);
    const kept = old === undefined ? null : keptWords(old, who.person);
    const there = deck.items.find(({ value }) => value.requirement === old?.requirement)?.value;
    if (kept === null || kept.id !== shown || there === undefined) continue;
    const about = { tenant: who.tenant, plan, cycle: cycle.id, person: who.person, ref: there.ref };
    const outcome = await deps.keepWords(about, { words: kept, shown: null }, now);
    if (outcome.kind !== 'kept') continue;
    deck = outcome.deck;
    refs.push(there.ref);
  }
  const drawing = await drawingOfOwn(deps, who, { plan, deck }, now);
  const rows = refs.flatMap((ref) => rowIn(drawing, who, ref));
  const message =
    rows.length > 0 ? typedMessage(drawing, rows, NEXT_QUARTER) : turnedMessage(drawing, 'That quarter is over.');
  const next = deck;
  return { said: { replies: [], after: () => deps.turnCard(who, plan, next, click.activityId, message) }, saved: [] };
}

async function saveRow(deps: Deps, who: Who, click: Click, shown: ShownRow, now: Instant): Promise<RowOutcome> {
  const { plan, cycle } = click.context;
  const { ref } = shown;
  const store = deps.stores.plan(who.tenant, plan);
  const deck = await store.deck(cycle, who.person);
  const item = deck === null ? undefined : itemIn(deck, ref);
  if (deck === null || item === undefined)
    return { kind: 'gone', ref, texts: await wordsElsewhere(store, who, click, ref) };
  const kept = keptWords(item, who.person);
  if (kept === null) return nothingWaits(item);
  const row = typedRow(await drawingOfOwn(deps, who, { plan, deck }, now), item, kept);
  if (row === null)
    return { kind: 'stuck', item, words: `${ref} needs a look on its own card before it can be saved.` };
  if (kept.id !== shown.shown || row.seen !== shown.seen) return { kind: 'changed', ref };
  const reply = replyOfKept(item, kept);
  if (reply === null) return { kind: 'changed', ref };
  const words = reply.kind === 'noChange' ? NO_WORDS : kept;
  const about = { tenant: who.tenant, plan, cycle, person: who.person, ref };
  const typing = { words, shown: kept.id };
  const given = { ...about, reply, basedOn: item.current, door: 'card', promises: [], typing } as const;
  return cameOf(await deps.recordUpdate(given, now), item, kept);
}

function cameOf(outcome: ReplyOutcome, before: AskedItem, kept: KeptWords): RowOutcome {
  const { ref } = before;
  switch (outcome.kind) {
    case 'saved': {
      const { deck, item, correction, unseen, left } = outcome;
      const isLate = item.afterClose !== null && item.current === item.afterClose.update;
      const words = isLate ? keptAfterClose(deck.head.value.cycle, ref) : savedLeadIn(item, correction);
      return { kind: 'saved', item, words, replies: [...replacedWords(item, unseen), ...leftBack(ref, left)] };
    }
    case 'already':
      return { kind: 'saved', item: outcome.item, words: `${ref} is saved already.`, replies: [] };
    case 'invalid':
      return { kind: 'stuck', item: outcome.item, words: outcome.problem };
    case 'notTheirs':
      return { kind: 'gone', ref, texts: [kept.text] };
    case 'refused':
      return { kind: 'stuck', item: before, words: outcome.reason };
  }
}

/** They were submitted since, or taken out of the box in its sight. */
function nothingWaits(item: AskedItem): RowOutcome {
  return newestAnswer(item) === null
    ? { kind: 'stuck', item, words: `Nothing is written for ${item.ref} any more, so nothing was saved.` }
    : { kind: 'saved', item, words: `${item.ref} is saved already.`, replies: [] };
}

/** The words of a row that somebody else has now: they stand with it, for their author alone. */
async function wordsElsewhere(store: PlanStore, who: Who, click: Click, ref: string): Promise<readonly string[]> {
  const items = (await store.decks(click.context.cycle)).flatMap((deck) => deck.items.map(({ value }) => value));
  const kept = items.flatMap((item) => (item.ref === ref ? (keptWords(item, who.person) ?? []) : []));
  return kept.map(({ text }) => text).filter((text) => text !== '');
}

function itemIn(deck: Deck, ref: string): AskedItem | undefined {
  return deck.items.find(({ value }) => value.ref === ref)?.value;
}
