import type { AskedItem } from '../../domain/asking/ask.js';
import { keeping, keptWords, NO_WORDS, withKept } from '../../domain/asking/typed-words.js';
import { type Instant, localTime } from '../../domain/calendar/civil-date.js';
import { giveWords, newestWords } from '../../domain/contributing/words-given.js';
import type { Contribution } from '../../domain/people/contribution.js';
import { timingOf } from '../../domain/plan/cycle.js';
import { type ContributorRow, type ContributorRows, readContributorRows } from '../people/contributor-rows.js';
import { type NotTheirs, notTheirs } from '../people/refused-press.js';
import type { Refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { PlanStore, Stores } from '../store/stores.js';

interface Deps {
  readonly stores: Stores;
  readonly newId: NewId;
}

/** Words of a contributor about one row. `person` is the verified sender, never what a card says. */
export interface WordsGiven {
  readonly tenant: string;
  readonly plan: string;
  readonly cycle: string;
  readonly person: string;
  readonly ref: string;
  readonly text: string;
  readonly basedOn: string;
  /** Id of the kept words that the card showed in its box, or empty. */
  readonly shown: string;
  /** The lead's random key, where they enter it from a return sheet. */
  readonly enteredBy?: string;
}

export type GiveOutcome =
  /** Committed, or there already. `rows`: all that the person adds to, as it stands now. */
  | { readonly kind: 'given' | 'already'; readonly rows: ContributorRows; readonly ref: string }
  /** To be mended by the person; nothing was saved. */
  | { readonly kind: 'invalid'; readonly rows: ContributorRows; readonly problem: string }
  /** The quarter is closed: whoever answers could not use it any more. */
  | { readonly kind: 'closed'; readonly rows: ContributorRows }
  | NotTheirs
  | Refused;

/**
 * Keeps what a contributor gives about a row, for whoever answers it: one read of the cycle's asks and one batch. It
 * counts up to the close, also after the row was answered. Whether they have a part in the row is decided by the asks
 * that assignments made, not by the card.
 */
export function makeGiveWords(deps: Deps) {
  return async (given: WordsGiven, now: Instant): Promise<GiveOutcome> => {
    const store = deps.stores.plan(given.tenant, given.plan);
    const operation = deps.newId();
    return retryOnConflict(sayBusy, async (): Promise<GiveOutcome | 'conflict'> => {
      const found = await rowOf(store, given);
      if (found === null) return await notTheirs(deps, given, now);
      const { rows, row } = found;
      const { head } = rows;
      if (timingOf(localTime(now, head.value.zone).date, head.value.cycle) === 'afterClose') {
        return { kind: 'closed', rows };
      }
      const before = row.item.value;
      const made: Omit<Contribution, 'requirement'> = {
        id: operation,
        cycle: head.value.cycle.id,
        person: given.person,
        name: head.value.name,
        text: given.text,
        at: now,
        basedOn: given.basedOn,
        ...(given.enteredBy === undefined ? {} : { enteredBy: given.enteredBy }),
      };
      const outcome = giveWords(before, made);
      if (outcome.kind === 'invalid') return { ...outcome, rows };
      if (outcome.kind === 'already') return { kind: 'already', rows, ref: before.ref };
      const { contribution } = outcome;
      const item = { ...row.item, value: withoutKept(outcome.item, given, contribution.text) };
      const last = newestWords(before, given.person);
      const history = {
        who: given.enteredBy ?? head.value.whoKey,
        at: now,
        what: 'gave words for',
        about: given.enteredBy === undefined ? before.ref : `${before.ref} on behalf of ${head.value.whoKey}`,
        old: last === null ? null : saidAs(last.text),
        new: saidAs(contribution.text),
      };
      const holder = { cycle: given.cycle, person: row.holder, item };
      if ((await store.recordContribution(holder, contribution, history, operation)) === 'conflict') return 'conflict';
      return { kind: 'given', rows: withRow(rows, { ...row, item }), ref: before.ref };
    });
  };
}

export type KeepWordsOutcome =
  | { readonly kind: 'kept'; readonly rows: ContributorRows; readonly ref: string }
  /** More than a card can show again. */
  | { readonly kind: 'tooLong'; readonly rows: ContributorRows; readonly ref: string }
  | NotTheirs
  | Refused;

/**
 * Keeps what a contributor entered and did not give, for them alone: in the quarter of the card or, once that is over, in
 * the open one. `shown`: as in `Typing`. Without any change nothing is written.
 */
export function makeKeepForContributor(deps: Deps) {
  return async (
    given: Omit<WordsGiven, 'basedOn' | 'shown' | 'enteredBy'>,
    shown: string | null,
    now: Instant,
  ): Promise<KeepWordsOutcome> => {
    const store = deps.stores.plan(given.tenant, given.plan);
    const operation = deps.newId();
    return retryOnConflict(sayBusy, async (): Promise<KeepWordsOutcome | 'conflict'> => {
      const pressed = await rowOf(store, given);
      if (pressed === null) return await notTheirs(deps, given, now);
      const next = await inOpenCycle(store, given.person, pressed);
      const { rows, row } = next ?? pressed;
      const { ref } = row.item.value;
      const sight = next === null ? shown : null;
      const last = newestWords(row.item.value, given.person)?.text ?? '';
      // what was given already is no news
      const text = given.text === last ? '' : given.text;
      const kept = keepingFor(row.item.value, given.person, text, sight, operation);
      if (kept.kind === 'tooLong') return { kind: 'tooLong', rows, ref };
      if (kept.item === row.item.value) return { kind: 'kept', rows, ref };
      const item = { ...row.item, value: kept.item };
      const change = { kind: 'item', person: row.holder, item: kept.item, etag: row.item.etag } as const;
      const cycle = rows.head.value.cycle.id;
      if ((await store.changeAsks(cycle, [change], operation)) === 'conflict') return 'conflict';
      return { kind: 'kept', rows: withRow(rows, { ...row, item }), ref };
    });
  };
}

interface FoundRow {
  readonly rows: ContributorRows;
  readonly row: ContributorRow;
}

async function rowOf(
  store: PlanStore,
  { cycle, person, ref }: Pick<WordsGiven, 'cycle' | 'person' | 'ref'>,
): Promise<FoundRow | null> {
  const rows = await readContributorRows(store, cycle, person);
  const row = rows?.rows.find(({ item }) => item.value.ref === ref);
  return rows === null || row === undefined ? null : { rows, row };
}

/** The same row in the open cycle, where the card's own is over; null where there is none. */
async function inOpenCycle(store: PlanStore, person: string, { rows, row }: FoundRow): Promise<FoundRow | null> {
  const own = rows.head.value.cycle;
  if (own.state === 'open') return null;
  const cycle = (await store.head())?.value.cycle ?? null;
  if (cycle === null || cycle.id === own.id || cycle.state !== 'open') return null;
  const next = await readContributorRows(store, cycle.id, person);
  const there = next?.rows.find(({ item }) => item.value.requirement === row.item.value.requirement);
  return next === null || there === undefined ? null : { rows: next, row: there };
}

/** Other words than those in sight of the press stay kept. */
function withoutKept(item: AskedItem, { person, shown }: WordsGiven, text: string): AskedItem {
  const kept = keptWords(item, person);
  const isDone = kept !== null && (kept.id === shown || text.includes(kept.text.trim()));
  return isDone ? withKept(item, person, null) : item;
}

/** As `keeping`, without anything that whoever answers has said. */
function keepingFor(item: AskedItem, person: string, text: string, shown: string | null, id: string) {
  const bare: AskedItem = { ...item, answer: null, afterClose: null, carried: null, current: '' };
  const next = keeping(bare, person, { words: { ...NO_WORDS, text }, shown }, id);
  if (next.kind === 'tooLong') return next;
  return {
    kind: 'kept',
    item: next.item === bare ? item : withKept(item, person, keptWords(next.item, person)),
  } as const;
}

function withRow(before: ContributorRows, changed: ContributorRow): ContributorRows {
  const same = (row: ContributorRow) => row.item.value.requirement === changed.item.value.requirement;
  return { ...before, rows: before.rows.map((row) => (same(row) ? changed : row)) };
}

/** As a reply is kept in the history. */
function saidAs(text: string): string {
  return JSON.stringify({ kind: 'text', text });
}
