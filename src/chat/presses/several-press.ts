import type { makeRecordUpdate } from '../../app/asking/record-update.js';
import type { Who } from '../../app/people/who.js';
import type { Stores } from '../../app/store/stores.js';
import type { AskedItem } from '../../domain/asking/ask.js';
import { canBeOneOfSeveral } from '../../domain/asking/no-change.js';
import { type Instant, localTime } from '../../domain/calendar/civil-date.js';
import { closedWords, listed, summaryMessage, turnedMessage, withResult } from '../asking/deck-messages.js';
import { drawingOfOwn } from '../asking/own-decks.js';
import type { makeTurnCard } from '../asking/show-deck.js';
import { type DeckDrawing, isClosed } from '../deck/deck-drawing.js';
import { seenOfSeveral, severalMessage } from '../deck/several-message.js';
import type { Message } from '../messages.js';
import type { Click, Said } from '../turn.js';

interface Deps {
  readonly stores: Stores;
  readonly cardKey: () => Promise<string>;
  readonly recordUpdate: ReturnType<typeof makeRecordUpdate>;
  readonly turnCard: ReturnType<typeof makeTurnCard>;
}

/** What was said, and the answers saved, for what is to be done about them elsewhere. */
interface SavedSeveral {
  readonly said: Said;
  readonly saved: readonly AskedItem[];
}

const NOTHING_TICKED = 'No row is ticked, so nothing was saved.';

/** "No change" for every row that is ticked, each exactly as it was shown or not at all. Null where there is no such deck. */
export async function saveSeveral(deps: Deps, who: Who, click: Click, now: Instant): Promise<SavedSeveral | null> {
  const before = await drawn(deps, who, click, now);
  if (before === null) return null;
  if (isClosed(before)) {
    const closed = `${closedWords(before.deck.head.value.cycle)} Nothing was saved.`;
    return { said: turned(deps, who, click, before, withResult(summaryMessage(before, closed), closed)), saved: [] };
  }
  const wanted = tickedRows(click);
  if (wanted.length === 0) {
    return { said: turned(deps, who, click, before, severalMessage(before, [], NOTHING_TICKED)), saved: [] };
  }
  const saved: AskedItem[] = [];
  const left: string[] = [];
  for (const row of wanted) {
    const item = await saveRow(deps, who, click, row, now);
    if (item === null) left.push(row.ref);
    else saved.push(item);
  }
  const after = (await drawn(deps, who, click, now)) ?? before;
  const result = [savedWords(saved), leftWords(left)].filter((words) => words !== '').join('\n');
  return { said: turned(deps, who, click, after, turnedMessage(after, result)), saved };
}

/** The same card once more, with why its press was not taken. */
export async function severalAgain(
  deps: Deps,
  who: Who,
  click: Click,
  problem: string | null,
  now: Instant,
): Promise<Said | null> {
  const drawing = await drawn(deps, who, click, now);
  if (drawing === null) return null;
  const ticked = click.several === undefined ? null : tickedRows(click).map(({ ref }) => ref);
  return turned(deps, who, click, drawing, severalMessage(drawing, ticked, problem));
}

/** The item once "No change" stands for it; null where it is not what was shown any more. */
async function saveRow(
  deps: Deps,
  who: Who,
  click: Click,
  { ref, seen }: { readonly ref: string; readonly seen: string },
  now: Instant,
): Promise<AskedItem | null> {
  const { plan, cycle } = click.context;
  const deck = await deps.stores.plan(who.tenant, plan).deck(cycle, who.person);
  const item = deck?.items.find(({ value }) => value.ref === ref)?.value;
  if (deck === null || item === undefined) return null;
  // the same press once more
  if (item.answer?.reply.kind === 'noChange') return item;
  const { zone, cycle: dates } = deck.head.value;
  if (!canBeOneOfSeveral(item, who.person, dates, localTime(now, zone).date) || seenOfSeveral(item) !== seen)
    return null;
  const about = { tenant: who.tenant, plan, cycle, person: who.person, ref };
  const outcome = await deps.recordUpdate(
    { ...about, reply: { kind: 'noChange' }, basedOn: item.current, door: 'card' },
    now,
  );
  return outcome.kind === 'saved' || outcome.kind === 'already' ? outcome.item : null;
}

function tickedRows({ several = [], inputs }: Click): NonNullable<Click['several']> {
  const ticked = new Set((inputs.rows ?? '').split(','));
  return several.filter((_, at) => ticked.has(String(at)));
}

function savedWords(saved: readonly AskedItem[]): string {
  if (saved.length === 0) return '';
  return saved.length <= MOST_NAMED
    ? `Saved as no change: ${listed(saved.map(({ ref }) => ref))}.`
    : `Saved as no change: ${saved.length} rows.`;
}

function leftWords(left: readonly string[]): string {
  if (left.length === 0) return '';
  const which = left.length <= MOST_NAMED ? listed(left) : `${left.length} rows`;
  return `Not saved, because something has changed since it was shown: ${which}.`;
}
const MOST_NAMED = 12;

async function drawn(deps: Deps, who: Who, click: Click, now: Instant): Promise<DeckDrawing | null> {
  const { plan, cycle } = click.context;
  const deck = await deps.stores.plan(who.tenant, plan).deck(cycle, who.person);
  return deck === null ? null : drawingOfOwn(deps, who, { plan, deck }, now);
}

function turned(deps: Deps, who: Who, click: Click, { deck, plan }: DeckDrawing, message: Message): Said {
  return { replies: [], after: () => deps.turnCard(who, plan, deck, click.activityId, message) };
}
