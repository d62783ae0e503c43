import type { makeKeepWords } from '../../app/asking/keep-words.js';
import type { GiveOutcome, makeGiveWords, makeKeepForContributor } from '../../app/contributing/give-words.js';
import type { ContributorRow, ContributorRows } from '../../app/people/contributor-rows.js';
import { readContributorRows } from '../../app/people/contributor-rows.js';
import type { Who } from '../../app/people/who.js';
import type { Deck, Stores } from '../../app/store/stores.js';
import { keptWords } from '../../domain/asking/typed-words.js';
import { tidiedText } from '../../domain/asking/update.js';
import type { Instant } from '../../domain/calendar/civil-date.js';
import { newestWords } from '../../domain/contributing/words-given.js';
import { textsOf, typingOf } from '../asking/click-inputs.js';
import { nextMessage } from '../asking/deck-messages.js';
import { givenBack } from '../asking/given-back.js';
import type { JustShown } from '../asking/just-shown.js';
import { drawingOfOwn } from '../asking/own-decks.js';
import type { makeSendCard, makeTurnCard } from '../asking/show-deck.js';
import type { Message } from '../messages.js';
import type { Click, OnContribute, Said } from '../turn.js';
import {
  type ContributorDrawing,
  contributeMessage,
  contributorLeadIn,
  isOver,
  nextRowMessage,
  type OnTheCard,
  openRows,
} from './contribute-message.js';
import { type AddedRow, drawingOfContributions, ownContributions } from './own-contributions.js';

interface Deps {
  readonly stores: Stores;
  readonly cardKey: () => Promise<string>;
  readonly giveWords: ReturnType<typeof makeGiveWords>;
  readonly keepForContributor: ReturnType<typeof makeKeepForContributor>;
  readonly keepWords: ReturnType<typeof makeKeepWords>;
  readonly justShown: JustShown;
  readonly turnCard: ReturnType<typeof makeTurnCard>;
  readonly sendCard: ReturnType<typeof makeSendCard>;
}

const NOT_TAKEN = 'Your last press was not taken: this card had only just changed. Please read it, then press again.';
const NEW_QUARTER = 'That quarter is over. This is the card of the new one.';

/** What a contributor presses: signed for them already, judged by the rows that they add to now. */
export function makeOnContribute(deps: Deps): OnContribute {
  return {
    async press(who, click, verb, now) {
      if (verb === 'give') return given(deps, who, click, now);
      const kept = await keepWhatWasTyped(deps, who, click, now);
      if (kept !== null) return kept;
      return verb === 'ownRows' ? showOwn(deps, who, click, now) : showRow(deps, who, click, now);
    },
    async forRow(who, { plan, ref, text, pressed }, now) {
      const own = (await ownContributions(deps, who, now)).find((each) => each.plan === plan);
      const row = own?.rows.rows.find(({ item }) => item.value.ref === ref);
      if (own === undefined || row === undefined) return null;
      const taken = await intoTheirBox(deps, who, { ...own, row }, text, now);
      if (taken.kind === 'notKept') return { replies: givenBack('Nothing was changed', [taken.why], [text]) };
      const { message, rows } = taken;
      return { replies: [], after: () => deps.turnCard(who, plan, deckOf(rows), pressed, message) };
    },
  };
}

/** Words written in the chat about a row that somebody adds to: kept, and shown before they are saved. */
export async function intoTheirBox(
  deps: Pick<Deps, 'cardKey' | 'keepForContributor'>,
  who: Who,
  { plan, rows, row }: AddedRow,
  text: string,
  now: Instant,
): Promise<
  | { readonly kind: 'shown'; readonly rows: ContributorRows; readonly message: Message }
  | { readonly kind: 'notKept'; readonly why: string }
