import type { CivilDate } from '../calendar/civil-date.js';
import { askedRows } from '../plan/introduction.js';
import type { PublishedPlan } from '../plan/plan.js';
import { partsOf } from '../text/message-parts.js';
import type { AskedItem } from './ask.js';
import type { KeptWords, TypedWords } from './kept-words.js';
import { keptWords, type Typing, writesNoChange } from './typed-words.js';
import type { Reply } from './update.js';

/** Something that was typed into a box. */
export interface WordsOfBox {
  readonly box: 'text' | 'evidence' | 'note' | 'promise';
  /** Of a box about a promise: its id. */
  readonly promise?: string;
  readonly text: string;
}

/** Words begun about a row that is asked about no more: who wrote them must have them back. */
export interface BegunOfRow {
  readonly ref: string;
  /** The day on which the row left the deck. */
  readonly on: CivilDate;
  readonly why: 'notInPlan' | 'complete';
  readonly words: KeptWords;
}

/** What was begun about rows that leave a deck. A status alone is nothing that anybody would want back. */
export function begunOf(removed: readonly AskedItem[], published: PublishedPlan, on: CivilDate): readonly BegunOfRow[] {
  const inPlan = new Set(askedRows(published).flatMap(({ id, withdrawn }) => (withdrawn ? [] : [id])));
  return removed.flatMap(({ requirement, ref, typed = [] }) =>
    typed
      .filter((words) => wordsOf(words).length > 0)
      .map((words) => ({ ref, on, why: inPlan.has(requirement) ? 'complete' : 'notInPlan', words })),
  );
}

/** The lines of what was begun, in parts of which each fits one message. */
export function linesBegun({ words }: BegunOfRow): readonly (readonly string[])[] {
  return partsOf(
    wordsOf(words)
      .map(({ text }) => text)
      .join('\n'),
  );
}

/**
 * What a press leaves without a place: of all that its sender had entered, what stands in none of their boxes afterwards,
 * in no answer and in no promise. They must have it back. `reply`: what the press said, where it said something.
 */
export function leftWords(
  before: AskedItem,
  after: AskedItem,
  person: string,
  typing: Typing,
  reply: Reply | null,
): readonly WordsOfBox[] {
  const replies = [before, after].flatMap((item) => [item.answer?.reply, item.afterClose?.reply, item.carried]);
  const said = [reply, ...replies].flatMap((each) => (each === null || each === undefined ? [] : wordsOfReply(each)));
  const held = [...said, ...wordsOfPromises(before), ...wordsOf(keptWords(after, person))];
  const isSaid = ({ box, text }: WordsOfBox) => box === 'text' && reply?.kind === 'noChange' && writesNoChange(text);
  return withoutPlace(enteredUntil(before, person, typing), held).filter((each) => !isSaid(each));
}

/** What goes along with a row that is handed over, and what does not: the reason alone is for the colleague. */
export function notHandedOver(item: AskedItem, person: string, { words }: Typing): readonly WordsOfBox[] {
  const kept = wordsOf(keptWords(item, person));
  // joined with what was kept, unless that was too long
  return [...kept, ...withoutPlace(wordsOf(words), kept)].filter(
    ({ box, text }) => box !== 'note' || text !== words.note,
  );
}

/** What was entered until a press and not taken out in sight of it: all that it brought, and what no box of its card showed. */
function enteredUntil(item: AskedItem, person: string, { words, shown }: Typing): readonly WordsOfBox[] {
  const kept = keptWords(item, person);
  const own = wordsOf(words);
  const unseen = wordsOf(kept).filter(
    ({ box, promise }) =>
      kept?.id !== shown ||
      (box === 'note' && words.note === '') ||
      (box === 'promise' && words.promises.every(({ id }) => id !== promise)),
  );
  return [...unseen, ...withoutPlace(own, unseen)];
}

function withoutPlace(words: readonly WordsOfBox[], held: readonly WordsOfBox[]): readonly WordsOfBox[] {
  return words.filter(({ box, promise, text }) =>
    held.every((each) => each.box !== box || each.promise !== promise || !stands(text, each.text)),
  );
}

/** Whether a text stands in another, word by word. */
function stands(text: string, whole: string): boolean {
  const words = (of: string) => ` ${of.replace(/\s+/g, ' ').trim()} `;
  return words(whole).includes(words(text));
}

function wordsOf(typed: TypedWords | null): readonly WordsOfBox[] {
  if (typed === null) return [];
  const { text, evidence, note, promises } = typed;
  const all: readonly WordsOfBox[] = [
    { box: 'text', text },
    { box: 'evidence', text: evidence },
    { box: 'note', text: note },
    ...promises.flatMap(({ id, until, why }) => [until, why].map((each) => ofPromise(id, each))),
  ];
  return all.filter((each) => each.text.trim() !== '');
}

function wordsOfReply(reply: Reply): readonly WordsOfBox[] {
  const promises = (reply.promises ?? []).map(({ id, answer }) =>
    ofPromise(id, answer.kind === 'late' ? answer.due : answer.kind === 'withdrawn' ? answer.reason : ''),
  );
  if (reply.kind === 'noChange') return promises;
  return [{ box: 'text', text: reply.text }, { box: 'evidence', text: reply.evidence ?? '' }, ...promises];
}

/** What a card brings about promises by itself. */
function wordsOfPromises({ commitments }: AskedItem): readonly WordsOfBox[] {
  return commitments.flatMap(({ id, due, promised, moves, reason }) =>
    [due, promised, ...moves, reason ?? ''].map((each) => ofPromise(id, each)),
  );
}

function ofPromise(promise: string, text: string): WordsOfBox {
  return { box: 'promise', promise, text };
}
