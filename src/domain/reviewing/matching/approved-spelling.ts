import { editDistance } from '../../text/norm-words.js';
import { inStretches } from '../../text/stretches.js';
import type { Raised, Review } from './finding.js';
import { cellsNow, raise } from './finding.js';
import { overlaps, type Span } from './pattern-rule.js';

/** A name that is nearly an approved one, with the spelling that was approved. */
export interface Misspelling extends Span {
  readonly approved: string;
}

/** What people leave off a name: "the Hollis" for the Hollis Trust is no misspelling. */
const ORDINARY_LAST_WORD =
  /^(?:trust|foundation|centre|service|services|charity|project|association|society|group|network)$/i;
const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

/** Names of partners, charities and systems that come close to an approved spelling without being it. */
export function approvedSpelling(review: Review): Raised[] {
  return cellsNow(review).flatMap((cell) =>
    misspellingsIn(cell.text, review.approvedSpellings).map(({ start, length, approved }) =>
      raise(cell, {
        rule: 'approved-spelling',
        start,
        length,
        what: `“${cell.text.slice(start, start + length)}” is close to the approved name “${approved}” but not spelt like it.`,
        suggestion: `Write “${approved}”.`,
        severity: 'look',
      }),
    ),
  );
}

/** Every misspelling in a text, the closest first where several overlap. */
export function misspellingsIn(text: string, approved: readonly string[]): Misspelling[] {
  return approved.length === 0 ? [] : inStretches(text, (stretch) => misspellingsOf(stretch, approved));
}

function misspellingsOf(text: string, approved: readonly string[]): Misspelling[] {
  const words = [...text.matchAll(WORD)];
  const right: Span[] = [];
  const wrong: (Misspelling & { readonly distance: number })[] = [];
  for (const name of approved) {
    for (const form of formsOf(name.replaceAll('’', "'"))) {
      const count = form.match(WORD)?.length ?? 0;
      for (let index = 0; index + count <= words.length; index++) {
        const first = words[index];
        const last = words[index + count - 1];
        if (first === undefined || last === undefined) continue;
        const start = first.index;
        const length = last.index + last[0].length - start;
        const given = text.slice(start, start + length).replaceAll('’', "'");
        if (given === form) right.push({ start, length });
        else if (closeTo(given, form))
          wrong.push({ start, length, approved: form, distance: editDistance(given, form) });
      }
    }
  }
  // The longer form first: "Holis Trust" says more than "Holis".
  const best = wrong.sort((a, b) => b.length - a.length || a.distance - b.distance);
  const kept: Misspelling[] = [];
  for (const { start, length, approved } of best) {
    const span = { start, length, approved };
    if (![...right, ...kept].some((each) => overlaps(each, span))) kept.push(span);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** The name, and the name without "Trust" or the like where two words remain. */
function formsOf(name: string): string[] {
  const parts = name.split(' ');
  const short = parts.length > 2 && ORDINARY_LAST_WORD.test(parts.at(-1) ?? '') ? [parts.slice(0, -1).join(' ')] : [];
  return [name, ...short];
}

/** "Safelives" for SafeLives, "Marac" for MARAC; but "refuge" may be any refuge. */
function hasOwnCapitals(given: string, form: string): boolean {
  return /.\p{Lu}/u.test(form) && (form !== form.toUpperCase() || /^\p{Lu}/u.test(given));
}

function closeTo(given: string, form: string): boolean {
  const [a, b] = [given.toLowerCase(), form.toLowerCase()];
  if (a === b) return given !== form && (form.includes(' ') || hasOwnCapitals(given, form));
  if (a[0] !== b[0] || Math.abs(a.length - b.length) > 3) return false;
  // One word is easily met by chance: an abbreviation of four letters or a name of six, and one edit.
  if (!form.includes(' ')) {
    const abbreviation = form === form.toUpperCase();
    const alike = abbreviation ? given === given.toUpperCase() : /^\p{Lu}/u.test(given);
    return alike && form.length >= (abbreviation ? 4 : 6) && editDistance(given, form) === 1;
  }
  const allowed = b.length < 8 ? 1 : b.length < 12 ? 2 : 3;
  if (!/^\p{Lu}/u.test(given) || editDistance(a, b) > allowed) return false;
  // "Wells Trust" is another body than "Hollis Trust": a word that differs in more than a letter starts the same.
  const givenWords = a.split(/[\s-]+/);
  return b.split(/[ -]/).every((word, index) => {
    const other = givenWords[index] ?? '';
    return other[0] === word[0] || editDistance(other, word) <= 1;
  });
}
