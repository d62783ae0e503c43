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
const LABEL =
  /(^|[.;,|]\s+|\s+[|–—-]\s+|\n\s*|\t\s*|\s{2,}|\s\()(\p{Lu}[^:.;|\n\t]{1,39}(?=:)|[Dd]ue(?= (?:by )?\d)):?\s*/gu;
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
      const parts = cell.aside || cell.label || cell.level !== undefined ? null : partedAtLabels(cell);
      parted ||= parts !== null;
      return parts ?? [cell];
    });
    return { ...block, paragraphs };
  });
  return parted ? { ...document, blocks } : document;
}

/** The words before the first label, and each label with its value; marks between them as labels. Null where there are not two. */
export function partedAtLabels(cell: SourceCell): SourceCell[] | null {
  const { text } = cell;
  if (text.length > LONGEST_LINE || !/:[\s\S]*:|:.*\bdue\b/i.test(text)) return null;
  const labels = [...text.matchAll(LABEL)].flatMap(({ index, 1: before = '', 2: label = '' }) => {
    const heading = headingOf(label.trim());
    return heading !== null && heading.share >= 0.5 && SHORT_VALUES.has(heading.role) ? [{ index, before }] : [];
  });
  const [first] = labels;
  if (first === undefined || labels.length < 2) return null;
  // the full stop is that of the sentence before
  const end = first.index + (first.before.startsWith('.') ? 1 : 0);
  const opening = text.slice(0, end).trim();
  const bracket = first.before.trim() === '(' && text.endsWith(')');
  const whole = bracket ? text.slice(0, -1) : text;
  const asLabel = (mark: string): SourceCell[] => (mark === '' ? [] : [{ ...cell, text: mark, label: true }]);
  return [
    ...(opening === '' ? [] : [{ ...cell, text: opening }]),
    ...labels.flatMap(({ index, before }, at): SourceCell[] => {
      const words = whole.slice(index + before.length, labels[at + 1]?.index ?? whole.length).trim();
      return [...asLabel(before.slice(at === 0 ? end - first.index : 0).trim()), { ...cell, text: words }];
    }),
    ...asLabel(bracket ? ')' : ''),
  ];
}
