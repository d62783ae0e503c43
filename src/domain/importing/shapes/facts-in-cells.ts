import type { SourceBlock, SourceCell, SourceDocument, SourceRow } from '../account/reading.js';
import { isHeaderRow } from '../header/header.js';
import { headingOf } from '../words/headings.js';
import { wordsOf } from '../words/words.js';
import { partedAtLabels } from './label-lines.js';

type Rows = Extract<SourceBlock, { kind: 'rows' }>;

/** So many of the filled cells of a column must have such facts. */
const SHARE = 0.6;
/** What parts the names in a heading: "Agreed action, officer and date". */
const BETWEEN_NAMES = /\s*(?:,|;|\/|&|\band\b)\s*/i;

/** A cell with its facts apart. */
interface Parted {
  readonly rest: SourceCell;
  readonly facts: readonly { readonly name: string; readonly label: SourceCell; readonly value: SourceCell }[];
  readonly marks: readonly SourceCell[];
}

/**
 * A document in which the facts that stand with their labels within the cells of one column ("We will do it. Officer: Clerk.
 * Date: 31 March 2032") stand in columns of their own, headed by these labels. Any other is given back as it is.
 */
export function withFactsInColumns(document: SourceDocument): SourceDocument {
  let changed = false;
  const blocks = document.blocks.flatMap((block): SourceBlock[] => {
    const found = block.kind === 'rows' ? partedRows(block) : null;
    changed ||= found !== null;
    return found ?? [block];
  });
  return changed ? { ...document, blocks } : document;
}

function partedRows(block: Rows): SourceBlock[] | null {
  const from = block.rows.findIndex(isHeaderRow);
  const head = block.rows[from];
  if (head === undefined) return null;
  const body = block.rows.slice(from + 1);
  const column = head.cells.findIndex((_, at) => {
    const filled = body.flatMap(({ cells }) => cells[at] ?? []).filter(({ text }) => text !== '');
    return filled.length > 1 && filled.filter((cell) => partedCell(cell) !== null).length >= SHARE * filled.length;
  });
  if (column < 0) return null;
  const parted = body.map(({ cells }) => (cells[column] === undefined ? null : partedCell(cells[column])));
  const names = new Map(parted.flatMap((each) => each?.facts.map(({ name, label }) => [name, label.text]) ?? []));
  const labels: SourceCell[] = parted.flatMap((each) => [
    ...(each?.facts.map(({ label }) => label) ?? []),
    ...(each?.marks ?? []),
  ]);
  const rows = body.map((row, index): SourceRow => {
    const own = parted[index] ?? null;
    const values = [...names.keys()].map(
      (name): SourceCell =>
        own?.facts.find((fact) => fact.name === name)?.value ?? { place: { line: row.line }, raw: '', text: '' },
    );
    const width = Math.max(head.cells.length, row.cells.length);
    const cells = Array.from({ length: width }, (_, at): SourceCell => {
      const cell = row.cells[at] ?? { place: { line: row.line }, raw: '', text: '' };
      return at === column ? (own?.rest ?? cell) : cell;
    });
    return { ...row, cells: [...cells, ...values] };
  });
  const named = [...names.values()].map(
    (text): SourceCell => ({ place: { line: head.line }, raw: '', text: text.replace(/\s*:$/, ''), label: true }),
  );
  const heads = head.cells.map((cell, at) => (at === column ? withoutNames(cell, labels) : cell));
  return [
    { ...block, rows: [...block.rows.slice(0, from), { ...head, cells: [...heads, ...named] }, ...rows] },
    { kind: 'text', paragraphs: labels },
  ];
}

/** The heading of such a column without the names of its facts, which become labels. */
function withoutNames(cell: SourceCell, labels: SourceCell[]): SourceCell {
  const [own = ''] = cell.text.split(BETWEEN_NAMES);
  if (own === '' || own.length === cell.text.length || headingOf(own)?.role === 'unknown') return cell;
  labels.push({ ...cell, text: cell.text.slice(own.length), label: true });
  return { ...cell, text: own };
}

function partedCell(cell: SourceCell): Parted | null {
  const parts = cell.text === '' ? null : partedAtLabels(cell);
  const [opening, ...others] = parts ?? [];
  if (opening === undefined || opening.label === true || /^[^:\n]{2,40}:\s/.test(opening.text)) return null;
  const marks = others.filter(({ label }) => label === true);
  const facts = others.flatMap((part) => {
    const label = part.label === true ? undefined : /^[^:]+:/.exec(part.text)?.[0];
    if (label === undefined) return [];
    const value = { ...part, text: part.text.slice(label.length).trim() };
    return [{ name: wordsOf(label).join(' '), label: { ...part, text: label, label: true as const }, value }];
  });
  return facts.length === 0 ? null : { rest: opening, facts, marks };
}
