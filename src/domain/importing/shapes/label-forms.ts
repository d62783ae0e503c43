import type { SourceBlock, SourceCell, SourceDocument, SourceRow } from '../account/reading.js';
import { headingOf } from '../words/headings.js';
import type { HeadingRole } from '../words/vocabulary.js';
import { formsAsTables } from './forms.js';

const LABEL = /^(#|[^:\n]{2,60}):(?:\s+|$)/;
/** Values that go on in the paragraphs below. */
const LONG_VALUES: ReadonlySet<HeadingRole> = new Set(['recommendation', 'requirement', 'finding', 'update']);
/** A label comes again only from two forms on. */
const LEAST_ROWS = 4;

/**
 * Plans that give each recommendation a few paragraphs with a label each ("Recommendation: …", "Agency: …", "Status:
 * …"), as forms: the label that comes again begins the next one. Documents without are given back as they are.
 */
export function labelledLinesAsForms(document: SourceDocument): SourceDocument {
  let count = 0;
  const blocks = document.blocks.flatMap((block): SourceBlock[] => {
    if (block.kind === 'rows') return [block];
    const parted = partedAtLabels(block.paragraphs);
    count += parted.reduce((sum, each) => sum + (each.kind === 'rows' ? each.rows.length : 0), 0);
    return parted;
  });
  if (count < LEAST_ROWS) return document;
  const labelled = { ...document, blocks };
  const forms = formsAsTables(labelled);
  return forms === labelled ? document : forms;
}

function partedAtLabels(paragraphs: readonly SourceCell[]): SourceBlock[] {
  const blocks: ({ kind: 'rows'; rows: SourceRow[] } | { kind: 'text'; paragraphs: SourceCell[] })[] = [];
  const asides = paragraphs.filter(({ aside }) => aside === true);
  let open: HeadingRole | null = null;
  for (const cell of paragraphs.filter((each) => !asides.includes(each))) {
    const last = blocks.at(-1);
    const label = cell.label || cell.level !== undefined ? null : labelOf(cell.text);
    const row = label === null ? null : rowOf(cell, label.length);
    if (row !== null && last?.kind === 'rows') last.rows.push(row);
    else if (row !== null) blocks.push({ kind: 'rows', rows: [row] });
    else if (last?.kind === 'rows' && cell.level === undefined && open !== null && LONG_VALUES.has(open)) {
      last.rows.push(withMore(last.rows.pop(), cell));
    } else if (last?.kind === 'text') last.paragraphs.push(cell);
    else blocks.push({ kind: 'text', paragraphs: [cell] });
    if (label !== null) open = label.role;
    else if (cell.level !== undefined) open = null;
  }
  return asides.length === 0 ? blocks : [...blocks, { kind: 'text', paragraphs: asides }];
}

function labelOf(text: string): { readonly length: number; readonly role: HeadingRole } | null {
  const found = LABEL.exec(text);
  const heading = found === null ? null : headingOf(found[1] ?? '');
  if (found === null || heading === null || heading.role === 'unknown' || heading.share < 0.5) return null;
  return { length: found[0].length, role: heading.role };
}

function rowOf(cell: SourceCell, length: number): SourceRow {
  const { line } = cell.place;
  const value = { ...cell, text: cell.text.slice(length).trim() };
  return { line, cells: [{ ...cell, text: cell.text.slice(0, length).trim() }, value] };
}

/** A row whose value goes on with a paragraph below it. */
function withMore(row: SourceRow | undefined, cell: SourceCell): SourceRow {
  const [label = cell, value = cell] = row?.cells ?? [];
  const parts = [...(value.of ?? [value]), cell];
  return {
    line: row?.line ?? cell.place.line,
    cells: [label, { ...value, raw: value.raw, text: parts.map(({ text }) => text).join('\n'), of: parts }],
  };
}
