import type { CivilDate } from '../../calendar/civil-date.js';
import type { Ledger } from '../account/ledger.js';
import type { SourceCell } from '../account/reading.js';
import type { Header } from '../header/header.js';
import type { PlanLine } from '../layout/lines.js';

/** What stands in a place that waits to be filled: a dash, "TBC", "No update yet". */
const WAITS =
  /^(?:tb[acd]|n\/?a|to be (?:confirmed|completed|added|advised)|(?:no )?updates? (?:yet|to follow)|no updates? yet|not yet due)?[\s.…–—_-]*$/i;

/**
 * The lines without columns of updates in which nothing is said yet: somebody prepared them for later quarters. What waits
 * there is left out. A column in which one row says something stays whole, and so does one before it: its day has passed,
 * and it was published empty.
 */
export function withoutPrepared(lines: readonly PlanLine[], ledger: Ledger): readonly PlanLine[] {
  const said = new Set<string | number>();
  let newest = '';
  for (const { updates, undated } of lines) {
    for (const { column, cell } of updates) {
      if (!isSaid(cell)) continue;
      said.add(column);
      if (column > newest) newest = column;
    }
    for (const { at, cell } of undated) if (isSaid(cell)) said.add(at);
  }
  return lines.map((line): PlanLine => {
    const updates = line.updates.filter(({ column }) => said.has(column) || column < newest);
    const undated = line.undated.filter(({ at }) => said.has(at));
    for (const each of line.updates) if (!updates.includes(each)) ledger.leaveOut(each.cell);
    return { ...line, updates, undated };
  });
}

function isSaid({ text }: SourceCell): boolean {
  return !WAITS.test(text.trim());
}

/** The headings without those of columns in which nothing is said yet, of which it tells once. */
export function headerOfSaid(header: Header, lines: readonly PlanLine[], ledger: Ledger): Header {
  const newest = lines
    .flatMap(({ updates }) => updates.map(({ column }) => column))
    .sort()
    .at(-1);
  const isPast = (date: CivilDate) => newest !== undefined && date <= newest;
  const prepared = header.row.cells.filter((_, index) => {
    const slot = header.slots[index];
    return slot?.kind === 'update' && !isPast(slot.column);
  });
  const names = prepared.map(({ text }) => `"${text}"`).join(', ');
  if (names !== '') {
    ledger.repair(header.row.line, null, `Nothing is said under ${names} yet. No updates were taken from there.`);
  }
  return {
    ...header,
    dates: header.dates.filter((date) => isPast(date)),
    periods: header.periods.filter(({ date }) => isPast(date)),
    taken: header.taken !== null && isPast(header.taken.date) ? header.taken : null,
  };
}
