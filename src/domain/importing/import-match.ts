import type { CivilDate } from '../calendar/civil-date.js';
import type { PublishedPlan, Requirement } from '../plan/plan.js';
import type { ReadPlan, ReadRequirement } from './account/reading.js';

/** Which old requirement each read row is. */
export interface RowMatches {
  /** Permanent id by the row's key; a row that is not in here is new. */
  readonly ids: ReadonlyMap<string, string>;
  /** Rows that could be several old ones: taken as new, and to be asked about. */
  readonly doubts: readonly { readonly row: ReadRequirement; readonly among: number }[];
}

/** One way of telling that a row is an old one. Null where it says nothing of a row. */
interface Sign {
  readonly ofOld: (old: Requirement) => string | null;
  readonly ofRow: (row: ReadRequirement) => string | null;
  /** Whether rows that are alike in everything are told apart by their order, when none came or went. */
  readonly inOrder?: boolean;
  /** Whether several of a kind are a question. */
  readonly asks?: boolean;
}

/**
 * Matches read rows with what the store has, the surest sign first for all rows before the next is tried: our own id; number and
 * words; a ref that the source prints; everything alike; the earlier columns; and, for a line without words of its own
 * whose earlier columns fit none, its place, so that an altered cell is found and not taken for another line.
 */
export function matchRows(before: PublishedPlan, read: ReadPlan): RowMatches {
  const columns = before.columns.filter((column) => read.columns.includes(column));
  const oldCells = cellsBy(before.updates, columns);
  const rowCells = cellsBy(read.updates, columns);
  const filled = (cells: string | undefined) => (cells === undefined || cells === NO_CELLS ? null : cells);
  const signs: readonly Sign[] = [
    { ofOld: (old) => old.id, ofRow: (row) => row.id ?? null },
    { ofOld: (old) => words(old.text), ofRow: (row) => words(row.text) },
    {
      ofOld: (old) => (old.refFrom === 'source' ? old.ref : null),
      ofRow: (row) => (row.refFrom === 'source' ? row.ref : null),
    },
    {
      ofOld: (old) => `${words(old.text) ?? ''}\n${oldCells.get(old.id) ?? NO_CELLS}`,
      ofRow: (row) => `${words(row.text) ?? ''}\n${rowCells.get(row.key) ?? NO_CELLS}`,
      inOrder: true,
    },
    { ofOld: (old) => filled(oldCells.get(old.id)), ofRow: (row) => filled(rowCells.get(row.key)), asks: true },
    {
      ofOld: (old) => (old.text === null ? old.ref : null),
      ofRow: (row) => (row.text === null && filled(rowCells.get(row.key)) !== null ? row.ref : null),
    },
  ];
  const ids = new Map<string, string>();
  const doubts: { row: ReadRequirement; among: number }[] = [];
  let oldLeft = before.requirements;
  let rowsLeft = read.requirements;
  for (const sign of signs) {
    const olds = groups(oldLeft, sign.ofOld);
    for (const [key, rows] of groups(rowsLeft, sign.ofRow)) {
      const all = olds.get(key) ?? [];
      const live = all.filter((old) => !old.withdrawn);
      const alike = live.length >= rows.length ? live : all;
      if (alike.length === rows.length && (rows.length === 1 || sign.inOrder)) {
        for (const [index, row] of rows.entries()) ids.set(row.key, (alike[index] as Requirement).id);
      } else if (sign.asks && alike.length > 1) {
        doubts.push(...rows.map((row) => ({ row, among: alike.length })));
      }
    }
    const taken = new Set(ids.values());
    const asked = new Set(doubts.map(({ row }) => row.key));
    oldLeft = oldLeft.filter((old) => !taken.has(old.id));
    rowsLeft = rowsLeft.filter((row) => !ids.has(row.key) && !asked.has(row.key));
  }
  return { ids, doubts };
}

/** How texts of two printings are compared: case, spacing and forms of the same character apart. */
export function normalised(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}

const NO_CELLS = '[]';

/** The texts of these columns by row, as one comparable text. */
function cellsBy(updates: PublishedPlan['updates'], columns: readonly CivilDate[]): ReadonlyMap<string, string> {
  const cells = new Map<string, [string, string][]>();
  for (const update of updates) {
    if (!columns.includes(update.column) || normalised(update.text) === '') continue;
    cells.set(update.requirement, [...(cells.get(update.requirement) ?? []), [update.column, normalised(update.text)]]);
  }
  return new Map([...cells].map(([row, own]) => [row, JSON.stringify(own.sort(([a], [b]) => (a < b ? -1 : 1)))]));
}

function groups<T extends { readonly recommendation: string }>(
  items: readonly T[],
  signOf: (item: T) => string | null,
): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const sign = signOf(item);
    if (sign === null) continue;
    const key = `${item.recommendation}\n${sign}`;
    found.set(key, [...(found.get(key) ?? []), item]);
  }
  return found;
}

function words(text: string | null): string | null {
  return text === null || normalised(text) === '' ? null : normalised(text);
}
