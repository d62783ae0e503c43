import type { SourceBlock, SourceCell, SourceDocument } from '../account/reading.js';

/** Letters that nobody sees, and that come along with copied words: zero-width spaces, soft hyphens, marks of direction. */
const INVISIBLE = /[\u00ad\u200b\u200e\u2060\ufeff]/g;
/** The mark of a list before a label: "- Owner: …". */
const LIST = /^\s*[-*•·▪‣◦]\s+(?=\p{Lu}[^:\n]{1,40}:(?:\s|$)|\d{1,2}[ /.])/u;
/** A heading in text with marks. */
const HEADING = /^(#{1,6})\s+(?=\S)/;
/** Words in heavy or slanted letters. */
const HEAVY = /(\*\*|__)(?=\S)([^*_\n]+?)\1/g;

/** A document without invisible letters, and with the marks of plain text ("## Roads", "- **Owner:** Clerk") read as what they mean. */
export function withMarksApart(document: SourceDocument): SourceDocument {
  const blocks = document.blocks.map(
    (block): SourceBlock =>
      block.kind === 'text'
        ? { ...block, paragraphs: block.paragraphs.map(read) }
        : { ...block, rows: block.rows.map((row) => ({ ...row, cells: row.cells.map(seen) })) },
  );
  return { ...document, blocks };
}

function seen(cell: SourceCell): SourceCell {
  const text = cell.text
    .replace(INVISIBLE, '')
    .replace(/\u00a0/g, ' ')
    .trim();
  return text === cell.text ? cell : { ...cell, text };
}

function read(given: SourceCell): SourceCell {
  const cell = seen(given);
  const heading = HEADING.exec(cell.text)?.[1];
  const level = cell.level ?? heading?.length;
  const plain = cell.text.replace(HEADING, '').replace(HEAVY, '$2');
  const text = plain.replace(LIST, '');
  return text === cell.text && level === cell.level
    ? cell
    : { ...cell, text, ...(level === undefined ? {} : { level }) };
}