> {
  const { ref } = row.item.value;
  const about = { tenant: who.tenant, plan, cycle: rows.head.value.cycle.id, person: who.person, ref };
  const outcome = await deps.keepForContributor({ ...about, text }, null, now);
  if (outcome.kind === 'refused' || outcome.kind === 'notTheirs') return { kind: 'notKept', why: outcome.reason };
  if (outcome.kind === 'tooLong') return { kind: 'notKept', why: TOO_LONG };
  const drawing = await drawingOfContributions(deps, who, { plan, rows: outcome.rows }, now);
  const there = rowIn(outcome.rows, ref);
  const isNew = there !== null && keptWords(there.item.value, who.person) !== null;
  const said: OnTheCard = isNew
    ? { leadIn: `Save this for ${ref}? It is not saved yet.`, isTyped: true }
    : { leadIn: text === '' ? `Your words for ${ref}.` : `${ref} has these words already.` };
  return { kind: 'shown', rows: outcome.rows, message: contributeMessage(drawing, there, said) };
}

const TOO_LONG = 'That is longer than the box on the card. Please shorten it first.';

async function given(deps: Deps, who: Who, click: Click, now: Instant): Promise<Said> {
  const { plan, cycle, ref, basedOn } = click.context;
  const text = click.inputs.text ?? '';
  const store = deps.stores.plan(who.tenant, plan);
  const before = await readContributorRows(store, cycle, who.person);
  const row = before === null ? null : rowIn(before, ref);
  if (before !== null && row !== null && deps.justShown.has(who.person, click) && isUnread(row, who, click)) {
    return turned(
      deps,
      who,
      click,
      before,
      (drawing) => contributeMessage(drawing, row, { leadIn: '', problem: NOT_TAKEN }),
      now,
    );
  }
  const about = { tenant: who.tenant, plan, cycle, person: who.person, ref };
  const outcome = await deps.giveWords({ ...about, text, basedOn, shown: click.shown ?? '' }, now);
  switch (outcome.kind) {
    case 'notTheirs':
    case 'refused':
      return plainly(outcome.reason, click);
    case 'given':
    case 'already': {
      const result = givenWords(outcome);
      return turned(
        deps,
        who,
        click,
        outcome.rows,
        (drawing) => nextRowMessage(drawing, { leadIn: result, result }, ref),
        now,
      );
    }
    case 'invalid':
      return again(deps, who, click, outcome.problem, now);
    case 'closed':
      return again(deps, who, click, null, now);
  }
}

/** A second tap falls on what the first one brought: a card in whose box nothing was changed has not been read. */
function isUnread({ item }: ContributorRow, { person }: Who, { inputs, context }: Click): boolean {
  const last = newestWords(item.value, person);
  // the press that this card gave already, delivered once more
  if ((last?.id ?? '') !== context.basedOn) return false;
  const brought = keptWords(item.value, person)?.text ?? last?.text ?? '';
  return tidiedText(inputs.text ?? '') === tidiedText(brought);
}

function givenWords({ kind, rows, ref }: Extract<GiveOutcome, { readonly kind: 'given' | 'already' }>): string {
  const row = rowIn(rows, ref);
  const name = row?.answerer ?? '';
  const sees = name === '' ? 'Whoever answers sees them first.' : `${name} sees them first.`;
  if (kind === 'already') return `Your words for ${ref} are saved already.`;
  return row?.item.value.answer == null
    ? `Saved for ${ref}. ${sees}`
    : `Saved for ${ref}. It is answered already: ${name === '' ? 'whoever answered' : name} is shown that you added this.`;
}

/** The same row once more with its words kept: with the reason, or in the quarter that is open now. */
async function again(deps: Deps, who: Who, click: Click, problem: string | null, now: Instant): Promise<Said> {
  const { plan, cycle, ref } = click.context;
  const text = click.inputs.text ?? '';
  const about = { tenant: who.tenant, plan, cycle, person: who.person, ref };
  const outcome = await deps.keepForContributor({ ...about, text }, click.shown ?? '', now);
  if (outcome.kind === 'refused' || outcome.kind === 'notTheirs') return plainly(outcome.reason, click);
  const { rows } = outcome;
  const isNext = rows.head.value.cycle.id !== cycle;
  const said: OnTheCard = isNext
    ? { leadIn: NEW_QUARTER, problem: 'Please read your words once more and save them.' }
    : { leadIn: '', problem };
  const shown = turned(
    deps,
    who,
    click,
    rows,
    (drawing) => {
      if (!isOver(drawing)) return contributeMessage(drawing, rowIn(rows, outcome.ref), said);
      const kept = text === '' ? '' : `Your words for ${ref} are kept, and come back if this is asked again.`;
      return contributeMessage(drawing, null, { leadIn: kept });
    },
    now,
  );
  if (outcome.kind === 'kept') return shown;
  return { ...shown, replies: givenBack('That is too long for the card', [problem ?? TOO_LONG], [text]) };
}

