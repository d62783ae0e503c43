import type { SourceCell, SourceRow } from '../reading.js';
import { type CellLook, fitOf, lookOf } from './cells.js';
import type { TableRow } from './header.js';
import { type Layout, layoutsOf, rowLayoutsOf, type Slot, sameSlot } from './slots.js';

/** A row whose cells have found their meaning. */
export interface AlignedRow {
  readonly row: SourceRow;
  readonly block: number;
  /** One per cell; undefined for a cell beyond the layout. */
  readonly slots: readonly (Slot | undefined)[];
  /** How this row differs from the others of its page; null when it does not. */
  readonly moved: { readonly certain: boolean; readonly requirementInUpdate: boolean } | null;
}

/** The layout that the rows of one block (page) share. */
export interface AlignedBlock {
  readonly block: number;
  readonly layout: Layout;
  readonly rows: readonly AlignedRow[];
  /** Another layout fits nearly as well and puts some cell elsewhere. */
  readonly doubtful: boolean;
}

interface LookedRow {
  readonly row: SourceRow;
  readonly looks: readonly CellLook[];
}

/** A row on its own must speak this clearly against its page's layout. */
const ROW_AGAINST_PAGE = 2.5;
/** From this lead on, a moved row needs no question. */
const CERTAIN_LEAD = 3;
/** What it counts for a layout that another page has it too. */
const FAMILIAR = 1;
/** A layout that comes this close to the best one leaves a doubt. */
const DOUBT = 1.25;
/** Rows of a page that its layout is told from. */
const ROWS_LOOKED_AT = 60;

/**
 * Finds what each cell is for. The cells of a page are laid against every layout that the headings allow; anchors
 * decide: the requirement's own number, posts that recur, long texts, words of a status. Then each row that fits its
 * page badly is laid against the other layouts.
 */
export function alignRows(header: readonly Slot[], rows: readonly TableRow[]): AlignedBlock[] {
  const layouts = layoutsOf(header);
  const byBlock = new Map<number, LookedRow[]>();
  for (const { block, row } of rows) {
    const members = byBlock.get(block) ?? [];
    if (members.length === 0) byBlock.set(block, members);
    members.push({ row, looks: row.cells.map(lookOf) });
  }
  const blocks = [...byBlock].map(([block, members]) => ({ block, rows: members }));
  // Posts are learnt in two rounds: by recurrence where a post can stand, then from the layouts so found.
  const everyRow = blocks.flatMap((each) => each.rows);
  let owners = recurringOwners(layouts, everyRow);
  let used: readonly Layout[] = [];
  let chosen: { readonly layout: Layout; readonly doubtful: boolean }[] = [];
  for (let round = 0; round < 2; round += 1) {
    chosen = blocks.map((each) => bestForBlock(layouts, each.rows, owners, used));
    used = chosen.map((each) => each.layout);
    owners = ownersUnder(chosen, blocks, owners);
  }
  return blocks.flatMap(({ block, rows: looked }, index) => {
    const found = chosen[index];
    if (found === undefined) return [];
    const aligned = looked.map((each) => alignRow(each, block, found.layout, layouts, owners, demandAt(header) >= 0));
    return [{ block, layout: found.layout, doubtful: found.doubtful, rows: aligned }];
  });
}

function bestForBlock(
  layouts: readonly Layout[],
  everyRow: readonly LookedRow[],
  owners: ReadonlySet<string>,
  used: readonly Layout[],
): { readonly layout: Layout; readonly doubtful: boolean } {
  const rows = spread(everyRow);
  const width = rows.reduce((most, { row }) => Math.max(most, row.cells.length), 0);
  const usedKeys = new Set(used.map((layout) => layout.key));
  const scored = layouts
    .map((layout) => {
      const missing = Math.max(0, layout.slots.length - width) * 0.8;
      const score = rows.reduce((sum, row) => sum + scoreOf(row, layout, owners), layout.prior - missing);
      return { layout, score, total: score + (usedKeys.has(layout.key) ? FAMILIAR : 0) };
    })
    .sort((a, b) => b.total - a.total);
  const best = scored[0];
  if (best === undefined) throw new Error('A header always allows one layout');
  // That other pages stand in the same way decides, but does not take the doubt away.
  const doubtful = scored.some(
    (each) =>
      best.score - each.score < DOUBT && rows.some((row) => differs(row.row, best.layout.slots, each.layout.slots)),
  );
  return { layout: best.layout, doubtful };
}

/** A long table shows its layout in a part of its rows, taken evenly. */
function spread(rows: readonly LookedRow[]): readonly LookedRow[] {
  const step = Math.ceil(rows.length / ROWS_LOOKED_AT);
  return step <= 1 ? rows : rows.filter((_, index) => index % step === 0);
}

