import { LONGEST_REASON } from '../commitments/commitment.js';
import type { CommitmentInput } from '../commitments/commitment-reply.js';
import type { Status } from '../plan/plan.js';
import { type AskedItem, startingValues } from './ask.js';
import type { KeptWords, TypedWords } from './kept-words.js';
import { tidiedText } from './update.js';

/** A press with all that was in the inputs. `shown`: id of the kept words that the card showed, or empty. */
export interface Typing {
  readonly words: TypedWords;
  readonly shown: string;
}

/**
 * What each input of a card takes, in UTF-16 units; that for the reason about a promise takes as much as the reason may
 * be long. Not every client keeps to it. Longer words are not kept: the next card could not show them whole.
 */
export const LONGEST_TYPED = { text: 8_000, evidence: 1_000, note: 500 } as const;

/** What to do about words that are too long to be kept. */
export const SHORTEN_TYPED = `The most is ${LONGEST_TYPED.text.toLocaleString('en-GB')} characters for the update, ${LONGEST_TYPED.evidence.toLocaleString('en-GB')} for the link and ${LONGEST_TYPED.note} for a reason. Please shorten it first.`;

/** More promises than this stand on no card. */
const MOST_PROMISES = 10;

export const NO_WORDS: TypedWords = { status: '', text: '', evidence: '', note: '', promises: [] };

/** The words kept for a person, or null. */
export function keptWords(item: Pick<AskedItem, 'typed'>, person: string): KeptWords | null {
  return item.typed?.find((each) => each.person === person) ?? null;
}

/** The item with these words kept for a person in place of what was; null takes them away. */
export function withKept(item: AskedItem, person: string, words: KeptWords | null): AskedItem {
  const { typed = [], ...rest } = item;
  const others = typed.filter((each) => each.person !== person);
  const next = words === null ? others : [...others, words];
  return next.length === 0 ? rest : { ...rest, typed: next };
}

/** Whether an update is written there: more than the card brought by itself, which is the status and the answer that counts. */
export function isWritten(item: AskedItem, words: TypedWords): boolean {
  const given = startingValues(item);
  const answered = item.answer?.reply.kind === 'text' ? given : NO_WORDS;
  return (
    (words.status !== '' && words.status !== given.status) ||
    differs(words.text, answered.text) ||
    differs(words.evidence, answered.evidence)
  );
}

/** Whether an update is written there that "No change" does not say. */
export function saysMore(item: AskedItem, words: TypedWords): boolean {
  return isWritten(item, saysNoChange(words.text) ? { ...words, text: NO_WORDS.text } : words);
}

/** Whether anything was entered at all: an update, a reason, or something about a promise. */
export function isEntered(item: AskedItem, words: TypedWords): boolean {
  return isWritten(item, words) || words.note !== '' || words.promises.some(isFilled);
}

/**
 * Whether "No change" would leave out something that was written: what is in the inputs, what is kept and was not in
 * sight, or a text that was answered since the card was shown.
 */
export function leavesOut(item: AskedItem, person: string, { words, shown }: Typing, basedOn: string): boolean {
  const kept = keptWords(item, person);
  if (saysMore(item, words)) return true;
  if (kept !== null && kept.id !== shown && saysMore(item, kept)) return true;
  return basedOn !== item.current && item.answer?.reply.kind === 'text' && item.answer.update === item.current;
}

/**
 * What is kept after a press that did not submit the words. An input that was emptied in sight of what was kept empties
 * it; words that were not in sight are joined with the new ones. `tooLong`: no card could show them, so nothing changes.
 */
export function keeping(
  item: AskedItem,
  person: string,
  { words, shown }: Typing,
  id: string,
): { readonly kind: 'kept'; readonly item: AskedItem } | { readonly kind: 'tooLong' } {
  const kept = keptWords(item, person);
  const inSight = kept === null || kept.id === shown;
  if (!inSight && !isEntered(item, words)) return { kind: 'kept', item };
  // the box for a reason is folded away, and comes with its own button alone
  const next = inSight
    ? { ...words, note: words.note || (kept?.note ?? '') }
    : joined(kept, words, startingValues(item).status);
  if (!isEntered(item, next)) return { kind: 'kept', item: kept === null ? item : withKept(item, person, null) };
  if (!fitsInputs(next)) return { kind: 'tooLong' };
  if (kept !== null && sameWords(kept, next)) return { kind: 'kept', item };
  return { kind: 'kept', item: withKept(item, person, { ...next, id, person }) };
}

