import type { makeRecordUpdate, ReplyOutcome } from '../../app/asking/record-update.js';
import type { Who } from '../../app/people/who.js';
import type { Deck, Stores } from '../../app/store/stores.js';
import type { AskedItem } from '../../domain/asking/ask.js';
import { keptWords, NO_WORDS } from '../../domain/asking/typed-words.js';
import type { Instant } from '../../domain/calendar/civil-date.js';
import type { Click, Said } from '../turn.js';
import {
  deckMessage,
  isClosed,
  keptAfterClose,
  savedLeadIn,
  summaryMessage,
  turnedMessage,
  withResult,
} from './deck-messages.js';
import { drawingOfOwn } from './own-decks.js';
import type { makeTurnCard } from './show-deck.js';
import { replyOfKept, typedMessage, typedRow } from './typed-message.js';

interface Deps {
  readonly stores: Stores;
  readonly cardKey: () => Promise<string>;
  readonly recordUpdate: ReturnType<typeof makeRecordUpdate>;
  readonly turnCard: ReturnType<typeof makeTurnCard>;
}

/** What came of one row. `item` as it is afterwards. */
interface SavedRow {
  readonly item: AskedItem;
  readonly words: string;
  readonly isSaved: boolean;
}

/** A saved answer, for what is to be done about it elsewhere. */
export interface SavedTyped {
  readonly said: Said;
  readonly saved: readonly AskedItem[];
}

/**
 * "Yes, save" under words that were written in the chat. Each row is saved as it was shown, or not at all: where its words
 * or its answer are others by now, nothing is saved, and its card comes with what is there.
 */
export async function saveTyped(deps: Deps, who: Who, click: Click, now: Instant): Promise<SavedTyped | null> {
  const { plan, cycle } = click.context;
  const store = deps.stores.plan(who.tenant, plan);
  const results: SavedRow[] = [];
  for (const row of click.typed ?? []) {
    const result = await saveRow(deps, who, { plan, cycle, row, deck: await store.deck(cycle, who.person) }, now);
    if (result !== null) results.push(result);
  }
  const deck = await store.deck(cycle, who.person);
  if (deck === null || results.length === 0) return null;
  const drawing = await drawingOfOwn(deps, who, { plan, deck }, now);
  const result = results.map(({ words }) => words).join('\n');
  const stuck = results.find(({ isSaved }) => !isSaved);
  const last = results.at(-1)?.item ?? null;
  const message =
    stuck === undefined && isClosed(drawing)
      ? withResult(summaryMessage(drawing, result), result)
      : stuck === undefined
        ? turnedMessage(drawing, result, results.length === 1 ? last : null)
        : deckMessage(drawing, stuck.item, '', { problem: result });
  return {
    said: { replies: [], after: () => deps.turnCard(who, plan, deck, click.activityId, message) },
    saved: results.filter(({ isSaved }) => isSaved).map(({ item }) => item),
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
  const rows = (click.typed ?? []).flatMap(({ ref, shown }) => {
    const item = deck.items.find(({ value }) => value.ref === ref)?.value;
    const kept = item === undefined ? null : keptWords(item, who.person);
    const row = item === undefined || kept?.id !== shown ? null : typedRow(drawing, item, kept);
    return row === null ? [] : [row];
  });
  if (rows.length === 0) return null;
  const message = typedMessage(drawing, rows, problem);
  return { replies: [], after: () => deps.turnCard(who, plan, deck, click.activityId, message) };
}

function savedWords({ deck, item, correction }: Extract<ReplyOutcome, { readonly kind: 'saved' }>): string {
  const isLate = item.afterClose !== null && item.current === item.afterClose.update;
  return isLate ? keptAfterClose(deck.head.value.cycle, item.ref) : savedLeadIn(item, correction);
}

async function saveRow(
  deps: Deps,
  who: Who,
  of: {
    readonly plan: string;
    readonly cycle: string;
    readonly row: NonNullable<Click['typed']>[number];
    readonly deck: Deck | null;
  },
  now: Instant,
): Promise<SavedRow | null> {
  const { plan, cycle, row, deck } = of;
  const item = deck?.items.find(({ value }) => value.ref === row.ref)?.value;
  if (item === undefined) return null;
  const kept = keptWords(item, who.person);
  if (item.current !== row.basedOn) {
    const isThere = kept === null || kept.id !== row.shown;
    const words = isThere
      ? `${item.ref} is saved already.`
      : `${item.ref} was answered since this was shown, so your words were not saved. They are in the box.`;
    return { item, words, isSaved: isThere };
  }
  const reply = kept === null || kept.id !== row.shown ? null : replyOfKept(item, kept);
  if (kept === null || reply === null) {
    return { item, words: `What is written for ${item.ref} has changed since. Please check it.`, isSaved: false };
  }
  const words = reply.kind === 'noChange' ? NO_WORDS : kept;
  const outcome = await deps.recordUpdate(
    {
      tenant: who.tenant,
      plan,
      cycle,
      person: who.person,
      ref: item.ref,
      reply,
      basedOn: item.current,
      door: 'card',
      promises: [],
      typing: { words, shown: kept.id },
    },
    now,
  );
  switch (outcome.kind) {
    case 'saved':
      return { item: outcome.item, words: savedWords(outcome), isSaved: true };
    case 'already':
      return { item: outcome.item, words: `${item.ref} is saved already.`, isSaved: true };
    case 'invalid':
      return { item: outcome.item, words: outcome.problem, isSaved: false };
    case 'notTheirs':
    case 'refused':
      return { item, words: outcome.reason, isSaved: false };
  }
}
