import { inkOf } from '../words/words.js';
import type { SourceCell, SourcePlace, SourceWords } from './reading.js';

/** The letters at one place of the source, white space apart, and which of them are said to stand somewhere. */
interface Account {
  readonly place: SourcePlace;
  readonly text: string;
  readonly ink: string;
  readonly said: boolean[];
}

/** Marks alone say nothing. */
const SAYS_SOMETHING = /[\p{L}\p{N}\p{So}]/u;

/**
 * The words of a source that none of `said` holds: each letter counts once, at its own place, however often and by whatever
 * it is claimed. In the order of the source; what a merged cell repeats is no word of its own.
 */
export function unplaced(cells: readonly SourceCell[], said: readonly SourceWords[]): SourceWords[] {
  const accounts = new Map<string, Account>();
  for (const { place, text, spanned } of cells) {
    if (text === '' || spanned === true) continue;
    const before = accounts.get(placeKey(place));
    // what is struck through stands in a cell of its own at the same place
    const both = before === undefined ? text : `${before.text}\n${text}`;
    const ink = inkOf(both);
    accounts.set(placeKey(place), { place, text: both, ink, said: Array.from({ length: ink.length }, () => false) });
  }
  // the longest first: a short one may stand within it, and once more beside it
  const apart = said
    .toSorted((a, b) => b.text.length - a.text.length)
    .filter(({ place, text }) => !marked(accounts.get(placeKey(place)), inkOf(text)));
  for (const { place, text } of apart)
    for (const word of text.split(/\s+/u)) marked(accounts.get(placeKey(place)), word);
  return [...accounts.values()].flatMap(restOf);
}

/** Marks the first of its stretches that is not said yet, or else any; false where it has none. */
function marked(account: Account | undefined, part: string): boolean {
  if (account === undefined || part === '') return true;
  const { ink, said } = account;
  const first = ink.indexOf(part);
  let at = first;
  while (at >= 0 && said.slice(at, at + part.length).every((each) => each)) at = ink.indexOf(part, at + 1);
  if (at >= 0) said.fill(true, at, at + part.length);
  return first >= 0;
}

function restOf({ place, text, said }: Account): SourceWords[] {
  const stretches: string[] = [''];
  let passed = 0;
  for (const letter of text.split('')) {
    const isInk = inkOf(letter) !== '';
    if (!isInk || said[passed] === false) stretches[stretches.length - 1] += letter;
    else if (stretches.at(-1) !== '') stretches.push('');
    if (isInk) passed += 1;
  }
  return stretches.flatMap((stretch) => (SAYS_SOMETHING.test(stretch) ? [{ place, text: stretch.trim() }] : []));
}

/** Tells places apart. */
export function placeKey({ line, column }: SourcePlace): string {
  return `${line}:${column ?? ''}`;
}