/** The item after a press whose words became the answer: what it showed is done with, other words stay. */
export function afterSubmit(item: AskedItem, person: string, { words, shown }: Typing): AskedItem {
  const kept = keptWords(item, person);
  if (kept === null || (kept.id !== shown && !saysAll(words, kept))) return item;
  return withKept(item, person, null);
}

/** The item without the reason for handing it over, which what is answered has no use for; and that reason, or empty. */
export function takeReason(item: AskedItem, person: string, note: string): { item: AskedItem; reason: string } {
  const kept = keptWords(item, person);
  if (kept === null || kept.note === '') return { item, reason: note };
  const left = { ...kept, note: NO_WORDS.note };
  return {
    item: withKept(item, person, isEntered(item, left) ? left : null),
    reason: together([kept.note, note]),
  };
}

/** "No change", written instead of pressed. */
export function saysNoChange(text: string): boolean {
  return /^(?:there (?:is|was|has been) )?no (?:further )?changes?[.!]?$/i.test(text.replace(/\s+/g, ' ').trim());
}

function joinedPromise(kept: TypedWords, entered: CommitmentInput): CommitmentInput {
  const before = kept.promises.find(({ id }) => id === entered.id);
  if (before === undefined) return entered;
  return {
    ...entered,
    became: entered.became || before.became,
    until: entered.until || before.until,
    why: together([before.why, entered.why]),
  };
}

function fitsInputs({ text, evidence, note, promises }: TypedWords): boolean {
  return (
    text.length <= LONGEST_TYPED.text &&
    evidence.length <= LONGEST_TYPED.evidence &&
    note.length <= LONGEST_TYPED.note &&
    promises.every(({ why }) => why.length <= LONGEST_REASON)
  );
}

function joined(kept: TypedWords, words: TypedWords, prefilled: Status | ''): TypedWords {
  const isOther = words.evidence !== '' && kept.evidence !== '' && words.evidence !== kept.evidence;
  const filled = words.promises.filter(isFilled);
  const before = kept.promises.filter(({ id }) => filled.every((each) => each.id !== id));
  return {
    status: words.status === '' || words.status === prefilled ? kept.status : words.status,
    text: together([kept.text, isOther ? kept.evidence : '', words.text]),
    evidence: words.evidence || kept.evidence,
    note: together([kept.note, words.note]),
    promises: [...filled.map((each) => joinedPromise(kept, each)), ...before].slice(0, MOST_PROMISES),
  };
}

/** Whether nothing is kept that is not said now. */
function saysAll(words: TypedWords, kept: TypedWords): boolean {
  const said = words.promises.map((each) => JSON.stringify(enteredIn(each)));
  return (
    tidiedText(kept.text) === tidiedText(words.text) &&
    (kept.evidence === '' || kept.evidence === words.evidence) &&
    (kept.status === '' || kept.status === words.status) &&
    kept.promises.filter(isFilled).every((each) => said.includes(JSON.stringify(enteredIn(each))))
  );
}

/** Texts under each other; one that stands in an earlier one in whole lines is there already. */
function together(texts: readonly string[]): string {
  return texts.reduce((whole, text) => {
    if (text === '' || whole === '') return whole || text;
    return `\n${whole}\n`.includes(`\n${text}\n`) ? whole : `${whole}\n${text}`;
  }, '');
}

function sameWords(a: TypedWords, b: TypedWords): boolean {
  const said = ({ status, text, evidence, note, promises }: TypedWords) =>
    JSON.stringify([status, tidiedText(text), evidence, note, promises.filter(isFilled).map(enteredIn)]);
  return said(a) === said(b);
}

function enteredIn({ id, version, became, until, why }: CommitmentInput): readonly (string | number)[] {
  return [id, version, became, until, why];
}

function isFilled({ became, until, why }: CommitmentInput): boolean {
  return became !== '' || until !== '' || why !== '';
}

function differs(entered: string, brought: string): boolean {
  return tidiedText(entered) !== '' && tidiedText(entered) !== tidiedText(brought);
}
