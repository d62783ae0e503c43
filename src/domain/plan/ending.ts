import type { CivilDate } from '../calendar/civil-date.js';
import { datesIn } from '../text/dates/dates-in-text.js';
import type { PublishedUpdate } from './plan.js';

/** How a row ends: the statuses after which it is asked about once a year only. */
export type Ending = 'complete' | 'transferred';

/** The end that a row's newest words say, with the column in which they were published. */
export interface EndingWords {
  readonly ending: Ending;
  readonly text: string;
  readonly column: CivilDate;
}

/** Longer texts say something else as well. */
const LONGEST = 160;
const SUBJECT =
  '(?:(?:this|the|all|both) )?(?:actions?|recommendations?|requirements?|work|rows?|items?|tasks?|points?)';
const IS = '(?:(?:is|are|was|were|has been|have been) )?(?:now )?(?:fully )?';
const DONE = '(?:complete|completed|closed|finished|done|implemented|discharged)';
const WHERE = "[\\p{L}\\d’'&,/() -]{2,100}";
const SAYS: readonly { readonly ending: Ending; readonly words: RegExp }[] = [
  {
    ending: 'complete',
    words: new RegExp(
      `^(?:status ?:? )?(?:${SUBJECT} )?${IS}${DONE}(?: and ${DONE})?(?: (?:on|in|as of|since))?$`,
      'u',
    ),
  },
  // "Taught at the spring school – action complete": the row itself is named
  { ending: 'complete', words: new RegExp(`^[^.!?\\n]{2,120} ?[-–—:;,(] ?${SUBJECT} ${IS}${DONE}\\)?$`, 'u') },
  { ending: 'transferred', words: new RegExp(`^(?:${SUBJECT} )?${IS}transferred(?: (?:to|into) ${WHERE})?$`, 'u') },
];

/** The end that a text says of its row when it says nothing else; null for every other text. `near`: the text's day. */
export function endingIn(text: string, near: CivilDate): Ending | null {
  if (text.length > LONGEST || !/complete|closed|finished|done|implemented|discharged|transferred/i.test(text))
    return null;
  const dated = datesIn(text, near).reduceRight(
    (left, { start, length }) => `${left.slice(0, start)} ${left.slice(start + length)}`,
    text,
  );
  const words = dated
    .normalize('NFKC')
    .replace(/[✓✔☑✅]\uFE0F?|\(\s*\)/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[\s.!]+$/, '')
    .trim()
    .toLowerCase();
  return SAYS.find((each) => each.words.test(words))?.ending ?? null;
}

/** The end that a requirement's newest published text says, where it says nothing else. `updates`: its own. */
export function endingOf(updates: readonly PublishedUpdate[]): EndingWords | null {
  const newest = updates
    .filter((each) => each.kind === 'text')
    .reduce<PublishedUpdate | null>((best, each) => (best === null || each.column > best.column ? each : best), null);
  if (newest === null) return null;
  const ending = endingIn(newest.text, newest.column);
  return ending === null ? null : { ending, text: newest.text, column: newest.column };
}
