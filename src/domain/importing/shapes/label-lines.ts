import type { SourceBlock, SourceCell, SourceDocument } from '../account/reading.js';
import { headingOf } from '../words/headings.js';
import type { HeadingRole } from '../words/vocabulary.js';

/** What stands under a label with others in one line: short values. */
const SHORT_VALUES: ReadonlySet<HeadingRole> = new Set([
  'owner',
  'status',
  'deadline',
  'originalDeadline',
  'revisedDeadline',
  'priority',
  'percentage',
  'number',
  'recommendationNumber',
  'requirementNumber',
]);
/** A label and what parts it from the value before it. */
const LABEL = /(^|[.;,|]\s+|\s+[|–—-]\s+|\n\s*|\t\s*|\s{2,})(\p{Lu}[^:.;|\n\t]{1,39}):\s*/gu;
const LONGEST_LINE = 600;

/**
 * A document in which labels that stand in one paragraph ("Owner: Parks Officer. Deadline: 31 May 2031") stand in one
 * each. A paragraph is parted only where it has two labels of short values; the document is given back as it is where
 * none has.
 */
export function withLabelsApart(document: SourceDocument): SourceDocument {
  let parted = false;
  const blocks = document.blocks.map((block): SourceBlock => {
    if (block.kind === 'rows') return block;
    const paragraphs = block.paragraphs.flatMap((cell) => {
      const parts = cell.aside || cell.label || cell.level !== undefined ? null : partsOf(cell);
      parted ||= parts !== null;
      return parts ?? [cell];
    });
    return { ...block, paragraphs };
  });
  return parted ? { ...document, blocks } : document;
}

function partsOf(cell: SourceCell): SourceCell[] | null {
  const { text } = cell;
  if (text.length > LONGEST_LINE || !/:[\s\S]*:/.test(text)) return null;
  const labels = [...text.matchAll(LABEL)].flatMap(({ index, 1: before = '', 2: label = '' }) => {
    const heading = headingOf(label);
    return heading !== null && heading.share >= 0.5 && SHORT_VALUES.has(heading.role) ? [{ index, before }] : [];
  });
  if (labels.length < 2) return null;
  const [first] = labels;
  const opening = text.slice(0, first?.index ?? 0).trim();
  return [
    ...(opening === '' ? [] : [{ ...cell, text: opening }]),
    ...labels.flatMap(({ index, before }, at): SourceCell[] => {
      const mark = before.trim();
      const words = text.slice(index + before.length, labels[at + 1]?.index ?? text.length).trim();
      return [...(mark === '' ? [] : [{ ...cell, text: mark, label: true as const }]), { ...cell, text: words }];
    }),
  ];
}
