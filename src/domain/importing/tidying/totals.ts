import type { SourceBlock, SourceCell, SourceDocument, SourceRow } from '../account/reading.js';

/**
 * A document with the lines that only count others ("Subtotal Roads: 8", "Total | | 24") as text around its tables: they
 * are no rows, and no headings over any. The document itself where there are none.
 */
export function withTotalsAside(document: SourceDocument): SourceDocument {
  const blocks = document.blocks.flatMap((block): SourceBlock[] => {
    if (block.kind === 'text') return [block];
    const totals = block.rows.filter(isTotal);
    if (totals.length === 0) return [block];
    const words = totals.flatMap(({ cells }) => cells.filter(({ text }) => text !== ''));
    const paragraphs = words.map((cell): SourceCell => ({ ...cell, aside: true }));
    return [
      { ...block, rows: block.rows.filter((row) => !totals.includes(row)) },
      { kind: 'text', paragraphs },
    ];
  });
  return blocks.length === document.blocks.length ? document : { ...document, blocks };
}

const COUNTS = /\b(?:(?:grand|overall|running|sub)[\s-]?)?(?:sub)?totals?\b/i;
const FIGURE = /^[£$€]?\s?\d[\d.,\s]*%?$/;
const ENDS_IN_FIGURE = /[:=\s(]\d[\d.,]*%?\)?$/;
const MOST_WORDS = 8;

/** A few words about a total, and figures: none is a sentence, and none a number before a text. */
function isTotal({ cells }: SourceRow): boolean {
  const [words = '', ...others] = cells.flatMap(({ text }) => (text === '' ? [] : [text]));
  if (!COUNTS.test(words) || words.split(/\s+/).length > MOST_WORDS || /[.!?]$/.test(words)) return false;
  return others.length === 0 ? ENDS_IN_FIGURE.test(words) : others.every((text) => FIGURE.test(text));
}
