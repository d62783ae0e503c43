import type { CommitmentInput } from '../commitments/commitment-reply.js';
import type { Status } from '../plan/plan.js';
import type { TypedWords } from './kept-words.js';

/**
 * Words from two copies of a card in the boxes of one: those of `words` behind those that are kept, and none left out but
 * a date that another takes the place of. `prefilled`: the status that a card brings by itself.
 */
export function joined(kept: TypedWords, words: TypedWords, prefilled: Status | ''): TypedWords {
  const about = words.promises.map((each) => joinedPromise(kept, each));
  const before = kept.promises.filter(({ id }) => about.every((each) => each.id !== id));
  return {
    status: words.status === '' || words.status === prefilled ? kept.status : words.status,
    text: underEachOther([kept.text, words.text]),
    evidence: underEachOther([kept.evidence, words.evidence]),
    note: words.note || kept.note,
    promises: [...about, ...before],
  };
}

function joinedPromise(kept: TypedWords, entered: CommitmentInput): CommitmentInput {
  const before = kept.promises.find(({ id }) => id === entered.id);
  if (before === undefined) return entered;
  return {
    ...entered,
    became: entered.became || before.became,
    until: entered.until || before.until,
    why: inOneLine(before.why, entered.why),
  };
}

/** Texts under each other; one that stands in another in whole lines is there already. */
function underEachOther(texts: readonly string[]): string {
  const stands = (text: string, whole: string) => `\n${whole}\n`.includes(`\n${text}\n`);
  return texts.reduce((whole, text) => {
    if (text === '' || stands(text, whole)) return whole;
    return whole === '' || stands(whole, text) ? text : `${whole}\n${text}`;
  }, '');
}

/** For a box of one line, in which a line end would glue two words together. */
function inOneLine(first: string, second: string): string {
  const stands = (text: string, whole: string) => ` ${whole} `.includes(` ${text} `);
  if (second === '' || stands(second, first)) return first;
  return first === '' || stands(first, second) ? second : `${first} ${second}`;
}
