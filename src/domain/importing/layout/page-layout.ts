import type { SourceCell, SourceRow } from '../account/reading.js';
import { type Layout, type Slot, sameSlot } from '../words/slots.js';
import { contradicts, type LookedRow, type Page, scoreOf } from './looked-rows.js';
import { postsSpeakFor, postsUnder, recurringPosts } from './posts.js';

/** The layout that was found for a page. */
export interface FoundLayout {
  readonly layout: Layout;
  /** Another layout fits nearly as well and puts some cell elsewhere. */
  readonly doubtful: boolean;
}

/** The layouts of a document's pages, one a page, and the posts that recur under them. */
export interface FoundLayouts {
  readonly found: readonly FoundLayout[];
  readonly posts: ReadonlySet<string>;
}

/** What it counts for a layout that another page has it too. */
const FAMILIAR = 1;
/** A layout that comes this close to the best one leaves a doubt. */
const DOUBT = 1.25;
/** Rows of a page that its layout is told from. */
const ROWS_LOOKED_AT = 60;
/** What a column costs that a page has no cells for: the first row may just be short, all of them hardly. */
const MISSING = { page: 0.8, row: 0.25, rows: 5 };
/** What it costs besides for each row after the first, where that is a column of updates: those are seldom all empty. */
const MISSING_UPDATE = 0.4;
/** The same where rows print their empty cells at the end, so that none can have been left away. */
const MISSING_IN_WHOLE_ROWS = 3;
/** What it counts that every row fits the headings cell by cell: at all, and for each of the first rows. */
const EXACT = { page: 1, row: 0.5, rows: 8 };
/** What it counts that a sheet stands under headings of its own. */
const HEADED = 2;
/** So many rows of such a page may be out of line by themselves. */
const SHARE_OUT_OF_LINE = 0.2;
/** From here down a cell speaks against an exact fit: so do words in a status cell that are none. */
const AGAINST_EXACT = -1.25;
const ROUNDS = 3;

const NO_POSTS: ReadonlySet<string> = new Set();

/**
 * Finds the layout of each page. Which texts are posts shows only when the owner's column is known, and the other way
 * round. So it is tried twice, from no posts at all and from all short texts that recur where a post could stand, and
 * the reading that explains the document better counts. `layouts` are those that the headings allow, their own first.
 */
export function layoutsFor(layouts: readonly Layout[], pages: readonly Page[]): FoundLayouts {
  const looked = pages.map((page): Page => ({ ...page, rows: spread(page.rows) }));
  const tried = [NO_POSTS, recurringPosts(layouts, looked)].map((posts) => settled(layouts, looked, posts));
  const [plain, recurring] = tried.map((each) => ({ ...each, speaks: explains(layouts, each.found, looked) }));
  if (plain === undefined || recurring === undefined) throw new Error('Both readings were made');
  const [best, other] = recurring.speaks > plain.speaks ? [recurring, plain] : [plain, recurring];
  const close = best.speaks - other.speaks < DOUBT;
  const found = best.found.map((each, index): FoundLayout => {
    const rival = other.found[index]?.layout.slots ?? [];
    const rows = looked[index]?.rows ?? [];
    return {
      ...each,
      doubtful: each.doubtful || (close && rows.some(({ row }) => differs(row, each.layout.slots, rival))),
    };
  });
  return { found, posts: best.posts };
}

/** Layouts and posts in turn, until they agree. */
function settled(layouts: readonly Layout[], pages: readonly Page[], start: ReadonlySet<string>): FoundLayouts {
  let posts = start;
  let found: readonly FoundLayout[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = found.map(({ layout }) => layout.key);
    found = pages.map((page, index) => bestFor(layouts, page, posts, new Set(before.toSpliced(index, 1))));
    posts = postsUnder(
      found.map(({ layout }) => layout),
      pages,
    );
    if (found.every(({ layout }, index) => layout.key === before[index])) break;
  }
  return { found, posts };
}

