import type { CivilDate } from '../calendar/civil-date.js';
import type { Correction, PublishedPlan, PublishedUpdate } from '../plan/plan.js';
import { normalised } from './import-match.js';

/** A cell of a published column that the lead means to correct. */
export interface NamedCorrection {
  readonly ref: string;
  readonly column: CivilDate;
  readonly reason: string;
}

/** A cell of a published column that a source prints otherwise. Empty where nothing is printed. */
export interface AlteredCell {
  /** Requirement id. */
  readonly requirement: string;
  readonly ref: string;
  readonly column: CivilDate;
  readonly old: string;
  readonly new: string;
}

/** What a source says over what is published, cells of columns that both have. */
export interface CellComparison {
  readonly before: PublishedPlan;
  /** Ids of the requirements that the source prints. */
  readonly matched: ReadonlySet<string>;
  /** Of the source, by requirement id. */
  readonly updates: readonly PublishedUpdate[];
  readonly columns: readonly CivilDate[];
}

/** Every published cell that the source prints otherwise, in the plan's order; case, spacing and forms of a character apart. */
export function alteredCells(comparison: CellComparison): readonly AlteredCell[] {
  return comparedCells(comparison).filter(
    (cell) => normalised(cell.old) !== normalised(cell.new) && !isEarlierIssue(cell, comparison.before),
  );
}

/** Whether a source prints a cell as an earlier issue of its column had it: what was corrected since stays corrected. */
function isEarlierIssue({ requirement, column, new: said }: AlteredCell, { corrections }: PublishedPlan): boolean {
  return corrections.some(
    (each) => each.requirement === requirement && each.column === column && normalised(each.old) === normalised(said),
  );
}

export type CorrectionsJudged =
  | { readonly kind: 'allowed'; readonly corrections: readonly Correction[] }
  | { readonly kind: 'refused'; readonly reason: string; readonly altered: readonly AlteredCell[] };

/**
 * Decides about a source that prints published cells otherwise: each needs a correction of its own, with a reason
 * (columns are immutable once published). A correction may also mend case and spacing alone. One that names a cell
 * which the source leaves as it is would be a slip of the pen, and is refused too.
 */
export function judgeCorrections(
  comparison: CellComparison,
  named: readonly NamedCorrection[],
  on: CivilDate,
): CorrectionsJudged {
  const altered = alteredCells(comparison);
  const refused = (reason: string): CorrectionsJudged => ({ kind: 'refused', reason, altered });
  const isNamed = (cell: AlteredCell) => named.some((each) => names(each, cell));
  const cells = comparedCells(comparison).filter((cell) => cell.old !== cell.new);
  const without = named.find((each) => each.reason.trim() === '');
  if (without !== undefined) return refused(`The correction of ${without.ref} gives no reason. Nothing was imported.`);
  const idle = named.find((each) => !cells.some((cell) => names(each, cell)));
  if (idle !== undefined) {
    return refused(
      `The correction of ${idle.ref} in the column of ${idle.column} changes nothing: the file prints that cell as it is published, or there is no such cell. Nothing was imported. Please check the ref and the date.`,
    );
  }
  const unnamed = altered.filter((cell) => !isNamed(cell)).map((cell) => `${cell.ref} in the column of ${cell.column}`);
  const missing = comparison.before.columns.filter((column) => !comparison.columns.includes(column));
  const shares = comparison.columns.some((column) => comparison.before.columns.includes(column));
  // a file without any column is the plan as it was before its first update, or no plan at all
  if (shares || comparison.columns.length === 0)
    unnamed.push(...missing.map((column) => `the whole column of ${column} is missing`));
  if (unnamed.length > 0) {
    const shown = unnamed.slice(0, 5).join('; ');
    const more = unnamed.length > 5 ? `; and ${unnamed.length - 5} more` : '';
    return refused(
      `This file would change what is already published: ${shown}${more}. Published columns cannot be changed by an import. Nothing was imported. Please restore those cells, name each as a correction with its reason, or import the file under another plan id.`,
    );
  }
  const corrections = cells.filter(isNamed).map(({ requirement, ref, column, old, new: now }): Correction => {
    const reason = named.find((each) => names(each, { ref, column }))?.reason.trim() ?? '';
    return { requirement, column, old, new: now, reason, on };
  });
  return { kind: 'allowed', corrections };
}

/** The updates of a plan with corrections made; a cell corrected to nothing is gone. */
export function corrected(
  published: readonly PublishedUpdate[],
  corrections: readonly Correction[],
  source: readonly PublishedUpdate[],
): readonly PublishedUpdate[] {
  const key = (each: { readonly requirement: string; readonly column: CivilDate }) =>
    `${each.requirement} ${each.column}`;
  const read = new Map(source.map((each) => [key(each), each]));
  const changes = new Map(corrections.map((each) => [key(each), read.get(key(each))]));
  const kept = published.flatMap((each) => {
    if (!changes.has(key(each))) return [each];
    const now = changes.get(key(each));
    return now === undefined ? [] : [now];
  });
  const had = new Set(published.map(key));
  const added = [...changes].flatMap(([at, now]) => (now === undefined || had.has(at) ? [] : [now]));
  return [...kept, ...added];
}

function names(named: Pick<NamedCorrection, 'ref' | 'column'>, cell: Pick<AlteredCell, 'ref' | 'column'>): boolean {
  return named.column === cell.column && named.ref.trim().toLowerCase() === cell.ref.toLowerCase();
}

function comparedCells({ before, matched, updates, columns }: CellComparison): readonly AlteredCell[] {
  const key = (requirement: string, column: CivilDate) => `${requirement} ${column}`;
  const was = new Map(before.updates.map((each) => [key(each.requirement, each.column), each.text]));
  const is = new Map(updates.map((each) => [key(each.requirement, each.column), each.text]));
  const shared = before.columns.filter((column) => columns.includes(column));
  return before.requirements
    .filter((each) => matched.has(each.id))
    .flatMap(({ id, ref }) =>
      shared.map((column) => ({
        requirement: id,
        ref,
        column,
        old: was.get(key(id, column)) ?? '',
        new: is.get(key(id, column)) ?? '',
      })),
    );
}
