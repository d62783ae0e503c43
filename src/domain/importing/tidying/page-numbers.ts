import type { SourceBlock, SourceDocument } from '../account/reading.js';

/** In a paragraph of its own, wherever a page ended. */
const PAGE_NUMBER = /^[-–—\s]*page\s+\d+(?:\s*(?:of|\/)\s*\d+)?[-–—\s]*$/i;

/** A document in which the numbers of its pages stand around the content, and go on with no text above them. */
export function withPageNumbersAside(document: SourceDocument): SourceDocument {
  const blocks = document.blocks.map((block): SourceBlock => {
    if (block.kind === 'rows' || !block.paragraphs.some(({ text }) => PAGE_NUMBER.test(text))) return block;
    return {
      ...block,
      paragraphs: block.paragraphs.map((cell) => (PAGE_NUMBER.test(cell.text) ? { ...cell, aside: true } : cell)),
    };
  });
  return { ...document, blocks };
}
