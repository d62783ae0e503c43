import { longDate } from '../../calendar/civil-date.js';
import { findCommitments } from '../../commitments/commitment.js';
import { MOST_FROM_ONE_TEXT } from '../../commitments/commitment-standing.js';
import { saysNoChange } from '../../commitments/says-no-change.js';
import { looksAhead, type Sentence, sentencesOf } from '../../text/sentences.js';
import { CLAIM } from '../matching/complete-claim.js';
import {
  type Cell,
  type Raised,
  type Remark,
  type Review,
  type ReviewRow,
  raise,
  raiseWhole,
} from '../matching/finding.js';

const REMAINING =
  /\b(?:further work|in progress|ongoing|on-going|outstanding|still (?:to|in|being)|yet to|not yet|under (?:review|way)|remain(?:s|ing)?|in (?:draft|development)|being (?:developed|drafted|designed|progressed))\b/i;

/** "Complete" beside work that is still to be done, in the same text or promised earlier. */
export function completeWithOpenWork(review: Review): Raised[] {
  return review.rows.flatMap((row) => (row.now === null ? [] : contradictions(row, row.now, review)));
}

function contradictions(row: ReviewRow, now: Cell, review: Review): Raised[] {
  const sentences = sentencesOf(now.text);
  const claim = sentences.find((each) => CLAIM.test(each.text) || contradictsItself(each));
  const open = sentences.find((each) => isOpenWork(each, claim));
  const promise = openPromise(row, review);
  if (claim !== undefined && open !== undefined) {
    return [
      raise(now, {
        ...remark(`but also: “${open.text}”`),
        start: claim.start,
        length: claim.text.length,
      }),
    ];
  }
  if (claim === undefined && row.status !== 'complete') return [];
  if (promise !== null) return [raiseWhole(now, remark(promise))];
  const ahead = row.status === 'complete' && !saysNoChange(now) && open !== undefined;
  return ahead ? [raiseWhole(now, remark(`but the text says: “${open.text}”`))] : [];
}

/** "Currently under review, completed 3/05/31": both at once, and a day for it. */
function contradictsItself({ text }: Sentence): boolean {
  return /\bcompleted (?:on )?\d/i.test(text) && /\b(?:currently|still) (?:under|in|being)\b/i.test(text);
}

function isOpenWork({ text }: Sentence, claim: Sentence | undefined): boolean {
  const rest = text === claim?.text ? text.replace(CLAIM, ' ') : text;
  return REMAINING.test(rest) || looksAhead(rest);
}

/** An earlier promise for a day after this column, as made or as moved, not known to be done or withdrawn. */
function openPromise({ earlier, requirement }: ReviewRow, { column, commitments }: Review): string | null {
  const own = commitments.filter((each) => each.requirement === requirement.id);
  for (const cell of earlier) {
    if (cell.column === null) continue;
    for (const found of findCommitments(cell.text, cell.column).slice(0, MOST_FROM_ONE_TEXT)) {
      const known = own.find((each) => each.words === found.words && each.promised === found.due);
      const due = known?.due ?? found.due;
      if (due <= column || known?.state === 'done' || known?.state === 'withdrawn') continue;
      return `but ${longDate(cell.column)} promised for ${longDate(due)}: “${found.words}”`;
    }
  }
  return null;
}

function remark(because: string): Omit<Remark, 'start' | 'length'> {
  return {
    rule: 'complete-with-open-work',
    what: `Called complete, ${because}`,
    suggestion: 'Say that the remaining work is done, or give the row a status that fits.',
    severity: 'mustDecide',
  };
}
