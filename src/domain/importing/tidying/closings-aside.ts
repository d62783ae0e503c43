import type { SourceBlock, SourceCell, SourceDocument } from '../account/reading.js';

/** How letters and mails end; below it stands who wrote them. */
const CLOSING =
  /^(?:(?:with )?(?:kind|best|warm|many)(?:est)? (?:regards|wishes|thanks)|regards|thank you|yours (?:faithfully|sincerely|truly|ever))[,.]?$/i;
/** Lines from there to the end, in words; a plan that goes on has more. */
const MOST_LINES = 6;

/** A document in which the end of a letter stands around the content: it is no part of the last row above it. */
export function withClosingsAside(document: SourceDocument): SourceDocument {
  const last = document.blocks.at(-1);
  if (last?.kind !== 'text') return document;
  const at = last.paragraphs.findLastIndex(({ text }) => CLOSING.test(text.trim()));
  if (at < 0 || last.paragraphs.length - at > MOST_LINES) return document;
  const paragraphs = last.paragraphs.map((cell, index): SourceCell => (index < at ? cell : { ...cell, aside: true }));
  const closed: SourceBlock = { ...last, paragraphs };
  return { ...document, blocks: [...document.blocks.slice(0, -1), closed] };
}
