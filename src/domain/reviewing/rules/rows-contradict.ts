import { longDate } from '../../calendar/civil-date.js';
import { sentencesOf } from '../../text/sentences.js';
import { type Claim, claimsIn } from '../matching/claims.js';
import type { Cell, Raised, Review } from '../matching/finding.js';
import { raise } from '../matching/finding.js';
import { sameThing, thingsIn } from '../matching/named-things.js';

/** A text that says more of named things than this is a list of them. */
const MOST_CLAIMS = 100;
/** A form or a tool is named in a few rows at most. */
const ROWS_OF_ONE_WORK = 3;

/**
 * Two rows that cannot both be right about the same named piece of work: in place and not, begun before the day on which
 * it begins, two dates for one event, two numbers of one thing. Compared within the column, except that what an earlier
 * column told as begun cannot begin after it. One finding for a pair: at the row that says "not" or "will", else at the first.
 */
export function rowsContradict(review: Review): Raised[] {
  const common = thingsOfManyRows(review);
  const told = (cell: Cell) =>
    claimsIn(cell, cell.column ?? review.column)
      .filter((claim) => !common.has(claim.thing))
      .slice(0, MOST_CLAIMS);
  const now = review.rows.flatMap((row) => (row.now === null ? [] : told(row.now)));
  const earlier = review.rows.flatMap((row) => row.earlier.flatMap(told));
  const ofWork = new Map<string, { readonly each: Claim; readonly at: number }[]>();
  for (const [at, each] of [...now, ...earlier].entries()) {
    const known = ofWork.get(workOf(each.thing));
    if (known === undefined) ofWork.set(workOf(each.thing), [{ each, at }]);
    else known.push({ each, at });
  }
  return now.flatMap((claim, index) => {
    const against = (ofWork.get(workOf(claim.thing)) ?? []).find(
      ({ each, at }) =>
        each.cell.requirement !== claim.cell.requirement &&
        sameThing(each.thing, claim.thing) &&
        contradicts(claim, each, at > index && at < now.length, each.cell.column === claim.cell.column),
    )?.each;
    if (against === undefined) return [];
    const when =
      against.cell.column === claim.cell.column || against.cell.column === null
        ? ''
        : ` on ${longDate(against.cell.column)}`;
    return [
      raise(claim.cell, {
        rule: 'rows-contradict',
        start: claim.sentence.start,
        length: claim.sentence.text.length,
        what: `Row ${against.cell.ref} says${when} of the same thing: “${against.sentence.text}”`,
        suggestion: 'Find out which is right and make both rows say so.',
        severity: 'mustDecide',
      }),
    ];
  });
}

/** The same for all names that can be of one thing (`sameThing`): two words agree in the second and in a first letter. */
function workOf(thing: string): string {
  const [first = '', second, more] = thing.split(' ');
  return second === undefined || more !== undefined ? thing : `${first[0]} ${second}`;
}

function contradicts(claim: Claim, other: Claim, otherIsLater: boolean, sameColumn: boolean): boolean {
  const [said, against] = [claim.said, other.said];
  if (said.kind === 'notInPlace' && against.kind === 'inPlace')
    return sameColumn && said.what === against.what && sameOrUnsaid(said.whom, against.whom);
  if (said.kind === 'dated' && said.ahead && said.what === 'begun' && against.kind === 'begun')
    return (
      other.cell.column !== null && said.when.earliest > other.cell.column && sameOrUnsaid(said.where, against.where)
    );
  if (!sameColumn || !otherIsLater) return false;
  if (said.kind === 'dated' && against.kind === 'dated')
    return (
      said.what === against.what &&
      said.ahead === against.ahead &&
      sameOrUnsaid(said.where, against.where) &&
      (said.when.last < against.when.earliest || against.when.last < said.when.earliest)
    );
  return said.kind === 'number' && against.kind === 'number' && said.value !== against.value;
}

const sameOrUnsaid = (a: string | null, b: string | null) => a === null || b === null || a === b;

/** What many rows name (the body itself, the kind of crime) is a subject, not a piece of work. */
function thingsOfManyRows({ rows }: Review): Set<string> {
  const counts = new Map<string, number>();
  for (const { now, earlier } of rows) {
    const texts = [...earlier, ...(now === null ? [] : [now])].map((cell) => cell.text);
    const things = texts.flatMap((text) => sentencesOf(text).flatMap((sentence) => thingsIn(sentence.text)));
    for (const thing of new Set(things.map(({ key }) => key))) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > ROWS_OF_ONE_WORK).map(([thing]) => thing));
}
