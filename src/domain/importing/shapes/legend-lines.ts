import type { SourceBlock, SourceCell, SourceDocument, SourceRow } from '../account/reading.js';
import { isHeaderRow } from '../header/header.js';

/** What may part the values of a line. */
const SEPARATORS = [' - ', ' – ', ' — ', ' | ', ' / ', '; '];
/** Lines under one legend make a table. */
const LEAST_ROWS = 2;

/**
 * A document in which one line says what the lines below it hold ("(number - action - who - by when)" above "1 - Sweep the
 * quay - Harbour Master - May 2032"), with these lines as a table. Any other is given back as it is.
 */
export function legendAsTable(document: SourceDocument): SourceDocument {
  let changed = false;
  const blocks = withTextsWhole(document.blocks).flatMap((block): SourceBlock[] => {
    if (block.kind === 'rows') return [block];
    const found = tableIn(block.paragraphs);
    changed ||= found !== null;
    return found ?? [block];
  });
  return changed ? { ...document, blocks } : document;
}

/** Texts that only blank lines part, as one. */
function withTextsWhole(blocks: readonly SourceBlock[]): readonly SourceBlock[] {
  const whole: SourceBlock[] = [];
  for (const block of blocks) {
    const last = whole.at(-1);
    if (block.kind === 'text' && last?.kind === 'text')
      whole.splice(-1, 1, { ...last, paragraphs: [...last.paragraphs, ...block.paragraphs] });
    else whole.push(block);
  }
  return whole;
}

function tableIn(paragraphs: readonly SourceCell[]): SourceBlock[] | null {
  for (const [at, cell] of paragraphs.entries()) {
    const bare = cell.aside === true ? '' : cell.text.replace(/^\s*[([]\s*|\s*[)\]:]\s*$/g, '');
    for (const separator of SEPARATORS.filter((each) => bare.includes(each))) {
      const head = rowOf({ ...cell, text: bare }, separator);
      if (head.cells.length < 3 || !isHeaderRow(head)) continue;
      const below = paragraphs.slice(at + 1).map((each) => ({ each, row: rowOf(each, separator) }));
      const fits = ({ row }: { readonly row: SourceRow }) => row.cells.length === head.cells.length;
      if (below.filter(fits).length < LEAST_ROWS || !below.slice(0, LEAST_ROWS).every(fits)) continue;
      const others = below.flatMap((each) => (fits(each) ? [] : [each.each]));
      const rows = [head, ...below.filter(fits).map(({ row }) => row)];
      return [
        { kind: 'text', paragraphs: paragraphs.slice(0, at) },
        { kind: 'rows', rows, laid: true },
        { kind: 'text', paragraphs: others },
      ];
    }
  }
  return null;
}

function rowOf(cell: SourceCell, separator: string): SourceRow {
  const { line } = cell.place;
  return { line, cells: cell.text.split(separator).map((text) => ({ ...cell, text: text.trim() })) };
}
