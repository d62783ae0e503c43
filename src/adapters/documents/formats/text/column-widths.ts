/** What a column of a table holds: the length of each of its cells in characters, and how narrow it may become. */
export interface ColumnContent {
  readonly lengths: readonly number[];
  /** Same unit as the total. */
  readonly least: number;
}

/** Rows looked at: enough to know a table's shape, few enough that a large table costs no more than a small one. */
const SAMPLE = 400;

/**
 * Shares a total width among columns so that the table becomes as short as it can: a row is as high as its
 * fullest cell. Begins with the least widths and gives the rest away in small steps, each to the column that
 * shortens the table most. Returns whole numbers that sum to `total`, no column narrower than its least
 * (unless the least widths alone exceed the total: then all shrink alike).
 */
export function shareWidth(total: number, columns: readonly ColumnContent[]): number[] {
  const least = columns.map((column) => column.least);
  const needed = least.reduce((sum, width) => sum + width, 0);
  if (needed >= total)
    return settle(
      least.map((width) => (width * total) / needed),
      total,
    );
  const rows = sampleRows(columns);
  const step = (total - needed) / 60;
  const widths = [...least];
  for (let given = 0; given < 60; given += 1) {
    const heights = columns.map((_, index) =>
      tableHeight(
        rows,
        widths.map((width, at) => (at === index ? width + step : width)),
      ),
    );
    const best = heights.indexOf(Math.min(...heights));
    widths[best] = (widths[best] ?? 0) + step;
  }
  return settle(widths, total);
}

function sampleRows(columns: readonly ColumnContent[]): readonly (readonly number[])[] {
  const count = Math.max(0, ...columns.map((column) => column.lengths.length));
  const stride = Math.max(1, Math.ceil(count / SAMPLE));
  return Array.from({ length: Math.ceil(count / stride) }, (_, row) =>
    columns.map((column) => column.lengths[row * stride] ?? 0),
  );
}

/** A power sum instead of the maximum, so that a step in one of two equally full columns counts as progress too. */
function tableHeight(rows: readonly (readonly number[])[], widths: readonly number[]): number {
  return rows.reduce((sum, row) => {
    const powers = row.reduce((power, length, column) => power + (length / (widths[column] ?? 1)) ** 6, 0);
    return sum + powers ** (1 / 6);
  }, 0);
}

/** Whole numbers with the same sum: what rounding leaves goes to the widest. */
function settle(widths: readonly number[], total: number): number[] {
  const whole = widths.map(Math.floor);
  const widest = whole.indexOf(Math.max(...whole));
  const rest = Math.floor(total) - whole.reduce((sum, width) => sum + width, 0);
  return whole.map((width, index) => (index === widest ? width + rest : width));
}
