import type { SourceBlock, SourceCell, SourceDocument, SourceNote } from '../account/reading.js';

/** A word divided at the end of a line, as in text that was copied from a PDF: "with-" over "in". */
const DIVIDED = /(?<=\p{Ll})-\n\s*(?=\p{Ll})/gu;

/** A document with words put together that were divided over two lines of a cell, each told. */
export function withWordsWhole(document: SourceDocument): SourceDocument {
  const notes: SourceNote[] = [];
  const whole = (cell: SourceCell): SourceCell => {
    const text = cell.text.includes('-\n') ? cell.text.replace(DIVIDED, '') : cell.text;
    if (text === cell.text) return cell;
    const what = 'A word was divided over two lines of a cell. It was put together.';
    notes.push({ kind: 'repair', line: cell.place.line, what });
    return { ...cell, text };
  };
  const blocks = document.blocks.map(
    (block): SourceBlock =>
      block.kind === 'text'
        ? { ...block, paragraphs: block.paragraphs.map(whole) }
        : { ...block, rows: block.rows.map((row) => ({ ...row, cells: row.cells.map(whole) })) },
  );
  return notes.length === 0 ? document : { ...document, blocks, notes: [...(document.notes ?? []), ...notes] };
}
