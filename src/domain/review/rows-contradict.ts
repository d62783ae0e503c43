import { type Sentence, sentencesOf } from '../sentences.js';
import { type Cell, cellsNow, type Raised, type Review, raise } from './finding.js';

const IN_PLACE =
  /\b(?:(?:is|are) (?:now )?(?:live|in place|in use|complete|available|published)|went live|gone live|(?:has|have) (?:now )?(?:been )?(?:introduced|published|launched|rolled out|completed|delivered|implemented|adopted))\b/i;
const NOT_IN_PLACE =
  /\b(?:in (?:draft|development)|being (?:developed|drafted|designed|written|built)|(?:has|have|had) (?:not|yet)|not (?:yet|been|currently|in place)|yet to|to be (?:introduced|launched|published))\b/i;

/** Two words or more with capitals, small joining words allowed inside: "Rapid Review Template". */
const NAMED_THING = /\b[A-Z][\p{L}\p{N}-]*(?: (?:of|and|for|the|&) [A-Z][\p{L}\p{N}-]*| [A-Z][\p{L}\p{N}-]*)+/gu;
/** Bodies are named in many rows and are never themselves finished or unfinished. */
const BODY =
  /\b(?:police|trust|council|office|constable|force|directorate|department|team|unit|hub|board|group|service|college|support|lead|command)\b/i;

/** A form or a tool is named in a few rows at most. */
const ROWS_OF_ONE_WORK = 3;

interface Claim {
  readonly cell: Cell;
  readonly sentence: Sentence;
  readonly things: readonly string[];
}

/** The same named thing in place in one row and unfinished in another of the same column. */
export function rowsContradict(review: Review): Raised[] {
  const claims = (state: RegExp, other: RegExp): Claim[] =>
    cellsNow(review).flatMap((cell) =>
      sentencesOf(cell.text)
        .filter(({ text }) => state.test(text) && !other.test(text))
        .map((sentence) => ({ cell, sentence, things: thingsIn(sentence.text) })),
    );
  const common = thingsOfManyRows(review);
  const inPlace = new Map<string, Claim[]>();
  for (const claim of claims(IN_PLACE, NOT_IN_PLACE)) {
    for (const thing of claim.things)
      if (!common.has(thing)) inPlace.set(thing, [...(inPlace.get(thing) ?? []), claim]);
  }
  return claims(NOT_IN_PLACE, /(?!)/).flatMap(({ cell, sentence, things }) => {
    const against = things
      .flatMap((thing) => inPlace.get(thing) ?? [])
      .find((each) => each.cell.requirement !== cell.requirement);
    if (against === undefined) return [];
    return [
      raise(cell, {
        rule: 'rows-contradict',
        start: sentence.start,
        length: sentence.text.length,
        what: `Row ${against.cell.ref} says of the same thing: “${against.sentence.text}”`,
        suggestion: 'Find out which is right and make both rows say so.',
        severity: 'mustDecide',
      }),
    ];
  });
}

function thingsIn(sentence: string): string[] {
  return [...sentence.matchAll(NAMED_THING)]
    .map((match) => match[0].replace(/^The /, '').toLowerCase())
    .filter((thing) => thing.includes(' ') && !BODY.test(thing));
}

/** What many rows name (the body itself, the kind of crime) is a subject, not a piece of work. */
function thingsOfManyRows({ rows }: Review): Set<string> {
  const counts = new Map<string, number>();
  for (const { now, earlier } of rows) {
    const texts = [...earlier, ...(now === null ? [] : [now])].map((cell) => cell.text);
    for (const thing of new Set(texts.flatMap(thingsIn))) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > ROWS_OF_ONE_WORK).map(([thing]) => thing));
}