function alignRow(
  looked: LookedRow,
  block: number,
  layout: Layout,
  layouts: readonly Layout[],
  owners: ReadonlySet<string>,
  demands: boolean,
): AlignedRow {
  const plain = {
    row: looked.row,
    block,
    slots: looked.row.cells.map((_, index) => layout.slots[index]),
    moved: null,
  };
  const home = scoreOf(looked, layout, owners);
  // A plan whose headings know no requirement has none that could stand in an update's cell.
  const special = demands ? rowLayoutsOf(layout) : [];
  if (!isOdd(looked, layout, owners)) return plain;
  const rivals = [...layouts, ...special]
    .filter((each) => differs(looked.row, layout.slots, each.slots))
    .map((each) => ({
      slots: each.slots,
      score: scoreOf(looked, each, owners) + (special.includes(each) ? demandBonus(looked, each) : each.prior),
    }))
    .sort((a, b) => b.score - a.score);
  const best = rivals[0];
  if (best === undefined || best.score - ROW_AGAINST_PAGE <= home) return plain;
  const second = rivals.find((each) => differs(looked.row, best.slots, each.slots));
  const lead = Math.min(best.score - ROW_AGAINST_PAGE - home, 2 * (best.score - (second?.score ?? -Infinity)));
  return {
    row: looked.row,
    block,
    slots: looked.row.cells.map((_, index) => best.slots[index]),
    moved: { certain: lead >= CERTAIN_LEAD, requirementInUpdate: demandAt(best.slots) >= 0 && isSpecial(best.slots) },
  };
}

/** Worth a second look: a cell speaks against its place, something stands beyond it, or an update reads like a demand. */
function isOdd({ looks }: LookedRow, layout: Layout, owners: ReadonlySet<string>): boolean {
  const firstUpdate = layout.slots.findIndex((slot) => slot.kind === 'update');
  return looks.some((look, index) => {
    const slot = layout.slots[index];
    if (slot === undefined) return look.form !== 'empty';
    return fitOf(look, slot, owners) <= -2 || (index === firstUpdate && look.demands);
  });
}

function scoreOf({ looks }: LookedRow, layout: Layout, owners: ReadonlySet<string>): number {
  let score = 0;
  for (const [index, look] of looks.entries()) {
    const slot = layout.slots[index];
    score += slot === undefined ? (look.form === 'empty' ? -0.3 : -4) : fitOf(look, slot, owners);
  }
  return score;
}

/** The cell that would be the requirement should read like one, and an update should follow it. */
function demandBonus({ looks }: LookedRow, layout: Layout): number {
  const at = demandAt(layout.slots);
  if (looks[at]?.demands !== true) return -1;
  return looks[at + 1]?.form === 'empty' ? 0.5 : 3;
}

const demandAt = (slots: readonly Slot[]) => slots.findIndex((slot) => slot.kind === 'requirement');

/** The requirement's text right before an update (or where one stood), with the owner already passed. */
function isSpecial(slots: readonly Slot[]): boolean {
  const at = demandAt(slots);
  const owner = slots.findIndex((slot) => slot.kind === 'owner');
  return slots[at + 1]?.kind === 'update' && (owner < 0 || owner < at);
}

/** Whether two layouts give some filled cell of the row another meaning. */
function differs(row: SourceRow, a: readonly Slot[], b: readonly Slot[]): boolean {
  return row.cells.some((cell: SourceCell, index) => cell.text !== '' && !sameSlot(a[index], b[index]));
}

/** Short texts that stand at least twice where some layout has the owner. */
function recurringOwners(layouts: readonly Layout[], rows: readonly LookedRow[]): ReadonlySet<string> {
  const places = new Set(layouts.map(({ slots }) => slots.findIndex((slot) => slot.kind === 'owner')));
  const counts = new Map<string, number>();
  for (const { looks } of rows) {
    const words = [...places].flatMap((place) => postAt(looks, place));
    for (const each of new Set(words)) counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > 1).map(([words]) => words));
}

/** Of the posts known so far, those that stand in the owner's cell more often than anywhere else. */
function ownersUnder(
  chosen: readonly { readonly layout: Layout }[],
  blocks: readonly { readonly rows: readonly LookedRow[] }[],
  before: ReadonlySet<string>,
): ReadonlySet<string> {
  const balance = new Map<string, number>();
  for (const [index, { rows }] of blocks.entries()) {
    const place = chosen[index]?.layout.slots.findIndex((slot) => slot.kind === 'owner') ?? -1;
    for (const { looks } of rows) {
      for (const [at, { words }] of looks.entries()) {
        if (before.has(words)) balance.set(words, (balance.get(words) ?? 0) + (at === place ? 1 : -1));
      }
    }
  }
  return new Set([...balance].filter(([, more]) => more > 0).map(([words]) => words));
}

function postAt(looks: readonly CellLook[], place: number): string[] {
  const look = looks[place];
  return look?.form === 'short' && look.words !== '' ? [look.words] : [];
}
