import { LONGEST_REASON } from '../commitments/commitment.js';
import type { CommitmentInput } from '../commitments/commitment-reply.js';
import { isIntroduction } from '../plan/introduction.js';
import { type AskedItem, newestAnswer, startingValues } from './ask.js';
import { joined } from './joined-words.js';
import type { KeptWords, TypedWords } from './kept-words.js';
import { LONGEST_EVIDENCE, LONGEST_INTRODUCTION, LONGEST_UPDATE, tidiedText } from './update.js';

/**
 * A press with all that was in the inputs. `shown`: id of the kept words that the card showed, or empty; null where no
 * card about the row was in sight at all.
 */
export interface Typing {
  readonly words: TypedWords;
  readonly shown: string | null;
}

/**
 * What is kept of each input of a card, in UTF-16 units; of the reason about a promise as much as the reason may be long.
 * An update has room beyond what is accepted, so that one that is too long can be shortened where it stands. Longer words
 * are given back: the next card could not show them whole. The inputs name no limit of their own, because a client cuts
 * what is pasted past it and says nothing.
 */
export const LONGEST_TYPED = { text: 8_000, evidence: LONGEST_EVIDENCE, note: 500 } as const;

/** What is kept of the box for the update. */
export function longestTyped(item: Pick<AskedItem, 'requirement'>): number {
  return isIntroduction(item) ? LONGEST_INTRODUCTION + 1_000 : LONGEST_TYPED.text;
}

/** What to do about words that are too long to be kept. */
export const SHORTEN_TYPED = `The most is ${LONGEST_UPDATE.toLocaleString('en-GB')} characters for the update, ${LONGEST_TYPED.evidence.toLocaleString('en-GB')} for evidence and ${LONGEST_TYPED.note} for a reason. Please shorten it first.`;

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

/** Whether an update is written there: more than the card brought by itself, which is the status and the answer that counts, or the introduction. */
export function isWritten(item: AskedItem, words: TypedWords): boolean {
  const given = startingValues(item);
  const answered = newestAnswer(item)?.reply.kind === 'text' || isIntroduction(item) ? given : NO_WORDS;
  return (
    (words.status !== '' && words.status !== given.status) ||
    differs(words.text, answered.text) ||
    differs(words.evidence, answered.evidence)
  );
}

/** Whether an update is written there that "No change" does not say. */
export function saysMore(item: AskedItem, words: TypedWords): boolean {
  return isWritten(item, writesNoChange(words.text) ? { ...words, text: NO_WORDS.text } : words);
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
  return basedOn !== item.current && newestAnswer(item)?.reply.kind === 'text';
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
  const inSight = shown !== null && (kept === null || kept.id === shown);
  if (!inSight && !isEntered(item, words)) return { kind: 'kept', item };
  const next = inSight
    ? // the box for a reason is folded away, and comes with its own button alone; not every promise stands on a card
      { ...words, note: words.note || (kept?.note ?? ''), promises: [...words.promises, ...notOnCard(kept, words)] }
    : // without a card in sight no status is one that it brought
      joined(kept ?? carriedWords(item), words, shown === null ? '' : startingValues(item).status);
  const askedAbout = next.promises.filter(
    (each) => isFilled(each) && item.commitments.some((known) => known.id === each.id),
  );
  return replacing(item, person, { ...next, promises: askedAbout }, id);
}

/**
 * The item after a press that became the answer: what its card showed is done with, other words stay. No answer takes a
 * reason for handing over.
 */
export function afterAnswer(item: AskedItem, person: string, { words, shown }: Typing, id: string): AskedItem {
  const kept = keptWords(item, person);
  if (kept === null) return item;
  const isDone = kept.id === shown || saysAll(words, kept);
  const left = isDone ? { ...NO_WORDS, promises: notOnCard(kept, words) } : { ...kept, note: NO_WORDS.note };
  const next = replacing(item, person, left, id);
  return next.kind === 'kept' ? next.item : item;
}

