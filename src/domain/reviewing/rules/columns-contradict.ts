import { type CivilDate, longDate } from '../../calendar/civil-date.js';
import { datesIn } from '../../text/dates/dates-in-text.js';
import { sentencesOf } from '../../text/sentences.js';
import { type Cell, type Raised, type Review, raise } from '../matching/finding.js';
import { type GroupClaim, groupClaimsIn, sameGroup } from '../matching/groups.js';

/**
 * Two columns of one row that cannot both be right about whether a team exists: there in the earlier one and never there in
 * the later; or to be no longer there from a day on, and at work after it. A team that was disbanded since is no contradiction.
 */
export function columnsContradict(review: Review): Raised[] {
  return review.rows.flatMap(({ now, earlier }) => {
    if (now === null || now.kind !== 'text') return [];
    const before = earlier.filter((cell) => cell.kind === 'text').flatMap((cell) => claimsOf(cell));
    if (before.length === 0) return [];
    const raisedAt = new Set<number>();
    return claimsOf(now).flatMap((claim) => {
      const against = before.findLast((each) => sameGroup(each.group, claim.group) && contradicts(each, claim));
      if (against === undefined || against.cell.column === null || raisedAt.has(claim.start)) return [];
      raisedAt.add(claim.start);
      return [
        raise(now, {
          rule: 'columns-contradict',
          start: claim.start,
          length: claim.sentence.length,
          what: `On ${longDate(against.cell.column)} this row said: “${against.sentence}”`,
          suggestion: 'Find out which is right, and say what became of it in between.',
          severity: 'mustDecide',
        }),
      ];
    });
  });
}

interface Told extends GroupClaim {
  readonly cell: Cell;
  readonly start: number;
  readonly sentence: string;
  /** The last day that the sentence names, if any. */
  readonly latest: CivilDate | null;
}

function claimsOf(cell: Cell): Told[] {
  const { column } = cell;
  if (column === null) return [];
  return sentencesOf(cell.text).flatMap(({ start, text }) => {
    const claims = groupClaimsIn(text);
    if (claims.length === 0) return [];
    const days = datesIn(text, column).flatMap((each) => (each.kind === 'date' ? [each.last] : []));
    const latest = days.reduce<CivilDate | null>((best, day) => (best === null || day > best ? day : best), null);
    return claims.map((claim) => ({ ...claim, cell, start, sentence: text, latest }));
  });
}

function contradicts(before: Told, now: Told): boolean {
  if (before.said === 'there') return now.said === 'neverThere';
  // "no longer in place in September", and figures of its work up to January
  return (
    before.said === 'endsThen' &&
    before.latest !== null &&
    now.said === 'there' &&
    now.latest !== null &&
    now.latest > before.latest
  );
}
