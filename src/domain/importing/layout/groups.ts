import type { SourceCell, SourceDocument } from '../account/reading.js';
import type { TableRow } from '../header/header.js';
import { outlineLine } from '../header/outline-lines.js';
import { headingOf } from '../words/headings.js';
import { numberInColumn } from '../words/numbers.js';
import type { Slot } from '../words/slots.js';
import type { AlignedRow } from './aligned-row.js';

/** A theme, a chapter, a service: a heading over some of the rows. */
export interface Group {
  readonly heading: SourceCell;
}

const LONGEST_GROUP = 100;

/**
 * The headings under which the rows of a plan stand: rows of one text across the table, and headings right above one of
 * several tables. One heading alone is that of the whole plan, and no group. `lone` are rows with one filled cell.
 */
export function groupsOf(document: SourceDocument, lone: readonly TableRow[], from: number): readonly Group[] {
  const below = lone.flatMap(acrossTable);
  const first = firstAcross(document, from);
  const across = first !== undefined && below.some((each) => isOfSeries(first, each)) ? [first, ...below] : below;
  const above = document.blocks.flatMap((block, index): Group[] => {
    const before = document.blocks[index - 1];
    if (block.kind !== 'rows' || block.rows.length === 0 || before?.kind !== 'text') return [];
    const heading = before.paragraphs.findLast((each) => (each.level ?? 0) >= 1 && each.label !== true);
    return heading !== undefined && isGroup(heading) ? [{ heading }] : [];
  });
  const groups = [...(above.length > 1 ? above : []), ...across].sort(
    (a, b) => a.heading.place.line - b.heading.place.line,
  );
  const names = new Set(groups.map(({ heading }) => heading.text));
  return names.size > 1 && groups.some(({ heading }) => heading.place.line > from) ? groups : [];
}

function acrossTable({ row }: Pick<TableRow, 'row'>): readonly Group[] {
  const [heading] = row.cells.filter(({ text }) => text !== '');
  return heading !== undefined && isGroup(heading) && heading === row.cells[0] ? [{ heading }] : [];
}

/** The row of one text right above the headings, which may be the name of the first theme. */
function firstAcross({ blocks }: SourceDocument, from: number): Group | undefined {
  const above = blocks.flatMap((block) => (block.kind === 'rows' ? block.rows : [])).filter(({ line }) => line < from);
  const row = above.findLast(({ cells }) => cells.some(({ text }) => text !== ''));
  const alone = row?.cells.filter(({ text }) => text !== '').length === 1;
  return row !== undefined && alone ? acrossTable({ row })[0] : undefined;
}

/** "A. Safety" and "B. Repairs", "Section 1: Wards" and "Section 2: Records": counted alike, and not the same. */
function isOfSeries(one: Group, other: Group): boolean {
  const [a, b] = [one, other].map(({ heading }) => COUNTED.exec(heading.text)?.groups);
  return a !== undefined && b !== undefined && a.word === b.word && a.count !== b.count;
}

const COUNTED = /^(?<word>(?:\p{L}{4,12} )?)(?<count>[A-Z]|\d{1,2}|[IVX]{1,4})[.:)–-]\s*\p{L}/u;

/**
 * The sheets of a workbook as headings over their rows, where numbers begin again on them for other texts; none where
 * no number does.
 */
export function sheetsAsGroups({ blocks }: SourceDocument, rows: readonly AlignedRow[]): readonly Group[] {
  const names = new Map(blocks.map((block, index) => [index, block.kind === 'rows' ? block.sheet : undefined]));
  const said = new Map<string, { readonly sheet: string; readonly text: string }>();
  let again = false;
  for (const { block, row, slots } of rows) {
    const sheet = names.get(block);
    const textUnder = (kinds: readonly (Slot['kind'] | undefined)[]) =>
      row.cells.find((cell, at) => cell.text !== '' && kinds.includes(slots[at]?.kind))?.text ?? '';
    const number = textUnder(['recommendationNumber', 'ownNumber']);
    if (sheet === undefined || number === '') continue;
    const text = textUnder(['recommendation', 'requirement']);
    const before = said.get(number);
    if (before === undefined) said.set(number, { sheet, text });
    else again ||= before.sheet !== sheet && before.text !== text;
  }
  if (!again) return [];
  const seen = new Set<string>();
  return blocks.flatMap((block): Group[] => {
    const line = block.kind === 'rows' ? block.rows[0]?.line : undefined;
    if (block.kind !== 'rows' || block.sheet === undefined || line === undefined || seen.has(block.sheet)) return [];
    seen.add(block.sheet);
    return [{ heading: { place: { line, where: `sheet ${block.sheet}` }, raw: '', text: block.sheet } }];
  });
}

function isGroup(cell: SourceCell): boolean {
  const { text } = cell;
  if (text.length > LONGEST_GROUP || !/\p{L}/u.test(text) || /[.!?]$/.test(text)) return false;
  if (numberInColumn(text) !== null || outlineLine(cell).kind === 'recommendation') return false;
  const heading = headingOf(text);
  // "People" is a heading as good as any over rows
  if (heading?.role === 'owner') return true;
  return heading === null || heading.role === 'unknown' || heading.share < 1;
}