/** What is kept after "No change" over what is written: all of it, but for what the press said of promises. */
export function leavingOut(
  item: AskedItem,
  person: string,
  { words, shown }: Typing,
  id: string,
): ReturnType<typeof keeping> {
  const kept = keptWords(item, person);
  const promises = kept?.id === shown ? notOnCard(kept, words) : (kept?.promises ?? []);
  const bare = kept === null ? item : withKept(item, person, { ...kept, note: NO_WORDS.note, promises });
  const typing = { words: { ...words, note: NO_WORDS.note, promises: [] }, shown };
  // an answer in the inputs is replaced by this one, so it is kept like everything else
  const { answer, afterClose } = item;
  const next = keeping({ ...bare, answer: null, afterClose: null }, person, typing, id);
  return next.kind === 'tooLong' ? next : { kind: 'kept', item: { ...next.item, answer, afterClose } };
}

/** "No change", written instead of pressed; "everything as before" says the same. */
export function writesNoChange(text: string): boolean {
  const words = text.replace(/\s+/g, ' ').replaceAll('’', "'").trim();
  return NO_CHANGE.some((said) => said.test(words));
}
const SUBJECT = "(?:(?:everything|it|all|this)(?:'s| is| stays| remains)? )?(?:still |just |all )?";
const BEFORE = '(?:before|it was|last (?:time|quarter))';
const NO_CHANGE: readonly RegExp[] = [
  /^(?:there (?:is|was|has been) )?no (?:further )?changes?[.!]?$/i,
  /^nothing (?:(?:has |is )?changed|(?:is )?new)(?: since(?: then| last (?:time|quarter))?)?[.!]?$/i,
  new RegExp(`^${SUBJECT}(?:(?:the )?same(?: as ${BEFORE})?|as ${BEFORE}|unchanged)[.!]?$`, 'i'),
];

/** The item with these words kept in place of what was. The same words keep their id, which a card may have shown. */
function replacing(
  item: AskedItem,
  person: string,
  words: TypedWords,
  id: string,
): { readonly kind: 'kept'; readonly item: AskedItem } | { readonly kind: 'tooLong' } {
  const kept = keptWords(item, person);
  if (!isEntered(item, words)) return { kind: 'kept', item: kept === null ? item : withKept(item, person, null) };
  if (!fitsInputs(item, words)) return { kind: 'tooLong' };
  if (kept !== null && sameWords(kept, words)) return { kind: 'kept', item };
  return { kind: 'kept', item: withKept(item, person, { ...words, id, person }) };
}

/** What is kept about promises that are not among those of a press. */
function notOnCard(kept: KeptWords | null, words: TypedWords): readonly CommitmentInput[] {
  return (kept?.promises ?? []).filter((each) => words.promises.every(({ id }) => id !== each.id));
}

/** The item with what was begun in the cycle before, behind an answer that came after its close: both are for one box. */
export function withBegun(item: AskedItem, begun: AskedItem['typed'], id: string): AskedItem {
  return (begun ?? []).reduce((next, each) => {
    const words = joined(carriedWords(item), each, startingValues(item).status);
    const isNew = fitsInputs(item, words) && !sameWords(each, words);
    return withKept(next, each.person, isNew ? { ...words, id, person: each.person } : each);
  }, item);
}

/** What a card brings of an answer from after the last close. */
function carriedWords(item: AskedItem): TypedWords {
  return newestAnswer(item) === null && item.carried?.kind === 'text'
    ? { ...NO_WORDS, ...startingValues(item) }
    : NO_WORDS;
}

function fitsInputs(item: AskedItem, { text, evidence, note, promises }: TypedWords): boolean {
  return (
    text.length <= longestTyped(item) &&
    evidence.length <= LONGEST_TYPED.evidence &&
    note.length <= LONGEST_TYPED.note &&
    promises.every(({ why }) => why.length <= LONGEST_REASON)
  );
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
