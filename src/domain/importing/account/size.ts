import { cellsOf } from './ledger.js';
import type { SourceDocument, UnreadablePlan } from './reading.js';

/** Rows of all tables together: the longest plans that are published have some hundreds. */
export const MOST_ROWS = 10_000;
/** Paragraphs outside tables: of 10,000 recommendations, each with an owner, a deadline and an update. */
export const MOST_PARAGRAPHS = 40_000;
/** Letters, white space included: about 5,000 printed pages. */
export const MOST_LETTERS = 10_000_000;

/**
 * Why a document is larger than any plan; null for one that may be read. Every row is laid against the headings in each
 * way in which it could stand, and every paragraph looked at for what it begins, so this is asked before either.
 */
export function beyondAnyPlan(document: SourceDocument): UnreadablePlan | null {
  let rows = 0;
  let paragraphs = 0;
  for (const block of document.blocks) {
    if (block.kind === 'rows') rows += block.rows.length;
    else paragraphs += block.paragraphs.length;
  }
  const letters = cellsOf(document).reduce((sum, { text }) => sum + text.length, 0);
  if (rows > MOST_ROWS) return beyond(`its tables have ${count(rows)} rows`, MOST_ROWS);
  if (paragraphs > MOST_PARAGRAPHS) return beyond(`it has ${count(paragraphs)} paragraphs`, MOST_PARAGRAPHS);
  if (letters > MOST_LETTERS) return beyond(`its texts have ${count(letters)} letters`, MOST_LETTERS);
  return null;
}

function beyond(what: string, most: number): UnreadablePlan {
  return {
    line: null,
    column: null,
    reason: `This file is larger than any plan: ${what}, and at most ${count(most)} are read. Save the part that is the plan as a file of its own, and import that.`,
  };
}

function count(figure: number): string {
  return figure.toLocaleString('en-GB');
}