/** What stood in the box of the card in sight is kept with its row; what cannot be is given back, and nothing else is done. */
async function keepWhatWasTyped(deps: Deps, who: Who, click: Click, now: Instant): Promise<Said | null> {
  const texts = textsOf(typingOf(click));
  const { plan, cycle } = click.context;
  const { row } = click;
  if (row === undefined) return texts.length === 0 ? null : plainly(NOT_KEPT, click);
  const rows = await readContributorRows(deps.stores.plan(who.tenant, plan), cycle, who.person);
  const about = { tenant: who.tenant, plan, cycle, person: who.person, ref: row };
  const isTheirs = rows !== null && rowIn(rows, row) !== null;
  const outcome = isTheirs
    ? await deps.keepForContributor({ ...about, text: click.inputs.text ?? '' }, click.shown ?? '', now)
    : await deps.keepWords(about, typingOf(click), now);
  if (outcome.kind === 'kept') return null;
  return texts.length === 0 ? null : plainly(NOT_KEPT, click);
}

const NOT_KEPT = 'Nothing was changed, because what you had written could not be kept for its row.';

async function showRow(deps: Deps, who: Who, click: Click, now: Instant): Promise<Said> {
  const { plan, cycle, ref } = click.context;
  const rows = await readContributorRows(deps.stores.plan(who.tenant, plan), cycle, who.person);
  const row = rows === null ? null : rowIn(rows, ref);
  if (rows === null || rows.rows.length === 0 || (ref !== '' && row === null)) {
    const which = ref === '' ? 'Nothing' : `${ref} is a row to which nothing`;
    return plainly(`${which} is asked of you here at the moment. Write "hello" to see what is.`, click);
  }
  return turned(
    deps,
    who,
    click,
    rows,
    (drawing) =>
      row === null || isOver(drawing)
        ? nextRowMessage(drawing, { leadIn: whatIsAsked(drawing) })
        : contributeMessage(drawing, row, { leadIn: `Your words for ${ref}.` }),
    now,
  );
}

/** How many rows need words, and by when; nothing where none does any more. */
function whatIsAsked(drawing: ContributorDrawing): string {
  const { rows, today } = drawing;
  return isOver(drawing) || openRows(rows).length === 0 ? '' : contributorLeadIn(rows, today);
}

/** Back to what they answer themselves. */
async function showOwn(deps: Deps, who: Who, click: Click, now: Instant): Promise<Said> {
  const { plan, cycle } = click.context;
  const deck = await deps.stores.plan(who.tenant, plan).deck(cycle, who.person);
  if (deck === null || deck.items.length === 0) {
    return plainly('You have no rows of your own to answer at the moment.', click);
  }
  const drawing = await drawingOfOwn(deps, who, { plan, deck }, now);
  const message = nextMessage(drawing, 'These are the rows that you answer.');
  return { replies: [], after: () => deps.turnCard(who, plan, deck, click.activityId, message) };
}

function turned(
  deps: Deps,
  who: Who,
  click: Click,
  rows: ContributorRows,
  draw: (drawing: ContributorDrawing) => Message,
  now: Instant,
): Said {
  const { plan } = click.context;
  const after = async () => {
    const drawing = await drawingOfContributions(deps, who, { plan, rows }, now);
    await deps.turnCard(who, plan, deckOf(rows), click.activityId, draw(drawing));
  };
  return { replies: [], after };
}

function rowIn({ rows }: ContributorRows, ref: string): ContributorRow | null {
  return rows.find(({ item }) => item.value.ref === ref) ?? null;
}

/** As much of a deck as showing a card needs. */
function deckOf({ head }: ContributorRows): Deck {
  return { head, items: [] };
}

/** A refusal; what was typed comes with it. */
function plainly(reason: string, click: Click): Said {
  return { replies: givenBack('Nothing was changed', [reason], textsOf(typingOf(click))) };
}