/** How well layouts explain a document: the form of its cells, and posts that recur in the owner's column alone. */
function explains(layouts: readonly Layout[], found: readonly FoundLayout[], pages: readonly Page[]): number {
  const form = pages.reduce((sum, page, index) => {
    const layout = found[index]?.layout;
    return layout === undefined ? sum : sum + pageScore(layouts, layout, page, NO_POSTS);
  }, 0);
  return (
    form +
    postsSpeakFor(
      found.map(({ layout }) => layout),
      pages,
    )
  );
}

function bestFor(
  layouts: readonly Layout[],
  page: Page,
  posts: ReadonlySet<string>,
  familiar: ReadonlySet<string>,
): FoundLayout {
  const scored = layouts
    .map((layout) => {
      const score = pageScore(layouts, layout, page, posts);
      return { layout, score, total: score + (familiar.has(layout.key) ? FAMILIAR : 0) };
    })
    .sort((a, b) => b.total - a.total);
  const best = scored[0];
  if (best === undefined) throw new Error('A header always allows one layout');
  // That other pages stand in the same way decides, but does not take the doubt away.
  const doubtful = scored.some(
    (each) =>
      best.score - each.score < DOUBT &&
      page.rows.some(({ row }) => differs(row, best.layout.slots, each.layout.slots)),
  );
  return { layout: best.layout, doubtful };
}

function pageScore(
  layouts: readonly Layout[],
  layout: Layout,
  { rows, headed }: Page,
  posts: ReadonlySet<string>,
): number {
  const cells = rows.reduce((sum, row) => sum + scoreOf(row, layout, posts), 0);
  const exact =
    layout.key === layouts[0]?.key && fitsExactly(rows, layout)
      ? EXACT.page + EXACT.row * Math.min(rows.length, EXACT.rows)
      : 0;
  const own = headed && layout.key === layouts[0]?.key ? HEADED : 0;
  return layout.prior + cells + exact + own - missingCost(rows, layout);
}

/** Every row has exactly as many cells as there are headings, and (single rows apart) no cell speaks against its place. */
function fitsExactly(rows: readonly LookedRow[], layout: Layout): boolean {
  if (rows.some(({ row }) => row.cells.length !== layout.slots.length)) return false;
  const owner = layout.slots.findIndex((slot) => slot.kind === 'owner');
  const owned = rows.filter(({ looks }) => looks[owner]?.form === 'short').length;
  if (owner >= 0 && owned * 2 < rows.length) return false;
  return (
    rows.filter((row) => contradicts(row, layout, NO_POSTS, AGAINST_EXACT)).length <= SHARE_OUT_OF_LINE * rows.length
  );
}

/** What it costs a layout to have more columns than the page has cells. */
function missingCost(rows: readonly LookedRow[], layout: Layout): number {
  const width = rows.reduce((most, { row }) => Math.max(most, row.cells.length), 0);
  const missing = layout.slots.slice(width);
  if (missing.length === 0) return 0;
  const whole =
    rows.length > 1 &&
    rows.every(({ row }) => row.cells.length === width) &&
    rows.some(({ looks }) => looks.at(-1)?.form === 'empty');
  const more = Math.min(rows.length, MISSING.rows) - 1;
  const updates = missing.filter((slot) => slot.kind === 'update').length * MISSING_UPDATE * more;
  return missing.length * (MISSING.page + MISSING.row * more) + (whole ? MISSING_IN_WHOLE_ROWS : updates);
}

/** A long table shows its layout in a part of its rows, taken evenly. */
function spread(rows: readonly LookedRow[]): readonly LookedRow[] {
  const step = Math.ceil(rows.length / ROWS_LOOKED_AT);
  return step <= 1 ? rows : rows.filter((_, index) => index % step === 0);
}

/** Whether two layouts give some filled cell of the row another meaning. */
export function differs(row: SourceRow, a: readonly (Slot | undefined)[], b: readonly (Slot | undefined)[]): boolean {
  return row.cells.some((cell: SourceCell, index) => cell.text !== '' && !sameSlot(a[index], b[index]));
}
