import type { AskedItem } from '../asking/ask.js';
import { lengthProblem, tidiedText } from '../asking/update.js';
import type { Contribution } from '../people/contribution.js';
import type { Contributor } from '../people/contributor.js';

type ItemWithWords = Pick<AskedItem, 'contributors' | 'contributions'>;

/** The part that a person has in a requirement as a contributor; null where they have none. */
export function partOf({ contributors = [] }: ItemWithWords, person: string): Contributor | null {
  return contributors.find((each) => each.person === person) ?? null;
}

/** The newest words of a person: another contribution of theirs takes the place of the one before. */
export function newestWords({ contributions = [] }: ItemWithWords, person: string): Contribution | null {
  return contributions.filter((each) => each.person === person).at(-1) ?? null;
}

/** The newest words of everybody, in the order in which each first gave some. */
export function wordsGiven({ contributions = [] }: ItemWithWords): readonly Contribution[] {
  return [...new Map(contributions.map((each) => [each.person, each])).values()];
}

/** The contributors who have given nothing in this cycle. */
export function notYetGiven(item: ItemWithWords): readonly Contributor[] {
  return (item.contributors ?? []).filter(({ person }) => newestWords(item, person) === null);
}

/** Words that came after the answer that counts. */
export function addedSince(item: ItemWithWords & Pick<AskedItem, 'answer'>): readonly Contribution[] {
  const { answer } = item;
  return answer === null ? [] : wordsGiven(item).filter(({ at }) => at > answer.at);
}

export type Given =
  | { readonly kind: 'accepted'; readonly item: AskedItem; readonly contribution: Contribution }
  /** The same words once more. */
  | { readonly kind: 'already' }
  | { readonly kind: 'invalid'; readonly problem: string };

/** Decides about what a contributor gives. Nothing of the answer changes, whether there is one or not. */
export function giveWords(item: AskedItem, made: Omit<Contribution, 'requirement'>): Given {
  const text = tidiedText(made.text);
  const problem = problemWith(text);
  if (problem !== null) return { kind: 'invalid', problem };
  const own = (item.contributions ?? []).filter(({ person }) => person === made.person);
  const isThere = own.some((each) => each.basedOn === made.basedOn && each.text === text) || own.at(-1)?.text === text;
  if (isThere) return { kind: 'already' };
  const contribution: Contribution = { ...made, text, requirement: item.requirement };
  const contributions = [...(item.contributions ?? []), contribution];
  return { kind: 'accepted', contribution, item: { ...item, contributions } };
}

function problemWith(text: string): string | null {
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(text)) return 'Please write a sentence. One is enough.';
  const length = lengthProblem(text);
  if (length !== null) return length.replace('Your update is', 'What you wrote is');
  return text.isWellFormed() ? null : 'There is a broken character in what you wrote. Please type it again.';
}

/** What is in a box, with contributors' words behind it, each as a paragraph; words that stand there already are not added. */
export function withWords(box: string, given: readonly Contribution[]): string {
  return given.reduce(
    (text, { text: words }) =>
      text.includes(words) ? text : [text.trimEnd(), words].filter((each) => each !== '').join('\n'),
    box,
  );
}
