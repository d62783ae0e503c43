import { longDate } from '../../calendar/civil-date.js';
import { shared } from '../../text/norm-words.js';
import { markersOf, type Sentence, sentencesOf } from '../../text/sentences.js';
import { type Figure, figuresIn } from '../matching/figures.js';
import { type Cell, type Raised, type Review, raise } from '../matching/finding.js';
import { lastText } from '../matching/last-text.js';

const UP = /\b(?:increas(?:ed?|es|ing)|improv(?:ed|es|ing|ements?)|rises?|rose|risen|rising|higher|grown|better)\b/i;
const DOWN =
  /\b(?:reduc(?:ed|es|ing|tions?)|decreas(?:ed?|es|ing)|f[ae]ll(?:s|en)?|falling|lower(?:ed)?|declin(?:ed|es|e|ing)|dropped)\b/i;
/** Dice's measure over the words of two figures' clauses. */
const LIKE_ENOUGH = 0.35;
/** A text with more figures than this is a table: no claim beside it can be held against any one of them. */
const MOST_FIGURES = 100;

interface Pair {
  readonly now: Figure;
  readonly before: Figure;
}

/** A claim of more or less that the figures of this update and the one before do not bear out. */
export function figureAgainstClaim(review: Review): Raised[] {
  return review.rows.flatMap(({ now, earlier }) => {
    const before = lastText(earlier);
    if (now === null || before?.column == null) return [];
    const pairs = pairsOf(figuresOf(now), figuresOf(before));
    return pairs.length === 0 ? [] : claimsAgainst(now, before, pairs);
  });
}

const figuresOf = (cell: Cell) => figuresIn(cell.text).slice(0, MOST_FIGURES);

function claimsAgainst(now: Cell, before: Cell, pairs: readonly Pair[]): Raised[] {
  return sentencesOf(now.text).flatMap((sentence) => {
    const direction = directionOf(sentence);
    if (direction === 0 || before.column === null) return [];
    const own = pairs.filter((each) => each.now.sentence === sentence.text);
    const moves = (own.length > 0 ? own : pairs).map(
      (each) => Math.sign(each.now.value - each.before.value) * direction,
    );
    const against = moves.filter((move) => move < 0).length;
    if (against <= moves.filter((move) => move > 0).length) return [];
    const example = (own.length > 0 ? own : pairs).find((_, index) => (moves[index] ?? 0) < 0);
    return [
      raise(now, {
        rule: 'figure-against-claim',
        start: sentence.start,
        length: sentence.text.length,
        what: `The figures moved the other way: ${example?.before.value}% in the update of ${longDate(before.column)}, ${example?.now.value}% now.`,
        suggestion: 'Check the figures, or say in words what they show.',
        severity: 'mustDecide',
      }),
    ];
  });
}

/** 1 for a claim of more, -1 for one of less, 0 for none or for one about the future. */
function directionOf({ text }: Sentence): number {
  if (markersOf(text).some((marker) => marker.direction !== 'back')) return 0;
  if (UP.test(text)) return DOWN.test(text) ? 0 : 1;
  return DOWN.test(text) ? -1 : 0;
}

function pairsOf(now: readonly Figure[], before: readonly Figure[]): Pair[] {
  return now.flatMap((figure) => {
    const best = before
      .map((each) => ({ now: figure, before: each, like: likeness(figure, each) }))
      .sort((a, b) => b.like - a.like)[0];
    return best === undefined || best.like < LIKE_ENOUGH ? [] : [best];
  });
}

function likeness(a: Figure, b: Figure): number {
  const smaller = Math.min(a.subject.size, b.subject.size);
  const common = shared(a.subject, b.subject).length;
  return smaller === 0 || (common < 2 && smaller > 1) ? 0 : (2 * common) / (a.subject.size + b.subject.size);
}
