import type { SourceBlock, SourceCell, SourceDocument, SourceRow } from '../account/reading.js';

/** The line under the headings of a table drawn with signs: "|----|:---|". */
const RULE_IN_CELL = /^:?[-–—=]{2,}:?$/;

/** A document with such lines as text around its tables: they are no rows. */
export function withRulesAside(document: SourceDocument): SourceDocument {
  const blocks = document.blocks.flatMap((block): SourceBlock[] => {
    if (block.kind === 'text') {
      if (!block.paragraphs.some(isDrawn)) return [block];
      return [{ ...block, paragraphs: block.paragraphs.map((cell) => (isDrawn(cell) ? aside(cell) : cell)) }];
    }
    const rules = block.rows.filter(isRule);
    if (rules.length === 0) return [block];
    return [
      { ...block, rows: block.rows.filter((row) => !rules.includes(row)) },
      { kind: 'text', paragraphs: rules.flatMap(({ cells }) => cells.filter(({ text }) => text !== '').map(aside)) },
    ];
  });
  return { ...document, blocks };
}

/** A line drawn between paragraphs. */
function isDrawn({ text }: SourceCell): boolean {
  return /^[-–—=_*~#+\s]{3,}$/.test(text);
}

function isRule({ cells }: SourceRow): boolean {
  const filled = cells.filter(({ text }) => text !== '');
  return filled.length > 0 && filled.every(({ text }) => RULE_IN_CELL.test(text));
}

function aside(cell: SourceCell): SourceCell {
  return { ...cell, aside: true };
}
