import { type Layout, rowLayoutsOf, type Slot } from '../words/slots.js';
import type { AlignedRow } from './aligned-row.js';
import { contradicts, type LookedRow, scoreOf } from './looked-rows.js';
import { differs } from './page-layout.js';

/** A row on its own must speak this clearly against its page's layout. */
const ROW_AGAINST_PAGE = 2.5;
/** From this lead on, a moved row needs no question. */
const CERTAIN_LEAD = 3;

/** The page that a row stands on. */
export interface RowsPage {
  readonly block: number;
  readonly layout: Layout;
  /** All layouts that the headings allow. */
  readonly layouts: readonly Layout[];
  /** The posts that recur in the plan. */
  readonly posts: ReadonlySet<string>;
  /** A plan whose headings know no requirement has none that could stand in an update's cell. */
  readonly demands: boolean;
}

/** Lays a row as its page is, or, where its cells speak clearly against that, by the layout that fits it alone. */
export function alignRow(looked: LookedRow, { block, layout, layouts, posts, demands }: RowsPage): AlignedRow {
  const { row } = looked;
  const laid = (slots: readonly Slot[]) => row.cells.map((_, index) => slots[index]);
  const plain: AlignedRow = { row, block, slots: laid(layout.slots), moved: null };
  if (!isOdd(looked, layout, posts)) return plain;
  const home = scoreOf(looked, layout, posts);
  const special = demands ? rowLayoutsOf(layout) : [];
  const rivals = [...layouts, ...special]
    .filter((each) => differs(row, layout.slots, each.slots))
    .map((each) => ({
      slots: each.slots,
      score: scoreOf(looked, each, posts) + (special.includes(each) ? demandBonus(looked, each) : each.prior),
    }))
    .sort((a, b) => b.score - a.score);
  const best = rivals[0];
  if (best === undefined || best.score - ROW_AGAINST_PAGE <= home) return plain;
  const second = rivals.find((each) => differs(row, best.slots, each.slots));
  const lead = Math.min(best.score - ROW_AGAINST_PAGE - home, 2 * (best.score - (second?.score ?? -Infinity)));
  return {
    row,
    block,
    slots: laid(best.slots),
    moved: { certain: lead >= CERTAIN_LEAD, requirementInUpdate: demandAt(best.slots) >= 0 && isSpecial(best.slots) },
  };
}

/** Worth a second look: a cell speaks against its place, something stands beyond it, or an update reads like a demand. */
function isOdd(looked: LookedRow, layout: Layout, posts: ReadonlySet<string>): boolean {
  const firstUpdate = layout.slots.findIndex(isUpdate);
  return looked.looks[firstUpdate]?.demands === true || contradicts(looked, layout, posts);
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
  return isUpdate(slots[at + 1]) && (owner < 0 || owner < at);
}

function isUpdate(slot: Slot | undefined): boolean {
  return slot?.kind === 'update' || slot?.kind === 'undated';
}
