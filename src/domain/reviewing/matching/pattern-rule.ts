import { inStretches } from '../../text/stretches.js';
import { type Cell, cellsNow, type Raised, type Remark, type Review, raise } from './finding.js';

/** Words that a rule finds in one text. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

/** Raises the same remark over every span that `find` sees in the cells of the column. */
export function raiseEach(
  review: Review,
  remark: Omit<Remark, 'start' | 'length'>,
  find: (text: string, cell: Cell) => readonly Span[],
): Raised[] {
  return cellsNow(review).flatMap((cell) =>
    find(cell.text, cell).map(({ start, length }) => raise(cell, { ...remark, start, length })),
  );
}

/** Where a pattern matches; a group named `words` narrows the span to itself. */
export function matches(text: string, pattern: RegExp): Span[] {
  return inStretches(text, (stretch) =>
    [...stretch.matchAll(pattern)].map((match) => {
      const words = match.groups?.words ?? match[0];
      return { start: match.index + match[0].indexOf(words), length: words.length };
    }),
  );
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.start + b.length && b.start < a.start + a.length;
}

/** Spans of one text of which none touches another: of those that do, the longest. */
export function withoutOverlaps(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of [...spans].sort((a, b) => b.length - a.length || a.start - b.start))
    if (!kept.some((each) => overlaps(each, span))) kept.push(span);
  return kept.sort((a, b) => a.start - b.start);
}
