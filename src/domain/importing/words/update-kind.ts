import type { CivilDate } from '../../calendar/civil-date.js';
import type { UpdateKind } from '../../plan/plan.js';
import { datesIn } from '../../text/dates/dates-in-text.js';
import { isNear, wordsOf } from './words.js';

/** A sentence that only points backwards is short; anything longer says something of its own. */
const LONGEST_POINTER = 160;

/** Every such sentence begins with one of these, which spares looking for dates in all others. */
const OPENINGS = new Set([
  'as',
  'see',
  'same',
  'per',
  'refer',
  'please',
  'no',
  'nothing',
  'unchanged',
  'remains',
  'there',
]);

/** Spelling slips are mended towards these before the sentence is looked at. */
const KNOWN = ['previous', 'previously', 'update', 'updates', 'change', 'changes', 'further', 'received', 'unchanged'];

const THE_LAST = '(?:the )?(?:above|previous|last|prior|earlier|preceding|former)';
const ENTRY =
  '(?:quarters? )?(?:updates?|response|responses|entry|entries|report|comments?|submission|return|position|quarter|column|text)';
const WHERE = '(?: (?:above|provided|given|published|dated|of|from|in|on|for|as|at))*';

const NO_CHANGE: readonly RegExp[] = [
  new RegExp(
    `^(?:please )?(?:as per|as|see|same as|as in|per|refer to|unchanged from|unchanged since|as with)(?: per)? ${THE_LAST}(?: ${ENTRY})?${WHERE}$`,
  ),
  new RegExp(
    `^(?:there (?:is|are|has been|have been) )?no (?:further |new )?changes?(?: (?:since|from|to) ${THE_LAST}(?: ${ENTRY})?)?${WHERE}$`,
  ),
  new RegExp(`^(?:remains )?unchanged(?: (?:since|from) ${THE_LAST}(?: ${ENTRY})?)?${WHERE}$`),
  new RegExp(
    `^(?:there (?:is|are) )?(?:no (?:further|new|additional|other) updates?|nothing (?:further|new) to (?:report|add)|no updates? since ${THE_LAST}(?: ${ENTRY})?)${WHERE}$`,
  ),
  /^no change since$/,
  /^as (?:previously|before|above)(?: (?:stated|reported|updated|published))?$/,
];

const NONE: readonly RegExp[] = [
  /^no updates?(?: (?:was|were|has been))?(?: (?:received|provided|submitted|given|supplied))?$/,
];

/**
 * What the cell of a dated column is: `noChange` when it only points to an earlier update ("As per previous update",
 * also misspelt, or with a date after it), `none` when it says that nothing came in, else `text`. `column` is its date.
 */
export function updateKindOf(text: string, column: CivilDate): UpdateKind {
  if (text.length > LONGEST_POINTER || !OPENINGS.has(wordsOf(text.slice(0, 20))[0] ?? '')) return 'text';
  const words = wordsOf(withoutDates(text, column)).map((word) => KNOWN.find((known) => isNear(word, known)) ?? word);
  const sentence = words.join(' ');
  if (NO_CHANGE.some((pattern) => pattern.test(sentence))) return 'noChange';
  return NONE.some((pattern) => pattern.test(sentence)) ? 'none' : 'text';
}

function withoutDates(text: string, near: CivilDate): string {
  const mentions = datesIn(text, near);
  return mentions.reduceRight(
    (left, { start, length }) => `${left.slice(0, start)} ${left.slice(start + length)}`,
    text,
  );
}
