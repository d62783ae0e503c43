import type { SourceRow } from '../account/reading.js';
import type { TableRow } from '../header/header.js';
import { type Layout, layoutsOf, type Slot } from '../words/slots.js';
import type { AlignedRow } from './aligned-row.js';
import { lookOf } from './cells.js';
import type { LookedRow } from './looked-rows.js';
import { alignRow } from './moved-rows.js';
import { layoutsFor } from './page-layout.js';

/** The layout that the rows of one block (page) share. */
export interface AlignedBlock {
  readonly block: number;
  readonly layout: Layout;
  readonly rows: readonly AlignedRow[];
  /** Another layout fits nearly as well and puts some cell elsewhere. */
  readonly doubtful: boolean;
}

/** The rows below the headings. */
export interface TableToAlign {
  readonly rows: readonly TableRow[];
  readonly lone: readonly TableRow[];
  readonly headed: ReadonlySet<number>;
  /** Blocks whose cells stand under their own headings for certain. */
  readonly laid: ReadonlySet<number>;
}

/**
 * Finds what each cell is for. The cells of a page are laid against every layout that the headings allow; anchors
 * decide: as many cells as headings, the requirement's own number, posts that recur, long texts, words of a status.
 * Then each row that fits its page badly is laid against the other layouts. Of `lone` rows, which have one filled cell,
 * those are rows of their page in which it is the owner's. `headed` blocks are sheets with headings of their own; of
 * `laid` ones nothing needs to be found.
 */
export function alignRows(header: readonly Slot[], table: TableToAlign): readonly AlignedBlock[] {
  const { rows, laid } = table;
  const layouts = layoutsOf(header);
  const [own] = layouts;
  const plainly = ({ block, row }: TableRow): AlignedRow => ({
    row,
    block,
    slots: row.cells.map((_, at) => own?.slots[at]),
    moved: null,
  });
  const certain = rows
    .filter(({ block }) => laid.has(block))
    .flatMap((each): AlignedBlock[] =>
      own === undefined ? [] : [{ block: each.block, layout: own, rows: [plainly(each)], doubtful: false }],
    );
  return [
    ...certain,
    ...foundBlocks(layouts, header, { ...table, rows: rows.filter(({ block }) => !laid.has(block)) }),
  ];
}

function foundBlocks(
  layouts: readonly Layout[],
  header: readonly Slot[],
  { rows, lone, headed }: TableToAlign,
): readonly AlignedBlock[] {
  const byBlock = new Map<number, LookedRow[]>();
  for (const { block, row } of rows) {
    const members = byBlock.get(block) ?? [];
    if (members.length === 0) byBlock.set(block, members);
    members.push({ row, looks: row.cells.map(lookOf) });
  }
  const pages = [...byBlock].map(([block, members]) => ({ block, rows: members, headed: headed.has(block) }));
  const { found, posts } = layoutsFor(layouts, pages);
  const demands = header.some((slot) => slot.kind === 'requirement');
  return pages.flatMap(({ block, rows: looked }, index): AlignedBlock[] => {
    const page = found[index];
    if (page === undefined) return [];
    const aligned = looked.map((each) => alignRow(each, { block, layout: page.layout, layouts, posts, demands }));
    const owned = lone.filter((each) => each.block === block && ownerStandsIn(each.row, page.layout));
    const plain = owned.map(({ row }): AlignedRow => {
      const slots = row.cells.map((_, at) => page.layout.slots[at]);
      return { row, block, slots, moved: null };
    });
    return [{ block, ...page, rows: [...aligned, ...plain].sort((a, b) => a.row.line - b.row.line) }];
  });
}

/** Whether the only filled cell of a row stands where its page has the owner, and could be one. */
function ownerStandsIn({ cells }: SourceRow, layout: Layout): boolean {
  const at = cells.findIndex((cell) => cell.text !== '');
  return at > 0 && layout.slots[at]?.kind === 'owner' && lookOf(cells[at]).form === 'short';
}
