/** A cell of a Word table: where it stands in the table's grid, which may be finer than its columns. */
export interface GridSpan {
  /** First column of the grid, from 0. */
  readonly from: number;
  /** Columns of the grid, at least 1. */
  readonly across: number;
}

/**
 * The column of each cell, from 0. Word makes a new column of the grid wherever a border was dragged by a hair, so
 * columns are those of the first row that has the most cells, and every other cell belongs to the column that begins
 * nearest to it. `widths` are those of the grid's columns in twips; where they are missing, all count the same.
 */
export function columnsOf(
  rows: readonly (readonly GridSpan[])[],
  widths: readonly number[],
): readonly (readonly number[])[] {
  const most = rows.reduce((longest, row) => Math.max(longest, row.length), 0);
  const model = rows.find((row) => row.length === most) ?? [];
  const starts: number[] = [0];
  const reach = rows.reduce(
    (furthest, row) => row.reduce((far, { from, across }) => Math.max(far, from + across), furthest),
    1,
  );
  for (let column = 0; column < Math.min(reach, 1_000); column += 1)
    starts.push((starts[column] ?? 0) + Math.max(1, widths[column] ?? 1_000));
  const edges = model.map(({ from }) => starts[from] ?? 0);
  return rows.map((row) => {
    if (row.length === model.length) return row.map((_, index) => index);
    let next = 0;
    return row.map(({ from }, index) => {
      const start = starts[from] ?? 0;
      const last = edges.length - (row.length - index);
      let best = next;
      for (let each = next; each <= last; each += 1) {
        if (Math.abs((edges[each] ?? 0) - start) < Math.abs((edges[best] ?? 0) - start)) best = each;
      }
      next = best + 1;
      return best;
    });
  });
}
